"""All rows of an app as they are kept, for the reference of what expressions mean."""

import sqlite3
from contextlib import closing
from typing import Any

from tests.generated.reference import Row, World

from appling.blueprint.model.app import Thing
from appling.blueprint.model.expression import Kind, Path
from appling.store import AppStore, Viewer
from appling.store.queries import Query
from appling.store.reader import Reader
from appling.store.scope import see_all
from appling.store.sql.tables import stored, table_name


def world_of(store: AppStore, viewer: Viewer) -> World:
    """The rows without any formula; `_by` is who added a row."""
    everything = Viewer(viewer.me, viewer.today, viewer.now, see_all(store.app))
    with store.read(everything) as reader:
        rows = {thing.key: _rows(store, reader, thing) for thing in store.app.things}
    people = {person.id: person.name for person in store.people.all()}
    return World(store.app, rows, people, viewer.me, viewer.today, viewer.now)


def bare(value: Any) -> Any:
    """A link without its label."""
    return int(value) if hasattr(value, "label") else value


def _rows(store: AppStore, reader: Reader, thing: Thing) -> dict[int, Row]:
    fields = stored(thing)
    raw = _raw(store, thing)
    query = Query(thing.key, tuple(Path((field.key,), field.value) for field in fields))
    found = {}
    for row in reader.rows(query):
        values = {field.key: bare(value) for field, value in zip(fields, row.values, strict=True)}
        found[row.id] = {"_id": row.id, **values, **raw[row.id]}
    return found


def _raw(store: AppStore, thing: Thing) -> dict[int, dict[str, Any]]:
    """Who added a row, and the fields of yes or no that were never set, which read as no."""
    keys = [field.key for field in stored(thing) if field.value.kind is Kind.TRUTH]
    columns = ", ".join(f'"{key}"' for key in ("_id", "_by", *keys))
    with closing(sqlite3.connect(store.folder / "app.db")) as connection:
        found = connection.execute(f'SELECT {columns} FROM "{table_name(thing.key)}"').fetchall()
    return {
        row: {"_by": by} | {key: None for key, value in zip(keys, values, strict=True) if value is None}
        for row, by, *values in found
    }
