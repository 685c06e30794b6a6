"""An app's tables as they are, made into tables as they should be: nothing is ever taken away.

What the new app lacks stays where it is, in the attic. A field whose column cannot hold its new type gets
a new column; the old one is put aside under another name.
"""

import re
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table

from appling.blueprint.model.app import App, Field, Thing
from appling.store.history import attic, moves
from appling.store.history.tables import columns, data_tables, quoted
from appling.store.migration import converting
from appling.store.migration.naming import renames
from appling.store.sql import ddl
from appling.store.sql.tables import Schema, stored, table_name


@dataclass(frozen=True, slots=True)
class Pending:
    """A column that is to be filled from the one that was put aside for it."""

    thing: Thing
    field: Field
    aside: str
    old: Field


class Structure:
    """Changes tables inside the connection's transaction, and keeps what it did. Triggers must be away."""

    def __init__(self, connection: Connection, before: App | None, schema: Schema) -> None:
        self.moves: list[moves.Move] = []
        self.pending: list[Pending] = []
        self.added: dict[str, list[str]] = {}
        """The keys of new columns, by thing."""
        self.made: set[str] = set()
        """Things that have a new table."""
        self.renamed_things: dict[str, str] = {}
        """New keys and old ones."""
        self.renamed_fields: dict[str, dict[str, str]] = {}
        self.attic = attic.Attic(connection, before)
        self._connection = connection
        self._before = before
        self._schema = schema

    def settle(self) -> None:
        self._rename_things()
        for thing in self._schema.app.things:
            self._rename_fields(thing)
        for thing in self._schema.app.things:
            self._bring_up(thing, self._schema.tables[thing.key])

    def before(self, thing: Thing) -> Thing | None:
        """What a thing was."""
        key = self.renamed_things.get(thing.key, thing.key)
        return self._before.by_key.get(key) if self._before is not None else None

    def field_before(self, thing: Thing, field: Field) -> Field | None:
        """What a field was, if it had a column."""
        was = self.before(thing)
        key = self.renamed_fields.get(thing.key, {}).get(field.key, field.key)
        return next((each for each in stored(was) if each.key == key), None) if was is not None else None

    # Names -----------------------------------------------------------------

    def _rename_things(self) -> None:
        present = set(data_tables(self._connection))
        known = self._before.by_key if self._before is not None else None
        in_use = {table_name(key): key for key in (known or {})}
        keys = {in_use.get(table, table.removeprefix("_")): table for table in present}
        self.renamed_things = renames(known, self._schema.app.things, keys)
        wanted = {table_name(new): table_name(old) for new, old in self.renamed_things.items()}
        for new in wanted.keys() & present - set(wanted.values()):
            self._rename_table(new, _spare(new, present))
        for index, old in enumerate(wanted.values()):
            self._rename_table(old, f"_moving_{index}")
        for index, new in enumerate(wanted):
            self._rename_table(f"_moving_{index}", new)

    def _rename_fields(self, thing: Thing) -> None:
        table = table_name(thing.key)
        present = set(columns(self._connection, table))
        was = self.before(thing)
        known = {each.key: each for each in stored(was)} if was is not None else None
        wanted = renames(known, stored(thing), present)
        self.renamed_fields[thing.key] = wanted
        for new in wanted.keys() & present - set(wanted.values()):
            self._rename_column(table, new, _spare(new, present))
        for index, old in enumerate(wanted.values()):
            self._rename_column(table, old, f"_moving_{index}")
        for index, new in enumerate(wanted):
            self._rename_column(table, f"_moving_{index}", new)

    def _rename_table(self, old: str, new: str) -> None:
        moves.rename_table(self._connection, old, new)
        self.moves.append(["table", old, new])
        self.attic.table_renamed(old, new)

    def _rename_column(self, table: str, old: str, new: str) -> None:
        moves.rename_column(self._connection, table, old, new)
        self.moves.append(["column", table, old, new])
        self.attic.column_renamed(table, old, new)

    # Columns ---------------------------------------------------------------

    def _bring_up(self, thing: Thing, table: Table) -> None:
        self.added[thing.key] = []
        present = _types(self._connection, table.name)
        if not present:
            self._connection.execute(ddl.make(table))
            self.moves.append(["new table", table.name])
            self.made.add(thing.key)
            return
        for column in table.columns:
            if column.name not in present:
                self._add_column(table, column.name)
                self.added[thing.key].append(column.name)
        for field in stored(thing):
            if field.key in present and not self._fits(field, table):
                self._exchange(thing, field, table)

    def _fits(self, field: Field, table: Table) -> bool:
        """Whether what is in a field's column can stay there as it is."""
        if not self._holds(table.c[field.key], field.key):
            return False
        old = self.attic.known(table.name, field.key)
        if old is None or _kind(old) == _kind(field):
            return True
        if self._earlier(field, table) is not None:
            return False
        return converting.all_fit(self._connection, self._schema.app, table.name, old, field)

    def _exchange(self, thing: Thing, field: Field, table: Table) -> None:
        """Put a column aside, and take out one of the right type that was put aside before, or a new one."""
        known = self.attic.known(table.name, field.key)
        old = known or attic.guessed(self._connection, table.name, field.key)
        earlier = self._earlier(field, table)
        aside = _spare(field.key, set(columns(self._connection, table.name)))
        self._rename_column(table.name, field.key, aside)
        if earlier is None:
            self._add_column(table, field.key)
        else:
            self._rename_column(table.name, earlier, field.key)
        self.pending.append(Pending(thing, field, aside, old))

    def _earlier(self, field: Field, table: Table) -> str | None:
        """The column that was put aside when the field ceased to be what it is to be again."""
        there = columns(self._connection, table.name)
        asides = [name for name in there if re.fullmatch(rf"_old_\d+_{field.key}", name)]
        for name in asides:
            known = self.attic.known(table.name, name)
            if known is not None and _kind(known) == _kind(field) and self._holds(table.c[field.key], name):
                return name
        return None

    def _holds(self, column: Column[object], name: str) -> bool:
        """Whether the column of that name has this column's type, and points to the same table."""
        table = column.table.name
        same = _types(self._connection, table)[name] == column.type.compile(self._connection.dialect)
        target = next((key.column.table.name for key in column.foreign_keys), None)
        return same and _targets(self._connection, table).get(name) == target

    def _add_column(self, table: Table, name: str) -> None:
        self._connection.execute(ddl.AddColumn(table, name))
        self.moves.append(["new column", table.name, name])


def _types(connection: Connection, table: str) -> dict[str, str]:
    found = connection.exec_driver_sql(f"PRAGMA table_info({quoted(table)})")
    return {row[1]: row[2] for row in found}


def _targets(connection: Connection, table: str) -> dict[str, str]:
    found = connection.exec_driver_sql(f"PRAGMA foreign_key_list({quoted(table)})")
    return {row[3]: row[2] for row in found}


def _kind(field: Field) -> tuple[object, ...]:
    return field.type, field.choices


def _spare(name: str, present: set[str]) -> str:
    """A name under which something is kept that something else takes the place of."""
    number = 1
    while f"_old_{number}_{name}" in present:
        number += 1
    return f"_old_{number}_{name}"
