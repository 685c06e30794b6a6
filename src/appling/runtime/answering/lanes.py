"""Rows in lanes, one for each value of a field, as a board shows them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from appling.atoms.base import Lane, Lanes, LanesAnswer
from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Aggregate, Kind, ValueType
from appling.runtime import addresses
from appling.runtime.rows.cells import printer
from appling.runtime.rows.listing import parameter, read_asked
from appling.runtime.rows.lists import NEWEST_FIRST, Lists, Place
from appling.runtime.rows.row_views import RowViews
from appling.store.queries import Grouping, Match, Query, Reference

MOST_LANES = 24
CHOSEN = frozenset({Kind.LINK, Kind.PERSON, Kind.TRUTH})


class Value(NamedTuple):
    """What the rows of a lane have in common: one of `values`, which a form sends as `typed`."""

    typed: str
    values: tuple[object, ...]


class Board:
    """Makes the lanes of one board for one viewer."""

    def __init__(self, need: Lanes, lists: Lists, place: Place) -> None:
        self.need, self.lists, self.place = need, lists, place
        self.thing = lists.app.thing(need.thing)
        self.asked = read_asked(place.query, place.prefix, lists.rights.seen(self.thing), lists.app.language)
        columns = lists.visible(need.columns, self.thing.key)
        self.views = RowViews(lists.app, lists.rights, self.thing, columns, (), lists)
        self.printer = printer(need.by, self.thing.key, lists.app)
        self.field = stored_field(need, self.thing)

    def answer(self) -> LanesAnswer:
        lists, thing = self.lists, self.thing
        seen = lists.is_visible(self.need.by, thing.key)
        made = tuple(self._lanes()) if seen else (self._lane("", "", Value("", ()), ()),)
        rows = tuple(row for lane in made for row in lane.rows)
        total = sum(lane.total for lane in made)
        fields = lists.rights.seen(thing)
        asked = replace(self.asked, page=1)
        controls = lists.controls(thing, fields, asked, self.place, total, max(1, total))
        return LanesAnswer(
            thing,
            made,
            rows,
            total,
            self.field.key if seen and self.field and self._may_set(Verb.CHANGE) else None,
            controls,
            addresses.new(thing.key) if lists.rights.may(thing.key, Verb.ADD) else None,
            None,
            self.need.where is not None,
        )

    def _lanes(self) -> Iterator[Lane]:
        values = list(self._values())
        for value in values:
            yield self._of(value)
        if not any(None in value.values for value in values):
            without = self._lane(self.lists.t("Without"), "", Value("", (None,)), (self._match((None,)),))
            if without.total:
                yield without

    def _values(self) -> Iterator[Value]:
        """Those that a form offers, or else those that there are."""
        field = self.field
        if field is None:
            yield from (Value("", (key,)) for key in self._found())
        elif field.value.kind is Kind.TRUTH:
            yield from (Value("no", (False, None)), Value("yes", (True,)))
        else:
            for typed, label in self.lists.options(field, MOST_LANES)[:MOST_LANES]:
                whole = field.value.kind in CHOSEN
                yield Value(typed, (Reference(int(typed), label) if whole else typed,))

    def _found(self) -> list[object]:
        count = Aggregate("count", self.thing.key, None, None, None, ValueType(Kind.NUMBER))
        query = Grouping(
            self.thing.key,
            (self.need.by.value,),
            (count,),
            self._where(),
            self.asked.filters,
            limit=MOST_LANES,
        )
        return [group.keys[0] for group in self.lists.reader.groups(query) if group.keys[0] is not None]

    def _of(self, value: Value) -> Lane:
        first = value.values[0]
        label = self.printer.text(first)
        head = self.printer.html(first, label) if self.field and self.field.choices else ""
        if self.field is not None and self.field.value.kind is Kind.TRUTH:
            label = f"{self.field.name}: {self.lists.t('Yes' if first else 'No')}"
        return self._lane(label, head, value, (self._match(value.values),))

    def _lane(self, label: str, head: str, value: Value, only: tuple[Match, ...]) -> Lane:
        query = Query(
            self.thing.key,
            self.views.expressions,
            self._where(),
            (*only, *self.asked.filters),
            self.asked.search,
            ((self.asked.sort,) if self.asked.sort else ()) + (self.need.sort or NEWEST_FIRST),
            self.need.limit,
            0,
            self.views.checks,
        )
        found = self.lists.reader.page(query)
        more = self._listed(value) if found.total > len(found.rows) else None
        return Lane(
            label, head, value.typed, self.views.rows(found.rows), found.total, more, self._adding(value)
        )

    def _match(self, values: tuple[object, ...]) -> Match:
        return Match(self.need.by.value, values)

    def _where(self) -> tuple[Any, ...]:
        return () if self.need.where is None else (self.need.where,)

    def _listed(self, value: Value) -> str:
        """Where all rows of a lane are listed."""
        address = addresses.listing(self.thing.key)
        if self.field is None or not value.typed:
            return address
        return addresses.with_query(address, ((parameter("", self.field), value.typed),))

    def _adding(self, value: Value) -> str | None:
        """An empty form that puts its row into this lane."""
        if self.field is None or not value.typed or not self._may_set(Verb.ADD):
            return None
        return addresses.with_query(addresses.new(self.thing.key), ((self.field.key, value.typed),))

    def _may_set(self, verb: Verb) -> bool:
        rights = self.lists.rights
        return rights.may(self.thing.key, verb) and self.field in rights.settable(self.thing, verb)


def stored_field(need: Lanes, thing: Thing) -> Field | None:
    """The field whose values the lanes are, if a row can be moved to another lane by setting it."""
    field = thing.field(need.by.field) if need.by.field else None
    movable = field is not None and field.formula is None and field.value.kind is not Kind.SEVERAL
    return field if movable and field and (field.choices or field.value.kind in CHOSEN) else None


def lanes(need: Lanes, lists: Lists, place: Place) -> LanesAnswer:
    """What a board shows."""
    return Board(need, lists, place).answer()
