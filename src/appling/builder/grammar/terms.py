"""Expressions over the fields that a draft has declared, as rules of a grammar."""

import re

from appling.blueprint.model.expression import Kind
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.implied import STATE
from appling.builder.grammar.gbnf import any_of, literal, words
from appling.builder.words import fold

_COUNTED = re.compile(
    r"like|vote|view|point|coin|score|stock|quantity|count|progress|download|credit|visit|share"
    r"|点赞|票|浏览|积分|库存|数量|次数|分数|进度"
)
"""Numbers that go up and down at the press of a button."""


def is_state(field: DeclaredField) -> bool:
    """Whether it says how far a row is: what actions change, and ask about."""
    return field.kind is Kind.TRUTH or bool(field.choices and STATE.search(fold(field.name)))


def condition(thing: DeclaredThing) -> str | None:
    """What can be asked about how far a row is."""
    asked = []
    for field in filter(is_state, thing.fields):
        if field.choices:
            asked.append(f'{literal(f"{field.name} ")} ("= " | "!= ") {words(field.choices)}')
        else:
            asked.append(f'("not ")? {literal(field.name)}')
    return any_of(asked) if asked else None


def changes(thing: DeclaredThing, declared: Declared) -> list[str]:
    """What a `set` may do to a row: say how far it or what it links to is, or count."""
    found = [_state(field, "") for field in filter(is_state, thing.fields)]
    counted = [field.name for field in thing.of(Kind.NUMBER) if _COUNTED.search(fold(field.name))]
    found += [f'{literal(f"{name} = {name} ")} ("+ " | "- ") number' for name in counted]
    for link in thing.of(Kind.LINK):
        target = declared.thing(link.target)
        if target:
            found += [_state(field, f"{link.name}.") for field in filter(is_state, target.fields)]
    return found


def _state(field: DeclaredField, prefix: str) -> str:
    values = field.choices or ("yes", "no")
    return f"{literal(f'{prefix}{field.name} = ')} {words(values)}"


def new_rows(thing: DeclaredThing, declared: Declared) -> list[str]:
    """What an `add` may add to a row: what links to it and needs no text that only a person can write."""
    found = []
    for child in declared.children(thing):
        link = next(field for field in child.fields if field.target == thing.name)
        if child.fields[0].type == "text":
            continue
        shared = [
            literal(f", {field.name} = {other.name}")
            for field in child.of(Kind.LINK)
            for other in thing.of(Kind.LINK)
            if other.target == field.target and field is not link
        ]
        days = [f'{literal(f", {field.name} = today + ")} number " days"' for field in child.of(Kind.DATE)]
        more = f"{any_of(shared + days)}{{0,2}}" if shared or days else ""
        found.append(f"{literal(f'{child.name} with {link.name} = this')} {more}")
    return found
