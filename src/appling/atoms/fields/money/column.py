"""How sums of money lie in the database."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Double, cast, func, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Cents(TypeDecorator[Decimal]):
    """A Decimal as a whole number of cents."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        if value is None:
            return None
        return int((Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_UP))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


def units(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Cents as whole units, in floating point: exact to the cent for all that the field takes."""
    return cast(type_coerce(column, BigInteger), Double) / 100.0


def cents(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Units as cents."""
    return type_coerce(cast(func.round(cast(value, Double) * 100.0), BigInteger), Cents)
