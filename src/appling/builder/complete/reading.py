"""What the rules ask of a blueprint's tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from appling.blueprint.syntax.tree import Blueprint, FieldLine, ThingBlock
from appling.builder.briefs.words import fold


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule looks at."""

    brief: str
    blueprint: Blueprint

    @property
    def chinese(self) -> bool:
        """Whether its names are Chinese."""
        things = self.blueprint.things
        return any("\u3400" <= letter <= "\u9fff" for thing in things for letter in thing.name.text)


def type_of(field: FieldLine) -> str:
    """The type's name as written, folded; empty for a formula."""
    return fold(field.type.name.text) if field.type else ""


def of_type(thing: ThingBlock, *types: str) -> list[FieldLine]:
    return [field for field in thing.fields if type_of(field) in types]


def own_person(thing: ThingBlock) -> FieldLine | None:
    """The field that says whose a row is: `person = me`."""
    return next((field for field in of_type(thing, "person") if _is_me(field.default)), None)


def _is_me(default: object) -> bool:
    return [fold(name.text) for name in getattr(default, "names", ())] == ["me"]


def named(thing: ThingBlock, pattern: re.Pattern[str]) -> FieldLine | None:
    """The first field whose name the pattern finds."""
    return next((field for field in thing.fields if pattern.search(fold(field.name.text))), None)


def links_of(thing: ThingBlock, blueprint: Blueprint) -> Iterator[tuple[FieldLine, ThingBlock]]:
    """Its link fields with the things they point to."""
    by_name = {fold(other.name.text): other for other in blueprint.things}
    for field in thing.fields:
        target = by_name.get(type_of(field))
        if target is not None:
            yield field, target


def has_field(thing: ThingBlock, name: str) -> bool:
    return any(fold(field.name.text) == fold(name) for field in thing.fields)
