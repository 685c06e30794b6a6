"""Rows by the time they take: a month of them, or all, as calendars and schedules show them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from appling.atoms.base import Reach, Reaches, ReachesAnswer, RowView
from appling.atoms.base.locales import locale
from appling.atoms.base.zone import first_of, last_of, local
from appling.blueprint.model.app import Column, SortKey, Verb
from appling.blueprint.model.expression import Kind
from appling.runtime import addresses
from appling.runtime.rows.listing import Asked, read_asked
from appling.runtime.rows.lists import Lists, Place
from appling.runtime.rows.row_views import RowViews
from appling.store.queries import Match, Query, Range, Row


def reaches(need: Reaches, lists: Lists, place: Place) -> ReachesAnswer:
    """What a calendar or a schedule shows."""
    return _Wanted(need, lists, place).answer()


class _Wanted:
    def __init__(self, need: Reaches, lists: Lists, place: Place) -> None:
        self.need, self.lists, self.place = need, lists, place
        self.thing = lists.app.thing(need.thing)
        self.today = lists.reader.viewer.today
        seen = lists.rights.seen(self.thing)
        self.asked = replace(read_asked(place.query, place.prefix, seen, lists.app.language), page=1)
        self.start = self._visible(need.start)
        self.end = self._visible(need.end) if need.end else None
        ends = tuple(column for column in (self.start, self.end) if column)
        columns = lists.visible(need.columns, self.thing.key)
        group = lists.visible(need.group, self.thing.key)
        self.views = RowViews(lists.app, lists.rights, self.thing, (*ends, *columns), group, lists)

    def answer(self) -> ReachesAnswer:
        lists, place, thing = self.lists, self.place, self.thing
        month, day = self._month(), _day(place.query.get(f"{place.prefix}day", ""))
        first, last = weeks_of(month, lists.app.language) if self.need.monthly else (None, None)
        found = list(self._found(first, last)) if self.start else []
        shown = found[: self.need.limit]
        controls = lists.controls(
            thing, lists.rights.seen(thing), self.asked, place, len(found), max(1, len(found))
        )
        may_add = lists.rights.may(thing.key, Verb.ADD)
        return ReachesAnswer(
            thing,
            tuple(shown),
            tuple(span.row for span in shown),
            len(found),
            self.today,
            month,
            first,
            last,
            day,
            tuple(pair for pair in place.query.multi_items() if pair[0] not in self._own()),
            place.prefix,
            place.path,
            self.need.start.value.type.kind is Kind.MOMENT,
            controls,
            addresses.new(thing.key) if may_add else None,
            self._settable() if may_add else None,
            addresses.listing(thing.key) if len(found) > len(shown) else None,
            self.need.where is not None,
        )

    def _visible(self, column: Column) -> Column | None:
        return column if self.lists.is_visible(column, self.thing.key) else None

    def _own(self) -> set[str]:
        return {f"{self.place.prefix}month", f"{self.place.prefix}day"}

    def _month(self) -> date:
        asked = _day(self.place.query.get(f"{self.place.prefix}month", "") + "-01")
        return asked or self.today.replace(day=1)

    def _settable(self) -> str | None:
        keys = {field.key for field in self.lists.rights.settable(self.thing, Verb.ADD)}
        return self.need.start.field if self.need.start.field in keys else None

    def _found(self, first: date | None, last: date | None) -> Iterator[Reach]:
        """Those that begin within the days, after those that began before and are not over then."""
        if first is None or last is None:
            yield from self._rows(Range(self.need.start.value, self._least()))
            return
        low, high = self._moment(first, first_of), self._moment(last, last_of)
        if self.end is not None and self.need.end is not None:
            before = self._moment(first - timedelta(1), last_of)
            yield from self._rows(
                Range(self.need.start.value, None, before), Range(self.need.end.value, self._low_end(first))
            )
        yield from self._rows(Range(self.need.start.value, low, high))

    def _least(self) -> date:
        return self._moment(date.min, first_of)

    def _low_end(self, first: date) -> date:
        assert self.need.end is not None  # noqa: S101 - asked before
        whole = self.need.end.value.type.kind is Kind.DATE
        return first if whole else first_of(first)

    def _moment(self, day: date, of_day: Callable[[date], datetime]) -> date:
        whole = self.need.start.value.type.kind is Kind.DATE
        return day if whole else of_day(day)

    def _rows(self, *within: Match | Range) -> Iterator[Reach]:
        query = Query(
            self.thing.key,
            self.views.expressions,
            () if self.need.where is None else (self.need.where,),
            (*within, *self.asked.filters),
            self.asked.search,
            self._sort(self.asked),
            self.need.limit + 1,
            0,
            self.views.checks,
        )
        rows = self.lists.reader.rows(query)
        for row, view in zip(rows, self.views.rows(rows), strict=True):
            yield self._span(row, view)

    def _sort(self, asked: Asked) -> tuple[SortKey, ...]:
        """By group where there is one, then by time."""
        groups = () if self.need.monthly else tuple(SortKey(column.value) for column in self.need.group)
        chosen = (asked.sort,) if asked.sort and not self.need.monthly else ()
        return (*groups, *chosen, *self.need.sort, SortKey(self.need.start.value))

    def _span(self, row: Row, view: RowView) -> Reach:
        ends = 1 + (self.end is not None)
        end = _here(row.values[1]) if self.end is not None else None
        start = _here(row.values[0])
        backwards = end is not None and _days(end) < _days(start)
        return Reach(replace(view, cells=view.cells[ends:]), start, None if backwards else end)


def weeks_of(month: date, language: str) -> tuple[date, date]:
    """The whole weeks that a month touches, as its language begins them."""
    begins = locale(language).first_week_day
    first = month.replace(day=1)
    last = (month.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return first - timedelta((first.weekday() - begins) % 7), last + timedelta(
        (begins - 1 - last.weekday()) % 7
    )


def _here(when: date | None) -> Any:
    """A moment as clocks here show it, a date as it is."""
    return local(when) if isinstance(when, datetime) else when


def _days(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day(text: str) -> date | None:
    """A day of the years that calendars are made for."""
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found and 1000 <= found.year <= 9000 else None
