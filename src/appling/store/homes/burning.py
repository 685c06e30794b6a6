"""Destroying apps: what was there to destroy, when it is to happen, and that nothing is left in the home."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import monotonic

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.atoms.base.zone import day_of
from appling.blueprint.model.app import OWNER
from appling.diagnostics.problem import Problem
from appling.store.app_store import AppStore
from appling.store.homes import spending
from appling.store.homes.home_tables import apps, builds, burnings, forgotten, journal, settings, usage
from appling.store.homes.steady import SteadyClock
from appling.store.queries import Query
from appling.store.scope import Viewer, see_all
from appling.store.sql import sqlite

UNCLEAN = "unclean"
"""A setting that stands as long as something deleted may still lie in the home's database."""
KNOWN_SECONDS = 2.0
"""So long what is to burn is not looked up again."""

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was destroyed: how many rows of each thing, people (but the owner), uploads, bytes of all files.

    `things` is None for an app that could not be read any more. `sent_to`: where its data was put before.
    """

    app: str
    name: str
    things: dict[str, int] | None
    people: int
    uploads: int
    bytes: int
    builds: int
    time: datetime
    sent_to: str | None = None


@dataclass(frozen=True, slots=True)
class Burning:
    """`send_to`: the file that the app's data is put in before."""

    app: str
    at: datetime
    send_to: str | None


class Burnings:
    """Which apps of a home burn when."""

    def __init__(self, reads: Connect, writes: Connect) -> None:
        self._reads = reads
        self._writes = writes
        self._clock = SteadyClock(reads, writes)
        self._known: tuple[float, dict[str, Burning]] | None = None
        self._lock = Lock()

    def schedule(self, app: str, at: datetime, send_to: str | None = None) -> None:
        values = {"at": at, "send_to": send_to}
        self._clock.mark()
        with self._writes() as connection:
            statement = upsert(burnings).values(app=app, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["app"], set_=values))
        self._forget()

    def keep(self, app: str) -> bool:
        """Call it off; whether there was anything to call off."""
        with self._writes() as connection:
            found = connection.execute(delete(burnings).where(burnings.c.app == app)).rowcount
        self._forget()
        return bool(found)

    def of(self, app: str) -> Burning | None:
        """When an app burns; another process's word for it is heard within seconds."""
        with self._lock:
            if self._known is None or self._known[0] < monotonic():
                self._known = (monotonic() + KNOWN_SECONDS, {each.app: each for each in self.all()})
            return self._known[1].get(app)

    def all(self) -> list[Burning]:
        with self._reads() as connection:
            rows = connection.execute(select(burnings).order_by(burnings.c.at))
            return [Burning(row.app, row.at, row.send_to) for row in rows]

    def due(self, now: datetime | None = None) -> list[Burning]:
        """What is to burn by a time; by the clock nothing is as long as that is in doubt."""
        waiting = self.all()
        now = now or (self._clock.now() if waiting else None)
        return [each for each in waiting if now is not None and each.at <= now]

    def _forget(self) -> None:
        with self._lock:
            self._known = None


def take_stock(key: str, name: str, store: AppStore, connection: Connection) -> Receipt:
    """What there is of an app in its folder and, as `connection` sees it, in the home."""
    things, people, uploads = _counted(store)
    made = select(func.count()).where(builds.c.app == key)
    return Receipt(
        key,
        name,
        things,
        people,
        uploads,
        _bytes(store.folder),
        connection.execute(made).scalar_one(),
        datetime.now(UTC).replace(microsecond=0),
    )


def remove_records(connection: Connection, key: str) -> None:
    """Take an app out of the home's tables, with all that was said and written while it was made."""
    own = select(builds.c.id).where(builds.c.app == key)
    connection.execute(delete(journal).where(journal.c.build.in_(own)))
    connection.execute(delete(builds).where(builds.c.app == key))
    connection.execute(delete(burnings).where(burnings.c.app == key))
    connection.execute(delete(usage).where(usage.c.app == key))
    spending.forget(connection, key)
    connection.execute(delete(forgotten).where(forgotten.c.app == key))
    connection.execute(delete(apps).where(apps.c.key == key))
    mark = upsert(settings).values(key=UNCLEAN, value="yes")
    connection.execute(mark.on_conflict_do_nothing())


def clean(connection: Connection) -> bool:
    """Write the home's database anew, without what was deleted; False while others are in the way."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    try:
        driver.execute("VACUUM")
        (busy, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            driver.execute(sqlite.written(delete(settings).where(settings.c.key == UNCLEAN)), (UNCLEAN,))
    except sqlite3.OperationalError:
        return False
    return not busy


def _counted(store: AppStore) -> tuple[dict[str, int] | None, int, int]:
    try:
        now = datetime.now(UTC)
        with store.read(Viewer(None, day_of(now), now, see_all(store.app))) as reader:
            things = {thing.plural: reader.count(Query(thing.key)) for thing in store.app.things}
        people = sum(person.role != OWNER for person in store.people.all())
        return things, people, store.files.count()
    except Problem:
        return None, 0, 0


def _bytes(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += (Path(place) / name).stat().st_size
    return total
