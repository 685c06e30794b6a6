"""Who may do what follows from through whose hands a thing goes."""

import pytest

from appling.blueprint.model.expression import Kind
from appling.builder.draft.declared import DeclaredField, DeclaredThing
from appling.builder.draft.rights import Hands, careful, everywhere, hands_of, may_take, read_hands, rules_of

PEOPLE = ("visitor", "patient", "doctor", "clerk")


@pytest.mark.parametrize(
    ("people", "rules"),
    [
        (("visitor", "member", "admin"), ["visitor may see", "admin may do all"]),
        (("nurse", "doctor", "head"), ["nurse may see", "doctor may see", "head may do all"]),
        (("family",), ["family may do all"]),
    ],
)
def test_rules_of_the_whole_app(people: tuple[str, ...], rules: list[str]) -> None:
    assert everywhere(people) == rules


@pytest.mark.parametrize(
    ("hands", "rules"),
    [
        (Hands(("clerk",)), []),
        (
            Hands(("patient",)),
            ["visitor may see", "patient may add, change own, remove own", "clerk may do all"],
        ),
        (Hands(("patient",), True, ("clerk",)), ["patient may see own, add", "clerk may do all"]),
        (
            Hands(("patient",), True, ("doctor",)),
            ["patient may see own, add", "doctor may see, change", "clerk may do all"],
        ),
        (Hands(("visitor",), True), ["visitor may add", "clerk may do all"]),
        (Hands(("doctor",), True, ("doctor",)), ["doctor may see, change, add", "clerk may do all"]),
        (Hands(("visitor",)), ["visitor may see, add", "clerk may do all"]),
    ],
)
def test_rules_of_a_thing(hands: Hands, rules: list[str]) -> None:
    assert rules_of(hands, PEOPLE) == rules
    if rules:
        assert rules_of(hands_of(rules, PEOPLE), PEOPLE) == rules


def test_rules_that_no_hands_make() -> None:
    with pytest.raises(ValueError, match="No hands"):
        hands_of(["patient may do all"], PEOPLE)


@pytest.mark.parametrize(
    ("name", "step", "hands", "roles"),
    [
        ("Approve", "set status = approved", Hands(("patient",), True, ("doctor",)), ["doctor", "clerk"]),
        (
            "Cancel",
            "set status = cancelled",
            Hands(("patient",), True, ("doctor",)),
            ["patient", "doctor", "clerk"],
        ),
        ("Like", "set likes = likes + 1", Hands(("clerk",)), ["patient", "doctor", "clerk"]),
        ("Cheat", "set likes = stars + 1", Hands(("clerk",)), ["clerk"]),
        ("Publish", "set public = yes", Hands(("patient",)), ["clerk"]),
    ],
)
def test_nobody_judges_what_they_added(name: str, step: str, hands: Hands, roles: list[str]) -> None:
    assert may_take(name, step, hands, (), PEOPLE) == roles


def test_who_may_add_a_thing_may_take_an_action_that_adds_it() -> None:
    assert may_take("Book", "add Visit with x = this", Hands(("clerk",)), ("patient",), PEOPLE) == [
        "patient",
        "clerk",
    ]


def test_inside_a_team_whoever_adds_may_act() -> None:
    assert may_take("Start", "set status = doing", Hands(("dev",)), (), ("dev", "lead")) == ["dev", "lead"]


@pytest.mark.parametrize(
    "text", ["member", "member, admin", "member, private", "job seeker, private for company, admin"]
)
def test_hands_are_read_as_they_are_written(text: str) -> None:
    assert str(read_hands(text)) == text


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
    ],
)
def test_what_is_somebodys_own_business_is_private(name: str, by: str, private: bool) -> None:
    type_ = "phone" if "Call" in name else "text"
    thing = DeclaredThing(name, (DeclaredField("number", type_, Kind.TEXT),))
    assert careful(Hands((by,)), thing, PEOPLE, mine=False).private is private


def test_where_there_is_one_role_nothing_need_be_private() -> None:
    thing = DeclaredThing("Order", (DeclaredField("number", "text", Kind.TEXT),))
    assert not careful(Hands(("family",)), thing, ("family",), mine=True).private


def test_a_page_for_what_is_mine_means_that_people_add_it() -> None:
    thing = DeclaredThing("Order", (DeclaredField("number", "text", Kind.TEXT),))
    assert careful(Hands(("clerk",)), thing, PEOPLE, mine=True) == Hands(("patient",), private=True)


@pytest.mark.parametrize(("people", "private"), [(PEOPLE, True), (PEOPLE[1:], False)])
def test_visitors_see_no_customers(people: tuple[str, ...], private: bool) -> None:
    thing = DeclaredThing("Customer", (DeclaredField("name", "text", Kind.TEXT),))
    assert careful(Hands(("clerk",)), thing, people, mine=False).private is private
