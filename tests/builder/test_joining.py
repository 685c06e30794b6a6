"""Who signs up by themselves, and what they then may not see."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand
from appling.builder.draft.joining import joining

PEOPLE = ("visitor", "buyer", "seller", "clerk", "admin")


@pytest.mark.parametrize(
    ("brief", "roles"),
    [
        ("A market.", ("buyer",)),
        ("Sellers should be able to list what they have.", ("buyer", "seller")),
        ("The site should allow sellers to register, log in and upload goods.", ("buyer", "seller")),
        ("Users can register as either buyers or sellers.", ("buyer", "seller")),
        ("Users sign up as a buyer, a seller or a clerk.", ("buyer", "seller", "clerk")),
        ("Clerks can register.", ("buyer", "clerk")),
        ("Clerks can register products.", ("buyer",)),
        ("Clerks should be able to list orders.", ("buyer",)),
        ("Clerks log in to see orders.", ("buyer",)),
        ("Admins can register.", ("buyer",)),
    ],
)
def test_those_of_whom_the_brief_says_so(brief: str, roles: tuple[str, ...]) -> None:
    assert joining(PEOPLE, brief) == roles


MARKET = """\
app Market
about Buy and sell.
people visitor, buyer, seller, admin
things Product, Order, Complaint
pages Products, Orders
Product by seller: name, price
Order by buyer, private for seller: buyer, product, placed
Complaint by buyer, private for seller: buyer, text
"""


def test_people_choose_and_see_of_others_only_what_concerns_them() -> None:
    source = expand(MARKET, vocabulary(), "Buyers choose products. Sellers can list products.")
    assert check(source, vocabulary()).diagnostics == ()
    assert "  sign up: buyer, seller\n" in source
    assert "  price: money, min 0\n  seller: person = me\n" in source
    assert (
        "  buyer may see own, add own\n  seller may see where product.seller = me\n  admin may do all\n"
        in source
    )
    assert "seller" not in source.partition("thing Complaint")[2].partition("page Products")[0]
    assert "page Complaints for buyer, admin\n" in source


def test_who_is_let_in_by_the_owner_handles_all() -> None:
    source = expand(MARKET, vocabulary(), "Buyers choose products.")
    assert "sign up" not in source
    assert "  seller may see, change\n" in source
