"""A copy of an app as it is at one moment, made while others go on reading and writing it."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, select

from appling.store import system
from appling.store.errors import NoRoom, cannot_keep
from appling.store.sql import sqlite

TRIES = 3


def copy_app(connection: Connection, source: Path, target: Path, *, files: bool) -> None:
    """The database that a connection reads, and the uploads in the folder `source` that it names."""
    try:
        for tries_left in reversed(range(TRIES)):
            back_up(connection, target)
            if not files or copy_files(named_files(target), source, target.parent / source.name):
                return
            if tries_left:
                target.unlink()
    except OSError as error:
        raise cannot_keep(target.parent, error) from error
    except sqlite3.Error as error:
        if sqlite.is_full(error):
            raise NoRoom(target.parent) from error
        raise


def back_up(connection: Connection, target: Path) -> None:
    """One moment's database, in a file that must not be there yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    with closing(sqlite3.connect(target)) as copy:
        driver.backup(copy)


def named_files(database: Path) -> list[str]:
    """The uploads that a database names."""
    with closing(sqlite3.connect(database)) as connection:
        return [token for (token,) in connection.execute(sqlite.written(select(system.files.c.token)))]


def copy_files(tokens: list[str], source: Path, target: Path) -> bool:
    """Whether all were there; one that was removed since its database was read is not.

    An upload is never written again, so that a second name for the same bytes is as good as a copy.
    """
    target.mkdir(exist_ok=True)
    complete = True
    for token in tokens:
        if not (target / token).exists():
            complete = _copy_file(source / token, target / token) and complete
    return complete


def _copy_file(source: Path, target: Path) -> bool:
    with suppress(FileNotFoundError):
        try:
            os.link(source, target)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(source, target)
        return True
    return False
