"""Expressions over the fields that a draft has declared, as rules of a grammar."""

from appling.blueprint.model.expression import Kind
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.implied import STATE
from appling.builder.grammar.gbnf import any_of, literal, words
from appling.builder.words import fold

_NUMBERS = (Kind.NUMBER, Kind.MONEY)


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


def changes(thing: DeclaredThing, declared: Declared, prefix: str = "") -> list[str]:
    """What a `set` may do to a row of this thing, or to the row that a link of it points to."""
    found = []
    for field in thing.fields:
        path = f"{prefix}{field.name}"
        if is_state(field):
            found.append(f"{literal(f'{path} = ')} {any_of(_values(field))}")
        elif field.kind in _NUMBERS:
            found.append(f'{literal(f"{path} = {path} ")} ("+ " | "- ") number')
        target = declared.thing(field.target)
        if target and not prefix:
            found += changes(target, declared, f"{field.name}.")
    return found


def _values(field: DeclaredField) -> list[str]:
    """The constants that fit a field."""
    if field.choices:
        return [literal(choice) for choice in field.choices]
    constants = {
        Kind.TRUTH: ['"yes"', '"no"'],
        Kind.DATE: ['"today"', '"today + " number " days"'],
        Kind.MOMENT: ['"now"'],
        Kind.PERSON: ['"me"'],
        Kind.NUMBER: ["number"],
    }
    return constants.get(field.kind, [])


def assignments(child: DeclaredThing, row_of: DeclaredThing) -> list[str]:
    """What a new row of `child` may be given by an action on a row of another thing."""
    found = []
    for field in child.fields:
        given = _values(field)
        if field.target == row_of.name:
            given = ['"this"']
        elif field.kind is Kind.LINK:
            given = [literal(other.name) for other in row_of.fields if other.target == field.target]
        elif field.kind in _NUMBERS:
            given += [literal(other.name) for other in row_of.of(field.kind)]
        if given:
            found.append(f"{literal(f'{field.name} = ')} {any_of(given)}")
    return found
