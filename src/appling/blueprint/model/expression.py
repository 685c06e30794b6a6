"""Resolved, typed expressions: what formulas, conditions, defaults and steps mean.

They are evaluated in one place only, as SQL (`appling.store`), so they have one meaning.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    """A date and time."""
    TRUTH = "truth"
    LINK = "link"
    PERSON = "person"
    FILE = "file"
    SEVERAL = "several"
    """Several texts, each once, such as the topics of an event."""
    SPAN = "span"
    """A length of time, such as 14 days."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ValueType:
    """The kind of a value; `thing` is the key of the thing that a LINK points to."""

    kind: Kind
    thing: str | None = None


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant. `value`: str, int, float, Decimal, bool, date, time, datetime, texts or None (empty).

    A datetime without an offset is in the server's time zone.
    """

    value: object
    type: ValueType


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `amount` of `unit` (minute, hour, day, week, month or year)."""

    amount: int
    unit: str
    type: ValueType = ValueType(Kind.SPAN)


@dataclass(frozen=True, slots=True)
class Today:
    type: ValueType = ValueType(Kind.DATE)


@dataclass(frozen=True, slots=True)
class Now:
    type: ValueType = ValueType(Kind.MOMENT)


@dataclass(frozen=True, slots=True)
class Me:
    """The person who is signed in; empty for a visitor."""

    type: ValueType = ValueType(Kind.PERSON)


@dataclass(frozen=True, slots=True)
class This:
    """The row that a formula, a condition, an action or a page is about.

    With `steps`, what they lead to from there: field keys, the first of which is of `thing`.
    """

    type: ValueType
    steps: tuple[str, ...] = ()
    thing: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed for an action's input, by its key; `steps` are followed from the row that it links to.

    `thing` is the key of that row's thing.
    """

    key: str
    type: ValueType
    thing: str | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Field keys followed from the row through links: `("bike", "name")`."""

    steps: tuple[str, ...]
    type: ValueType


@dataclass(frozen=True, slots=True)
class Unary:
    """`not`, or `-`."""

    operator: str
    operand: "Expression"
    type: ValueType


@dataclass(frozen=True, slots=True)
class Binary:
    """`+ - * / and or = != < <= > >= contains`; `in` has its own node."""

    operator: str
    left: "Expression"
    right: "Expression"
    type: ValueType


@dataclass(frozen=True, slots=True)
class In:
    operand: "Expression"
    options: tuple["Expression", ...]
    type: ValueType = ValueType(Kind.TRUTH)


@dataclass(frozen=True, slots=True)
class IsEmpty:
    operand: "Expression"
    type: ValueType = ValueType(Kind.TRUTH)


@dataclass(frozen=True, slots=True)
class Call:
    """`year month week day lower upper round length` of one argument (`round` takes digits too).

    `start of day`, `start of week`, `start of month` and `start of year` are no words of the language:
    the date with which a period begins, by which parts put rows together over time.
    """

    function: str
    arguments: tuple["Expression", ...]
    type: ValueType


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`count sum avg min max` over the rows of `thing` whose link field `link` points to this row.

    `link` is None for an aggregate over the rows of a page part itself. `of` is seen from the child.
    """

    function: str
    thing: str
    link: str | None
    of: "Expression | None"
    where: "Expression | None"
    type: ValueType


Expression = (
    Literal
    | Duration
    | Today
    | Now
    | Me
    | This
    | Given
    | Path
    | Unary
    | Binary
    | In
    | IsEmpty
    | Call
    | Aggregate
)
