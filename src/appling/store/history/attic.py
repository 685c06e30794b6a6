"""What changes of the blueprint have put out of use: which columns hold what, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from appling.atoms import field_atom
from appling.blueprint.model.app import App, Choice, Field, Thing
from appling.blueprint.model.expression import Kind, ValueType
from appling.store.history import tables
from appling.store.history.tables import ASIDE, columns, data_tables, quoted
from appling.store.sql.tables import Schema, stored, table_name

Place = tuple[str, str | None]
"""A table, and a column of it (None: the table as a whole)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`values` of a field (None: the rows of a whole thing) that lie in the attic, by the names they had."""

    thing: str
    field: str | None
    values: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What lies at a place. `origin`: the keys of thing and field in the app that was."""

    thing: str
    fields: tuple[Field, ...]
    since: datetime | None = None
    origin: tuple[str, str | None] | None = None


class Attic:
    """What each table and column holds, followed through the names that a migration gives them."""

    def __init__(self, connection: Connection, before: App | None) -> None:
        self._connection = connection
        self._held: dict[Place, Held] = {}
        for row in connection.execute(select(tables.attic)):
            fields = tuple(map(_as_field, row.fields))
            self._held[row.place, row.column] = Held(row.thing, fields, row.since)
        for thing in before.things if before is not None else ():
            place = table_name(thing.key)
            self._held[place, None] = Held(thing.name, stored(thing), None, (thing.key, None))
            for field in stored(thing):
                self._held[place, field.key] = Held(thing.name, (field,), None, (thing.key, field.key))

    def known(self, table: str, column: str) -> Field | None:
        """The field whose values a column holds, as far as that is known."""
        held = self._held.get((table, column))
        if held is not None:
            return held.fields[0]
        whole = self._held.get((table, None))
        return next((each for each in whole.fields if each.key == column), None) if whole else None

    def table_renamed(self, old: str, new: str) -> None:
        for place in [place for place in self._held if place[0] == old]:
            self._held[new, place[1]] = self._held.pop(place)

    def column_renamed(self, table: str, old: str, new: str) -> None:
        known = self.known(table, old)
        held = self._held.pop((table, old), None)
        if held is None and known is not None:
            held = Held(self._held[table, None].thing, (known,))
        if held is not None:
            self._held[table, new] = held

    def dropped(self, thing: Thing) -> list[tuple[str | None, Place]]:
        """The names of fields that went to the attic, or None for all of the thing, and where they lie."""
        places = {held.origin: place for place, held in self._held.items() if held.origin is not None}
        if (thing.key, None) in places:
            return [(None, places[thing.key, None])]
        fields = ((field.name, places.get((thing.key, field.key))) for field in stored(thing))
        return [(name, place) for name, place in fields if place is not None]

    def settle(self, after: App) -> None:
        """Write down what is out of use now; from then on, only that is known."""
        now = datetime.now(UTC)
        wanted = {
            place: replace(held, since=held.since or now) for place, held in self._unused(after).items()
        }
        table = tables.attic
        for row in self._connection.execute(select(table)).all():
            held = wanted.get((row.place, row.column))
            if held is None or _row(row.place, row.column, held) != row[1:]:
                self._connection.execute(delete(table).where(table.c["_id"] == row._mapping["_id"]))
            else:
                del wanted[row.place, row.column]
        self._held = self._unused(after) | wanted
        names = [column.name for column in table.columns][1:]
        for (place, column), held in wanted.items():
            values = dict(zip(names, _row(place, column, held), strict=True))
            self._connection.execute(insert(table).values(values))

    def _unused(self, after: App) -> dict[Place, Held]:
        used = {table_name(thing.key): {field.key for field in stored(thing)} for thing in after.things}
        found: dict[Place, Held] = {}
        for table in data_tables(self._connection):
            if table not in used:
                found[table, None] = self._held.get((table, None)) or Held(table, ())
            for column in columns(self._connection, table):
                kept = (table, column) in self._held if table not in used else column not in used[table]
                if kept and _is_field(column) and self._is_aside(table, column, table in used):
                    found[table, column] = self._held.get((table, column)) or self._unknown(table, column)
        return found

    def _is_aside(self, table: str, column: str, used: bool) -> bool:
        """Of a thing that is out of use as a whole, its own fields need no entry of their own."""
        whole = self._held.get((table, None))
        own = {field.key for field in whole.fields} if whole is not None else set()
        return used or column not in own

    def _unknown(self, table: str, column: str) -> Held:
        whole = self._held.get((table, None))
        known = self.known(table, column) or guessed(self._connection, table, column)
        return Held(whole.thing if whole is not None else table, (known,))


def kept(connection: Connection) -> list[Kept]:
    """What lies in the attic and is not empty, the latest first."""
    table = tables.attic
    found = []
    for row in connection.execute(select(table).order_by(table.c.since.desc(), table.c["_id"].desc())).all():
        name = quoted(row.column or "_id")
        counted = f"SELECT count({name}) FROM {quoted(row.place)}"
        values = int(connection.exec_driver_sql(counted).scalar_one())
        if values:
            field = _as_field(row.fields[0]).name if row.column is not None else None
            found.append(Kept(row.thing, field, values, row.since))
    return found


def loosen_attic(connection: Connection, schema: Schema, thing: str, row: int) -> None:
    """Empty what points to a row from the attic; history keeps it for the undoing."""
    target = schema.tables[thing].name
    used = {table.name: {column.name for column in table.columns} for table in schema.tables.values()}
    for table in data_tables(connection):
        keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list({quoted(table)})").all()
        for column in (key[3] for key in keys if key[2] == target):
            if column not in used.get(table, set()):
                name = quoted(column)
                connection.exec_driver_sql(
                    f"UPDATE {quoted(table)} SET {name} = NULL WHERE {name} = ?", (row,)
                )


def guessed(connection: Connection, table: str, column: str) -> Field:
    """A field as its column tells, for a file that was made before the attic knew more."""
    found = connection.exec_driver_sql(f"PRAGMA table_info({quoted(table)})")
    type_ = next(row[2] for row in found if row[1] == column)
    keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list({quoted(table)})")
    target = next((row[2] for row in keys if row[3] == column), None)
    if target == tables.PEOPLE:
        type_ = "PERSON"
    elif target is not None:
        return Field(column, column, "link", ValueType(Kind.LINK, target), thing=target)
    name = _BY_COLUMN.get(type_, "long text")
    return Field(column, column, name, ValueType(field_atom(name).kind))


_BY_COLUMN = {
    "PERSON": "person",
    "DOUBLE": "number",
    "INTEGER": "rating",
    "BIGINT": "money",
    "DATE": "date",
    "TIME": "time",
    "DATETIME": "date and time",
    "BOOLEAN": "yes/no",
}


def _is_field(column: str) -> bool:
    return column not in _SYSTEM and not column.startswith(ASIDE)


_SYSTEM = frozenset({"_id", "_created", "_changed", "_by", "_sample", "_version"})


def _row(place: str, column: str | None, held: Held) -> tuple[Any, ...]:
    return place, column, held.thing, [_as_data(field) for field in held.fields], held.since


def _as_data(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "key": field.key,
        "type": field.type,
        "choices": [choice.name for choice in field.choices],
        "thing": field.thing,
    }


def _as_field(data: Mapping[str, Any]) -> Field:
    kind = field_atom(data["type"]).kind
    choices = tuple(map(Choice, data["choices"]))
    type_ = ValueType(kind, data["thing"])
    return Field(data["name"], data["key"], data["type"], type_, choices, data["thing"])
