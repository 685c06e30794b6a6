"""What expressions mean, spelt out in plain Python: slow, simple, and without a word of SQL.

Rows are dictionaries by the field's key; `_id` is a row's number. Empty is None. Where two floating
point numbers are so close that the order of a calculation may decide how they compare, `Unsure` is raised.
"""

import operator
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite, isnan
from typing import Any

from appling.blueprint.model.app import App, Field, Thing
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

Row = Mapping[str, Any]
NUMERIC = (Kind.NUMBER, Kind.MONEY)
TIMES = (Kind.DATE, Kind.MOMENT)
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
CALCULATE: dict[str, Callable[[float, float], float | None]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda one, other: one / other if other else None,
}
DEEPEST_TITLE = 6


class Unsure(Exception):
    """It depends on the last digit of a floating point number."""


@dataclass(frozen=True)
class World:
    """All rows there are, by thing and number; people's names; who looks, and when."""

    app: App
    rows: Mapping[str, Mapping[int, Row]]
    people: Mapping[int, str]
    me: int | None
    today: date
    now: datetime


@dataclass(frozen=True)
class Meaning:
    """What expressions are worth for one row of a thing; `this` is the row of the action or the page."""

    world: World
    thing: Thing
    row: Row
    this: int

    def at(self, thing: str, row: int) -> "Meaning":
        return replace(self, thing=self.world.app.thing(thing), row=self.world.rows[thing][row])

    # Values --------------------------------------------------------------------

    def value(self, node: Expression) -> Any:
        """Yes or no is never empty; numbers are floats."""
        if node.type.kind is Kind.TRUTH:
            return self.holds(node)
        match node:
            case Literal() | Today() | Now() | Me() | This():
                return self.constant(node)
            case Path():
                return self.path(node.steps)
            case Unary():
                found = self.value(node.operand)
                return None if found is None else 0 - found  # There is no zero below zero in SQL.
            case Binary():
                return self.calculated(node)
            case Call():
                return self.call(node)
            case Aggregate():
                return self.aggregate(node)
        raise AssertionError(node)

    def constant(self, node: Expression) -> Any:
        match node:
            case Today():
                return self.world.today
            case Now():
                return self.world.now
            case Me():
                return self.world.me
            case Literal():
                return None if node.value == "" else _plain(node.value)
            case This(steps=steps, thing=str(thing)):
                return self.at(thing, self.this).path(steps)
        return self.this

    def path(self, steps: tuple[str, ...]) -> Any:
        field = self.thing.field(steps[0])
        found = self.field(field)
        if len(steps) == 1 or found is None:
            return found
        return self.at(field.thing or "", found).path(steps[1:])

    def field(self, field: Field) -> Any:
        if field.formula is None:
            return _plain(self.row[field.key])
        return replace(self, this=self.row["_id"]).value(field.formula)

    # Yes or no -----------------------------------------------------------------

    def holds(self, node: Expression) -> bool:
        match node:
            case Literal():
                return node.value is True
            case Path():
                return self.path(node.steps) is True
            case Unary():
                return not self.holds(node.operand)
            case In():
                return any(self.equal(node.operand, option) for option in node.options)
            case IsEmpty():
                return self.is_empty(node.operand)
            case Binary():
                return self.joined(node)
        raise AssertionError(node)

    def joined(self, node: Binary) -> bool:
        match node.operator:
            case "and":
                return self.holds(node.left) and self.holds(node.right)
            case "or":
                return self.holds(node.left) or self.holds(node.right)
            case "=":
                return self.equal(node.left, node.right)
            case "!=":
                return not self.equal(node.left, node.right)
            case "contains" if node.left.type.kind is Kind.SEVERAL:
                several, text = self.value(node.left), self.text(node.right)
                return text is not None and text.casefold() in [each.casefold() for each in several or ()]
            case "contains":
                one, other = self.text(node.left), self.text(node.right)
                return one is not None and other is not None and other.casefold() in one.casefold()
        return self.compared(node.operator, node.left, node.right)

    def equal(self, left: Expression, right: Expression) -> bool:
        for one, other in ((left, right), (right, left)):
            if isinstance(other, Literal) and other.value in (None, ""):
                return self.is_empty(one)
        return self.compared("=", left, right)

    def is_empty(self, node: Expression) -> bool:
        """Of yes or no, only a field that was never set is empty; a text without characters is."""
        if node.type.kind is Kind.TRUTH:
            return isinstance(node, Path) and self.path(node.steps) is None
        return self.value(node) in (None, "")

    def compared(self, sign: str, left: Expression, right: Expression) -> bool:
        """What is empty compares as no with everything."""
        one, other = self.value(left), self.value(right)
        if one is None or other is None:
            return False
        if left.type.kind in TIMES and left.type.kind is not right.type.kind:
            one, other = _moment(one), _moment(other)
        if isinstance(one, float) and isinstance(other, float):
            _make_sure(one, other)
        return COMPARE[sign](one, other)

    # Calculating -----------------------------------------------------------------

    def calculated(self, node: Binary) -> Any:
        left, right = node.left.type.kind, node.right.type.kind
        if node.type.kind is Kind.TEXT:
            texts = [self.text(node.left), self.text(node.right)]
            return "".join(text for text in texts if text) or None
        if Kind.SPAN in (left, right):
            when, span = (node.left, node.right) if right is Kind.SPAN else (node.right, node.left)
            assert isinstance(span, Duration)
            return _later(self.value(when), -span.amount if node.operator == "-" else span.amount, span.unit)
        if left in (*TIMES, Kind.TIME):
            one, other = self.value(node.left), self.value(node.right)
            return None if None in (one, other) else (_moment(one) - _moment(other)) / timedelta(days=1)
        found = self.number(node)
        return _rounded(found, 2) if node.type.kind is Kind.MONEY else found

    def number(self, node: Expression) -> float | None:
        """Within a calculation money keeps what is less than a cent."""
        if not isinstance(node, Binary) or node.left.type.kind not in NUMERIC:
            found = self.value(node)
            return None if found is None else float(found)
        one, other = self.number(node.left), self.number(node.right)
        if one is None or other is None:
            return None
        found = CALCULATE[node.operator](one, other)
        return None if found is None or isnan(found) else found

    def text(self, node: Expression) -> str | None:
        found = self.value(node)
        if found is None:
            return None
        match node.type.kind:
            case Kind.LINK:
                return self.at(node.type.thing or "", found).title()
            case Kind.PERSON:
                return self.world.people.get(found)
        return ", ".join(found) if node.type.kind is Kind.SEVERAL else _written(found)

    def title(self, depth: int = 0) -> str | None:
        """What the row is called."""
        if self.thing.title is None or depth > DEEPEST_TITLE:
            return None
        field = self.thing.field(self.thing.title)
        found = self.field(field)
        if found is None or field.value.kind is not Kind.LINK:
            return None if found is None else _written(found)
        return self.at(field.thing or "", found).title(depth + 1)

    def call(self, node: Call) -> Any:
        found = self.value(node.arguments[0])
        if found is None:
            return None
        match node.function:
            case "lower":
                return found.lower()
            case "upper":
                return found.upper()
            case "length":
                return float(len(found))
            case "week":
                return float(found.isocalendar().week)
            case "year" | "month" | "day":
                return float(getattr(found, node.function))
            case "duration":
                return float(found) * 1440
        digits = self.value(node.arguments[1]) if len(node.arguments) > 1 else 0
        kept = _rounded(found, int(digits))
        return _rounded(kept, 2) if node.type.kind is Kind.MONEY else kept

    # Other rows --------------------------------------------------------------------

    def aggregate(self, node: Aggregate) -> Any:
        rows = self.world.rows[node.thing]
        children = [self.at(node.thing, row) for row in rows]
        if node.link is not None:
            link = self.world.app.thing(node.thing).field(node.link)
            children = [child for child in children if child.field(link) == self.row["_id"]]
        return over(node, children)


def over(node: Aggregate, rows: list[Meaning]) -> Any:
    """An aggregate over rows: a sum of none is 0, what else there is of none is empty."""
    kept = [row for row in rows if node.where is None or row.holds(node.where)]
    if node.of is None:
        return float(len(kept))
    values = [value for row in kept if (value := row.value(node.of)) is not None]
    match node.function:
        case "count":
            return float(len(values))
        case "sum":
            found: Any = sum(values) if values else 0.0
        case "avg":
            found = sum(values) / len(values) if values else None
        case _:
            found = (min if node.function == "min" else max)(values) if values else None
    if isinstance(found, float) and isnan(found):
        return None
    return _rounded(found, 2) if node.type.kind is Kind.MONEY else found


def measured(node: Expression, rows: list[Meaning]) -> Any:
    """What a chart or a figure shows of many rows."""
    match node:
        case Aggregate():
            return over(node, rows)
        case Literal():
            return _plain(node.value)
        case Unary():
            found = measured(node.operand, rows)
            return None if found is None else -found
        case Call():
            found = measured(node.arguments[0], rows)
            digits = int(_plain(node.arguments[1].value)) if len(node.arguments) > 1 else 0  # type: ignore[union-attr]
            return _rounded(found, min(digits, 2) if node.type.kind is Kind.MONEY else digits)
        case Binary():
            one, other = measured(node.left, rows), measured(node.right, rows)
            if one is None or other is None:
                return None
            found = CALCULATE[node.operator](one, other)
            return _rounded(found, 2) if node.type.kind is Kind.MONEY else found
    raise AssertionError(node)


def _plain(value: object) -> Any:
    """Numbers of all sorts as floats."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    return float(value)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{value.year:04}" + value.strftime("-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _moment(value: date | time) -> datetime:
    if isinstance(value, time):
        return datetime.combine(date(2000, 1, 1), value, UTC)
    return value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)


def _later(when: Any, amount: int, unit: str) -> Any:
    """So much later; empty where the calendar ends before that."""
    if when is None:
        return None
    try:
        if unit in ("month", "year"):
            return _months_later(when, amount * 12 if unit == "year" else amount)
        return when + timedelta(**{f"{unit}s": amount})
    except (ValueError, OverflowError):
        return None


def _months_later(when: date, months: int) -> date | None:
    """The same day of another month, or its last."""
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return when.replace(year=year, month=month + 1, day=min(when.day, monthrange(year, month + 1)[1]))


def _rounded(value: float | None, digits: int) -> float | None:
    """Half is rounded away from zero."""
    if value is None or not isfinite(value) or abs(value) > 2**52:
        return value
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def _make_sure(one: float, other: float) -> None:
    if one != other and isfinite(one) and isfinite(other) and abs(one - other) <= 1e-9 * max(abs(one), 1):
        raise Unsure
