"""A number."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.atoms.base.locales import locale, plain_spaces
from appling.atoms.base.numerals import (
    LARGEST,
    LARGEST_SHOWN,
    check_limits,
    number_schema,
    plain,
    read_number,
    whole,
)
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

YEARS = range(1000, 3000)

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class NumberField(FieldAtom):
    """A number, whole or with decimals.

    For counts, measures and scores; `min` and `max` limit it. Sums of money are a type of their own.
    One whose name says that it is a year is shown as a year is written.
    """

    name = "number"
    aliases = (
        "integer",
        "int",
        "float",
        "double",
        "decimal",
        "numeric",
        "real",
        "num",
        "score",
        "quantity",
        "percent",
        "percentage",
    )
    kind = Kind.NUMBER
    good = (
        Good("0", 0, "0"),
        Good("3", 3, "3"),
        Good("-2.50", -2.5, "-2.5"),
        Good("1,234.5", 1234.5, "1,234.5"),
        Good("1.234,5", 1234.5, "1,234.5"),
        Good("１２", 12, "12"),
        Good("1000000000000000", LARGEST, "1,000,000,000,000,000"),
        Good("0.000001", 0.000001, "0.000001"),
        Good("10", 10, "10", line="number, min 1, max 10"),
        Good("2026", 2026, "2,026"),
    )
    bad = (
        Bad("three", "must be a number"),
        Bad("NaN", "must be a number"),
        Bad("inf", "must be a number"),
        Bad("1 2", "must be a number"),
        Bad("9**9", "must be a number"),
        Bad("0x1f", "must be a number"),
        Bad("1e99", "is too large"),
        Bad("9" * 41, "must be a number"),
        Bad("-1", "must be at least 0", line="number, min 0"),
        Bad("2.6", "can be at most 2.5", line="number, max 2.5"),
    )

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Double

        return Double()

    def from_database(self, value: Any) -> int | float | None:
        return whole(value) if value is not None and math.isfinite(value) else None

    def parse(self, typed: str, field: Field, language: str) -> int | float | None:
        if not typed.strip():
            return None
        value = read_number(typed, field, language)
        check_limits(value, field)
        return whole(float(value))

    def typed(self, value: Any, field: Field) -> str:
        return plain(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        from babel.numbers import format_decimal, format_scientific

        from appling.atoms.samples.words import is_year

        if abs(value) > LARGEST_SHOWN:
            return format_scientific(value, "0.###E0", locale=locale(language))
        if value in YEARS and is_year(field.name):
            return str(int(value))
        return plain_spaces(format_decimal(value, "#,##0.######", locale=locale(language)))

    def from_json(self, value: object, field: Field) -> int | float | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refused("{field} must be a number", field=field.name)
        if abs(value) > LARGEST:
            raise Refused("{field} is too large", field=field.name)
        return self.parse(repr(value), field, "en")

    def schema(self, field: Field) -> Mapping[str, object]:
        return number_schema("number", field)

    def sample(self, field: Field, sample: Sample) -> int | float:
        from appling.atoms.samples.amounts import number

        return number(field, sample)
