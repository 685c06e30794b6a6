"""Expressions of the language as SQL: their one and only meaning.

- A comparison with something empty is not so; `!=` is the opposite of `=`, so it is so.
- `not`, and a comparison used as a value, give yes or no, never empty. An empty yes/no means no.
- Arithmetic with something empty is empty, and so is division by zero; texts are joined as if
  empty were nothing. A sum over no rows is 0; other aggregates over none are empty.
- Money is rounded to the cent at the end of every calculation.
- Every constant is a bound parameter.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    String,
    and_,
    bindparam,
    case,
    false,
    literal,
    null,
    or_,
    true,
    type_coerce,
)
from sqlalchemy import cast as sql_cast

from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Duration,
    Expression,
    Given,
    In,
    IsEmpty,
    Kind,
    Literal,
    Me,
    Now,
    Path,
    This,
    Today,
    Unary,
)
from appling.store.scope import Scope, Sight
from appling.store.sql import aggregates, arithmetic, calls, comparisons, constructs, moments, paths
from appling.store.sql.frames import Budget, Frame, Place
from appling.store.sql.kinds import TYPES
from appling.store.sql.tables import Schema

Element = ColumnElement[Any]
TRUTH = TYPES[Kind.TRUTH]


class Compiler:
    """Makes SQL of the expressions of one app."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.app = schema.app

    def frame(self, thing: str, row: FromClause, sight: Sight | None = None) -> Frame:
        """To see an expression from a row."""
        place = Place(self.app.thing(thing), row)
        return Frame(place, place.id, sight, Budget())

    def page(self, thing: str, row: FromClause, sight: Sight) -> Frame:
        """To see what a part of a page asks of a row; `this` is the row whose page it is."""
        return replace(self.frame(thing, row, sight), this=bindparam("about", None, type_=Integer()))

    def rowless(self, sight: Sight | None = None) -> Frame:
        """For defaults and for actions without a thing."""
        return Frame(None, None, sight, Budget())

    def condition(self, expression: Expression, frame: Frame) -> Element:
        """For `where`: what it is not true for is left out, so empty is as good as false."""
        frame.spend()
        make = _CONDITIONS.get(type(expression))
        made = None if make is None else make(self, expression, frame)
        return self.raw(expression, frame).is_(true()) if made is None else made

    def within(self, scope: Scope, frame: Frame) -> Element:
        """Whether the frame's row lies in a scope, judged with the app's own authority."""
        if scope.condition is None:
            return true()
        return self.condition(scope.condition, frame.authority())

    def value(self, expression: Expression, frame: Frame) -> Element:
        """What an expression is worth; truths are yes or no, never empty."""
        if expression.type.kind is Kind.TRUTH and not isinstance(expression, Literal):
            return type_coerce(self.condition(expression, frame).is_(true()), TRUTH)
        return self.raw(expression, frame)

    def text(self, expression: Expression, frame: Frame) -> Element:
        """What an expression is worth, as text."""
        value = self.value(expression, frame)
        match expression.type.kind:
            case Kind.TEXT:
                return value
            case Kind.NUMBER | Kind.MONEY | Kind.SPAN:
                return constructs.NumberText(value)
            case Kind.LINK | Kind.PERSON:
                return sql_cast(paths.label(self, value, expression, frame), String)
            case Kind.SEVERAL:
                return constructs.ValuesText(value)
            case Kind.MOMENT:
                return constructs.MomentText(value)
            case Kind.TRUTH:
                return case((value, "yes"), else_="no")
            case _:
                return sql_cast(value, String)

    def raw(self, expression: Expression, frame: Frame) -> Element:
        """The same as `value`, but an empty yes/no is empty."""
        frame.spend()
        make = _VALUES.get(type(expression))
        made = None if make is None else make(self, expression, frame)
        return self.condition(expression, frame) if made is None else made


# Each of these returns None for what is not its to say: a comparison is no plain value, for example.

Make = Callable[[Compiler, Any, Frame], Element | None]


def _binary_condition(compiler: Compiler, expression: Binary, frame: Frame) -> Element | None:
    left, right = expression.left, expression.right
    match expression.operator:
        case "and":
            return and_(compiler.condition(left, frame), compiler.condition(right, frame))
        case "or":
            return or_(compiler.condition(left, frame), compiler.condition(right, frame))
        case "!=":
            return comparisons.equal(compiler, left, right, frame).is_not(true())
        case "=":
            return comparisons.equal(compiler, left, right, frame)
        case "contains":
            return comparisons.contains(compiler, left, right, frame)
        case operator if operator in comparisons.ORDERED:
            return comparisons.ordered(compiler, expression, frame)
    return None


def _unary_condition(compiler: Compiler, expression: Unary, frame: Frame) -> Element | None:
    if expression.operator != "not":
        return None
    if isinstance(expression.operand, Unary) and expression.operand.operator == "not":
        return compiler.condition(expression.operand.operand, frame)
    return compiler.condition(expression.operand, frame).is_not(true())


def _literal_condition(_: Compiler, expression: Literal, __: Frame) -> Element:
    return true() if expression.value is True else false()


def _literal(_: Compiler, expression: Literal, __: Frame) -> Element:
    kind = expression.type.kind
    if comparisons.says_empty(expression):
        return cast("Element", null()) if kind is Kind.EMPTY else type_coerce(null(), TYPES[kind])
    return literal(expression.value, TYPES[kind])


def _this(compiler: Compiler, expression: This, frame: Frame) -> Element:
    if frame.this is None:
        return cast("Element", null())
    if expression.thing is None:
        return frame.this
    steps = expression.steps
    return paths.follow(
        compiler, frame.this, expression.thing, frame, lambda there: paths.path(compiler, steps, there)
    )


def _negative(compiler: Compiler, expression: Unary, frame: Frame) -> Element | None:
    if expression.operator != "-":
        return None
    if expression.type.kind is Kind.SPAN:
        return -compiler.value(expression.operand, frame)
    return type_coerce(-compiler.value(expression.operand, frame), TYPES[expression.type.kind])


_CONDITIONS: dict[type[Any], Make] = {
    Binary: _binary_condition,
    Unary: _unary_condition,
    In: comparisons.within_options,
    IsEmpty: lambda compiler, node, frame: comparisons.is_empty(compiler, node.operand, frame),
    Literal: _literal_condition,
}
_VALUES: dict[type[Any], Make] = {
    Literal: _literal,
    Duration: lambda _, node, __: moments.duration_days(node),
    Today: lambda *_: bindparam("today", type_=TYPES[Kind.DATE]),
    Now: lambda *_: bindparam("now", type_=TYPES[Kind.MOMENT]),
    Me: lambda *_: bindparam("me", type_=TYPES[Kind.PERSON]),
    This: _this,
    Given: lambda compiler, node, frame: paths.given(compiler, node, frame),
    Path: lambda compiler, node, frame: paths.path(compiler, node.steps, frame),
    Unary: _negative,
    Binary: arithmetic.calculation,
    Call: calls.call,
    Aggregate: aggregates.aggregate,
}
