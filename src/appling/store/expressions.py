"""Expressions of the language as SQL: their one and only meaning.

- A comparison with something empty is not so; `!=` is the opposite of `=`, so it is so.
- `not`, and a comparison used as a value, give yes or no, never empty. Empty truth means no.
- Arithmetic with something empty is empty, and so is division by zero; texts are joined as if
  empty were nothing. A sum over no rows is 0; other aggregates over none are empty.
- Money is rounded to the cent after every calculation.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    FromClause,
    Integer,
    ScalarSelect,
    String,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
)

from appling.atoms import field_atom
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Duration,
    Expression,
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
from appling.store import constructs, system
from appling.store.errors import TooCostly
from appling.store.frames import MOST_DEPTH, Budget, Frame
from appling.store.kinds import TYPES
from appling.store.moments import calendar_part, duration_days, shift, span_parts
from appling.store.scope import Scope, Sight
from appling.store.tables import Schema

Element = ColumnElement[Any]
COMPARISONS: dict[str, Callable[[Element, Element], Element]] = {
    "=": lambda left, right: left == right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
SYSTEM = {"_id": Kind.NUMBER, "_by": Kind.PERSON, "_created": Kind.MOMENT, "_changed": Kind.MOMENT}
PERSON_FIELDS = ("name", "email")


class Compiler:
    """Makes SQL of the expressions of one app."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.app = schema.app

    def frame(self, thing: str, row: FromClause, sight: Sight | None = None) -> Frame:
        return Frame(self.app.thing(thing), row, row.c["_id"], sight, Budget())

    def rowless(self, sight: Sight | None = None) -> Frame:
        """For defaults and for actions without a thing."""
        return Frame(None, None, None, sight, Budget())

    # Conditions ------------------------------------------------------------

    def condition(self, expression: Expression, frame: Frame) -> Element:
        """For `where`: rows for which it gives true; empty counts as false."""
        self._spend(frame)
        match expression:
            case Binary("and", left, right):
                return and_(self.condition(left, frame), self.condition(right, frame))
            case Binary("or", left, right):
                return or_(self.condition(left, frame), self.condition(right, frame))
            case Unary("not", operand):
                return self.condition(operand, frame).is_not(true())
            case Binary("!=", left, right):
                return self._equal(left, right, frame).is_not(true())
            case Binary("=", left, right):
                return self._equal(left, right, frame)
            case Binary(operator, left, right) if operator in COMPARISONS:
                return COMPARISONS[operator](*self._pair(left, right, frame))
            case Binary("contains", left, right):
                return self._contains(left, right, frame)
            case In(operand, options):
                return self._in(operand, options, frame)
            case IsEmpty(operand):
                return self._is_empty(operand, frame)
            case Literal(value=bool() as value):
                return true() if value else false()
            case _:
                return self._raw(expression, frame).is_(true())

    def within(self, scope: Scope, frame: Frame) -> Element:
        """Whether the frame's row lies in a scope."""
        if scope.condition is None:
            return true()
        return self.condition(scope.condition, frame.authority())

    # Values ----------------------------------------------------------------

    def value(self, expression: Expression, frame: Frame) -> Element:
        """What an expression is worth; truths are yes or no, never empty."""
        if expression.type.kind is Kind.TRUTH and not isinstance(expression, Literal):
            return type_coerce(self.condition(expression, frame).is_(true()), TYPES[Kind.TRUTH])
        return self._raw(expression, frame)

    def _raw(self, expression: Expression, frame: Frame) -> Element:
        self._spend(frame)
        match expression:
            case Literal():
                return self._literal(expression)
            case Duration():
                return duration_days(expression)
            case Today():
                return bindparam("today", type_=TYPES[Kind.DATE])
            case Now():
                return bindparam("now", type_=TYPES[Kind.MOMENT])
            case Me():
                return bindparam("me", type_=TYPES[Kind.PERSON])
            case This():
                return null() if frame.this is None else frame.this
            case Path(steps):
                return self._path(steps, frame)
            case Unary("-", operand):
                return -self.value(operand, frame)
            case Binary(operator) if operator in "+-*/":
                return self._arithmetic(expression, frame)
            case Call():
                return self._call(expression, frame)
            case Aggregate():
                return self._aggregate(expression, frame)
            case _:
                return self.condition(expression, frame)

    def _literal(self, expression: Literal) -> Element:
        if expression.value is None or expression.value == "":
            return null()
        return literal(expression.value, TYPES[expression.type.kind])

    def _spend(self, frame: Frame) -> None:
        frame.budget.nodes -= 1
        if frame.budget.nodes < 0 or frame.depth > MOST_DEPTH:
            raise TooCostly

    # Paths -----------------------------------------------------------------

    def _path(self, steps: tuple[str, ...], frame: Frame) -> Element:
        if frame.thing is None or frame.row is None:
            return null()
        first, rest = steps[0], steps[1:]
        if first in SYSTEM:
            column: Element = frame.row.c[first]
            return self._of_person(column, rest) if rest else column
        field = frame.thing.field(first)
        here = self.field(field, frame)
        if not rest:
            return here
        if field.value.kind is Kind.PERSON:
            return self._of_person(here, rest)
        return self.follow(here, field.value.thing or "", frame, lambda there: self._path(rest, there))

    def field(self, field: Field, frame: Frame) -> Element:
        """A field of the frame's row as people see it."""
        assert frame.thing is not None
        assert frame.row is not None
        if frame.sight is not None and field.key in frame.sight[frame.thing.key].hidden:
            return type_coerce(null(), TYPES[field.value.kind])
        if field.formula is not None:
            return self.value(field.formula, frame.formula())
        column: Element = frame.row.c[field.key]
        if field.value.kind in (Kind.LINK, Kind.PERSON):
            return column
        return field_atom(field.type).read(column)

    def follow(
        self, link: Element, thing: str, frame: Frame, what: Callable[[Frame], Element]
    ) -> ScalarSelect[Any]:
        """Something of the row that a link points to: empty if the viewer may not see that row."""
        target = self.schema.tables[thing].alias()
        there = frame.at(self.app.thing(thing), target)
        statement = select(what(there)).where(target.c["_id"] == link)
        if frame.sight is not None and not frame.counted:
            statement = statement.where(self.within(frame.sight[thing], there))
        return statement.correlate_except(target).scalar_subquery()

    def _of_person(self, person: Element, steps: tuple[str, ...]) -> Element:
        if len(steps) != 1 or steps[0] not in PERSON_FIELDS:
            return null()
        target = system.people.alias()
        statement = select(target.c[steps[0]]).where(target.c["_id"] == person)
        return statement.correlate_except(target).scalar_subquery()

    def final_field(self, expression: Expression, thing: Thing | None) -> Field | None:
        """The field that a path ends in."""
        if not isinstance(expression, Path) or thing is None:
            return None
        for index, step in enumerate(expression.steps):
            field = next((each for each in thing.fields if each.key == step), None)
            if field is None or index == len(expression.steps) - 1:
                return field
            if field.value.kind is not Kind.LINK:
                return None
            thing = self.app.thing(field.value.thing or "")
        return None

    # Names of rows ---------------------------------------------------------

    def label(self, link: Element, expression: Expression, frame: Frame) -> Element:
        """What the linked row or person is called."""
        if expression.type.kind is Kind.PERSON:
            return self._of_person(link, ("name",))
        return self.follow(link, expression.type.thing or "", frame, self.title)

    def title(self, frame: Frame) -> Element:
        """What the frame's row is called: its title field, through links if that is one."""
        assert frame.thing is not None
        if frame.thing.title is None:
            return type_coerce(null(), String())
        field = frame.thing.field(frame.thing.title)
        value = self.field(field, frame)
        if field.value.kind in (Kind.LINK, Kind.PERSON):
            if frame.depth > MOST_DEPTH // 10:
                return type_coerce(null(), String())
            return self.label(value, Path((field.key,), field.value), frame)
        return value

    def sort_key(self, expression: Expression, frame: Frame) -> Element:
        """What rows are ordered by: choices as declared, links by name, texts whatever their case."""
        value = self.value(expression, frame)
        field = self.final_field(expression, frame.thing)
        if field is not None and field.choices:
            return case({choice.name: index for index, choice in enumerate(field.choices)}, value=value)
        kind = expression.type.kind
        if kind in (Kind.LINK, Kind.PERSON):
            return constructs.InTextOrder(cast(self.label(value, expression, frame), String))
        return constructs.InTextOrder(value) if kind is Kind.TEXT else value

    # Comparisons -----------------------------------------------------------

    def _pair(self, left: Expression, right: Expression, frame: Frame) -> tuple[Element, Element]:
        """Both sides, made comparable."""
        one, other = self.value(left, frame), self.value(right, frame)
        kinds = left.type.kind, right.type.kind
        if kinds == (Kind.DATE, Kind.MOMENT):
            return constructs.MomentOfDate(one), other
        if kinds == (Kind.MOMENT, Kind.DATE):
            return one, constructs.MomentOfDate(other)
        if Kind.TEXT in kinds and kinds[0] is not kinds[1]:
            return self.text(left, frame), self.text(right, frame)
        return one, other

    def text(self, expression: Expression, frame: Frame) -> Element:
        """A value as text."""
        value = self.value(expression, frame)
        match expression.type.kind:
            case Kind.TEXT:
                return value
            case Kind.NUMBER | Kind.MONEY | Kind.SPAN:
                return constructs.NumberText(value)
            case Kind.LINK | Kind.PERSON:
                return cast(self.label(value, expression, frame), String)
            case Kind.TRUTH:
                return case((value, "yes"), else_="no")
            case _:
                return cast(value, String)

    def _equal(self, left: Expression, right: Expression, frame: Frame) -> Element:
        if _says_empty(right):
            return self._is_empty(left, frame)
        if _says_empty(left):
            return self._is_empty(right, frame)
        if left.type.kind is Kind.TRUTH and isinstance(right, Literal):
            holds = self.condition(left, frame)
            return holds.is_(true()) if right.value else holds.is_not(true())
        one, other = self._pair(left, right, frame)
        return one == other

    def _in(self, operand: Expression, options: tuple[Expression, ...], frame: Frame) -> Element:
        return or_(false(), *(self._equal(operand, option, frame) for option in options))

    def _contains(self, left: Expression, right: Expression, frame: Frame) -> Element:
        return constructs.HasText(self.text(left, frame), self.text(right, frame))

    def _is_empty(self, operand: Expression, frame: Frame) -> Element:
        value = self._raw(operand, frame)
        if operand.type.kind is Kind.TEXT:
            return func.coalesce(value, "") == ""
        return value.is_(None)

    # Arithmetic ------------------------------------------------------------

    def _arithmetic(self, expression: Binary, frame: Frame) -> Element:
        operator, left, right = expression.operator, expression.left, expression.right
        kinds = left.type.kind, right.type.kind
        if expression.type.kind is Kind.TEXT:
            return self._join(left, right, frame)
        if kinds[1] is Kind.SPAN and kinds[0] in (Kind.DATE, Kind.MOMENT):
            spans = span_parts(right, lambda each: self.value(each, frame))
            return shift(self.value(left, frame), kinds[0], spans, negative=operator == "-")
        if kinds[0] is Kind.SPAN and kinds[1] in (Kind.DATE, Kind.MOMENT):
            spans = span_parts(left, lambda each: self.value(each, frame))
            return shift(self.value(right, frame), kinds[1], spans)
        if kinds[0] in (Kind.DATE, Kind.MOMENT):
            one, other = self._pair(left, right, frame)
            whole = kinds == (Kind.DATE, Kind.DATE)
            return constructs.DaysBetween(one, other) if whole else constructs.TimeBetween(one, other)
        return self._number(expression, self.value(left, frame), self.value(right, frame))

    def _number(self, expression: Binary, one: Element, other: Element) -> Element:
        one, other = cast(one, Float), cast(other, Float)
        operator = expression.operator
        if operator == "+":
            result: Element = one + other
        elif operator == "-":
            result = one - other
        elif operator == "*":
            result = one * other
        else:
            result = one / func.nullif(other, 0.0)
        return self._typed(result, expression)

    def _typed(self, result: Element, expression: Expression) -> Element:
        kind = expression.type.kind
        return type_coerce(func.round(result, 2) if kind is Kind.MONEY else result, TYPES[kind])

    def _join(self, left: Expression, right: Expression, frame: Frame) -> Element:
        one, other = (func.coalesce(self.text(each, frame), "") for each in (left, right))
        return type_coerce(func.nullif(one.op("||")(other), ""), String())

    # Functions -------------------------------------------------------------

    def _call(self, call: Call, frame: Frame) -> Element:
        match call.function:
            case "lower":
                return constructs.Lower(self.text(call.arguments[0], frame))
            case "upper":
                return constructs.Upper(self.text(call.arguments[0], frame))
            case "length":
                return type_coerce(func.length(self.text(call.arguments[0], frame)), Integer())
            case "round":
                value = self.value(call.arguments[0], frame)
                digits = self.value(call.arguments[1], frame) if len(call.arguments) > 1 else literal(0)
                return self._typed(func.round(value, cast(digits, Integer)), call)
            case function:
                return calendar_part(function, self.value(call.arguments[0], frame))

    # Aggregates ------------------------------------------------------------

    def _aggregate(self, expression: Aggregate, frame: Frame) -> Element:
        if frame.grouped and expression.link is None:
            return self._over_rows(expression, frame)
        child = self.schema.tables[expression.thing].alias()
        inner = frame.at(self.app.thing(expression.thing), child)
        if frame.in_formula:
            inner = replace(inner, counted=True)
        statement = select(self._measure(expression, inner))
        if expression.link is not None:
            if frame.row is None:
                return null()
            link = inner.thing.field(expression.link) if inner.thing else None
            assert link is not None
            statement = statement.where(self.field(link, inner) == frame.row.c["_id"])
        if expression.where is not None:
            statement = statement.where(self.condition(expression.where, inner))
        if inner.sight is not None and not inner.counted:
            statement = statement.where(self.within(inner.sight[expression.thing], inner))
        # An aggregate without a FROM of its own would be one over the surrounding rows.
        statement = statement.select_from(child).correlate_except(child)
        return type_coerce(statement.scalar_subquery(), TYPES[expression.type.kind])

    def _over_rows(self, expression: Aggregate, frame: Frame) -> Element:
        measure = self._measure(expression, frame)
        return type_coerce(measure, TYPES[expression.type.kind])

    def _measure(self, expression: Aggregate, frame: Frame) -> Element:
        """The aggregate function itself; on grouped rows its `where` becomes part of it."""
        only = expression.where if frame.grouped else None
        inner = replace(frame, grouped=False)
        if expression.function == "count" and expression.of is None:
            return self._only(func.count(), only, inner)
        value = null() if expression.of is None else self.value(expression.of, inner)
        if expression.function == "count":
            return self._only(func.count(value), only, inner)
        money = expression.type.kind is Kind.MONEY
        if expression.function in ("sum", "avg"):
            value = cast(value, Float)
        found = self._only(getattr(func, expression.function)(value), only, inner)
        if expression.function == "sum":
            found = func.coalesce(found, 0.0)
        return func.round(found, 2) if money else found

    def _only(self, function: Any, where: Expression | None, frame: Frame) -> Element:
        if where is None:
            return function  # type: ignore[no-any-return]
        return function.filter(self.condition(where, frame))  # type: ignore[no-any-return]


def _says_empty(expression: Expression) -> bool:
    return isinstance(expression, Literal) and (expression.value is None or expression.value == "")
