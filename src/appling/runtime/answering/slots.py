"""Times to book, free and taken: that a time is taken may be known to whoever may book, by whom may not.

All of it is reckoned as clocks here show it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from appling.atoms import field_atom
from appling.atoms.base import FreeTimes, Option, Slot, SlotDay, SlotsAnswer
from appling.atoms.base.locales import day_name, time_name
from appling.atoms.base.zone import local, utc
from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Kind, Path
from appling.runtime import addresses
from appling.runtime.rows.lists import Lists, Place
from appling.runtime.rows.row_views import RowViews
from appling.runtime.visit import Visit
from appling.store.queries import Match, Query, Range, Row
from appling.store.scope import ROW_ID, see_all

MOST_CHOICES = 100
FURTHEST = timedelta(days=366)
LONGEST = timedelta(days=31)
"""A row without an end, or one that lasts longer, is looked for no further back than this."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """`end` is None for a row that goes on."""

    row: int
    start: datetime
    end: datetime | None


def free_times(need: FreeTimes, visit: Visit, lists: Lists, place: Place) -> SlotsAnswer:
    return _Slots(need, visit, lists, place).answer()


class _Slots:
    def __init__(self, need: FreeTimes, visit: Visit, lists: Lists, place: Place) -> None:
        self.need = need
        self.visit = visit
        self.lists = lists
        self.place = place
        self.thing: Thing = visit.app.thing(need.thing)
        self.language = visit.app.language
        self.now = local(visit.viewer.now)
        settable = visit.rights.settable(self.thing, Verb.ADD)
        self.settable = {field.key: field for field in settable}

    def answer(self) -> SlotsAnswer:
        choice = self._choice()
        chosen = next((option.value for option in choice if option.chosen), "")
        first = self._first()
        days: list[SlotDay] = []
        if chosen or self.need.times.per is None:
            days = [*self._days(first, chosen)]
        return SlotsAnswer(
            self.thing,
            tuple(days),
            self.thing.field(self.need.times.per).name if self.need.times.per else "",
            choice,
            self.place.prefix,
            self.place.path,
            self._keep(),
            self._moved(first, -1),
            self._moved(first, 1),
            addresses.listing(self.thing.key) if self._at_once() else addresses.new(self.thing.key),
            self._at_once(),
        )

    # What is asked for ------------------------------------------------------

    def _choice(self) -> tuple[Option, ...]:
        per = self.need.times.per
        if per is None:
            return ()
        options = self.lists.options(self.thing.field(per), MOST_CHOICES)
        asked = self.place.query.get(f"{self.place.prefix}per", "")
        if asked not in dict(options) and options:
            asked = options[0][0]
        return tuple(Option(value, label, value == asked) for value, label in options)

    def _first(self) -> date:
        today = self.now.date()
        try:
            asked = date.fromisoformat(self.place.query.get(f"{self.place.prefix}day", ""))
        except ValueError:
            return today
        return min(max(asked, today), today + FURTHEST)

    def _moved(self, first: date, steps: int) -> str | None:
        """The address of the days before or after these."""
        today = self.now.date()
        day = first + timedelta(days=steps * self.need.days)
        if (steps < 0 and first <= today) or day > today + FURTHEST:
            return None
        kept = [pair for pair in self.place.query.multi_items() if pair[0] != f"{self.place.prefix}day"]
        return addresses.with_query(
            self.place.path, [*kept, (f"{self.place.prefix}day", f"{max(day, today)}")]
        )

    def _keep(self) -> tuple[tuple[str, str], ...]:
        own = f"{self.place.prefix}per"
        return tuple(pair for pair in self.place.query.multi_items() if pair[0] != own)

    # Days and their slots -----------------------------------------------------

    def _days(self, first: date, chosen: str) -> Iterator[SlotDay]:
        days = [first + timedelta(days=index) for index in range(self.need.days)]
        taken = self._taken(days[0], days[-1], chosen)
        seen = self._seen([each.row for each in taken])
        for day in days:
            if self.need.weekends or day.weekday() < 5:
                slots = tuple(self._slots(day, chosen, taken, seen))
                yield SlotDay(day.isoformat(), day_name(day, self.language), day == self.now.date(), slots)

    def _slots(
        self, day: date, chosen: str, taken: list[_Taken], seen: dict[int, tuple[str, str]]
    ) -> Iterator[Slot]:
        length = timedelta(minutes=self.need.minutes)
        start, closes = _at(day, self.need.opens), _at(day, self.need.closes)
        closes += timedelta(days=1) if self.need.closes <= self.need.opens else timedelta()
        while start + length <= closes:
            yield self._slot(start, start + length, chosen, taken, seen)
            start += length

    def _slot(
        self,
        start: datetime,
        end: datetime,
        chosen: str,
        taken: list[_Taken],
        seen: dict[int, tuple[str, str]],
    ) -> Slot:
        label = time_name(start.time(), self.language)
        there = next((row for row in taken if row.start < end and (row.end is None or row.end > start)), None)
        if there is not None:
            title, href = seen.get(there.row, ("", ""))
            return Slot(label, "taken", title=title, href=href)
        if start <= self.now:
            return Slot(label, "past")
        if not self._may_set():
            return Slot(label, "closed")
        return Slot(label, "free", values=tuple(self._values(start, end, chosen)))

    def _values(self, start: datetime, end: datetime, chosen: str) -> Iterator[tuple[str, str]]:
        """What the form of a new row begins with."""
        times = self.need.times
        if times.per is not None:
            yield times.per, chosen
        if times.day is not None:
            yield times.day, start.date().isoformat()
        yield times.start, self._typed(times.start, start)
        if times.end is not None:
            yield times.end, self._typed(times.end, end)

    def _typed(self, key: str, moment: datetime) -> str:
        field = self.thing.field(key)
        value: Any = utc(moment) if field.value.kind is Kind.MOMENT else moment.time()
        return field_atom(field.type).typed(value, field)

    def _may_set(self) -> bool:
        times = self.need.times
        keys = {key for key in (times.start, times.end, times.day, times.per) if key is not None}
        return self.visit.rights.may(self.thing.key, Verb.ADD) and keys <= self.settable.keys()

    def _at_once(self) -> bool:
        """Whether nothing else is asked for."""
        times = self.need.times
        known = {times.start, times.end, times.day, times.per}
        return all(
            field.key in known or field.default is not None or field.value.kind is Kind.TRUTH
            for field in self.settable.values()
        )

    # What is taken --------------------------------------------------------------

    def _taken(self, first: date, last: date, chosen: str) -> list[_Taken]:
        """With the app's own authority: all rows that take up time, whoever's they are."""
        times = self.need.times
        begins = self.thing.field(times.day or times.start)
        low, high = _at(first, time()) - LONGEST, _at(last, time()) + timedelta(days=2)
        span = (low.date(), high.date()) if times.day is not None else (utc(low), utc(high))
        filters: list[Match | Range] = [Range(_path(begins), *span)]
        if times.per is not None:
            filters.append(Match(_path(self.thing.field(times.per)), (int(chosen),)))
        fields = [self.thing.field(key) for key in (times.day, times.start, times.end) if key is not None]
        where = tuple(each for each in (times.where, self.need.where) if each is not None)
        query = Query(self.thing.key, tuple(map(_path, fields)), where, tuple(filters))
        viewer = replace(self.visit.viewer, sight=see_all(self.visit.app))
        with self.visit.store.read(viewer) as reader:
            return [found for row in reader.rows(query) if (found := self._time_of(row)) is not None]

    def _time_of(self, row: Row) -> _Taken | None:
        times = self.need.times
        day, start, *end = row.values if times.day is not None else (None, *row.values)
        if start is None:
            return None
        if isinstance(day, date):
            start = _at(day, start)
            end = [_at(day, each) if each is not None else None for each in end]
        else:
            start = local(start)
            end = [local(each) if each is not None else None for each in end]
        if times.end is None:
            return _Taken(row.id, start, start + timedelta(minutes=self.need.minutes))
        return _Taken(row.id, start, end[0])

    def _seen(self, rows: list[int]) -> dict[int, tuple[str, str]]:
        """Title and address of those rows that this person may see."""
        if not rows or not self.visit.rights.may(self.thing.key, Verb.SEE):
            return {}
        views = RowViews(self.visit.app, self.visit.rights, self.thing, (), (), self.lists)
        query = Query(
            self.thing.key, views.expressions, filters=(Match(ROW_ID, tuple(rows)),), checks=views.checks
        )
        return {view.id: (view.title, view.href) for view in views.rows(self.lists.reader.rows(query))}


def _path(field: Field) -> Path:
    return Path((field.key,), field.value)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)
