"""A home's own database, and what is said where it, or the folder that it lies in, can't be used."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from appling.diagnostics.problem import Problem
from appling.store.homes.home_tables import metadata
from appling.store.sql import sqlite

VARIABLE = "APPLING_HOME"
FILE = "home.db"


class BrokenHome(Problem):
    """A home that cannot be used."""

    code = "broken-home"


def place_of(path: Path | str | None) -> Path:
    """Where the home is: at this path, at the variable's, or else in the person's own folder."""
    return Path(path or os.environ.get(VARIABLE) or Path.home() / ".appling").absolute()


class HomeDatabase:
    """The database in the folder `path`, made where it is not there. Raises BrokenHome."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = _open(path)

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """A connection to read with."""
        with self._sound(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """A connection in a transaction."""
        with self._sound(), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def plain(self) -> Iterator[Connection]:
        """A connection whose faults are those of the database."""
        with self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except sqlite.DAMAGED as error:
            raise broken_database(self._path, error) from error


def _open(path: Path) -> Engine:
    """The home's database, with its folders, made where they are not there."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        (path / "apps").mkdir(exist_ok=True)
        (path / "models").mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    engine = sqlite.open_engine(path / FILE, forgets=True)
    try:
        sqlite.keep_log(engine)
        metadata.create_all(engine)
        sqlite.add_missing_columns(engine, metadata)
    except sqlite.DAMAGED as error:
        engine.dispose()
        raise broken_database(path, error) from error
    return engine


def cannot_write(path: Path, error: OSError) -> BrokenHome:
    """What to say where the home's folder takes nothing."""
    if error.errno in sqlite.FULL:
        return BrokenHome(f"There is no room left on the disk of {path}.", "Make room, then try again.")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return BrokenHome(f"{path} is not a folder.", f"Name another place for your apps in {VARIABLE}.")
    return BrokenHome(
        f"The folder {path} cannot be used: {error.strerror}.",
        f"Make it yours to write, or name another one in {VARIABLE}.",
    )


def broken_database(path: Path, error: Exception) -> BrokenHome:
    """What to say where the home's database can't be read or written."""
    said = sqlite.said(error)
    if sqlite.is_full(error):
        return BrokenHome(f"There is no room left on the disk of {path}.", "Make room, then try again.")
    if "locked" in said:
        return BrokenHome(f"Another program keeps {path} busy.", "Close that program, then try again.")
    if "readonly" in said or "unable to open" in said:
        return BrokenHome(
            f"{path / FILE} cannot be opened.",
            f"Make it yours to write, or name another home in {VARIABLE}.",
        )
    return BrokenHome(
        f"{path / FILE} is damaged: {said}.",
        "Your apps are still in the folder “apps”. Move home.db away, or put back a copy of it.",
    )
