"""Measures along an axis: groups with the smaller ones put together, or periods without gaps."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appling.atoms.base import Line, Series, SeriesAnswer, Span
from appling.atoms.base.columns import is_sum
from appling.atoms.base.needs import SPANS
from appling.atoms.base.zone import day_of
from appling.blueprint.model.app import Column
from appling.blueprint.model.expression import Aggregate, Expression, Kind
from appling.blueprint.model.lasting import DURATION
from appling.runtime import addresses
from appling.runtime.answering import periods
from appling.runtime.rows.cells import Printer, field_of, printer
from appling.runtime.rows.lists import Lists, Place
from appling.store.queries import Group, Grouping, Range
from appling.store.reader import MOST_GROUPS

MOST_POINTS = 24
MOST_LINES = 8
"""As many as there are colours that can be told apart."""
SIZED = frozenset({Kind.TEXT, Kind.LINK, Kind.PERSON, Kind.SEVERAL})
"""What has no order that means anything, so that the largest stand first."""


@dataclass
class Grid:
    """Values by point and line, in the order in which these came."""

    points: dict[Any, None] = field(default_factory=dict)
    lines: dict[Any, None] = field(default_factory=dict)
    values: dict[tuple[Any, Any], Any] = field(default_factory=dict)

    def put(self, point: Any, line: Any, value: Any) -> None:
        self.points[point] = None
        self.lines[line] = None
        self.values[point, line] = value

    def keep(self, axis: int, most: int, other: Any, *, summed: bool) -> int:
        """Only the largest of an axis (0 points, 1 lines); how many were left out, and not put together."""
        present = (self.points, self.lines)[axis]
        if len(present) <= most:
            return 0
        sizes = dict.fromkeys(present, 0.0)
        for key, value in self.values.items():
            sizes[key[axis]] += abs(float(value or 0))
        kept = set(sorted(present, key=lambda each: -sizes[each])[: most - 1 if summed else most])
        gone = [each for each in present if each not in kept]
        for each in gone:
            del present[each]
        for key in [key for key in self.values if key[axis] not in kept]:
            value = self.values.pop(key)
            if summed:
                rest = (other, key[1]) if axis == 0 else (key[0], other)
                self.values[rest] = self.values.get(rest, 0) + (value or 0)
        if summed:
            present[other] = None
        return 0 if summed else len(gone)


class Other(str):
    """The groups that are not shown one by one."""


OTHERS = Other("others")


def series(need: Series, lists: Lists, place: Place, today: date) -> SeriesAnswer:
    """What a chart shows, over the rows and fields that its viewer may see."""
    return _Maker(need, lists, place, today).answer()


class _Maker:
    def __init__(self, need: Series, lists: Lists, place: Place, today: date) -> None:
        self.need = need
        self.lists = lists
        self.today = today
        self.thing = lists.app.thing(need.thing)
        self.place = place
        self.measures = lists.visible(need.measures, need.thing)
        self.split = need.split if need.split and lists.is_visible(need.split, need.thing) else None
        if self.split is not None:
            self.measures = self.measures[:1]
        self.where = () if need.where is None else (need.where,)
        self.summed = need.others and all(is_sum(each.value) for each in self.measures)

    def answer(self) -> SeriesAnswer:
        known = bool(self.measures) and self.lists.is_visible(self.need.along, self.need.thing)
        if not known:
            return self._made((), Grid(), self.need.unit, (), 0)
        return self._groups() if self.need.unit is None else self._periods(self.need.unit)

    # Groups ------------------------------------------------------------------

    def _groups(self) -> SeriesAnswer:
        along = field_of(self.need.along, self.need.thing, self.lists.app)
        sized = along.value.kind in SIZED and not along.choices
        found = self._found(self.need.along.value, largest=sized and self.split is None)
        grid = self._grid(found)
        most = self.need.limit or MOST_POINTS
        left_out = grid.keep(0, most, OTHERS, summed=self.summed and len(found) < MOST_GROUPS)
        left_out += grid.keep(1, MOST_LINES, OTHERS, summed=self.summed)
        if self.split is not None and sized:
            self._sort(grid)
        head = printer(self.need.along, self.need.thing, self.lists.app)
        return self._made(tuple(self._label(each, head) for each in grid.points), grid, None, (), left_out)

    def _sort(self, grid: Grid) -> None:
        def size(point: Any) -> tuple[bool, float]:
            total = sum(float(grid.values.get((point, line)) or 0) for line in grid.lines)
            return isinstance(point, Other), -total

        grid.points = dict.fromkeys(sorted(grid.points, key=size))

    # Periods -----------------------------------------------------------------

    def _periods(self, unit: str) -> SeriesAnswer:
        when = self.need.along.value
        span = self._span()
        first, last = periods.since(span, self.today), None if span == "all" else self.today
        filters: tuple[Range, ...] = ()
        if first is None or last is None:
            first, last = self._extent(when)
            unit = periods.fitting(first, last, unit) if first and last else unit or "month"
        else:
            unit = periods.unit_in(span, unit)
            filters = (periods.within(when, first, last),)
        found = self._found(periods.start_column(when, unit), filters)
        grid = self._grid(found)
        undated = grid.values.get((None, next(iter(grid.lines), None)))
        grid.points.pop(None, None)
        if first is not None and last is not None:
            self._fill(grid, first, last, unit)
        left_out = grid.keep(1, MOST_LINES, OTHERS, summed=self.summed)
        found_starts = list(grid.points)
        made = periods.names(found_starts, unit, self.lists.app.language)
        text = "" if undated is None else self._text(self.measures[0], undated)
        return self._made(made, grid, unit, tuple(found_starts), left_out, span, text)

    def _fill(self, grid: Grid, first: date, last: date, unit: str) -> None:
        """All periods of the time, also those in which nothing happened."""
        whole = list(dict.fromkeys([*periods.starts(first, last, unit), *grid.points]))
        kept = sorted(whole)[-periods.MOST_POINTS :]
        if len(whole) > periods.MOST_POINTS:
            kept = sorted(grid.points)[-periods.MOST_POINTS :]
        grid.points = dict.fromkeys(kept)

    def _span(self) -> str:
        asked = self.place.query.get(f"{self.place.prefix}range", "")
        return asked if asked in SPANS and self.need.choose else self.need.span

    def _spans(self, chosen: str) -> tuple[Span, ...]:
        name = f"{self.place.prefix}range"
        others = [pair for pair in self.place.query.multi_items() if pair[0] != name]
        return tuple(
            Span(each, addresses.with_query(self.place.path, [*others, (name, each)]), each == chosen)
            for each in SPANS
        )

    def _extent(self, when: Expression) -> tuple[date | None, date | None]:
        ends = tuple(Aggregate(each, self.need.thing, None, when, None, when.type) for each in ("min", "max"))
        found = self.lists.reader.groups(Grouping(self.need.thing, (), ends, self.where))
        low, high = found[0].values if found else (None, None)
        return _day(low), _day(high)

    # Both --------------------------------------------------------------------

    def _found(
        self, along: Expression, filters: tuple[Range, ...] = (), *, largest: bool = False
    ) -> list[Group]:
        by = (along,) if self.split is None else (along, self.split.value)
        measures = tuple(each.value for each in self.measures)
        query = Grouping(self.need.thing, by, measures, self.where, filters, largest=largest)
        return self.lists.reader.groups(query)

    def _grid(self, found: Iterable[Group]) -> Grid:
        grid = Grid()
        for group in found:
            point = group.keys[0]
            if self.split is not None:
                grid.put(point, group.keys[1], group.values[0])
                continue
            for measure, value in zip(self.measures, group.values, strict=True):
                grid.put(point, measure, value)
        return grid

    def _made(
        self,
        points: tuple[str, ...],
        grid: Grid,
        unit: str | None,
        found: tuple[date, ...],
        left_out: int,
        span: str = "all",
        undated: str = "",
    ) -> SeriesAnswer:
        spans = (
            self._spans(span) if unit is not None and self.need.choose and (points or span != "all") else ()
        )
        return SeriesAnswer(
            self.thing,
            self.need.along.label,
            None if self.split is None else self.split.label,
            tuple(each.label for each in self.measures),
            points,
            tuple(self._line(key, grid, periodic=unit is not None) for key in grid.lines),
            unit,
            found,
            spans,
            left_out,
            undated,
            all(self._printer(each).field.type == DURATION for each in self.measures),
        )

    def _line(self, key: Any, grid: Grid, *, periodic: bool) -> Line:
        measure = self.measures[0] if self.split is not None else key
        nothing = _nought(measure) if periodic and is_sum(measure.value) else None
        values = [grid.values.get((point, key)) for point in grid.points]
        values = [nothing if value is None else value for value in values]
        name = key.label if self.split is None else self._label(key, self._printer(self.split))
        texts = tuple(self._text(measure, value) for value in values)
        return Line(name, tuple(number(value) for value in values), texts)

    def _label(self, key: Any, head: Printer) -> str:
        if isinstance(key, Other):
            return self.lists.t("Others")
        return head.text(key) if key is not None else self.lists.t("Without")

    def _text(self, measure: Column, value: Any) -> str:
        return "" if value is None else self._printer(measure).text(value)

    def _printer(self, column: Column) -> Printer:
        return printer(column, self.need.thing, self.lists.app)


def number(value: Any) -> float | None:
    """A measure as a drawing takes it."""
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, int | float) else None


def _nought(measure: Column) -> Any:
    return Decimal(0) if measure.value.type.kind is Kind.MONEY else 0


def _day(value: Any) -> date | None:
    return day_of(value) if isinstance(value, datetime) else value if isinstance(value, date) else None
