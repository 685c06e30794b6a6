"""Expressions over the fields that a draft has declared, as rules of a grammar."""

from appling.blueprint.model.expression import Kind
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.grammar.gbnf import any_of, literal, words

_NUMBERS = (Kind.NUMBER, Kind.MONEY)
_DATES = (Kind.DATE, Kind.MOMENT)


def conditions(thing: DeclaredThing) -> list[str]:
    """What can be asked of a row of this thing; empty when it has nothing to ask about."""
    found = []
    for field in thing.fields:
        name = field.name
        if field.choices:
            found.append(f'{literal(f"{name} ")} ("= " | "!= ") {words(field.choices)}')
        elif field.kind is Kind.TRUTH:
            found.append(f'("not ")? {literal(name)}')
        elif field.kind in _DATES:
            found.append(f'{literal(f"{name} ")} ("= " | "< " | ">= ") "today"')
        elif field.kind in _NUMBERS:
            found.append(f'{literal(f"{name} ")} ("< " | "> " | "= ") number')
        elif field.kind is Kind.PERSON:
            found.append(literal(f"{name} = me"))
    return found


def condition(thing: DeclaredThing) -> str | None:
    """One question, or two that must both hold."""
    asked = conditions(thing)
    return f'{any_of(asked)} (" and " {any_of(asked)})?' if asked else None


def measures(thing: DeclaredThing) -> str:
    """What can be added up over the rows of this thing."""
    numbers = [field.name for field in thing.of(*_NUMBERS)]
    sums = [f'("sum(" | "avg(") {words(numbers)} ")"'] if numbers else []
    return any_of(['"count()"', *sums])


def groupings(thing: DeclaredThing, *, dates: bool) -> str | None:
    """What rows of this thing can be put together by; dates by month in a chart, by day in a list."""
    found = [
        literal(field.name)
        for field in thing.fields
        if field.choices or field.kind in (Kind.LINK, Kind.PERSON, Kind.TRUTH)
    ]
    found += [literal(f"month({field.name})" if dates else field.name) for field in thing.of(*_DATES)]
    return any_of(found) if found else None


def changes(thing: DeclaredThing, declared: Declared, prefix: str = "") -> list[str]:
    """What a `set` may do to a row of this thing, or to the row that a link of it points to."""
    found = []
    for field in thing.fields:
        path = f"{prefix}{field.name}"
        if values := _values(field):
            found.append(f"{literal(f'{path} = ')} {any_of(values)}")
        if field.kind in _NUMBERS:
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
