"""From the short form to the full language."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand, read_draft

SHORT = """\
app Lending
about Lend things to neighbours.
people visitor, member, admin
things Item, Order, Order Line
pages Items, My Orders
Item by admin: name, photo, kind: choice(tool, toy), price, password
Order by member, private for admin: member, created, status: choice(new, done), total price
Order Line by member, private for admin: order, item, quantity = 1, quantity
action Finish on Order when status = new: set status = done
action Nothing on Order when status = done: set status = done
action Ask for more on Item: add Order Line with item = this
"""


def test_a_field_is_what_its_name_says() -> None:
    source = expand(SHORT, vocabulary())
    assert "  photo: image\n" in source
    assert "  member: person = me\n" in source
    assert "  created: date = today\n" in source
    assert "  status: choice(new, done) = new\n" in source
    assert "  order: Order\n" in source
    assert "  quantity: number = 1\n" in source


def test_it_checks_without_a_word() -> None:
    assert check(expand(SHORT, vocabulary()), vocabulary()).diagnostics == ()


def test_passwords_and_second_fields_of_a_name_are_passed_over() -> None:
    source = expand(SHORT, vocabulary())
    assert "password" not in source
    assert source.count("quantity") == 1


def test_an_action_that_changes_nothing_is_passed_over() -> None:
    assert "Nothing" not in expand(SHORT, vocabulary())


def test_an_action_with_a_keyword_in_its_name_is_quoted() -> None:
    assert 'action "Ask for more" on Item for member, admin' in expand(SHORT, vocabulary())


def test_the_longest_name_of_a_thing_counts() -> None:
    assert list(read_draft(SHORT).fields["Order Line"]) == ["order", "item", "quantity = 1", "quantity"]


@pytest.mark.parametrize("length", range(0, len(SHORT), 7))
def test_a_text_that_breaks_off_is_read_as_far_as_it_goes(length: int) -> None:
    expand(SHORT[:length], vocabulary())


def test_private_things_are_for_those_who_add_and_handle_them() -> None:
    source = expand(SHORT, vocabulary())
    assert "  member may see own, add\n  admin may do all\n" in source
    assert "  visitor may see\n  admin may do all\n" in source
