"""Which values go together, and what comes of it."""

from appling.blueprint.model.expression import Kind, ValueType
from appling.blueprint.resolve.symbols import ThingSymbol

NUMBER = ValueType(Kind.NUMBER)
MONEY = ValueType(Kind.MONEY)
TEXT = ValueType(Kind.TEXT)
SEVERAL = ValueType(Kind.SEVERAL)
TRUTH = ValueType(Kind.TRUTH)
EMPTY = ValueType(Kind.EMPTY)
DATE = ValueType(Kind.DATE)
MOMENT = ValueType(Kind.MOMENT)

NUMERIC = frozenset({Kind.NUMBER, Kind.MONEY})
DATED = frozenset({Kind.DATE, Kind.MOMENT})
ORDERED = NUMERIC | DATED | {Kind.TIME, Kind.TEXT}
_FAMILIES = (NUMERIC, DATED)

_UNWRITTEN = frozenset({Kind.SPAN, Kind.EMPTY, Kind.FILE})
_ARITHMETIC = {
    ("+", Kind.NUMBER, Kind.NUMBER): NUMBER,
    ("+", Kind.MONEY, Kind.MONEY): MONEY,
    ("+", Kind.MONEY, Kind.NUMBER): MONEY,
    ("+", Kind.NUMBER, Kind.MONEY): MONEY,
    ("+", Kind.DATE, Kind.SPAN): DATE,
    ("+", Kind.MOMENT, Kind.SPAN): MOMENT,
    ("+", Kind.SPAN, Kind.DATE): DATE,
    ("+", Kind.SPAN, Kind.MOMENT): MOMENT,
    ("-", Kind.NUMBER, Kind.NUMBER): NUMBER,
    ("-", Kind.MONEY, Kind.MONEY): MONEY,
    ("-", Kind.MONEY, Kind.NUMBER): MONEY,
    ("-", Kind.NUMBER, Kind.MONEY): MONEY,
    ("-", Kind.DATE, Kind.DATE): NUMBER,
    ("-", Kind.DATE, Kind.MOMENT): NUMBER,
    ("-", Kind.MOMENT, Kind.DATE): NUMBER,
    ("-", Kind.MOMENT, Kind.MOMENT): NUMBER,
    ("-", Kind.TIME, Kind.TIME): NUMBER,
    ("-", Kind.DATE, Kind.SPAN): DATE,
    ("-", Kind.MOMENT, Kind.SPAN): MOMENT,
    ("*", Kind.NUMBER, Kind.NUMBER): NUMBER,
    ("*", Kind.MONEY, Kind.NUMBER): MONEY,
    ("*", Kind.NUMBER, Kind.MONEY): MONEY,
    ("/", Kind.NUMBER, Kind.NUMBER): NUMBER,
    ("/", Kind.MONEY, Kind.NUMBER): MONEY,
    ("/", Kind.MONEY, Kind.MONEY): NUMBER,
}


def arithmetic(operator: str, left: ValueType, right: ValueType) -> ValueType | None:
    """The type of `left operator right`, or None if that means nothing. A text is joined with any value."""
    kinds = {left.kind, right.kind}
    if operator == "+" and Kind.TEXT in kinds and not kinds & _UNWRITTEN:
        return TEXT
    return _ARITHMETIC.get((operator, left.kind, right.kind))


def comparable(operator: str, left: ValueType, right: ValueType) -> bool:
    """Whether the two may stand around a comparison."""
    if operator not in ("=", "!="):
        return _related(left, right) and left.kind in ORDERED
    return _related(left, right)


def assignable(target: ValueType, value: ValueType) -> bool:
    """Whether a field of the one type takes a value of the other."""
    if value.kind is Kind.EMPTY:
        return True
    if target.kind in NUMERIC:
        return value.kind in NUMERIC
    return target == value


def _related(left: ValueType, right: ValueType) -> bool:
    if left == right:
        return left.kind not in (Kind.SPAN, Kind.EMPTY, Kind.FILE, Kind.SEVERAL)
    return any(left.kind in family and right.kind in family for family in _FAMILIES)


def name_of(value: ValueType, things: dict[str, ThingSymbol], words: dict[Kind, str]) -> str:
    """A type as people read it: “a number”, “a Bike”."""
    thing = things.get(value.thing) if value.thing else None
    return f"a {thing.name}" if thing else words[value.kind]
