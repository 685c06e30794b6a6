"""What expressions are worth, against expectations worked out in Python without any of the store's code."""

import calendar
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path as Folder
from tempfile import mkdtemp
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.store.apps import (
    DATE,
    EMPTY,
    MOMENT,
    MONEY,
    NO,
    NOW,
    NUMBER,
    PERSON,
    SPAN,
    TEXT,
    TODAY,
    TRUTH,
    YES,
    app,
    both,
    field,
    formula,
    link,
    make,
    negated,
    number,
    path,
    text,
    thing,
    viewer,
)

from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Duration,
    Expression,
    In,
    IsEmpty,
    Literal,
    Me,
    Now,
    Path,
    Today,
    Unary,
    ValueType,
)
from appling.store import AppStore, Query, Scope, TooCostly

BOX = thing(
    "box",
    field("name"),
    field("amount", "number"),
    field("other", "number"),
    field("price", "money"),
    field("day", "date"),
    field("until", "date"),
    field("at", "date and time"),
    field("done", "yes/no"),
    field("inside", "box"),
    title="name",
)
SHOP = app(BOX)
ALL = Scope("box")


@pytest.fixture(scope="module")
def boxes() -> Iterator[AppStore]:
    store = make(Folder(mkdtemp()) / "shop", SHOP)
    yield store
    store.close()


def worth(store: AppStore, expression: Expression, **values: object) -> Any:
    """The value of an expression on a row of these values, which is gone afterwards."""

    class Undo(Exception):
        pass

    found: list[Any] = []
    try:
        with store.write(viewer(SHOP)) as writer:
            row = writer.insert("box", values, ALL)
            found.extend(writer.read.row("box", row, (expression,)).values)
            raise Undo
    except Undo:
        return found[0]


def shift_months(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


numbers = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False).map(lambda n: round(n, 4))
maybe_numbers = st.none() | numbers
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
QUICK = settings(max_examples=40, deadline=None)


@QUICK
@given(one=maybe_numbers, other=maybe_numbers, operator=st.sampled_from("+-*/"))
def test_arithmetic(boxes: AppStore, one: float | None, other: float | None, operator: str) -> None:
    found = worth(
        boxes,
        Binary(operator, path("amount", type_=NUMBER), path("other", type_=NUMBER), NUMBER),
        amount=one,
        other=other,
    )
    if one is None or other is None or (operator == "/" and other == 0):
        assert found is None
        return
    one, other = float(one), float(other)
    expected = {"+": one + other, "-": one - other, "*": one * other, "/": one / other if other else 0}[
        operator
    ]
    assert math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-12)


@QUICK
@given(cents=st.integers(0, 10**10), factor=st.integers(-1000, 1000))
def test_money_is_exact_to_the_cent(boxes: AppStore, cents: int, factor: int) -> None:
    price = Decimal(cents).scaleb(-2)
    times = Binary("*", path("price", type_=MONEY), number(factor), MONEY)
    assert worth(boxes, path("price", type_=MONEY), price=price) == price
    assert worth(boxes, times, price=price) == price * factor
    third = Binary("/", path("price", type_=MONEY), number(8), MONEY)
    expected = (price / 8).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert abs(worth(boxes, third, price=price) - expected) <= Decimal("0.01")


@QUICK
@given(day=days, amount=st.integers(-5000, 5000), unit=st.sampled_from(["day", "week", "month", "year"]))
def test_dates_shift_by_the_calendar(boxes: AppStore, day: date, amount: int, unit: str) -> None:
    found = worth(boxes, Binary("+", path("day", type_=DATE), Duration(amount, unit), DATE), day=day)
    expected: date | None
    if unit in ("month", "year"):
        expected = shift_months(day, amount * (12 if unit == "year" else 1))
    else:
        expected = day + timedelta(days=amount * (7 if unit == "week" else 1))
    assert found == expected
    back = worth(boxes, Binary("-", path("day", type_=DATE), Duration(-amount, unit), DATE), day=day)
    assert back == expected


@QUICK
@given(
    at=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(
        lambda d: d.replace(microsecond=0, tzinfo=UTC)
    ),
    amount=st.integers(-5000, 5000),
    unit=st.sampled_from(["minute", "hour", "day", "week", "month", "year"]),
)
def test_moments_shift(boxes: AppStore, at: datetime, amount: int, unit: str) -> None:
    found = worth(boxes, Binary("+", path("at", type_=MOMENT), Duration(amount, unit), MOMENT), at=at)
    if unit in ("month", "year"):
        day = shift_months(at.date(), amount * (12 if unit == "year" else 1))
        assert found == (None if day is None else datetime.combine(day, at.timetz()))
    else:
        assert found == at + timedelta(**{f"{unit}s": amount})


@QUICK
@given(one=days, other=days)
def test_differences_and_parts_of_dates(boxes: AppStore, one: date, other: date) -> None:
    difference = Binary("-", path("day", type_=DATE), path("until", type_=DATE), NUMBER)
    assert worth(boxes, difference, day=one, until=other) == (one - other).days
    weeks = Binary("/", difference, number(7), NUMBER)
    assert worth(boxes, weeks, day=one, until=other) == pytest.approx((one - other).days / 7)
    parts = {"year": one.year, "month": one.month, "day": one.day, "week": one.isocalendar().week}
    for function, expected in parts.items():
        assert worth(boxes, Call(function, (path("day", type_=DATE),), NUMBER), day=one) == expected


OPERATORS = {
    "=": lambda a, b: a is not None and b is not None and a == b,
    "!=": lambda a, b: not (a is not None and b is not None and a == b),
    "<": lambda a, b: a is not None and b is not None and a < b,
    "<=": lambda a, b: a is not None and b is not None and a <= b,
    ">": lambda a, b: a is not None and b is not None and a > b,
    ">=": lambda a, b: a is not None and b is not None and a >= b,
}


@st.composite
def truths(draw: st.DrawFn, depth: int = 3) -> tuple[Expression, Any]:
    """A condition, and a function that says whether it holds for a row."""
    shape = draw(
        st.sampled_from(["compare", "empty", "truth", "not", "and", "or", "in"])
        if depth
        else st.just("truth")
    )
    if shape == "compare":
        operator = draw(st.sampled_from(sorted(OPERATORS)))
        expression = both(path("amount", type_=NUMBER), operator, path("other", type_=NUMBER))
        return expression, lambda row: OPERATORS[operator](row["amount"], row["other"])
    if shape == "empty":
        return IsEmpty(path("amount", type_=NUMBER)), lambda row: row["amount"] is None
    if shape == "truth":
        return path("done", type_=TRUTH), lambda row: bool(row["done"])
    if shape == "in":
        options = draw(st.lists(st.integers(-2, 2), max_size=3))
        return (
            In(path("amount", type_=NUMBER), tuple(map(number, options))),
            lambda row: row["amount"] is not None and row["amount"] in options,
        )
    left, holds_left = draw(truths(depth - 1))
    if shape == "not":
        return negated(left), lambda row: not holds_left(row)
    right, holds_right = draw(truths(depth - 1))
    if shape == "and":
        return both(left, "and", right), lambda row: holds_left(row) and holds_right(row)
    return both(left, "or", right), lambda row: holds_left(row) or holds_right(row)


@settings(max_examples=150, deadline=None)
@given(
    made=truths(),
    amount=st.none() | st.integers(-2, 2),
    other=st.none() | st.integers(-2, 2),
    done=st.none() | st.booleans(),
)
def test_conditions_know_only_yes_and_no(
    boxes: AppStore, made: Any, amount: Any, other: Any, done: Any
) -> None:
    expression, holds = made
    row = {"amount": amount, "other": other, "done": done}
    assert worth(boxes, expression, **row) is bool(holds(row))
    assert worth(boxes, negated(expression), **row) is (not holds(row))
    found = worth(boxes, Aggregate("count", "box", None, None, expression, NUMBER), **row)
    assert found == int(holds(row))


@QUICK
@given(value=st.text(max_size=8), part=st.text(max_size=3))
def test_contains_ignores_case_and_knows_no_wildcards(boxes: AppStore, value: str, part: str) -> None:
    if any(not each.isprintable() for each in value + part) or value != value.strip():
        return
    if not is_normalized("NFC", value) or not is_normalized("NFC", part):
        return  # No text is kept so, and none stands so in a blueprint.
    found = worth(boxes, both(path("name"), "contains", text(part)), name=value or None)
    assert found is (bool(value) and bool(part) and part.casefold() in value.casefold())


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (both(path("name"), "=", text("Box")), True),
        (both(path("name"), "=", text("box")), False),
        (both(path("name"), "contains", text("%")), False),
        (both(path("name"), "=", text("")), False),
        (both(path("name"), "!=", text("")), True),
        (IsEmpty(path("inside", "name")), True),
        (Binary("+", path("name"), text(" 1"), TEXT), "Box 1"),
        (Binary("+", path("inside", "name"), path("name"), TEXT), "Box"),
        (Binary("+", text("Nr "), path("amount", type_=NUMBER), TEXT), "Nr 3"),
        (Call("upper", (text("größe é"),), TEXT), "GRÖSSE É"),
        (Call("lower", (text("ÄÉ"),), TEXT), "äé"),
        (Call("length", (text("日本"),), NUMBER), 2),
        (Call("round", (number(2.345), number(2)), NUMBER), 2.35),
        (Call("round", (number(2.5),), NUMBER), 3),
        (Unary("-", path("amount", type_=NUMBER), NUMBER), -3),
        (Binary("*", number(1e308), number(10), NUMBER), None),
        (Binary("*", number(2**62), number(4), NUMBER), float(2**64)),
        (Binary("+", Today(), Duration(1_000_000_000, "year"), DATE), None),
        (Binary("-", Today(), Duration(3000, "year"), DATE), None),
        (Binary("-", Today(), Duration(800_000, "day"), DATE), None),
        (Binary("+", Today(), Duration(10_000_000, "day"), DATE), None),
        (Binary("-", Literal(date(2024, 3, 31), DATE), Duration(1, "month"), DATE), date(2024, 2, 29)),
        (Binary("+", Literal(date(2024, 2, 29), DATE), Duration(1, "year"), DATE), date(2025, 2, 28)),
        (
            Binary("+", Today(), Binary("+", Duration(1, "month"), Duration(1, "day"), SPAN), DATE),
            date(2026, 4, 10),
        ),
        (
            Binary("+", Today(), Binary("*", path("amount", type_=NUMBER), Duration(1, "week"), SPAN), DATE),
            TODAY + timedelta(weeks=3),
        ),
        (Binary("-", Now(), Literal(datetime(2026, 3, 9, 2, 5, tzinfo=UTC), MOMENT), NUMBER), 0.5),
        (both(Today(), "<", Now()), True),
        (both(Binary("-", Today(), Literal(date(2026, 2, 1), DATE), NUMBER), ">", Duration(5, "week")), True),
        (Now(), NOW),
        (Me(), None),
        (both(path("_by", type_=PERSON), "=", Me()), False),
        (Literal(None, EMPTY), None),
        (both(YES, "and", negated(NO)), True),
        (Aggregate("sum", "box", "inside", path("amount", type_=NUMBER), None, NUMBER), 0),
        (Aggregate("avg", "box", "inside", path("amount", type_=NUMBER), None, NUMBER), None),
        (Aggregate("count", "box", "inside", None, None, NUMBER), 0),
    ],
)
def test_single_values(boxes: AppStore, expression: Expression, expected: object) -> None:
    found = worth(boxes, expression, name="Box", amount=3)
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)


def test_aggregates_over_children(boxes: AppStore) -> None:
    def over(
        function: str, of: Expression | None, type_: ValueType, where: Expression | None = None
    ) -> Aggregate:
        return Aggregate(function, "box", "inside", of, where, type_)

    with boxes.write(viewer(SHOP)) as writer:
        parent = writer.insert("box", {"name": "parent"}, ALL)
        for amount, price in ((1, "0.10"), (2, "0.20"), (None, None)):
            values = {"amount": amount, "inside": parent, "price": price and Decimal(price)}
            writer.insert("box", values, ALL)
        amounts, prices = path("amount", type_=NUMBER), path("price", type_=MONEY)
        wanted = (
            over("count", None, NUMBER),
            over("count", amounts, NUMBER),
            over("count", None, NUMBER, both(amounts, ">", number(1))),
            over("sum", amounts, NUMBER),
            over("avg", amounts, NUMBER),
            over("min", amounts, NUMBER),
            over("max", prices, MONEY),
            over("sum", prices, MONEY),
            both(over("sum", prices, MONEY), "=", Literal(Decimal("0.30"), MONEY)),
        )
        found = writer.read.row("box", parent, wanted).values
        for row in writer.read.rows(Query("box")):
            if row.id != parent:
                writer.delete("box", row.id, ALL)
        writer.delete("box", parent, ALL)
    assert found == (3, 2, 1, 3, 1.5, 1, Decimal("0.20"), Decimal("0.30"), True)


def test_formulas_that_double_are_refused_before_they_run(tmp_path: Folder) -> None:
    """Thirty formulas, each of which uses the one before twice, would be a billion nodes."""
    formulas = [formula("f0", path("amount", type_=NUMBER))]
    for index in range(1, 31):
        before = path(f"f{index - 1}", type_=NUMBER)
        formulas.append(formula(f"f{index}", Binary("+", before, before, NUMBER)))
    growing = app(thing("box", field("amount", "number"), *formulas))
    store = make(tmp_path / "growing", growing)
    with store.read(viewer(growing)) as reader, pytest.raises(TooCostly):
        reader.rows(Query("box", (path("f30", type_=NUMBER),)))
    store.close()


def test_formulas_see_their_own_row(tmp_path: Folder) -> None:
    crate = thing(
        "crate",
        field("name"),
        formula("boxes", Aggregate("count", "item", "crate", None, None, NUMBER)),
        title="name",
    )
    item = thing("item", field("crate", "crate"), formula("siblings", path("crate", "boxes", type_=NUMBER)))
    made = app(crate, item)
    store = make(tmp_path / "crates", made)
    with store.write(viewer(made)) as writer:
        crates = [writer.insert("crate", {"name": name}, Scope("crate")) for name in "ab"]
        for owner in (crates[0], crates[0], crates[1]):
            writer.insert("item", {"crate": owner}, Scope("item"))
        query = Query("item", (path("crate", type_=link("crate")), path("siblings", type_=NUMBER)))
        found = [(row.values[0].label, row.values[1]) for row in writer.read.rows(query)]
    store.close()
    assert found == [("a", 2), ("a", 2), ("b", 1)]


DEEP = {
    "brackets": lambda e: Binary(
        "*", path("amount", type_=NUMBER), Binary("+", number(1), e, NUMBER), NUMBER
    ),
    "quotients": lambda e: Binary("/", number(1), e, NUMBER),
    "rounding": lambda e: Call("round", (e,), NUMBER),
    "lengths": lambda e: Call("length", (Call("lower", (e,), TEXT),), NUMBER),
    "equality": lambda e: both(both(e, ">", number(0)), "!=", YES),
    "aggregates": lambda e: Aggregate("sum", "box", "inside", e, None, NUMBER),
}


@pytest.mark.parametrize("shape", DEEP)
def test_deep_expressions_are_answered_or_refused_in_words(boxes: AppStore, shape: str) -> None:
    def nested(times: int) -> Expression:
        made: Expression = path("amount", type_=NUMBER)
        for _ in range(times):
            made = DEEP[shape](made)
        return made

    worth(boxes, nested(7), amount=1)
    with pytest.raises(TooCostly):
        worth(boxes, nested(400), amount=1)


def test_long_chains_need_no_depth(boxes: AppStore) -> None:
    total: Expression = number(1)
    words: Expression = text("a")
    either: Expression = NO
    for _ in range(60):
        total = Binary("+", number(1), total, NUMBER)
        words = Binary("+", words, text("a"), TEXT)
        either = both(either, "or", both(path("amount", type_=NUMBER), "=", number(1)))
    assert worth(boxes, total) == 61
    assert worth(boxes, words) == "a" * 61
    assert worth(boxes, either, amount=1) is True


def test_constants_never_become_part_of_the_statement(boxes: AppStore) -> None:
    evil, seen = "'; DROP TABLE box; --", []

    def see(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(boxes._open(), "before_cursor_execute", see)
    assert worth(boxes, both(path("name"), "=", text(evil)), name=evil) is True
    event.remove(boxes._open(), "before_cursor_execute", see)
    assert len(seen) > 2
    assert not any("DROP" in statement for statement in seen)


def test_unknown_paths_of_rowless_expressions_are_empty(boxes: AppStore) -> None:
    found = boxes.evaluate([Path(("name",), TEXT), Today(), Duration(1, "day")], viewer(SHOP))
    assert found == [None, TODAY, 1.0]
