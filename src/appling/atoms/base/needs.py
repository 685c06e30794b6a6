"""What a part asks the runtime for. Parts never read the database: the runtime does, under access."""

from dataclasses import dataclass
from datetime import time

from appling.atoms.base.times import Times
from appling.blueprint.model.app import Column, SortKey
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
class Groups:
    """Rows of a thing put together by `by` (none: all in one), with aggregates over each group."""

    thing: str
    by: tuple[Column, ...]
    measures: tuple[Column, ...]
    where: Expression | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """An empty form for a thing, if the viewer may add to it."""

    thing: str


@dataclass(frozen=True, slots=True)
class OneRow:
    """The first row, in the given order, that the viewer may see, with its related rows."""

    thing: str
    columns: tuple[Column, ...]
    where: Expression | None = None
    sort: tuple[SortKey, ...] = ()


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


Need = Rows | Groups | NewRow | OneRow | FreeTimes | WorkedOut | Lanes
