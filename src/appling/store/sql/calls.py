"""The functions of the language, as SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Integer, cast, func, literal, type_coerce

from appling.blueprint.model.expression import Call, Kind
from appling.store.sql import constructs
from appling.store.sql.arithmetic import typed
from appling.store.sql.frames import Frame
from appling.store.sql.kinds import TYPES

if TYPE_CHECKING:
    from appling.store.sql.expressions import Compiler

Element = ColumnElement[Any]
MOST_DIGITS = 15
MINUTES_OF_A_DAY = 1440.0
_OF_TEXT: dict[str, Callable[[Element], Element]] = {
    "lower": constructs.Lower,
    "upper": constructs.Upper,
    "length": func.length,
}
_OF_TIME: dict[str, Callable[[Element], Element]] = {
    "year": constructs.YearOf,
    "month": constructs.MonthOf,
    "week": constructs.WeekOf,
    "day": constructs.DayOf,
    "start of day": constructs.DayStart,
    "start of week": constructs.WeekStart,
    "start of month": constructs.MonthStart,
    "start of year": constructs.YearStart,
}


def call(compiler: Compiler, expression: Call, frame: Frame) -> Element:
    argument = expression.arguments[0]
    if argument.type.kind is Kind.SEVERAL:
        count = constructs.ValuesCount(compiler.value(argument, frame))
        return type_coerce(count, TYPES[expression.type.kind])
    if expression.function in _OF_TEXT:
        made = _OF_TEXT[expression.function](compiler.text(argument, frame))
        return type_coerce(made, TYPES[expression.type.kind])
    value = compiler.value(argument, frame)
    if expression.function in _OF_TIME:
        if argument.type.kind is Kind.MOMENT:
            value = constructs.DateOfMoment(value)
        return type_coerce(_OF_TIME[expression.function](value), TYPES[expression.type.kind])
    if expression.function == "random":
        return typed(constructs.Drawn(value), expression)
    if expression.function == "duration":
        return typed(value * MINUTES_OF_A_DAY, expression)
    digits = compiler.value(expression.arguments[1], frame) if len(expression.arguments) > 1 else literal(0)
    return typed(func.round(value, cast(digits, Integer)), expression)
