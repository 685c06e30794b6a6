"""Emptying the attic: what is out of use is destroyed, with the history that could bring it back."""

from sqlalchemy import Connection, MetaData, Table

from appling.store import system
from appling.store.history import tables
from appling.store.history.tables import columns, data_tables, quoted
from appling.store.sql import ddl
from appling.store.sql.tables import Schema


def empty_attic(connection: Connection, schema: Schema) -> None:
    """Foreign keys must be off; indexes are to be settled afterwards."""
    tables.stop_triggers(connection)
    for name in (*tables.shadows(connection), *tables.asides(connection)):
        connection.exec_driver_sql(f"DROP TABLE {quoted(name)}")
    used = {table.name: table for table in schema.tables.values()}
    for name in data_tables(connection):
        if name not in used:
            connection.exec_driver_sql(f"DROP TABLE {quoted(name)}")
        elif set(columns(connection, name)) != {column.name for column in used[name].columns}:
            _make_anew(connection, used[name])
    connection.exec_driver_sql(f"DELETE FROM {tables.ATTIC}")
    connection.exec_driver_sql("DELETE FROM _steps")
    connection.exec_driver_sql("DELETE FROM _touched")
    tables.start_triggers(connection)


def _make_anew(connection: Connection, table: Table) -> None:
    """A table of only the columns it is to have, with the rows and the numbering of the one there was."""
    aside = f"_moving_{table.name}"
    metadata = MetaData()
    for other in (system.people, *table.metadata.tables.values()):
        other.to_metadata(metadata)
    connection.execute(ddl.make(table.to_metadata(metadata, name=aside)))
    names = ", ".join(quoted(column.name) for column in table.columns)
    connection.exec_driver_sql(
        f"INSERT INTO {quoted(aside)} ({names}) SELECT {names} FROM {quoted(table.name)}"
    )
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (aside,))
    connection.exec_driver_sql(
        "INSERT INTO sqlite_sequence (name, seq) SELECT ?, seq FROM sqlite_sequence WHERE name = ?",
        (aside, table.name),
    )
    connection.exec_driver_sql(f"DROP TABLE {quoted(table.name)}")
    connection.exec_driver_sql(f"ALTER TABLE {quoted(aside)} RENAME TO {quoted(table.name)}")
