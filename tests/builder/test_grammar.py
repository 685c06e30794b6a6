"""The grammars accept every example and refuse the slips that small models make."""

import re

import pytest
from tests.builder.gbnf_matching import as_regex, matches

from appling.atoms import vocabulary
from appling.builder.draft.expand import read_draft
from appling.builder.grammar.opening import opening_grammar
from appling.builder.grammar.things import things_grammar
from appling.builder.library import Example, core

ALL = tuple(core().values())
NAMES = [example.name for example in ALL]
PEOPLE = ("visitor", "customer", "admin")
TAIL = "Tea by admin: name, price\nOrder by customer, private for admin: {}\n"


def stages(short: str) -> tuple[str, str]:
    """A text in the short form, cut where a draft is."""
    lines = short.splitlines(keepends=True)
    opened = next(at for at, line in enumerate(lines) if line.startswith("pages ")) + 1
    return "".join(lines[:opened]), "".join(lines[opened:])


@pytest.mark.parametrize("example", ALL, ids=NAMES)
def test_examples_can_be_written(example: Example) -> None:
    opening, things = stages(example.short)
    draft = read_draft(opening + things)
    assert matches(opening_grammar(), opening)
    assert matches(things_grammar(tuple(draft.fields), draft.people, vocabulary()), things)


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ("customer: person, tea, quantity: number", True),
        ("tea: Tea, status: choice(new, in work, done)", True),
        ("状态: choice(新建, 完成), 备注: long text", True),
        ("results: table of Tea, note", False),
        ("items: list of (tea, quantity), note", False),
        ("items: list, note", False),
        ("name: string, note", False),
        ("total: integer, note", False),
        ("customer: Customer, note", False),
        ("kind: choice(), note", False),
        ("kind: choice(one), note", False),
        ("name", True),
        ("", False),
        (", ".join(f"field {number}" for number in range(40)), False),
        ("note: a type that is long", False),
        ('"quoted name", note', False),
        ("name, sum(Tea.price)", False),
    ],
)
def test_fields_have_types_that_there_are(fields: str, allowed: bool) -> None:
    grammar = things_grammar(("Tea", "Order"), PEOPLE, vocabulary())
    assert matches(grammar, TAIL.format(fields)) is allowed


@pytest.mark.parametrize(
    "hands",
    ["customer, private for visitor", "stranger", "customer, private for stranger", "customer for admin", ""],
)
def test_things_go_through_hands_that_there_are(hands: str) -> None:
    grammar = things_grammar(("Tea", "Order"), PEOPLE, vocabulary())
    text = f"Tea by admin: name, price\nOrder by {hands}: tea, quantity\n"
    assert not matches(grammar, text)


def test_every_repetition_is_bounded() -> None:
    draft = read_draft("\n".join(core()["tea-shop"].short.splitlines()))
    grammars = [
        opening_grammar(),
        things_grammar(tuple(draft.fields), draft.people, vocabulary()),
    ]
    for grammar in grammars:
        assert not re.search(r"(?<!\\)[*+]", as_regex(grammar))


def test_what_people_do_is_added_by_them() -> None:
    names, people = ("Room", "Booking", "Message"), ("visitor", "guest", "host")
    grammar = things_grammar(names, people, vocabulary())
    room, message = "Room by host: name\n", "Message by visitor, private: text\n"
    assert matches(grammar, f"{room}Booking by guest, private: Room\n{message}")
    assert not matches(grammar, f"{room}Booking by host: Room\n{message}")
    assert not matches(grammar, f"{room}Booking by guest: Room\nMessage by guest: text\n")


def test_a_long_brief_gets_more_things() -> None:
    opening = "app A\nabout Things.\npeople user\nthings Tea, Cup\npages Home, Teas\n"
    more = opening.replace("Cup", "Cup, Order, Stall")
    assert matches(opening_grammar("Teas and cups."), opening)
    long = opening_grammar("Teas and cups, and who ordered how many of them. " * 6)
    assert not matches(long, opening)
    assert matches(long, more)
