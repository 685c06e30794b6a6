"""Field types that count how often something is done: nobody types them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base.field import Bad, FieldAtom, Good, Sample
from appling.atoms.base.locales import locale, plain_spaces
from appling.atoms.base.numerals import LARGEST, number_schema, read_number
from appling.atoms.base.refused import Refused
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.types import TypeEngine


class TallyField(FieldAtom):
    """A whole number that counts by itself, from nought."""

    kind = Kind.NUMBER
    good = (
        Good("0", 0, "0"),
        Good("12", 12, "12"),
        Good("1234", 1234, "1,234"),
    )
    bad = (
        Bad("-1", "must be a whole number"),
        Bad("1.5", "must be a whole number"),
        Bad("many", "must be a number"),
        Bad("NaN", "must be a number"),
        Bad("9" * 20, "is too large"),
    )

    def column(self) -> TypeEngine[Any]:
        from appling.atoms.base.tally_column import Tally

        return Tally()

    def read(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        from sqlalchemy import Double, cast

        return cast(column, Double())

    def write(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        from sqlalchemy import Integer, cast

        return cast(value, Integer())

    def from_database(self, value: Any) -> int | None:
        return None if value is None else int(value)

    def parse(self, typed: str, field: Field, language: str) -> int | None:
        if not typed.strip():
            return None
        value = read_number(typed, field, language)
        if value < 0 or value != int(value):
            raise Refused("{field} must be a whole number", field=field.name)
        return int(value)

    def typed(self, value: Any, field: Field) -> str:
        return str(int(value))

    def shown(self, value: Any, field: Field, language: str) -> str:
        from babel.numbers import format_decimal

        return plain_spaces(format_decimal(value, "#,##0", locale=locale(language)))

    def from_json(self, value: object, field: Field) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refused("{field} must be a number", field=field.name)
        if abs(value) > LARGEST:
            raise Refused("{field} is too large", field=field.name)
        return self.parse(repr(value), field, "en")

    def schema(self, field: Field) -> Mapping[str, object]:
        return {**number_schema("integer", field), "minimum": 0}

    def sample(self, field: Field, sample: Sample) -> int:
        """Few are looked at much."""
        return int(8 * sample.random.paretovariate(1.2)) % 5_000
