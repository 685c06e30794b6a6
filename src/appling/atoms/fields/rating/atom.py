"""A number of stars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

STARS = 5
MOST = 10


def stars(field: Field) -> int:
    """How many stars there are at most: the field's `max`, from 2 to 10, else 5."""
    return min(MOST, max(2, int(field.maximum))) if field.maximum is not None else STARS


class RatingField(FieldAtom):
    """One to five stars, or up to ten with `max 10`.

    For reviews and anything people judge at a glance.
    """

    name = "rating"
    aliases = ("stars", "star rating", "star")
    kind = Kind.NUMBER
    good = (
        Good("1", 1, "1/5"),
        Good("5", 5, "5/5"),
        Good("9", 9, "9/10", line="rating, max 10"),
    )
    bad = (
        Bad("0", "must be from 1 to 5 stars"),
        Bad("6", "must be from 1 to 5 stars"),
        Bad("4.5", "must be from 1 to 5 stars"),
        Bad("-1", "must be from 1 to 5 stars"),
        Bad("many", "must be from 1 to 5 stars"),
    )
    filterable = True

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Integer

        return Integer()

    def parse(self, typed: str, field: Field, language: str) -> int | None:
        text = typed.strip()
        if not text:
            return None
        return self.from_json(int(text) if text.isdecimal() and len(text) <= 2 else text, field)

    def typed(self, value: Any, field: Field) -> str:
        return str(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        return f"{value}/{stars(field)}"

    def from_json(self, value: object, field: Field) -> int:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not 1 <= value <= stars(field):  # type: ignore[operator]
            raise Refused("{field} must be from 1 to {count} stars", field=field.name, count=stars(field))
        return value  # type: ignore[return-value]

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "integer", "minimum": 1, "maximum": stars(field)}

    def sample(self, field: Field, sample: Sample) -> int:
        from appling.atoms.samples.amounts import rating

        return rating(stars(field), sample)
