"""Who may do what follows from through whose hands a thing goes."""

import pytest

from appling.builder.draft.rights import Hands, everywhere, hands_of, may_take, read_hands, rules_of

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
            ["visitor may see", "patient may add own, change own, remove own", "clerk may do all"],
        ),
        (Hands(("patient",), True, ("clerk",)), ["patient may see own, add own", "clerk may do all"]),
        (
            Hands(("patient",), True, ("doctor",)),
            ["patient may see own, add own", "doctor may see, change", "clerk may do all"],
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


def test_those_who_are_served_do_not_judge_what_they_added() -> None:
    people = ("student", "teacher")
    assert may_take("Mark Paid", "set status = paid", Hands(("student",)), (), people) == ["teacher"]


def test_inside_a_team_whoever_adds_may_act() -> None:
    assert may_take("Start", "set status = doing", Hands(("dev",)), (), ("dev", "lead")) == ["dev", "lead"]


@pytest.mark.parametrize(
    "text", ["member", "member, admin", "member, private", "job seeker, private for company, admin"]
)
def test_hands_are_read_as_they_are_written(text: str) -> None:
    assert str(read_hands(text)) == text
