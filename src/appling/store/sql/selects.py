"""Questions as SQL statements: made once for each form of a question, and kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
)

from appling.atoms import field_atom
from appling.atoms.base import FieldAtom
from appling.blueprint.model.app import Field, SortKey
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.store import system
from appling.store.errors import TooCostly
from appling.store.queries import Grouping, Match, Query, Range, Reference
from appling.store.scope import Scope, Sight
from appling.store.sql import constructs, paths
from appling.store.sql.expressions import Compiler
from appling.store.sql.frames import Frame
from appling.store.sql.kinds import TYPES, tidy_amount, tidy_number
from appling.store.sql.tables import REFERENCES

MOST_STATEMENTS = 512
MOST_WORDS = 8
LONGEST_SEARCH = 200
Convert = Callable[[Any], Any]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a value is taken from a row: at `index`, its label (of a reference) at `label`."""

    index: int
    label: int | None = None
    convert: Convert | None = None
    name: str = ""

    def take(self, row: Any) -> Any:
        value = row[self.index]
        if value is None:
            return None
        if self.label is not None:
            label = row[self.label]
            if label is not None and self.convert is not None:
                label = self.convert(label)
            return Reference(value, f"{self.name} {value}".strip() if label is None else label)
        return value if self.convert is None else self.convert(value)


@dataclass(frozen=True, slots=True)
class Prepared:
    """`count` counts the rows that `statement` would give without a limit."""

    statement: Select[Any]
    readings: tuple[Reading, ...]
    count: Select[Any]
    checks: int = 0


class Statements:
    """The statements of one app, kept by the form of the question."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for the key, or is made now. Raises TooCostly for what is too deep."""
        try:
            return self._kept_or_made(key, make)
        except RecursionError as error:
            raise TooCostly from error

    def _kept_or_made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found  # type: ignore[no-any-return]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > MOST_STATEMENTS:
                self._kept.popitem(last=False)
        return made

    def rows(self, query: Query, sight: Sight) -> Prepared:
        words = len(search_words(query.search))
        shape = (query.thing, query.columns, query.where, _shape(query.filters), query.sort, query.checks)
        limits = (words, query.limit is None)
        return self.kept((shape, limits, sight), lambda: self._rows(query, sight, words))

    def groups(self, query: Grouping, sight: Sight) -> Prepared:
        words = len(search_words(query.search))
        shape = (query.thing, query.by, query.measures, query.where, _shape(query.filters), query.largest)
        return self.kept((shape, words, sight), lambda: self._groups(query, sight, words))

    def options(self, scope: Scope, sight: Sight, words: int) -> Prepared:
        return self.kept((scope, sight, words), lambda: self._options(scope, sight, words))

    def _rows(self, query: Query, sight: Sight, words: int) -> Prepared:
        table = self.compiler.schema.tables[query.thing]
        frame = self.compiler.page(query.thing, table, sight)
        conditions = self._conditions(query, frame, sight, words)
        elements: list[Any] = [table.c["_id"], table.c["_version"], table.c["_sample"]]
        elements += [self.compiler.within(check, frame) for check in query.checks]
        readings = self.readings(query.columns, frame, elements)
        statement = select(*elements).select_from(table).where(*conditions)
        statement = statement.order_by(*self._order(query.sort, frame), table.c["_id"])
        if query.limit is not None:
            statement = statement.limit(bindparam("limit")).offset(bindparam("offset"))
        count = select(func.count()).select_from(table).where(*conditions)
        return Prepared(statement, readings, count, len(query.checks))

    def _groups(self, query: Grouping, sight: Sight, words: int) -> Prepared:
        table = self.compiler.schema.tables[query.thing]
        frame = self.compiler.page(query.thing, table, sight)
        grouped = replace(frame, grouped=True)
        elements: list[Any] = []
        apart = self._apart(query.by, frame)
        readings = self.readings(query.by, frame, elements, apart)
        keys = list(elements)
        readings += self.readings(query.measures, grouped, elements)
        source: FromClause = table
        for each in apart.values():
            source = source.outerjoin(each.table, true())
        statement = select(*elements).select_from(source).where(*self._conditions(query, frame, sight, words))
        if query.by:
            order = [
                paths.sort_key(self.compiler, by, frame, apart.get(place)).nulls_last()
                for place, by in enumerate(query.by)
            ]
            if query.largest:
                first = self.compiler.value(query.measures[0], grouped)
                order.insert(0, first.desc().nulls_last())
            statement = statement.group_by(*keys).order_by(*order)
        return Prepared(statement.limit(bindparam("limit")), readings, statement)

    def _apart(self, by: tuple[Expression, ...], frame: Frame) -> dict[int, Any]:
        """One value at a time, by the place of what holds several: a row counts in each of its values."""
        found = {}
        for place, each in enumerate(by):
            if each.type.kind is Kind.SEVERAL:
                kept = constructs.WholeValues(self.compiler.value(each, frame))
                found[place] = func.json_each(kept).table_valued("value", name=f"apart{place}").c.value
        return found

    def _options(self, scope: Scope, sight: Sight, words: int) -> Prepared:
        table = self.compiler.schema.tables[scope.thing]
        frame = self.compiler.frame(scope.thing, table, sight)
        title = paths.title(self.compiler, frame)
        conditions = [self.compiler.within(sight[scope.thing], frame), self.compiler.within(scope, frame)]
        conditions += self._search(frame, words)
        statement = select(table.c["_id"], title).where(*conditions)
        statement = statement.order_by(constructs.InTextOrder(title).nulls_last(), table.c["_id"]).limit(
            bindparam("limit")
        )
        thing = self.compiler.app.thing(scope.thing)
        link = Reading(0, 1, self._label_converter(thing.key), thing.name)
        return Prepared(statement, (link,), statement)

    # Parts of statements ---------------------------------------------------

    def _conditions(
        self, query: Query | Grouping, frame: Frame, sight: Sight, words: int
    ) -> list[ColumnElement[bool]]:
        return [
            self.compiler.within(sight[query.thing], frame),
            *(self.compiler.condition(where, frame) for where in query.where),
            *(self._filter(each, f"filter{index}", frame) for index, each in enumerate(query.filters)),
            *self._search(frame, words),
        ]

    def _order(self, sort: tuple[SortKey, ...], frame: Frame) -> list[ColumnElement[Any]]:
        keys = ((paths.sort_key(self.compiler, key.by, frame), key.descending) for key in sort)
        return [(key.desc() if down else key).nulls_last() for key, down in keys]

    def _filter(self, match: Match | Range, name: str, frame: Frame) -> ColumnElement[bool]:
        value = self.compiler.value(match.by, frame)
        type_ = TYPES[match.by.type.kind]
        several = match.by.type.kind is Kind.SEVERAL
        if isinstance(match, Match):
            wanted = [
                value.is_(None)
                if each is None
                else _is(value, bindparam(f"{name}_{index}", type_=type_), several=several)
                for index, each in enumerate(match.values)
            ]
            return or_(*wanted) if wanted else self.compiler.within(Scope.nothing(""), frame)
        ends = []
        if match.low is not None:
            ends.append(value >= bindparam(f"{name}_low", type_=type_))
        if match.high is not None:
            ends.append(value <= bindparam(f"{name}_high", type_=type_))
        return and_(*ends) if ends else self.compiler.within(Scope(""), frame)

    def _search(self, frame: Frame, words: int) -> list[ColumnElement[bool]]:
        """Every word is found in at least one of the row's texts, or in what a link of it is called."""
        if not words:
            return []
        texts = self._searched(frame)
        if not texts:
            return [self.compiler.within(Scope.nothing(""), frame)]
        given: list[Any] = [bindparam(f"word{index}") for index in range(words)]
        return [constructs.FoundIn(literal(words), *given, *texts)]

    def _searched(self, frame: Frame) -> list[ColumnElement[Any]]:
        texts: list[ColumnElement[Any]] = []
        if frame.place is None:
            return texts
        for field in frame.place.thing.fields:
            path = Path((field.key,), field.value)
            if field.value.kind in REFERENCES:
                texts.append(self.compiler.text(path, frame))
            elif field.formula is None and field_atom(field.type).searchable:
                texts.append(paths.field(self.compiler, field, frame.place, frame))
        return texts

    # Values ----------------------------------------------------------------

    def readings(
        self,
        columns: tuple[Expression, ...],
        frame: Frame,
        elements: list[Any],
        apart: Mapping[int, ColumnElement[Any]] | None = None,
    ) -> tuple[Reading, ...]:
        """Adds what each column needs to `elements`, and says how to read it.

        `apart`: of columns that hold several values, the one for which a row stands there.
        """
        readings = []
        for place, column in enumerate(columns):
            if apart and place in apart:
                elements.append(type_coerce(apart[place], String()))
                readings.append(Reading(len(elements) - 1, convert=lambda one: (one,)))
                continue
            value = self.compiler.value(column, frame)
            index = len(elements)
            if column.type.kind in REFERENCES:
                elements += [
                    self._seen(value, column, frame),
                    paths.label(self.compiler, value, column, frame),
                ]
                readings.append(self._reference(index, column))
            else:
                elements.append(value)
                readings.append(Reading(index, convert=self._converter(column, frame)))
        return tuple(readings)

    def _seen(self, link: ColumnElement[Any], column: Expression, frame: Frame) -> ColumnElement[Any]:
        """The link itself, empty if the viewer may not see the row that it points to."""
        thing = column.type.thing
        if thing is None or frame.sight is None or frame.sight[thing].condition is None:
            return link
        return paths.follow(self.compiler, link, thing, frame, lambda there: _id_of(there))

    def _reference(self, index: int, column: Expression) -> Reading:
        if column.type.thing is None:
            return Reading(index, index + 1)
        thing = self.compiler.app.thing(column.type.thing)
        return Reading(index, index + 1, self._label_converter(thing.key), thing.name)

    def _label_converter(self, key: str) -> Convert | None:
        thing = self.compiler.app.thing(key)
        for _ in range(5):
            if thing.title is None:
                return str
            field = thing.field(thing.title)
            if field.value.kind is Kind.LINK and field.value.thing is not None:
                thing = self.compiler.app.thing(field.value.thing)
                continue
            return _label_reader(field, self.compiler.app.language)
        return str

    def _converter(self, column: Expression, frame: Frame) -> Convert | None:
        thing = None if frame.place is None else frame.place.thing
        field = paths.final_field(self.compiler.app, column, thing)
        if field is None:
            return None
        return _atom_reader(field) if field.formula is None else _COMPUTED.get(field.value.kind)


_COMPUTED: dict[Kind, Convert] = {Kind.NUMBER: tidy_number, Kind.MONEY: tidy_amount}
"""A formula may be no more than the name of a field, which the database reads as it is."""


def search_words(text: str) -> list[str]:
    return text[:LONGEST_SEARCH].split()[:MOST_WORDS]


def parameters(query: Query | Grouping) -> dict[str, object]:
    """The values of a question's own parameters."""
    values: dict[str, object] = {
        f"word{index}": word for index, word in enumerate(search_words(query.search))
    }
    for index, each in enumerate(query.filters):
        if isinstance(each, Match):
            values |= {f"filter{index}_{place}": value for place, value in enumerate(each.values)}
        else:
            values |= {f"filter{index}_low": each.low, f"filter{index}_high": each.high}
    return values


def _shape(filters: tuple[Match | Range, ...]) -> Hashable:
    return tuple(
        (each.by, tuple(value is None for value in each.values))
        if isinstance(each, Match)
        else (each.by, each.low is None, each.high is None, "range")
        for each in filters
    )


def _is(value: ColumnElement[Any], wanted: ColumnElement[Any], *, several: bool) -> ColumnElement[bool]:
    """Whether it is what is wanted; of several values, whether all that are wanted are among them."""
    return constructs.HoldsValues(value, wanted) if several else value == wanted


def _atom_reader(field: Field) -> Convert | None:
    if field.value.kind in REFERENCES:
        return None
    atom = field_atom(field.type)
    return None if type(atom).from_database is FieldAtom.from_database else atom.from_database


def _label_reader(field: Field, language: str) -> Convert | None:
    """How a title is turned into text; what the file holds may be no value of its type."""
    if field.value.kind in (Kind.TEXT, Kind.PERSON):
        return None
    if field.formula is not None:
        return str
    atom = field_atom(field.type)

    def label(value: Any) -> str | None:
        read = atom.from_database(value)
        return None if read is None else atom.shown(read, field, language)

    return label


def _id_of(frame: Frame) -> ColumnElement[Any]:
    return cast("ColumnElement[Any]", null()) if frame.place is None else frame.place.id


def people_options() -> Select[Any]:
    """Active people by name."""
    people = system.people
    statement = select(people.c["_id"], people.c["name"]).where(people.c["active"])
    statement = statement.where(
        or_(bindparam("word") == "", constructs.FoundIn(literal(1), bindparam("word"), people.c["name"]))
    )
    return statement.order_by(constructs.InTextOrder(people.c["name"])).limit(bindparam("limit"))
