"""Questions about rows, and their answers, as plain data."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from appling.blueprint.model.app import SortKey
from appling.blueprint.model.expression import Expression
from appling.store.scope import Scope


@dataclass(frozen=True, slots=True)
class Match:
    """`by` is one of the values; None among them means empty.

    A value of what holds several is some of them, all of which must be there.
    """

    by: Expression
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """`by` lies between the two, both included; None leaves an end open."""

    by: Expression
    low: object = None
    high: object = None


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of a thing, each with the values of `columns`, and whether each of `checks` holds for it.

    All of `where` and `filters` must hold; every word of `search` must be found somewhere in the row.
    """

    thing: str
    columns: tuple[Expression, ...] = ()
    where: tuple[Expression, ...] = ()
    filters: tuple[Match | Range, ...] = ()
    search: str = ""
    sort: tuple[SortKey, ...] = ()
    limit: int | None = None
    offset: int = 0
    checks: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouping:
    """Rows put together by equal values of `by` (none: all in one), in the order of these values.

    A row with several values is in the group of each; such a group's key is that one value, in a tuple.

    `largest`: those whose first measure is the largest come first.
    """

    thing: str
    by: tuple[Expression, ...]
    measures: tuple[Expression, ...]
    where: tuple[Expression, ...] = ()
    filters: tuple[Match | Range, ...] = ()
    search: str = ""
    limit: int | None = None
    largest: bool = False


class Reference(int):
    """The id of a linked row or person, which knows how that is called."""

    label: str

    def __new__(cls, row: int, label: str) -> "Reference":
        reference = super().__new__(cls, row)
        reference.label = label
        return reference


class Row(NamedTuple):
    """`version` counts the changes; `values` and `checks` stand in the order of the query's."""

    id: int
    version: int
    sample: bool
    values: tuple[Any, ...]
    checks: tuple[bool, ...] = ()


class Page(NamedTuple):
    """Some rows, and how many there are in all."""

    rows: list[Row]
    total: int


class Group(NamedTuple):
    keys: tuple[Any, ...]
    values: tuple[Any, ...]


class Choice(NamedTuple):
    """A row that a link may point to."""

    id: int
    label: str
