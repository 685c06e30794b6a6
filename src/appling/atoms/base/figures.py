"""What the runtime answers to parts that show numbers: plain data, already under access."""

from dataclasses import dataclass
from datetime import date

from appling.blueprint.model.app import Thing


@dataclass(frozen=True, slots=True)
class Group:
    """`labels` one per `by`, `values` (int, float or None) and their `texts` one per measure."""

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupsAnswer:
    thing: Thing
    by: tuple[str, ...]
    measures: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A time range that a viewer may choose: `value` is the one of `SPANS` that it is."""

    value: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A number, and its text, for each point of the axis; None where there is nothing to measure."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """`along` and `split` are what the axis and the lines are called; `measures` what is measured.

    `starts` are the first days of the periods, if `unit` says that the points are periods. `left_out`:
    groups that are not shown and could not be put together. `undated`: what rows without a date come to.
    """

    thing: Thing
    along: str
    split: str | None
    measures: tuple[str, ...]
    points: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str | None = None
    starts: tuple[date, ...] = ()
    spans: tuple[Span, ...] = ()
    left_out: int = 0
    undated: str = ""
    lasting: bool = False
    """Whether all that is measured are lengths of time, in minutes."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure, and what it was at the same point of the period before; `trail`: the last periods."""

    label: str
    text: str
    value: float | None
    before: float | None
    before_text: str
    trail: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """`dated` is False where the viewer may not see the dates: then `figures` are of all time."""

    thing: Thing
    unit: str
    figures: tuple[Changed, ...]
    dated: bool = True


@dataclass(frozen=True, slots=True)
class CrossRow:
    label: str
    texts: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class CrossAnswer:
    """`totals` stand under the columns, `total` under all; more rows and columns than fit are counted."""

    thing: Thing
    row: str
    column: str
    measure: str
    columns: tuple[str, ...]
    rows: tuple[CrossRow, ...]
    totals: tuple[str, ...]
    total: str
    more_rows: int = 0
    more_columns: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place: rows that are equal share a `place`; `share` is the number in percent of the largest.

    `person`: it is somebody's, `face` their picture if there is one.
    """

    place: int
    label: str
    text: str
    share: float
    also: tuple[str, ...] = ()
    own: bool = False
    href: str | None = None
    person: bool = False
    face: str | None = None


@dataclass(frozen=True, slots=True)
class RanksAnswer:
    """`below` is the viewer's own place, where it comes after the last of `places`."""

    thing: Thing
    by: str
    measure: str
    also: tuple[str, ...]
    places: tuple[Ranked, ...]
    below: Ranked | None = None
    total: int = 0


Figures = GroupsAnswer | SeriesAnswer | ChangeAnswer | CrossAnswer | RanksAnswer
