"""The last look at an app that was taken in: that all of it can be read as what it says it is."""

import re
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Connection, Table, select

from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Path
from appling.store import system
from appling.store.app_file import DATABASE
from appling.store.app_store import AppStore
from appling.store.errors import BrokenApp
from appling.store.history import tables as history
from appling.store.portable.errors import damaged, foreign, other_blueprint
from appling.store.portable.manifest import Manifest
from appling.store.queries import Query
from appling.store.scope import Viewer, see_all
from appling.store.sql import sqlite
from appling.store.sql.tables import REFERENCES, stored
from appling.store.writing.checks import is_of

AT_ONCE = 1000
_PASSWORD = re.compile(r"\$argon2id\$v=19\$m=[12]?\d{1,5},t=\d,p=\d\$[\w+/]{1,100}\$[\w+/]{1,200}", re.ASCII)


def verify(store: AppStore, manifest: Manifest, source: str) -> None:
    """Raises CannotImport."""
    engine = sqlite.open_engine(store.folder / DATABASE)
    try:
        with engine.connect() as connection:
            for table in (*system.metadata.sorted_tables, *history.metadata.sorted_tables):
                _check_table(connection, table)
            _check_uploads(connection, manifest)
            _check_passwords(connection)
        if store.source != source or store.changes() is None:
            raise other_blueprint()
        store.history()
        store.attic()
        for thing in store.app.things:
            _check_rows(store, thing)
    except (ValueError, TypeError, ArithmeticError, AttributeError, KeyError, *sqlite.DAMAGED) as error:
        raise damaged() from error
    except BrokenApp as error:
        raise other_blueprint() from error
    finally:
        engine.dispose()


def _check_table(connection: Connection, table: Table) -> None:
    for row in connection.execute(select(table).execution_options(yield_per=AT_ONCE)):
        for column, value in zip(table.columns, row, strict=True):
            kind = object if isinstance(column.type, JSON) else column.type.python_type
            if value is not None and not isinstance(value, kind):
                raise damaged()


def _check_passwords(connection: Connection) -> None:
    """Hashes as they are made here: others could never be matched, or only with more memory than there is."""
    hashes = connection.execute(select(system.people.c.password)).scalars()
    if not all(_PASSWORD.fullmatch(each) for each in hashes if each is not None):
        raise damaged()


def _check_rows(store: AppStore, thing: Thing) -> None:
    """Read as pages read them; what a field's own limits say now is not asked of old rows."""
    fields = stored(thing)
    query = Query(thing.key, tuple(Path((field.key,), field.value) for field in fields))
    now = datetime.now(UTC)
    with store.read(Viewer(None, date.today(), now, see_all(store.app))) as reader:
        for row in reader.rows(query):
            for field, value in zip(fields, row.values, strict=True):
                if value is not None and not _fits(field, value):
                    raise damaged()


def _fits(field: Field, value: object) -> bool:
    if field.value.kind in REFERENCES:
        return isinstance(value, int)
    return is_of(field.value.kind, value)


def _check_uploads(connection: Connection, manifest: Manifest) -> None:
    """That there is just what the database knows of."""
    table = system.files
    rows = connection.execute(select(table.c.token, table.c.size, table.c.hash)).all()
    known: dict[str, Any] = {token: (size, digest) for token, size, digest in rows}
    given = {token: (part.size, part.hash) for token, part in manifest.uploads.items()}
    lost = {token: known[token] for token in manifest.missing if token in known}
    if known != given | lost:
        raise foreign("The uploads in this file are not those that its database knows of.")
