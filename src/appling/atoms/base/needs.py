"""What a part asks the runtime for. Parts never read the database: the runtime does, under access."""

from dataclasses import dataclass
from datetime import time

from appling.atoms.base.times import Times
from appling.blueprint.model.app import Column, Line, Part, Said, SortKey
from appling.blueprint.model.expression import Expression


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a thing that the viewer may see, with the shown columns' values.

    `controls`: search, filters, sort and paging can be used by the viewer.
    """

    thing: str
    columns: tuple[Column, ...]
    where: Expression | None = None
    sort: tuple[SortKey, ...] = ()
    limit: int | None = None
    group: tuple[Column, ...] = ()
    controls: bool = True
    form: bool = False
    """Also an empty form for the thing, if the viewer may add to it."""
    choose: bool = False
    """Whether the viewer may choose columns, how many rows a page has, and how close they stand."""
    totals: bool = False
    """Also the sums of the columns that are numbers, over the rows of all pages."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Rows side by side in lanes, one for each value of `by`, at most `limit` rows in each."""

    thing: str
    by: Column
    columns: tuple[Column, ...]
    where: Expression | None = None
    sort: tuple[SortKey, ...] = ()
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Reaches:
    """Rows by the time they take: those of the month that the viewer looks at, or all.

    `start` and `end` are dates, or dates and times.
    """

    thing: str
    start: Column
    end: Column | None
    columns: tuple[Column, ...]
    where: Expression | None = None
    group: tuple[Column, ...] = ()
    limit: int = 500
    monthly: bool = True
    sort: tuple[SortKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Branches:
    """Rows below one another, by the field `link` that leads from each to the one above it."""

    thing: str
    link: Column
    columns: tuple[Column, ...]
    where: Expression | None = None
    sort: tuple[SortKey, ...] = ()
    limit: int = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """A few rows that the viewer chooses among many, at most `most`."""

    thing: str
    columns: tuple[Column, ...]
    where: Expression | None = None
    sort: tuple[SortKey, ...] = ()
    limit: int = 60
    most: int = 4


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows of a thing put together by `by` (none: all in one), with aggregates over each group."""

    thing: str
    by: tuple[Column, ...]
    measures: tuple[Column, ...]
    where: Expression | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Measures along an axis, as a chart draws them: of groups, or of periods of time.

    `unit`: the periods (day, week, month or year) into which the date `along` puts rows, with those
    between in which there are none; empty for what suits the days there are; None for groups. `span` is
    how much of the past is shown, one of `SPANS`, until the viewer may `choose` another. `split`: a line
    for each. `limit`: so many groups, the largest, and the `others` together, or not at all.
    """

    thing: str
    along: Column
    measures: tuple[Column, ...]
    unit: str | None = None
    split: Column | None = None
    where: Expression | None = None
    limit: int | None = None
    span: str = "all"
    choose: bool = True
    others: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """Measures of the week, month or year under way, and of the one before up to the same day."""

    thing: str
    when: Column
    unit: str
    measures: tuple[Column, ...]
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Cross:
    """A measure for every two groups that rows lie in together, with totals."""

    thing: str
    row: Column
    column: Column
    measure: Column
    where: Expression | None = None
    rows: int = 100
    columns: int = 12


@dataclass(frozen=True, slots=True)
class Ranks:
    """Groups of rows, or with `by` None single rows, in the order of a number, the largest first.

    `also` is shown besides. The viewer's own place is told even where it comes after the limit.
    """

    thing: str
    by: Column | None
    measure: Column
    also: tuple[Column, ...] = ()
    where: Expression | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class NewRow:
    """An empty form for a thing, if the viewer may add to it.

    `fields`: the keys of what it asks for besides what a row can't be without; all, if none is named.
    """

    thing: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OneRow:
    """The first row, in the given order, that the viewer may see, with its related rows."""

    thing: str
    columns: tuple[Column, ...]
    where: Expression | None = None
    sort: tuple[SortKey, ...] = ()


SPANS = ("7 days", "30 days", "12 months", "all")
"""How much of the past a viewer may look at."""
UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What the columns would be worth for a row whose fields the viewer types, and that is not kept."""

    thing: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """Slots of `minutes` in which a row could be, free or taken, for those who may add such rows.

    `where`: of the rows that are there, only these take up time, besides what `times` says.
    """

    thing: str
    times: Times
    opens: time
    closes: time
    minutes: int
    days: int
    weekends: bool = True
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """Everybody who has an account, by name: for those who are signed in."""


@dataclass(frozen=True, slots=True)
class Search:
    """Rows of these things (none named: of all) that hold the words which the viewer types."""

    things: tuple[str, ...] = ()

    def covers(self, thing: str) -> bool:
        return not self.things or thing in self.things


@dataclass(frozen=True, slots=True)
class Pasts:
    """What was changed in a thing's rows, and by whom: for the owner, and for roles that are named."""

    thing: str
    limit: int = 30


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents of a thing's rows: what each is called, and what stands on it, line by line.

    `whole`: the first one itself, instead of where they are.
    """

    thing: str
    part: Part
    says: Said
    lines: tuple[Line, ...]
    where: Expression | None = None
    sort: tuple[SortKey, ...] = ()
    limit: int = 24
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Lots:
    """Rows that may be drawn, and those that were: in which `by` is set, the latest first."""

    thing: str
    by: Column
    columns: tuple[Column, ...] = ()
    where: Expression | None = None
    limit: int = 48


Numbers = Groups | Series | Change | Cross | Ranks
Views = Lanes | Reaches | Branches | Chosen
Others = Members | Search | Pasts | Documents | Lots
Need = Rows | Numbers | Views | NewRow | OneRow | FreeTimes | WorkedOut | Others
