"""A sum of money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.atoms.base.locales import locale, plain_spaces
from appling.atoms.base.numerals import LARGEST_SHOWN, check_limits, number_schema, read_number
from appling.atoms.fields.money.currency import MARKS, currency
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.types import TypeEngine

LARGEST = 10**13
CENT = Decimal("0.01")


class MoneyField(FieldAtom):
    """A sum of money, to the cent, in the currency of the app's language.

    It is kept as a whole number of cents, so sums are exact.
    """

    name = "money"
    aliases = ("price", "cost", "currency", "amount", "fee", "salary", "budget", "usd", "eur", "cny")
    kind = Kind.MONEY
    good = (
        Good("5", Decimal("5.00"), "$5.00"),
        Good("19.99", Decimal("19.99"), "$19.99"),
        Good("$1,234.50", Decimal("1234.50"), "$1,234.50"),
        Good("￥88元", Decimal("88.00"), "$88.00"),
        Good("1.234,56 €", Decimal("1234.56"), "$1,234.56"),
        Good("-0.01", Decimal("-0.01"), "-$0.01"),
        Good("9999999999999.99", Decimal("9999999999999.99"), "$9,999,999,999,999.99"),
    )
    bad = (
        Bad("a lot", "must be a sum of money"),
        Bad("NaN", "must be a sum of money"),
        Bad("$", "must be a sum of money"),
        Bad("1.005", "at most two digits after the point"),
        Bad("10000000000000.01", "is too large"),
        Bad("-1", "must be at least 0", line="money, min 0"),
    )
    filterable = True

    def column(self) -> TypeEngine[Any]:
        from appling.atoms.fields.money.column import Cents

        return Cents()

    def read(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        from appling.atoms.fields.money.column import units

        return units(column)

    def write(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        from appling.atoms.fields.money.column import cents

        return cents(value)

    def from_database(self, value: Any) -> Decimal | None:
        if value is None or not abs(value) < LARGEST_SHOWN:
            return None
        return Decimal(str(value)).quantize(CENT)

    def parse(self, typed: str, field: Field, language: str) -> Decimal | None:
        text = typed.strip()
        if not text:
            return None
        bare = re.sub(MARKS, "", text, flags=re.IGNORECASE).strip()
        try:
            value = read_number(bare, field, language)
        except Refused as refused:
            if "too large" in refused.message:
                raise
            raise Refused("{field} must be a sum of money", field=field.name) from refused
        return self._checked(value, field)

    def _checked(self, value: Decimal, field: Field) -> Decimal:
        if abs(value) >= LARGEST:
            raise Refused("{field} is too large", field=field.name)
        cents = value.quantize(CENT)
        if cents != value:
            raise Refused("{field} can have at most two digits after the point", field=field.name)
        check_limits(cents, field)
        return cents

    def typed(self, value: Any, field: Field) -> str:
        """A default may be a plain number."""
        return format(value if isinstance(value, Decimal) else Decimal(str(value)), "f")

    def shown(self, value: Any, field: Field, language: str) -> str:
        from babel.numbers import format_currency

        return plain_spaces(format_currency(value, currency(language), locale=locale(language)))

    def from_json(self, value: object, field: Field) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
            raise Refused("{field} must be a sum of money", field=field.name)
        return self._checked(Decimal(repr(value)), field)

    def to_json(self, value: Any) -> float:
        return float(value)

    def schema(self, field: Field) -> Mapping[str, object]:
        return number_schema("number", field)

    def sample(self, field: Field, sample: Sample) -> Decimal:
        from appling.atoms.samples.amounts import money

        return money(field, sample)
