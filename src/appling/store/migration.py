"""From an app's tables as they are to its tables as they should be: nothing is ever taken away.

What the new app lacks stays where it is, unused, and is there again when it comes back. A field
whose column must be of another type gets a new column; the old one is kept under another name.
"""

from sqlalchemy import Column, Connection, Inspector, Table, inspect
from sqlalchemy.exc import IntegrityError

from appling.blueprint.model.app import App
from appling.blueprint.names import key_of
from appling.diagnostics.problem import Problem
from appling.store import ddl, system
from appling.store.tables import Schema, stored, table_name

OURS = ("_ix_", "_ux_")


class CannotMakeUnique(Problem):
    """A field that is to be unique, and has the same value twice already."""

    code = "cannot-make-unique"


def migrate(connection: Connection, schema: Schema) -> dict[str, list[str]]:
    """Change the tables inside the connection's transaction; returns the new columns' keys by thing."""
    _rename_tables(connection, schema.app)
    _rename_columns(connection, schema.app)
    added: dict[str, list[str]] = {}
    for key, table in schema.tables.items():
        added[key] = _bring_up(connection, inspect(connection), table)
    _settle_indexes(connection, schema)
    return added


def _rename_tables(connection: Connection, app: App) -> None:
    """Things that were called otherwise; by way of other names, since two may have swapped theirs."""
    present = set(inspect(connection).get_table_names())
    moves = [
        (table_name(key_of(thing.was)), table_name(thing.key))
        for thing in app.things
        if thing.was is not None and key_of(thing.was) != thing.key
    ]
    leaving = {old for old, _ in moves}
    moves = [(old, new) for old, new in moves if old in present and (new not in present or new in leaving)]
    for index, (old, _) in enumerate(moves):
        connection.execute(ddl.RenameTable(old, f"_moving_{index}"))
    for index, (_, new) in enumerate(moves):
        connection.execute(ddl.RenameTable(f"_moving_{index}", new))


def _rename_columns(connection: Connection, app: App) -> None:
    inspector = inspect(connection)
    tables = set(inspector.get_table_names())
    for thing in app.things:
        table = table_name(thing.key)
        if table not in tables:
            continue
        present = {column["name"] for column in inspector.get_columns(table)}
        moves = [
            (key_of(field.was), field.key)
            for field in stored(thing)
            if field.was is not None and key_of(field.was) != field.key
        ]
        leaving = {old for old, _ in moves}
        moves = [
            (old, new) for old, new in moves if old in present and (new not in present or new in leaving)
        ]
        for index, (old, _) in enumerate(moves):
            connection.execute(ddl.RenameColumn(table, old, f"_moving_{index}"))
        for index, (_, new) in enumerate(moves):
            connection.execute(ddl.RenameColumn(table, f"_moving_{index}", new))


def _bring_up(connection: Connection, inspector: Inspector, table: Table) -> list[str]:
    """Make a table, or the columns that it lacks; returns the keys of these."""
    if not inspector.has_table(table.name):
        connection.execute(ddl.make(table))
        return []
    present = {column["name"]: str(column["type"]) for column in inspector.get_columns(table.name)}
    targets = {
        key["constrained_columns"][0]: key["referred_table"] for key in inspector.get_foreign_keys(table.name)
    }
    added = []
    for column in table.columns:
        if column.name in present:
            same_type = present[column.name] == str(column.type.compile(connection.dialect))
            if same_type and targets.get(column.name) == _target(column):
                continue
            connection.execute(ddl.RenameColumn(table.name, column.name, _spare(column.name, set(present))))
        connection.execute(ddl.AddColumn(table, column.name))
        added.append(column.name)
    return added


def _target(column: Column[object]) -> str | None:
    return next((key.column.table.name for key in column.foreign_keys), None)


def _spare(name: str, present: set[str]) -> str:
    """A name under which a column is kept that another one takes the place of."""
    number = 1
    while f"_old_{number}_{name}" in present:
        number += 1
    return f"_old_{number}_{name}"


def _settle_indexes(connection: Connection, schema: Schema) -> None:
    inspector = inspect(connection)
    wanted = {str(index.name): index for index in schema.indexes}
    for table in schema.tables.values():
        for found in inspector.get_indexes(table.name):
            name = str(found["name"])
            wanted_here = wanted.get(name)
            same = wanted_here is not None and found["column_names"] == [c.name for c in wanted_here.columns]
            if same:
                del wanted[name]
            elif name.startswith(OURS):
                connection.execute(ddl.DropIndex(name))
    for index in wanted.values():
        try:
            connection.execute(ddl.make(index))
        except IntegrityError as error:
            field = index.columns[0].name
            raise CannotMakeUnique(
                f"“{field}” is to be unique, but several entries have the same value.",
                "Change these entries first, or leave out “unique”.",
            ) from error


def make_system_tables(connection: Connection) -> None:
    """Those that an older file lacks."""
    system.metadata.create_all(connection)
