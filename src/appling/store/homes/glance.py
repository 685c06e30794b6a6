"""What an app's file says of itself, read without opening the app."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from appling.store import system
from appling.store.sql import sqlite

_VERSION = sqlite.written(select(system.meta.c.value).where(system.meta.c.key == "version"))


def version_of(database: Path) -> int | None:
    """How often its blueprint was changed; None where that can't be told."""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute(_VERSION, ("version",)).fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else int(row[0])
