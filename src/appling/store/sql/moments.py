"""Calculating with dates, moments and lengths of time, as SQL."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, cast, literal, null, type_coerce

from appling.blueprint.model.expression import Binary, Duration, Expression, Kind, Unary
from appling.store.sql import constructs
from appling.store.sql.kinds import TYPES

Element = ColumnElement[Any]
DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
"""About how long a unit is, where a length of time is compared with a number of days."""
LONGEST = 10_000_000
"""More of a unit than any calendar holds."""


def duration_days(duration: Duration) -> Element:
    return literal(duration.amount * DAYS[duration.unit], Float())


def span_parts(span: Expression, value: Callable[[Expression], Element]) -> list[tuple[Element, str]]:
    """The amounts and units that a length of time is made of."""
    match span:
        case Duration(amount, unit):
            return [(literal(max(-LONGEST, min(LONGEST, amount)), Integer()), unit)]
        case Unary("-", operand):
            return [(-amount, unit) for amount, unit in span_parts(operand, value)]
        case Binary("+", left, right):
            return span_parts(left, value) + span_parts(right, value)
        case Binary("-", left, right):
            return span_parts(left, value) + span_parts(Unary("-", right, right.type), value)
        case Binary("*", left, right):
            length, times = (left, right) if left.type.kind is Kind.SPAN else (right, left)
            factor = cast(value(times), Integer)
            return [(amount * factor, unit) for amount, unit in span_parts(length, value)]
        case _:
            return [(null(), "day")]


def shift(when: Element, kind: Kind, spans: list[tuple[Element, str]], *, earlier: bool = False) -> Element:
    """A date or moment so much later, or earlier."""
    for amount, unit in spans:
        when = _step(when, -amount if earlier else amount, unit)
    return type_coerce(when, TYPES[kind])


def _step(when: Element, amount: Element, unit: str) -> Element:
    if unit in ("month", "year"):
        return constructs.PlusMonths(when, amount * 12 if unit == "year" else amount)
    if unit in ("day", "week"):
        return constructs.PlusDays(when, amount * 7 if unit == "week" else amount)
    return constructs.PlusMinutes(when, amount * 60 if unit == "hour" else amount)
