"""What charts, figures, cross tables and ranks must say, worked out row by row from the rules alone.

By every field that rows can be grouped by, over every number, for every role; nothing here is asked
of the runtime but its answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from math import fsum, isclose
from random import Random
from typing import Any

from starlette.datastructures import QueryParams
from tests.generated.granted import Oracle

from appling.atoms import part_atom
from appling.atoms.base import Change
from appling.blueprint.model.app import Column, Field, Part, Thing
from appling.blueprint.model.expression import Aggregate, Kind, Path, ValueType
from appling.runtime.access import Rights
from appling.runtime.answering.reckoning import reckon
from appling.runtime.rows.lists import Lists
from appling.runtime.rows.lists import Place as Where
from appling.runtime.translate import translator
from appling.store import AppStore, Viewer
from appling.store.sql.tables import stored

NUMBERS = (Kind.NUMBER, Kind.MONEY)
TIMES = (Kind.DATE, Kind.MOMENT)
NUMBER = ValueType(Kind.NUMBER)
UNITS = ("week", "month", "year")
MANY = 1000
MOST = 4


@dataclass(frozen=True)
class Figures:
    """One role's view of one app, asked of the runtime and of the rules."""

    oracle: Oracle
    store: AppStore
    random: Random

    def faults(self) -> Iterator[str]:
        for thing in self.oracle.app.things:
            for by, measure in self.some(thing):
                yield from self._total(thing, measure)
                yield from self._chart(thing, by, measure)
                yield from self._ranks(thing, by)
                yield from self._change(thing, self.random.choice(UNITS), measure)
            yield from self._crosses(thing)

    def some(self, thing: Thing) -> list[tuple[Field, Column]]:
        """A few of all that could be asked; other tries ask for others."""
        every = list(product(groupings(thing), self.measures(thing)))
        return self.random.sample(every, min(len(every), MOST))

    def measures(self, thing: Thing) -> list[Column]:
        """How many there are, and of each number the sum and the average."""
        found = [Column("count", Aggregate("count", thing.key, None, None, None, NUMBER))]
        for field in stored(thing):
            if field.value.kind in NUMBERS:
                of = Path((field.key,), field.value)
                found += [
                    Column(name, Aggregate(name, thing.key, None, of, None, field.value))
                    for name in ("sum", "avg")
                ]
        return found

    # What is granted -----------------------------------------------------------

    def shown(self, field: Field, thing: Thing) -> bool:
        return self.oracle.may_see(thing) and self.oracle.is_shown(field, thing)

    def measured(self, thing: Thing, measure: Column) -> bool:
        """Whether the viewer may know this number at all."""
        of = measured_field(thing, measure)
        return of is None or self.shown(of, thing)

    def worth(self, thing: Thing, rows: list[int], measure: Column) -> float | None:
        """A measure over certain rows."""
        of = measured_field(thing, measure)
        if of is None:
            return float(len(rows))
        values = [self.oracle.world.rows[thing.key][row][of.key] for row in rows]
        known = [float(value) for value in values if value is not None]
        if measure.label == "sum":
            return fsum(known)
        return fsum(known) / len(known) if known else None

    def split(self, thing: Thing, by: Field, unit: str | None = None) -> dict[Any, list[int]]:
        """The seen rows by their value, or the period that it lies in."""
        found: dict[Any, list[int]] = {}
        for row in self.oracle.seen(thing):
            value = self.oracle.world.rows[thing.key][row][by.key]
            if by.value.kind is Kind.LINK and value is not None:
                target = self.oracle.app.thing(by.thing or "")
                value = value if value in self.oracle.seen(target) else None
            if by.value.kind is Kind.TRUTH:
                value = bool(value)
            each_one = value or (None,) if by.value.kind is Kind.SEVERAL else (value,)
            for one in each_one:
                found.setdefault(period(one, unit) if unit else one, []).append(row)
        return found

    # What is answered ------------------------------------------------------------

    def _asked(self, part: Part) -> Any:
        world = self.oracle.world
        rights = Rights(self.oracle.app, self.oracle.role, signed_in=world.me is not None)
        viewer = Viewer(world.me, world.today, world.now, rights.sight)
        need = part_atom(part.kind).need(part, self.oracle.app)
        with self.store.read(viewer) as reader:
            lists = Lists(self.oracle.app, rights, reader, translator("en"), lambda _: {})
            return reckon(need, lists, Where("/", QueryParams()), world.today, world.me)  # type: ignore[arg-type]

    def _total(self, thing: Thing, measure: Column) -> Iterator[str]:
        found = self._asked(Part("stat", thing=thing.key, show=(measure,)))
        values = [group.values[0] for group in found.groups]
        expected = [self.worth(thing, self.oracle.seen(thing), measure)]
        if not self.measured(thing, measure):
            expected = []
        yield from compared(f"stat of {thing.key} {said(thing, measure)}", values, expected)

    def _chart(self, thing: Thing, by: Field, measure: Column) -> Iterator[str]:
        column = Column(by.name, Path((by.key,), by.value), by.key)
        found = self._asked(Part("chart", thing=thing.key, by=(column,), show=(measure,), limit=MANY))
        what = f"chart of {thing.key} by {by.key} {said(thing, measure)}"
        if not self.measured(thing, measure) or not self.shown(by, thing):
            yield from compared(what, list(found.points), [])
            return
        split = self.split(thing, by, found.unit)
        if found.unit is None:
            worth = [self.worth(thing, rows, measure) for rows in split.values()]
            yield from compared(what, [value for line in found.lines for value in line.values], worth)
            return
        values = dict(zip(found.starts, found.lines[0].values, strict=True)) if found.lines else {}
        for start, rows in split.items():
            if start is not None:
                yield from compared(
                    f"{what} at {start}", [values.get(start)], [self.worth(thing, rows, measure)]
                )
        empty = [value for start, value in values.items() if start not in split]
        yield from compared(f"{what} between", [value for value in empty if value], [])

    def _ranks(self, thing: Thing, by: Field) -> Iterator[str]:
        column = Column(by.name, Path((by.key,), by.value), by.key)
        if by.value.kind in TIMES:
            return
        measure = self.measures(thing)[0]
        found = self._asked(Part("leaderboard", thing=thing.key, by=(column,), show=(measure,), limit=MANY))
        split = self.split(thing, by) if self.shown(by, thing) else {}
        expected = [float(len(rows)) for key, rows in split.items() if key is not None]
        values = [float(each.text.replace(",", "")) for each in found.places]
        yield from compared(f"leaderboard of {thing.key} by {by.key}", values, expected)

    def _change(self, thing: Thing, unit: str, measure: Column) -> Iterator[str]:
        """The present period and the same days of the one before, by the thing's own date."""
        part = Part("stat", thing=thing.key, show=(measure,), settings=(("compare", unit),))
        need = part_atom("stat").need(part, self.oracle.app)
        if not isinstance(need, Change):
            return
        when = thing.field(need.when.field or "")
        found = self._asked(part)
        figures = [(figure.value, figure.before) for figure in found.figures]
        what = f"stat of {thing.key} compared by {unit} {said(thing, measure)}"
        if not self.measured(thing, measure):
            yield from compared(what, figures, [])
            return
        if not self.shown(when, thing):
            whole = self.worth(thing, self.oracle.seen(thing), measure)
            yield from compared(what, [figures[0][0]], [whole])
            yield from compared(f"{what}, before", [figures[0][1]], [None])
            return
        today = self.oracle.world.today
        start = period(today, unit)
        before = period(start - timedelta(days=1), unit)
        same = min(before + (today - start), start - timedelta(days=1))
        for value, first, last in ((figures[0][0], start, today), (figures[0][1], before, same)):
            rows = [
                row
                for row in self.oracle.seen(thing)
                if (day := a_day(self.oracle.world.rows[thing.key][row][when.key])) is not None
                and first <= day <= last
            ]
            yield from compared(f"{what} from {first}", [value], [self.worth(thing, rows, measure)])

    def _crosses(self, thing: Thing) -> Iterator[str]:
        """Every two fields, with totals."""
        fields = [field for field in groupings(thing) if field.value.kind not in TIMES]
        pairs = list(product(fields, fields))
        for row, column in self.random.sample(pairs, min(len(pairs), MOST)):
            by = tuple(Column(each.name, Path((each.key,), each.value), each.key) for each in (row, column))
            found = self._asked(Part("pivot", thing=thing.key, by=by, limit=MANY))
            what = f"pivot of {thing.key} by {row.key}, {column.key}"
            if not self.shown(row, thing) or not self.shown(column, thing):
                yield from compared(what, [each.label for each in found.rows], [])
                continue
            down, across = self.split(thing, row), self.split(thing, column)
            cells = [len(set(one) & set(other)) for one in down.values() for other in across.values()]
            told = [int(text or 0) for each in found.rows for text in each.texts]
            if not found.more_columns:
                yield from compared(what, told, [float(each) for each in cells])
            totals = [float(len(rows)) for rows in down.values()]
            yield from compared(f"{what}, totals", [int(each.total) for each in found.rows], totals)


def groupings(thing: Thing) -> list[Field]:
    """The fields that rows can be put together by."""
    return [field for field in stored(thing) if field.value.kind is not Kind.FILE]


def measured_field(thing: Thing, measure: Column) -> Field | None:
    of = measure.value.of if isinstance(measure.value, Aggregate) else None
    return thing.field(of.steps[0]) if isinstance(of, Path) else None


def said(thing: Thing, measure: Column) -> str:
    of = measured_field(thing, measure)
    return f"show {measure.label}({of.key if of else ''})"


def a_day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def period(value: Any, unit: str) -> Any:
    """The first day of the week, month or year of a date."""
    day = a_day(value)
    if day is None or unit == "day":
        return day
    if unit == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day.replace(day=1) if unit == "month" else day.replace(day=1, month=1)


def compared(what: str, found: list[Any], expected: list[Any]) -> Iterator[str]:
    """In any order, and to as many digits as floating point numbers can be summed up to."""
    left, right = sorted(found, key=_order), sorted(expected, key=_order)
    if len(left) != len(right) or not all(map(_same, left, right)):
        yield f"{what}: {left}, and {right} is granted"


def _order(value: Any) -> tuple[bool, Any]:
    return value is None, str(value) if isinstance(value, str | tuple) else value or 0


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-9, abs_tol=0.006)
    return bool(one == other)
