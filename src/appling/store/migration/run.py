"""One migration: tables first, then the values that change their type, then what can be said about it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from appling.blueprint.model.app import App, Field, Thing
from appling.store.history import tables
from appling.store.history.moves import Move
from appling.store.history.tables import quoted
from appling.store.migration.converting import Counts, convert_column
from appling.store.migration.report import Change
from appling.store.migration.roles import Roles
from appling.store.migration.structure import Structure
from appling.store.sql.tables import Schema, stored, table_name


@dataclass(frozen=True, slots=True)
class Migrated:
    """`empty`: fields, by thing, whose empty values are to get their defaults. Indexes come later."""

    empty: dict[str, list[str]]
    moves: list[Move]
    changes: list[Change]


def migrate(connection: Connection, before: App | None, schema: Schema) -> Migrated:
    """Change the tables inside the connection's transaction; `before` is the app they were made for."""
    tables.stop_triggers(connection)
    structure = Structure(connection, before, schema)
    structure.settle()
    tables.start_triggers(connection)
    counts = {}
    empty = {thing: list(keys) for thing, keys in structure.added.items()}
    for each in structure.pending:
        place = table_name(each.thing.key)
        counts[each.thing.key, each.field.key] = convert_column(
            connection, schema.app, place, (each.aside, each.old), each.field
        )
        if each.field.required:
            empty[each.thing.key].append(each.field.key)
    structure.attic.settle(schema.app)
    roles = Roles(connection, before, schema.app)
    roles.settle()
    changes = _changes(connection, before, schema.app, structure, counts)
    return Migrated(empty, structure.moves + roles.moves, changes + roles.changes())


def _changes(
    connection: Connection,
    before: App | None,
    after: App,
    structure: Structure,
    counts: dict[tuple[str, str], Counts],
) -> list[Change]:
    found: list[Change] = []
    for thing in after.things:
        was = structure.before(thing)
        rows = _count(connection, table_name(thing.key), "_id")
        if thing.key in structure.made:
            found.append(Change("thing added", thing.name))
            continue
        if was is None:
            found.append(Change("thing returned", thing.name, values=rows))
        elif was.name != thing.name:
            found.append(Change("thing renamed", thing.name, was=was.name, values=rows))
        for field in stored(thing):
            found += _field_change(connection, structure, thing, field, counts)
    return found + _dropped(connection, before, after, structure)


def _field_change(
    connection: Connection,
    structure: Structure,
    thing: Thing,
    field: Field,
    counts: dict[tuple[str, str], Counts],
) -> list[Change]:
    was = structure.field_before(thing, field)
    values = _count(connection, table_name(thing.key), field.key)
    found = []
    if field.key in structure.added[thing.key]:
        return [Change("field added", thing.name, field.name)]
    if was is None and structure.before(thing) is not None:
        found.append(Change("field returned", thing.name, field.name, values=values))
    elif was is not None and was.name != field.name:
        found.append(Change("field renamed", thing.name, field.name, was.name, values))
    if (thing.key, field.key) in counts:
        n = counts[thing.key, field.key]
        found.append(Change("field converted", thing.name, field.name, None, n.values, n.converted, n.kept))
    return found


def _dropped(connection: Connection, before: App | None, after: App, structure: Structure) -> list[Change]:
    asides = {(table_name(each.thing.key), each.aside) for each in structure.pending}
    names = {was.key: thing.name for thing in after.things if (was := structure.before(thing)) is not None}
    found = []
    for thing in before.things if before is not None else ():
        for field, place in structure.attic.dropped(thing):
            if place not in asides:
                name = names.get(thing.key, thing.name)
                values = _count(connection, place[0], place[1] or "_id")
                kind = "field dropped" if field is not None else "thing dropped"
                found.append(Change(kind, name, field, values=values))
    return found


def _count(connection: Connection, table: str, column: str) -> int:
    counted = f"SELECT count({quoted(column)}) FROM {quoted(table)}"
    return int(connection.exec_driver_sql(counted).scalar_one())
