"""Comparing values, as SQL."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, false, func, or_, true

from appling.blueprint.model.expression import Binary, Expression, In, Kind, Literal
from appling.store.sql import constructs
from appling.store.sql.frames import Frame

if TYPE_CHECKING:
    from appling.store.sql.expressions import Compiler

Element = ColumnElement[Any]
ORDERED: dict[str, Callable[[Element, Element], Element]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def says_empty(expression: Expression) -> bool:
    """Whether it is a constant that stands for nothing; a text without characters does."""
    return isinstance(expression, Literal) and (expression.value is None or expression.value == "")


def equal(compiler: Compiler, left: Expression, right: Expression, frame: Frame) -> Element:
    if says_empty(right):
        return is_empty(compiler, left, frame)
    if says_empty(left):
        return is_empty(compiler, right, frame)
    if left.type.kind is Kind.TRUTH and isinstance(right, Literal):
        holds = compiler.condition(left, frame)
        return holds.is_(true()) if right.value else holds.is_not(true())
    one, other = _pair(compiler, left, right, frame)
    return one == other


def ordered(compiler: Compiler, expression: Binary, frame: Frame) -> Element:
    return ORDERED[expression.operator](*_pair(compiler, expression.left, expression.right, frame))


def contains(compiler: Compiler, left: Expression, right: Expression, frame: Frame) -> Element:
    if left.type.kind is Kind.SEVERAL:
        return constructs.HoldsValue(compiler.value(left, frame), compiler.text(right, frame))
    return constructs.HasText(compiler.text(left, frame), compiler.text(right, frame))


def within_options(compiler: Compiler, expression: In, frame: Frame) -> Element:
    return or_(false(), *(equal(compiler, expression.operand, each, frame) for each in expression.options))


def is_empty(compiler: Compiler, operand: Expression, frame: Frame) -> Element:
    value = compiler.raw(operand, frame)
    return func.coalesce(value, "") == "" if operand.type.kind is Kind.TEXT else value.is_(None)


def _pair(compiler: Compiler, left: Expression, right: Expression, frame: Frame) -> tuple[Element, Element]:
    """Both sides, made comparable."""
    kinds = left.type.kind, right.type.kind
    if Kind.TEXT in kinds and kinds[0] is not kinds[1]:
        return compiler.text(left, frame), compiler.text(right, frame)
    return _to_moments(kinds, compiler.value(left, frame), compiler.value(right, frame))


def _to_moments(kinds: tuple[Kind, Kind], one: Element, other: Element) -> tuple[Element, Element]:
    """A date beside a moment as its first moment."""
    if kinds == (Kind.DATE, Kind.MOMENT):
        return constructs.MomentOfDate(one), other
    if kinds == (Kind.MOMENT, Kind.DATE):
        return one, constructs.MomentOfDate(other)
    return one, other
