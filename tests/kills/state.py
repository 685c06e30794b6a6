"""What a home holds, read without our own code to compare two moments, and whether it is sound."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from appling.store import Home

TIMES = ("_created", "_updated", "_version")


def state(home: Path) -> dict[str, Any]:
    """The apps by their keys: blueprint, rows, people, uploads by what is in them."""
    with closing(sqlite3.connect(home / "home.db")) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM apps")]
    return {key: app_state(home / "apps" / key) for key in sorted(keys)}


def app_state(folder: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(folder / "app.db")) as connection:
        meta = dict(connection.execute("SELECT key, value FROM _meta").fetchall())
        hashes = dict(connection.execute("SELECT token, hash FROM _files").fetchall())
        people = connection.execute("SELECT name, email, role, active FROM _people ORDER BY _id").fetchall()
        tables = {name: _rows(connection, name, hashes) for name in _things(connection)}
        return {"source": meta["source"], "people": people, "rows": tables}


def _things(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith(("_", "sqlite_"))]


def _rows(connection: sqlite3.Connection, table: str, hashes: dict[str, str]) -> list[dict[str, Any]]:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY _id')
    names = [each[0] for each in cursor.description]
    return [
        {
            name: hashes.get(value, value) if isinstance(value, str) else value
            for name, value in zip(names, row, strict=True)
            if name not in TIMES
        }
        for row in cursor
    ]


def faults(home: Path) -> list[str]:
    """What is wrong with a home that somebody has just opened again; nothing, as a rule."""
    return list(_faults(home))


def _faults(home: Path) -> Iterator[str]:
    yield from _database_faults(home / "home.db")
    opened = Home(home)
    try:
        listed = {each.key: each for each in opened.apps()}
        there = set(os.listdir(home / "apps"))
        if there != set(listed):
            yield f"listed are {sorted(listed)}, but there are {sorted(there)}"
        for key, record in listed.items():
            yield from _database_faults(home / "apps" / key / "app.db")
            yield from _app_faults(opened, key, record.name)
    finally:
        opened.close()


def _database_faults(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            yield f"{path.name}: {found}"
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            yield f"{path.name}: links to nothing: {broken}"


def _app_faults(home: Home, key: str, name: str) -> Iterator[str]:
    store = home.open(key)
    if store.app.name != name:
        yield f"{key} is listed as {name}, and says that it is {store.app.name}"
    with closing(sqlite3.connect(store.folder / "app.db")) as connection:
        for thing in store.app.things:
            there = {each[1] for each in connection.execute(f'PRAGMA table_info("{thing.key}")')}
            missing = {field.key for field in thing.fields if field.formula is None} - there
            if missing:
                yield f"{key}: {thing.key} lacks {sorted(missing)}"
    yield from _upload_faults(store.folder)


def _upload_faults(folder: Path) -> Iterator[str]:
    with closing(sqlite3.connect(folder / "app.db")) as connection:
        for token, size, digest in connection.execute("SELECT token, size, hash FROM _files"):
            path = folder / "files" / token
            content = path.read_bytes() if path.is_file() else None
            if content is None or len(content) != size or sha256(content).hexdigest() != digest:
                yield f"the upload {token} is {'gone' if content is None else 'another'}"
