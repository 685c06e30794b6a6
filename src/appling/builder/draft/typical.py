"""Fields that things are hardly ever without: where a train goes, when a concert begins, a price."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing, kind_of

_DAYS = {Kind.DATE, Kind.MOMENT}


@dataclass(frozen=True, slots=True)
class _Typical:
    """`thing` finds the things; they have `fields`, each unless one of its meaning is there."""

    thing: re.Pattern[str]
    where: re.Pattern[str]
    fields: tuple[dict[str, str], ...]


def with_typical(declared: Declared, brief: str, vocabulary: Vocabulary, *, chinese: bool) -> Declared:
    """The things with what they are hardly ever without."""
    return replace(
        declared,
        things=tuple(_with_its_own(each, brief, vocabulary, chinese=chinese) for each in declared.things),
    )


def _with_its_own(
    thing: DeclaredThing, brief: str, vocabulary: Vocabulary, *, chinese: bool
) -> DeclaredThing:
    found = next((each for each in _typical() if each.thing.search(fold(thing.name))), None)
    if found is None or not thing.fields or not found.where.search(brief):
        return thing
    possible = (
        (
            DeclaredField(each["chinese" if chinese else "name"], type_, kind_of(type_, vocabulary)),
            each["has"],
        )
        for each in found.fields
        if (type_ := each["type"])
    )
    added = (field for field, has in possible if not any(_says(each, field, has) for each in thing.fields))
    return replace(thing, fields=(*thing.fields, *added))


def _says(field: DeclaredField, typical: DeclaredField, has: str) -> bool:
    """Whether it is of that meaning: another day, or another sum of money, is enough."""
    same = {field.kind, typical.kind} <= _DAYS or field.kind is typical.kind is Kind.MONEY
    return same or re.search(has, fold(field.name)) is not None


@cache
def _typical() -> tuple[_Typical, ...]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        _Typical(re.compile(each["thing"]), re.compile(each.get("where", ""), re.I), tuple(each["fields"]))
        for each in data["typical"]
    )
