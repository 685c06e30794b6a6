"""The database types of expressions' values, by kind, and the Python values that they give."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, Dialect, Float, Integer, String
from sqlalchemy.types import TypeDecorator, TypeEngine

from appling.atoms.base.several_column import Several
from appling.atoms.fields.moment.column import Utc
from appling.atoms.fields.time.column import WholeSeconds
from appling.blueprint.model.expression import Kind

LARGEST_WHOLE = 2**53
CENT = Decimal("0.01")


class Number(TypeDecorator[Any]):
    """Always floating point in the database, so that no calculation is cut to whole numbers.

    Whole ones come back as int, and what is no number (infinity) as empty.
    """

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else float(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return tidy_number(value)


class Amount(TypeDecorator[Any]):
    """Money in whole units."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return float(value) if isinstance(value, Decimal) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return tidy_amount(value)


TYPES: dict[Kind, TypeEngine[Any]] = {
    Kind.TEXT: String(),
    Kind.NUMBER: Number(),
    Kind.MONEY: Amount(),
    Kind.DATE: Date(),
    Kind.TIME: WholeSeconds(),
    Kind.MOMENT: Utc(),
    Kind.TRUTH: Boolean(),
    Kind.LINK: Integer(),
    Kind.PERSON: Integer(),
    Kind.FILE: String(),
    Kind.SEVERAL: Several(),
    Kind.SPAN: Float(),
    Kind.EMPTY: String(),
}


def tidy_number(value: Any) -> Any:
    """A number that people can be shown."""
    if not isinstance(value, float):
        return value
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if value.is_integer() and abs(value) <= LARGEST_WHOLE else value


def tidy_amount(value: Any) -> Any:
    number = tidy_number(value)
    return None if number is None else Decimal(str(number)).quantize(CENT) if abs(number) < 1e20 else None
