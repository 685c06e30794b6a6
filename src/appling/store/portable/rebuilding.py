"""A database from elsewhere, made anew: its rows go into tables of our own, nothing else of it does.

What a file says its tables are is never run. Those of the blueprint are made from the blueprint; what
else there is (kept from things and fields that were dropped) is made from plain names and types.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from appling.blueprint.model.app import App
from appling.store.app_file import DATABASE
from appling.store.app_store import AppStore
from appling.store.history import tables as history
from appling.store.portable.errors import damaged, other_blueprint
from appling.store.portable.exporting import ONE_TIME
from appling.store.portable.structure import ColumnShape, Structure, not_ours, read_structure
from appling.store.sql import ddl, sqlite
from appling.store.sql.expressions import Compiler
from appling.store.sql.tables import make_schema
from appling.store.system import metadata as system
from appling.store.writing import constraints

AT_ONCE = 1000
SECONDS = 120.0
COUNTERS = Table("sqlite_sequence", MetaData(), Column("name", String), Column("seq", Integer))
_TRIGGER = re.compile(r"_was_\w+__(insert|update|delete)")
_DISTRUST = ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0")


def rebuild(source: Path, folder: Path, app: App, blueprint: str) -> None:
    """Make the app's database in a folder that has none, with the rows of the file `source`.

    Raises CannotImport where that is no database of such an app.
    """
    AppStore.create(folder, app, blueprint).close()
    engine = sqlite.open_engine(folder / DATABASE)
    try:
        with _reading(source) as old, engine.connect() as plain:
            _foreign_keys_off(plain)
            new = plain.execution_options(writes=True)
            with new.begin():
                _rebuild(old, new, app)
    except (SQLAlchemyError, sqlite3.Error, ValueError, OverflowError) as error:
        if sqlite.is_full(error):
            raise
        raise damaged() from error
    finally:
        engine.dispose()


@contextmanager
def _reading(path: Path) -> Iterator[Connection]:
    name = f"{path.as_uri()}?mode=ro&immutable=1"
    engine = create_engine(URL.create("sqlite", database=name, query={"uri": "true"}), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    try:
        with engine.connect() as connection:
            sqlite.limit_time(connection, SECONDS)
            yield connection
    finally:
        engine.dispose()


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for setting in _DISTRUST:
        connection.execute(f"PRAGMA {setting}")


def _foreign_keys_off(connection: Connection) -> None:
    """Before a transaction begins; inside one it would do nothing."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    driver.execute("PRAGMA foreign_keys = OFF")


def _rebuild(old: Connection, new: Connection, app: App) -> None:
    if old.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
        raise damaged()
    theirs, ours = read_structure(old), read_structure(new)
    if not all(map(_TRIGGER.fullmatch, theirs.triggers)):
        raise not_ours()
    for table in make_schema(app).tables.values():
        _check_matches(table.name, theirs, ours)
    history.stop_triggers(new)
    _make_room(new, theirs, ours, [name for name in theirs.tables if not name.startswith(history.PREFIX)])
    history.start_triggers(new)
    history.stop_triggers(new)
    _make_room(new, theirs, read_structure(new), list(theirs.tables))
    for name in theirs.tables.keys() - {table.name for table in ONE_TIME}:
        _copy(old, new, theirs.table(name))
    _copy_counters(old, new)
    history.start_triggers(new)
    unkept = constraints.broken(new, Compiler(make_schema(app)))
    if new.exec_driver_sql("PRAGMA foreign_key_check").first() is not None or any(unkept):
        raise damaged()


def _check_matches(table: str, theirs: Structure, ours: Structure) -> None:
    """That the file has what the blueprint names, as the blueprint has it."""
    found = theirs.tables.get(table, {})
    for name, wanted in ours.tables[table].items():
        shape = found.get(name)
        if shape is None or (shape.type, _target(shape)) != (wanted.type, _target(wanted)):
            raise other_blueprint()


def _target(shape: ColumnShape) -> str | None:
    return None if shape.reference is None else shape.reference.table


def _make_room(new: Connection, theirs: Structure, ours: Structure, names: Sequence[str]) -> None:
    """Tables and columns that the file has besides what the blueprint names."""
    for name in names:
        table = theirs.table(name)
        if name not in ours.tables:
            new.execute(ddl.make(table))
            continue
        for column in table.columns:
            if column.name not in ours.tables[name]:
                if name in system.tables or not column.nullable:
                    raise not_ours()
                new.execute(ddl.AddColumn(table, column.name))


def _copy(old: Connection, new: Connection, table: Table) -> None:
    new.execute(delete(table))
    found = old.execution_options(yield_per=AT_ONCE).execute(select(table))
    for rows in found.mappings().partitions(AT_ONCE):
        new.execute(insert(table), [dict(row) for row in rows])


def _copy_counters(old: Connection, new: Connection) -> None:
    """No number that was once given is given again."""
    new.execute(delete(COUNTERS))
    found = [dict(row) for row in old.execute(select(COUNTERS)).mappings() if type(row["seq"]) is int]
    if found:
        new.execute(insert(COUNTERS), found)
