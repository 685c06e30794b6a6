"""Calculating with numbers, money, dates and texts, as SQL."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Float, func, type_coerce

from appling.blueprint.model.expression import Binary, Expression, Kind
from appling.store.sql import constructs
from appling.store.sql.frames import Frame
from appling.store.sql.kinds import TYPES
from appling.store.sql.moments import shift, span_parts

if TYPE_CHECKING:
    from appling.store.sql.expressions import Compiler

Element = ColumnElement[Any]
TIMES = (Kind.DATE, Kind.MOMENT)
CLOCKS = (*TIMES, Kind.TIME)
_COMBINED: dict[str, Callable[[Element, Element], Element]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": constructs.Quotient,
}


def calculation(compiler: Compiler, expression: Binary, frame: Frame) -> Element | None:
    """None for what is no calculation but a comparison."""
    if expression.operator not in _COMBINED:
        return None
    left, right = expression.left.type.kind, expression.right.type.kind
    if expression.type.kind is Kind.TEXT:
        return _joined(compiler, expression, frame)
    if left in TIMES and right is Kind.SPAN:
        return _shifted(
            compiler, expression.left, expression.right, frame, earlier=expression.operator == "-"
        )
    if left is Kind.SPAN and right in TIMES:
        return _shifted(compiler, expression.right, expression.left, frame)
    if left in CLOCKS and right in CLOCKS:
        return _difference(compiler, expression, frame)
    return typed(_number(compiler, expression, frame), expression)


def typed(result: Element, expression: Expression) -> Element:
    """The result with the expression's type: money to the cent."""
    kind = expression.type.kind
    return type_coerce(func.round(result, 2) if kind is Kind.MONEY else result, TYPES[kind])


def _number(compiler: Compiler, expression: Expression, frame: Frame) -> Element:
    """A number within a calculation: money is only rounded at its end, and brackets are spared."""
    if not isinstance(expression, Binary) or not _combines_numbers(expression):
        return type_coerce(compiler.value(expression, frame), Float())
    frame.spend()
    operands = _operands(expression) if expression.operator in "+*" else [expression.left, expression.right]
    return reduce(_COMBINED[expression.operator], (_number(compiler, each, frame) for each in operands))


def _combines_numbers(expression: Binary) -> bool:
    """Two dates make a number as well, though not by subtracting numbers."""
    of_times = expression.left.type.kind in CLOCKS or expression.right.type.kind in CLOCKS
    return expression.operator in _COMBINED and not of_times


def _is_numeric(expression: Binary) -> bool:
    """Whether it calculates with numbers alone; the days between two dates are no such calculation."""
    return expression.operator in _COMBINED and expression.left.type.kind not in CLOCKS


def _operands(expression: Expression, operator: str = "") -> list[Expression]:
    """What a chain of one operator joins, whatever its brackets: databases bear only so many of these."""
    if not isinstance(expression, Binary) or operator not in ("", expression.operator):
        return [expression]
    same = expression.operator
    return _operands(expression.left, same) + _operands(expression.right, same)


def _shifted(
    compiler: Compiler, when: Expression, span: Expression, frame: Frame, *, earlier: bool = False
) -> Element:
    spans = span_parts(span, lambda each: compiler.value(each, frame))
    return shift(compiler.value(when, frame), when.type.kind, spans, earlier=earlier)


def _difference(compiler: Compiler, expression: Binary, frame: Frame) -> Element:
    sides = compiler.value(expression.left, frame), compiler.value(expression.right, frame)
    whole = expression.left.type.kind is expression.right.type.kind is Kind.DATE
    return constructs.DaysBetween(*sides) if whole else constructs.TimeBetween(*sides)


def _joined(compiler: Compiler, expression: Binary, frame: Frame) -> Element:
    return constructs.Joined(*(compiler.text(each, frame) for each in _texts(expression)))


def _texts(expression: Expression) -> list[Expression]:
    if not isinstance(expression, Binary) or expression.type.kind is not Kind.TEXT:
        return [expression]
    return _texts(expression.left) + _texts(expression.right)
