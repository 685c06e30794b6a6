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

_DAYS = (Kind.DATE, Kind.MOMENT)


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
    name = "chinese" if chinese else "name"
    lacking = [each for each in found.fields if not _has(thing, each, kind_of(each["type"], vocabulary))]
    added = (DeclaredField(each[name], each["type"], kind_of(each["type"], vocabulary)) for each in lacking)
    return replace(thing, fields=(*thing.fields, *added))


def _has(thing: DeclaredThing, field: dict[str, str], kind: Kind) -> bool:
    """Whether there is one of that meaning: any day, and any sum of money, is enough."""
    alike = _DAYS if kind in _DAYS else (Kind.MONEY,) if kind is Kind.MONEY else ()
    return bool(thing.of(*alike)) or any(re.search(field["has"], fold(each.name)) for each in thing.fields)


@cache
def _typical() -> tuple[_Typical, ...]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        _Typical(re.compile(each["thing"]), re.compile(each.get("where", ""), re.I), tuple(each["fields"]))
        for each in data["typical"]
    )
