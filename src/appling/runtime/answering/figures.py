"""Single figures, cross tables and ranks: counts and sums over what the viewer may see."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from appling.atoms.base import (
    Change,
    ChangeAnswer,
    Changed,
    Cross,
    CrossAnswer,
    CrossRow,
    Ranked,
    Ranks,
    RanksAnswer,
)
from appling.atoms.base.columns import field_column, is_sum
from appling.blueprint.model.app import Column, SortKey, Thing
from appling.blueprint.model.expression import Expression, Kind, Path, ValueType
from appling.runtime import addresses
from appling.runtime.answering import periods
from appling.runtime.answering.heads import naming, unit_of
from appling.runtime.answering.series import number
from appling.runtime.rows.cells import printer
from appling.runtime.rows.lists import Lists
from appling.runtime.rows.row_views import brief
from appling.store.queries import Group, Grouping, Match, Query, Range
from appling.store.reader import MOST_GROUPS
from appling.store.scope import ROW_ID

TRAIL = {"week": 12, "month": 12, "year": 6}
PERSON = ValueType(Kind.PERSON)


def change(need: Change, lists: Lists, today: date) -> ChangeAnswer:
    """Figures of the present period beside those of the one before, up to the same day of it."""
    thing = lists.app.thing(need.thing)
    measures = lists.visible(need.measures, need.thing)
    dated = lists.is_visible(need.when, need.thing)
    if not measures:
        return ChangeAnswer(thing, need.unit, (), dated)
    asked = _Asked(need, lists, measures)
    if not dated:
        totals = asked.over(())
        figures = tuple(_changed(each, asked, totals[each], None, ()) for each in measures)
        return ChangeAnswer(thing, need.unit, figures, dated=False)
    start = periods.start_of(today, need.unit)
    before = periods.previous_start(start, need.unit)
    same = min(before + (today - start), start - timedelta(days=1)) if start > date.min else before
    trail = asked.trail(periods.previous_start(start, need.unit, TRAIL[need.unit] - 1), today)
    then = asked.over((periods.within(need.when.value, before, same),))
    now = asked.over((periods.within(need.when.value, start, today),))
    figures = tuple(_changed(each, asked, now[each], then[each], trail[each]) for each in measures)
    return ChangeAnswer(thing, need.unit, figures)


class _Asked:
    """Questions about the same measures, of different times."""

    def __init__(self, need: Change, lists: Lists, measures: tuple[Column, ...]) -> None:
        self.need = need
        self.lists = lists
        self.measures = measures
        self.where = () if need.where is None else (need.where,)

    def over(self, filters: tuple[Range, ...]) -> dict[Column, Any]:
        found = self._groups((), filters)
        return dict(zip(self.measures, found[0].values, strict=True)) if found else {}

    def trail(self, first: date, last: date) -> dict[Column, tuple[float | None, ...]]:
        when, unit = self.need.when.value, self.need.unit
        found = self._groups((periods.start_column(when, unit),), (periods.within(when, first, last),))
        known = {group.keys[0]: group.values for group in found}
        starts = list(periods.starts(first, last, unit))
        return {
            measure: tuple(
                number(known[each][place]) if each in known else 0.0 if is_sum(measure.value) else None
                for each in starts
            )
            for place, measure in enumerate(self.measures)
        }

    def text(self, measure: Column, value: Any) -> str:
        return "" if value is None else printer(measure, self.need.thing, self.lists.app).text(value)

    def _groups(self, by: tuple[Expression, ...], filters: tuple[Range, ...]) -> list[Group]:
        values = tuple(each.value for each in self.measures)
        return self.lists.reader.groups(Grouping(self.need.thing, by, values, self.where, filters))


def _changed(
    measure: Column, asked: _Asked, now: Any, before: Any, trail: tuple[float | None, ...]
) -> Changed:
    texts = asked.text(measure, now), asked.text(measure, before)
    return Changed(measure.label, texts[0], number(now), number(before), texts[1], trail)


def cross(need: Cross, lists: Lists) -> CrossAnswer:
    """A cross table. Totals are counted anew: they hold what is cut off, and averages are right."""
    thing = lists.app.thing(need.thing)
    heads = (need.row.label, need.column.label, need.measure.label)
    if len(lists.visible((need.row, need.column, need.measure), need.thing)) < 3:
        return CrossAnswer(thing, *heads, (), (), (), "")

    def groups(*by: Column) -> list[Group]:
        where = () if need.where is None else (need.where,)
        keys = tuple(each.value for each in by)
        return lists.reader.groups(Grouping(need.thing, keys, (need.measure.value,), where))

    def text(group: Group) -> str:
        return "" if group.values[0] is None else shown.text(group.values[0])

    def label(column: Column, key: Any) -> str:
        return naming(column, need.thing, lists)(key) or lists.t("Without")

    shown = printer(need.measure, need.thing, lists.app)
    rows, columns = groups(need.row), groups(need.column)
    cells = {group.keys: text(group) for group in groups(need.row, need.column)}
    latest = unit_of(need.column) is not None
    across = columns[-need.columns :] if latest else columns[: need.columns]
    made = tuple(
        CrossRow(
            label(need.row, row.keys[0]),
            tuple(cells.get((row.keys[0], column.keys[0]), "") for column in across),
            text(row),
        )
        for row in rows[: need.rows]
    )
    names = tuple(label(need.column, each.keys[0]) for each in across)
    total = groups()
    return CrossAnswer(
        thing,
        *heads,
        names,
        made,
        tuple(text(each) for each in across),
        text(total[0]) if total else "",
        max(0, len(rows) - need.rows),
        max(0, len(columns) - need.columns),
    )


def ranks(need: Ranks, lists: Lists, me: int | None) -> RanksAnswer:
    """The largest first; who is equal shares a place."""
    thing = lists.app.thing(need.thing)
    by = "" if need.by is None else need.by.label
    head = need.measure.label
    known = (need.measure,) if need.by is None else (need.by, need.measure)
    also = lists.visible(need.also, need.thing)
    if len(lists.visible(known, need.thing)) < len(known):
        return RanksAnswer(thing, by, head, (), ())
    found = _ranked_rows(need, also, lists, me) if need.by is None else _ranked_groups(need, also, lists, me)
    places = tuple(found[: need.limit])
    below = next((each for each in found[need.limit :] if each.own), None)
    return RanksAnswer(thing, by, head, tuple(each.label for each in also), places, below, len(found))


def _ranked_groups(need: Ranks, also: tuple[Column, ...], lists: Lists, me: int | None) -> list[Ranked]:
    assert need.by is not None  # noqa: S101 - asked before
    measures = (need.measure, *also)
    where = () if need.where is None else (need.where,)
    query = Grouping(
        need.thing, (need.by.value,), tuple(each.value for each in measures), where, largest=True
    )
    found = [group for group in lists.reader.groups(query) if group.keys[0] is not None]
    prints = [printer(each, need.thing, lists.app) for each in measures]
    head, link = naming(need.by, need.thing, lists), printer(need.by, need.thing, lists.app)
    mine = need.by.value.type.kind is Kind.PERSON and me is not None
    own_rows = _own_rows(need.by.value, lists, me)
    personal = need.by.value.type.kind is Kind.PERSON
    faces = lists.faces([group.keys[0] for group in found]) if personal else {}
    entries = [
        Ranked(
            0,
            head(group.keys[0]),
            prints[0].text(group.values[0]),
            0.0,
            tuple(each.text(value) for each, value in zip(prints[1:], group.values[1:], strict=True)),
            (mine and int(group.keys[0]) == me) or group.keys[0] in own_rows,
            link.href(group.keys[0]),
            personal,
            faces.get(group.keys[0]) if personal else None,
        )
        for group in found
    ]
    return _placed(entries, [number(group.values[0]) for group in found])


def _own_rows(by: Expression, lists: Lists, me: int | None) -> frozenset[int]:
    """The rows of the viewer among those that a link leads to: their player, their team."""
    thing = None if by.type.thing is None or me is None else lists.app.thing(by.type.thing)
    if thing is None or thing.owner is None:
        return frozenset()
    owner = Match(Path((thing.owner,), PERSON), (me,))
    query = Query(thing.key, filters=(owner,), limit=MOST_GROUPS)
    return frozenset(row.id for row in lists.reader.rows(query))


def _ranked_rows(need: Ranks, also: tuple[Column, ...], lists: Lists, me: int | None) -> list[Ranked]:
    thing = lists.app.thing(need.thing)
    title = _title(thing, lists)
    columns = (need.measure, *also, *title)
    values = tuple(each.value for each in columns)
    where = () if need.where is None else (need.where,)
    sort = (SortKey(need.measure.value, descending=True), SortKey(ROW_ID))
    found = lists.reader.rows(Query(need.thing, values, where, sort=sort, limit=MOST_GROUPS))
    found = [row for row in found if row.values[0] is not None]
    owned = _own_rows(Path(("_id",), ValueType(Kind.LINK, thing.key)), lists, me)
    prints = [printer(each, need.thing, lists.app) for each in columns]
    entries = []
    for row in found:
        texts = [each.text(value) for each, value in zip(prints, row.values, strict=True)]
        label = (texts.pop() if title else "") or f"{thing.name} {row.id}"
        href = addresses.row(need.thing, row.id)
        entries.append(Ranked(0, brief(label), texts[0], 0.0, tuple(texts[1:]), row.id in owned, href))
    return _placed(entries, [number(row.values[0]) for row in found])


def _title(thing: Thing, lists: Lists) -> tuple[Column, ...]:
    """What a row is called by, if this viewer may see it."""
    return lists.visible((field_column(thing.field(thing.title)),), thing.key) if thing.title else ()


def _placed(entries: Sequence[Ranked], values: Sequence[float | None]) -> list[Ranked]:
    """Places by number: after two firsts comes a third."""
    largest = max((abs(value) for value in values if value is not None), default=0) or 1
    made: list[Ranked] = []
    for index, (entry, value) in enumerate(zip(entries, values, strict=True)):
        tied = index > 0 and value == values[index - 1]
        place = made[-1].place if tied else index + 1
        share = round(max(value or 0, 0) / largest * 100, 1)
        made.append(replace(entry, place=place, share=share))
    return made
