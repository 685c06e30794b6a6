"""Calculating with numbers, money, dates and texts, as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Float, String, cast, func, type_coerce

from appling.blueprint.model.expression import Binary, Expression, Kind
from appling.store import constructs
from appling.store.comparisons import to_moments
from appling.store.frames import Frame
from appling.store.kinds import TYPES
from appling.store.moments import shift, span_parts

if TYPE_CHECKING:
    from appling.store.expressions import Compiler

Element = ColumnElement[Any]
TIMES = (Kind.DATE, Kind.MOMENT)


def calculation(compiler: Compiler, expression: Binary, frame: Frame) -> Element | None:
    """None for what is no calculation but a comparison."""
    if expression.operator not in ("+", "-", "*", "/"):
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
    if left in TIMES and right in TIMES:
        return _difference(compiler, expression, frame)
    one = cast(compiler.value(expression.left, frame), Float)
    other = cast(compiler.value(expression.right, frame), Float)
    return typed(_combined(expression.operator, one, other), expression)


def typed(result: Element, expression: Expression) -> Element:
    """The result with the expression's type: money to the cent."""
    kind = expression.type.kind
    return type_coerce(func.round(result, 2) if kind is Kind.MONEY else result, TYPES[kind])


def _combined(operator: str, one: Element, other: Element) -> Element:
    if operator == "+":
        return one + other
    if operator == "-":
        return one - other
    return one * other if operator == "*" else one / func.nullif(other, 0.0)


def _shifted(
    compiler: Compiler, when: Expression, span: Expression, frame: Frame, *, earlier: bool = False
) -> Element:
    spans = span_parts(span, lambda each: compiler.value(each, frame))
    return shift(compiler.value(when, frame), when.type.kind, spans, earlier=earlier)


def _difference(compiler: Compiler, expression: Binary, frame: Frame) -> Element:
    kinds = expression.left.type.kind, expression.right.type.kind
    sides = to_moments(kinds, compiler.value(expression.left, frame), compiler.value(expression.right, frame))
    whole = kinds == (Kind.DATE, Kind.DATE)
    return constructs.DaysBetween(*sides) if whole else constructs.TimeBetween(*sides)


def _joined(compiler: Compiler, expression: Binary, frame: Frame) -> Element:
    sides = (expression.left, expression.right)
    one, other = (func.coalesce(compiler.text(side, frame), "") for side in sides)
    return type_coerce(func.nullif(one.op("||")(other), ""), String())
