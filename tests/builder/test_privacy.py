"""What is somebody's own business is private, also where a draft forgot to say so."""

import pytest

from appling.blueprint.model.expression import Kind
from appling.builder.draft.declared import DeclaredField, DeclaredThing
from appling.builder.draft.privacy import careful
from appling.builder.draft.rights import Hands

PEOPLE = ("visitor", "patient", "doctor", "clerk")


def thing_of(name: str, *fields: str) -> DeclaredThing:
    """A thing with fields of text."""
    return DeclaredThing(name, tuple(DeclaredField(field, "text", Kind.TEXT) for field in fields))


@pytest.mark.parametrize(
    ("name", "by", "private"),
    [
        ("Order", "patient", True),
        ("Order", "clerk", False),
        ("Salary", "clerk", True),
        ("Person to Call", "patient", True),
        ("Person to Call", "clerk", False),
        ("留言", "visitor", True),
        ("Poem", "patient", False),
        ("Biography", "patient", False),
        ("Report", "patient", True),
        ("Report", "clerk", False),
        ("Tip", "visitor", True),
        ("Refund Request", "patient", True),
        ("Bet", "patient", True),
        ("Alphabet", "patient", False),
    ],
)
def test_what_is_somebodys_own_business_is_private(name: str, by: str, private: bool) -> None:
    type_ = "phone" if "Call" in name else "text"
    thing = DeclaredThing(name, (DeclaredField("number", type_, Kind.TEXT),))
    assert careful(Hands((by,)), thing, PEOPLE, mine=False).private is private


@pytest.mark.parametrize(
    ("name", "fields", "private"),
    [
        ("Band", ("website", "phone"), False),
        ("Band", ("genre", "phone"), True),
        ("Profile", ("website", "phone"), True),
    ],
)
def test_how_to_reach_a_business_is_no_secret(name: str, fields: tuple[str, ...], private: bool) -> None:
    thing = thing_of(name, *fields)
    assert careful(Hands(("patient",)), thing, PEOPLE, mine=False).private is private


def test_where_there_is_one_role_nothing_need_be_private() -> None:
    thing = DeclaredThing("Order", (DeclaredField("number", "text", Kind.TEXT),))
    assert not careful(Hands(("family",)), thing, ("family",), mine=True).private


def test_a_page_for_what_is_mine_means_that_people_add_it() -> None:
    thing = DeclaredThing("Order", (DeclaredField("number", "text", Kind.TEXT),))
    assert careful(Hands(("clerk",)), thing, PEOPLE, mine=True) == Hands(("patient",), private=True)


@pytest.mark.parametrize(("people", "private"), [(PEOPLE, True), (PEOPLE[2:], False)])
def test_visitors_see_no_customers(people: tuple[str, ...], private: bool) -> None:
    thing = DeclaredThing("Customer", (DeclaredField("name", "text", Kind.TEXT),))
    assert careful(Hands(("clerk",)), thing, people, mine=False).private is private


@pytest.mark.parametrize(
    ("thing", "private"),
    [
        (thing_of("Customer Profile", "name", "income"), True),
        (thing_of("Student", "name"), True),
        (thing_of("Student Work", "title"), False),
        (thing_of("Member", "name", "phone"), True),
        (thing_of("Member", "name", "motto"), False),
        (thing_of("Contact Card", "name", "phone"), False),
        (thing_of("Contact", "name", "phone"), True),
        (thing_of("Contact", "company", "phone"), False),
        (thing_of("Teacher", "subject", "email"), False),
        (thing_of("客户信息", "姓名"), True),
        (thing_of("重要客户", "姓名"), True),
        (thing_of("会员", "姓名", "手机"), True),
    ],
)
def test_strangers_see_nothing_of_persons_whom_the_staff_keeps(thing: DeclaredThing, private: bool) -> None:
    hands = careful(Hands(("clerk",)), thing, PEOPLE, mine=False)
    assert hands == (Hands(("clerk",), True, ("doctor",)) if private else Hands(("clerk",)))


def test_a_team_sees_its_customers() -> None:
    customer = thing_of("Customer", "name", "phone")
    assert not careful(Hands(("manager",)), customer, ("seller", "manager"), mine=False).private


def test_those_who_are_served_do_not_see_each_other() -> None:
    people = ("student", "parent", "teacher", "head")
    hands = careful(Hands(("head",)), thing_of("Student", "name"), people, mine=False)
    assert hands == Hands(("head",), True, ("parent", "teacher"))
