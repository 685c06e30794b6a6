"""One app's file: opened when needed, read side by side, written in turn and with a history."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, RLock

from sqlalchemy import Connection, Engine, Integer, String, cast, update
from sqlalchemy.exc import OperationalError

from appling.store import system
from appling.store.errors import BrokenApp, Busy, NoRoom
from appling.store.history import Note, steps, tables
from appling.store.migration import personal
from appling.store.sql import sqlite

DATABASE = "app.db"


@dataclass(frozen=True, slots=True)
class Using:
    """What the running thread or task is in the middle of."""

    file: "AppFile"
    connection: Connection
    writes: bool


_using: ContextVar[Using | None] = ContextVar("_using", default=None)


class AppFile:
    """Safe to share between threads.

    A read or write inside a write is part of it, and so is a read inside a read. Nothing may be
    awaited inside a write.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engine: Engine | None = None
        self._opening = RLock()
        self._writing = Lock()
        self._has_history = False
        self._is_settled = False

    @property
    def is_open(self) -> bool:
        return self._engine is not None

    def close(self) -> None:
        """Let go of the file; whoever still reads may finish."""
        with self._opening:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.dispose()

    def _open(self) -> Engine:
        engine = self._engine
        if engine is None:
            with self._opening:
                engine = self._engine
                if engine is None:
                    path = self.folder / DATABASE
                    if not path.is_file():
                        raise BrokenApp(
                            f"There is no app in {self.folder}.", "See which apps there are: appling list"
                        )
                    engine = self._engine = sqlite.open_engine(path)
        return engine

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        using = _using.get()
        if using is not None and using.file is self:
            yield using.connection
            return
        with self._sound(), self._open().connect() as connection, self._used(connection, writes=False):
            sqlite.limit_time(connection)
            yield connection

    @contextmanager
    def _writes(
        self,
        *,
        counted: bool = True,
        note: Note | None = None,
        unchecked: bool = False,
        seconds: float = sqlite.PATIENCE,
    ) -> Iterator[Connection]:
        """A transaction of this store's own, or the one that is under way: that is one step of history.

        `unchecked`: without a look at foreign keys, and never as part of another one.
        """
        using = _using.get()
        if using is not None and using.file is self and using.writes:
            if unchecked:
                raise RuntimeError("This must not be part of another write")
            yield using.connection
            return
        with self._in_turn(), self._sound(), self._open().connect() as plain:
            connection = plain.execution_options(writes=True)
            sqlite.limit_time(connection, seconds)
            with (
                sqlite.keys_unchecked(connection) if unchecked else nullcontext(),
                _patiently(),
                connection.begin(),
                self._used(connection, writes=True),
            ):
                if not self._is_settled:
                    personal.take_over(connection)
                if counted:
                    self._begin_history(connection)
                yield connection
                if counted:
                    steps.close(connection, note or Note())
                    connection.execute(_COUNT_CHANGE)
        self._has_history = self._has_history or counted
        self._is_settled = True

    def _begin_history(self, connection: Connection) -> None:
        """Files that were made before there was one have none yet."""
        if not self._has_history and not tables.is_set_up(connection):
            tables.set_up(connection)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Tell apart what is wrong with the file from what is wrong with a statement."""
        try:
            yield
        except sqlite.DAMAGED as error:
            if sqlite.is_full(error):
                raise NoRoom(self.folder) from error
            if sqlite.is_unusable(error):
                raise self._broken(error) from error
            raise

    def _broken(self, error: Exception) -> BrokenApp:
        if sqlite.is_out_of_reach(error):
            return BrokenApp(f"{self.folder / DATABASE} cannot be written.", "Make it yours to write.")
        return BrokenApp(
            f"{self.folder / DATABASE} is damaged: {sqlite.said(error)}.", "Put back a copy of this folder."
        )

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One writer of this process at a time, in the order in which they came."""
        if not self._writing.acquire(timeout=sqlite.PATIENCE):
            raise Busy
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _used(self, connection: Connection, *, writes: bool) -> Iterator[None]:
        token = _using.set(Using(self, connection, writes))
        try:
            yield
        finally:
            _using.reset(token)


@contextmanager
def _patiently() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if sqlite.was_locked(error):
            raise Busy from error
        raise


_COUNT_CHANGE = (
    update(system.meta)
    .where(system.meta.c.key == "changes")
    .values(value=cast(cast(system.meta.c.value, Integer) + 1, String))
)
