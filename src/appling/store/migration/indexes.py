"""The indexes of an app's tables, made as its blueprint wants them."""

from sqlalchemy import Column, Connection, Index, func, select
from sqlalchemy.exc import IntegrityError

from appling.diagnostics.problem import Problem
from appling.store import system
from appling.store.history.tables import PREFIX, quoted
from appling.store.sql import ddl
from appling.store.sql.tables import Schema

UNIQUE = "_ux_"
OURS = ("_ix_", UNIQUE)


class CannotMakeUnique(Problem):
    """A field that is to be unique, and has the same value twice already."""

    code = "cannot-make-unique"


def settle_indexes(connection: Connection, schema: Schema) -> None:
    """Remove those that are out of use, make those that are missing. Raises CannotMakeUnique."""
    wanted = {str(index.name): index for index in schema.indexes}
    for name, table in _there(connection):
        index = wanted.get(name)
        if index is not None and (table, _columns(connection, name)) == _place(index):
            del wanted[name]
        else:
            connection.execute(ddl.DropIndex(name))
    for index in wanted.values():
        try:
            connection.execute(ddl.make(index))
        except IntegrityError as error:
            field = ", ".join(column.name for column in index.columns)
            raise CannotMakeUnique(
                f"“{field}” is to be unique, but several entries have the same value.",
                "Change these entries first, or leave out “unique”.",
            ) from error


def clashes(connection: Connection, schema: Schema) -> dict[tuple[str, tuple[str, ...]], int]:
    """How many rows share the values of unique fields, by thing and fields (keys); none where none do."""
    found = {}
    for thing, table in schema.tables.items():
        for index in table.indexes:
            if index.unique:
                columns = [table.c[column.name] for column in index.columns]
                shared = select(func.count().label("rows")).select_from(table)
                shared = shared.where(*(column.is_not(None) for column in columns))
                shared = shared.group_by(*columns).having(func.count() > 1)
                rows = connection.execute(select(func.sum(shared.subquery().c.rows))).scalar()
                if rows:
                    found[thing, tuple(column.name for column in columns)] = int(rows)
    return found


def drop_unique(connection: Connection) -> None:
    """Let rows stand as they did before they had to be unique; `settle_indexes` comes later."""
    for name, _ in _there(connection):
        if name.startswith(UNIQUE):
            connection.execute(ddl.DropIndex(name))


def _there(connection: Connection) -> list[tuple[str, str]]:
    """Our indexes on tables of things, by name and table."""
    found = connection.exec_driver_sql("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'")
    own = system.metadata.tables
    return [
        (name, table)
        for name, table in found.all()
        if name.startswith(OURS) and table not in own and not table.startswith(PREFIX)
    ]


def _columns(connection: Connection, index: str) -> list[str]:
    """Its columns, without what it works out from them."""
    found = connection.exec_driver_sql(f"PRAGMA index_info({quoted(index)})")
    return [row[2] for row in found if row[2] is not None]


def _place(index: Index) -> tuple[str, list[str]]:
    plain = (each for each in index.expressions if isinstance(each, Column))
    return index.columns[0].table.name, [column.name for column in plain]
