"""Changing an app with its tables, foreseeing it, and going back and forth in its history.

All inside a transaction that is somebody else's to begin and end.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, select, update

from appling.atoms.base.zone import day_of, utc
from appling.blueprint.model.app import App, Thing
from appling.store import system
from appling.store.history import NoSuchStep, Note, NothingToUndo, Step, emptying, undoing
from appling.store.history.steps import as_step, known
from appling.store.migration import (
    Change,
    Migrated,
    Report,
    clashes,
    drop_unique,
    make_system_tables,
    migrate,
    settle_indexes,
)
from appling.store.scope import Sight, Viewer
from appling.store.sql.selects import Statements
from appling.store.sql.tables import Schema, make_schema
from appling.store.writing import constraints
from appling.store.writing.writer import Writer

Read = Callable[[str], App]
"""The app of a blueprint that was checked before."""


def nobody(today: date) -> Viewer:
    return Viewer(None, today, utc(datetime.combine(today, time(12))), Sight())


def replace_app(
    connection: Connection, before: App | None, statements: Statements, source: str, note: Note
) -> tuple[int, Report]:
    """Give the app another blueprint; returns its new version."""
    schema = statements.compiler.schema
    make_system_tables(connection)
    migrated = _migrate(connection, before, statements)
    settle_indexes(connection, schema)
    constraints.require(connection, statements.compiler)
    note.kind, note.moves = "app", migrated.moves
    note.source_before, note.source_after = source_of(connection), source
    return set_source(connection, source), Report(tuple(migrated.changes))


def forecast(connection: Connection, before: App | None, statements: Statements) -> Report:
    """What `replace_app` would do; all of it is taken back at once."""
    trial = connection.begin_nested()
    try:
        make_system_tables(connection)
        migrated = _migrate(connection, before, statements)
        shared = clashes(connection, statements.compiler.schema)
        app = statements.compiler.app
        found = [_clash("clash", app.thing(thing), fields, rows) for (thing, fields), rows in shared.items()]
        for thing, constraint, rows in constraints.broken(connection, statements.compiler):
            kind = "overlap" if constraint.lasting else "clash"
            found.append(_clash(kind, thing, constraint.fields, rows))
        return Report((*migrated.changes, *found))
    finally:
        trial.rollback()


def _clash(kind: str, thing: Thing, fields: Sequence[str], rows: int) -> Change:
    return Change(kind, thing.name, ", ".join(thing.field(key).name for key in fields), values=rows)


def go_back(connection: Connection, to: int | None, read: Read) -> list[Step]:
    """Take back the last step, or all after step `to`. Foreign keys must be off."""
    if to is not None and to != 0 and not known(connection, to, undone=False):
        raise NoSuchStep(to)
    chosen = undoing.done_after(connection, to or 0)
    chosen = chosen[:1] if to is None else chosen
    if not chosen:
        raise NothingToUndo("There is nothing to undo.", "Steps are kept for 90 days, the last 100 longer.")
    _let_rows_stand(connection, chosen)
    undoing.take_back(connection, chosen)
    sources = [row.source_before for row in chosen if row.kind == "app"]
    _settle(connection, sources, read)
    return [as_step(row) for row in chosen]


def go_on(connection: Connection, to: int | None, read: Read) -> list[Step]:
    """Make the step again that was taken back last, or all up to step `to`. Foreign keys must be off."""
    if to is not None and not known(connection, to, undone=True):
        raise NoSuchStep(to)
    chosen = undoing.undone(connection, to)
    chosen = chosen[:1] if to is None else chosen
    if not chosen:
        raise NothingToUndo("There is nothing to make again.", "Only what was undone last can be.")
    _let_rows_stand(connection, chosen)
    undoing.make_again(connection, chosen)
    sources = [row.source_after for row in chosen if row.kind == "app"]
    _settle(connection, sources, read)
    return [as_step(row) for row in chosen]


def _let_rows_stand(connection: Connection, chosen: Sequence[Any]) -> None:
    """On the way through other blueprints, rows may be alike that must not be in this one."""
    if any(row.kind == "app" for row in chosen):
        drop_unique(connection)


def empty_attic(connection: Connection, schema: Schema) -> None:
    """Destroy what is out of use, and history with it. Foreign keys must be off."""
    emptying.empty_attic(connection, schema)
    settle_indexes(connection, schema)


def source_of(connection: Connection) -> str:
    return str(connection.execute(_meta("source")).scalar_one())


def version_of(connection: Connection) -> int:
    return int(connection.execute(_meta("version")).scalar_one())


def set_source(connection: Connection, source: str) -> int:
    """Write down a blueprint; returns the version that it gets."""
    version = version_of(connection) + 1
    for key, value in (("version", str(version)), ("source", source)):
        connection.execute(update(system.meta).where(system.meta.c.key == key).values(value=value))
    return version


def _meta(key: str) -> Any:
    return select(system.meta.c.value).where(system.meta.c.key == key)


def _migrate(connection: Connection, before: App | None, statements: Statements) -> Migrated:
    migrated = migrate(connection, before, statements.compiler.schema)
    writer = Writer(connection, statements, nobody(day_of(datetime.now(UTC))))
    writer.fill(migrated.empty)
    writer.fill_by_itself()
    return migrated


def _settle(connection: Connection, sources: list[str], read: Read) -> None:
    """Take over the last of the blueprints that were gone through."""
    if sources:
        settle_indexes(connection, make_schema(read(sources[-1])))
        set_source(connection, sources[-1])
