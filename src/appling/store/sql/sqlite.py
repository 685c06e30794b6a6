"""How SQLite is opened and spelt: all that is particular to it."""

import errno
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ClauseElement, Column, Connection, Engine, MetaData, create_engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler, SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from appling.store.sql import constructs
from appling.store.sql.sqlite_functions import DRAWN, FUNCTIONS

DIALECT = SQLiteDialect_pysqlite()
PATIENCE = 10.0
"""Seconds that one statement may take, and that a writer waits for another process's transaction."""
STEPS_BETWEEN_LOOKS = 200_000
LARGEST = 2**63 - 1
WRITE_VERSION, READ_VERSION, LOGGED = 18, 19, 2
"""Two bytes of a database file's header, and what they say of one with a write-ahead log."""

DAMAGED = (DatabaseError, sqlite3.DatabaseError)
"""What comes of a file that is no database, or cannot be used; the latter while it is being opened."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where a disk, or a person's share of it, takes no more."""

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)
_UNIQUE = "UNIQUE constraint failed: "


def open_engine(path: Path, connections: int = 4, *, forgets: bool = False) -> Engine:
    """An engine over one file; statements that take too long are interrupted.

    `forgets`: what is deleted is overwritten with zeros.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=64,
        connect_args={"check_same_thread": False, "isolation_level": None, "cached_statements": 256},
    )
    event.listen(engine, "connect", _prepare)
    if forgets:
        event.listen(engine, "connect", _forget_deleted)
    event.listen(engine, "begin", _begin)
    return engine


def make_file(path: Path, statements: Iterable[tuple[str, tuple[object, ...]]]) -> None:
    """A new database of these statements, put together in memory and written out at once, to the disk."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for statement, values in statements:
            connection.execute(statement, values)
        connection.execute("COMMIT")
        content = bytearray(connection.serialize())
    content[WRITE_VERSION] = content[READ_VERSION] = LOGGED
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def keep_log(engine: Engine) -> None:
    """Let readers and a writer work side by side; the file remembers it."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def add_missing_columns(engine: Engine, metadata: MetaData) -> None:
    """Give tables that an earlier version made the columns that came later; these have a default."""
    with engine.connect() as connection:
        there = {
            table.name: {row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")')}
            for table in metadata.sorted_tables
        }
    missing = [
        each for table in metadata.sorted_tables for each in table.c if each.name not in there[table.name]
    ]
    if missing:
        with engine.begin() as connection:
            for column in missing:
                connection.execute(_AddColumn(column))


class _AddColumn(ExecutableDDLElement):
    """Adds a column to its table."""

    def __init__(self, column: Column[Any]) -> None:
        self.column = column


@compiles(_AddColumn)
def _add_column(element: _AddColumn, compiler: DDLCompiler, **_: Any) -> str:
    column = element.column
    table = compiler.preparer.format_table(column.table)
    return f"ALTER TABLE {table} ADD COLUMN {compiler.get_column_specification(column)}"


def written(statement: ClauseElement) -> str:
    """A statement as text, with `?` for its parameters."""
    return str(statement.compile(dialect=DIALECT))


def taken_columns(error: IntegrityError) -> tuple[str, ...]:
    """The columns whose unique index refused a row; none if it was something else."""
    said, found, columns = str(error.orig).partition(_UNIQUE)
    return tuple(column.split(".", 1)[1] for column in columns.split(", ")) if found and not said else ()


def said(error: Exception) -> str:
    """SQLite's own words."""
    return str(getattr(error, "orig", error))


def was_too_much(error: Exception) -> bool:
    """Whether a statement took too long, or is too deep for SQLite to read."""
    return any(each in said(error) for each in ("interrupted", "stack overflow", "too large", "too many"))


def is_full(error: Exception) -> bool:
    """Whether the disk took no more."""
    return any(each in said(error) for each in ("disk is full", "disk I/O error"))


def is_out_of_reach(error: Exception) -> bool:
    """Whether the file is not ours to open or to write."""
    return any(each in said(error) for each in ("readonly", "unable to open"))


def is_unusable(error: Exception) -> bool:
    """Whether it is the file that is wrong, and not the statement."""
    return is_out_of_reach(error) or any(each in said(error) for each in ("not a database", "malformed"))


def was_locked(error: Exception) -> bool:
    return "database is locked" in said(error)


def _prepare(connection: Any, _record: object) -> None:
    for setting in _SETTINGS:
        connection.execute(setting)
    for name, (arguments, function) in FUNCTIONS.items():
        connection.create_function(name, arguments, function, deterministic=name != DRAWN)


def _forget_deleted(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def limit_time(connection: Connection, seconds: float = PATIENCE) -> None:
    """Interrupt whatever still runs on this connection when so much time has passed."""
    deadline = time.monotonic() + seconds
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: time.monotonic() > deadline, STEPS_BETWEEN_LOOKS)


@contextmanager
def keys_unchecked(connection: Connection) -> Iterator[None]:
    """Let foreign keys be for a transaction that begins and ends herein, and sees to them itself."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def forget_bytes(connection: Connection) -> None:
    """Overwrite what is deleted from now on with zeros."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")


def _spell(construct: type[FunctionElement[Any]], spelling: str) -> None:
    """Say how a construct is written: `{}`, `{1}` are its arguments."""

    @compiles(construct, "sqlite")
    def compile_it(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:
        arguments = (compiler.process(argument, **options) for argument in element.clauses)
        return spelling.format(", ".join(arguments))


_spell(constructs.PlusDays, "plus_days({})")
_spell(constructs.PlusMonths, "plus_months({})")
_spell(constructs.PlusMinutes, "plus_minutes({})")
_spell(constructs.Joined, "joined({})")
_spell(constructs.Quotient, "quotient({})")
_spell(constructs.MomentOfDate, "moment_of_date({})")
_spell(constructs.DateOfMoment, "date_of_moment({})")
_spell(constructs.MomentText, "moment_text({})")
_spell(constructs.DaysBetween, "days_between({})")
_spell(constructs.TimeBetween, "days_between({})")
_spell(constructs.YearOf, "CAST(strftime('%Y', {}) AS INTEGER)")
_spell(constructs.MonthOf, "CAST(strftime('%m', {}) AS INTEGER)")
_spell(constructs.WeekOf, "((strftime('%j', date({}, '-3 days', 'weekday 4')) - 1) / 7 + 1)")
_spell(constructs.DayOf, "CAST(strftime('%d', {}) AS INTEGER)")
_spell(constructs.DayStart, "{}")
_spell(constructs.WeekStart, "max(date({}, '-6 days', 'weekday 1'), '0001-01-01')")
_spell(constructs.MonthStart, "(substr({}, 1, 7) || '-01')")
_spell(constructs.YearStart, "(substr({}, 1, 4) || '-01-01')")
_spell(constructs.Lower, "unicode_lower({})")
_spell(constructs.Upper, "unicode_upper({})")
_spell(constructs.Drawn, "drawn({})")
_spell(constructs.NumberText, "number_text({})")
_spell(constructs.HasText, "has_text({})")
_spell(constructs.HoldsValues, "holds_values({})")
_spell(constructs.HoldsValue, "holds_value({})")
_spell(constructs.ValuesText, "values_text({})")
_spell(constructs.ValuesCount, "values_count({})")
_spell(constructs.FirstValue, "first_value({})")
_spell(constructs.WholeValues, "whole_values({})")
_spell(constructs.FoundIn, "found_in({})")
_spell(constructs.InTextOrder, "({} COLLATE NOCASE)")
