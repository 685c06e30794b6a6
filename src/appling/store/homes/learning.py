"""Which apps of a home may be learnt from, and in which builds that was used."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.store.homes.builds import BUILD
from appling.store.homes.home_tables import builds, forgotten

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Made:
    """An app that came of a build; `number` is the build's."""

    number: int
    app: str
    brief: str
    model: str
    created: datetime


class Learning:
    """What the home remembers of learning: numbers of builds, and the keys of apps that are left out."""

    def __init__(self, reads: Connect, writes: Connect) -> None:
        self._reads = reads
        self._writes = writes

    def made(self, limit: int) -> list[Made]:
        """The latest apps that builds ended in, without those that were forgotten."""
        left_out = select(forgotten.c.app)
        wanted = (builds.c.kind == BUILD, builds.c.status == "done", builds.c.app.not_in(left_out))
        there = builds.c.app.is_not(None)
        columns = (builds.c.id, builds.c.app, builds.c.brief, builds.c.model, builds.c.created)
        found = select(*columns).where(there, *wanted).order_by(builds.c.id.desc()).limit(limit)
        with self._reads() as connection:
            return [Made(*row) for row in connection.execute(found)]

    def forget(self, app: str) -> None:
        """Learn nothing from an app any more."""
        with self._writes() as connection:
            connection.execute(upsert(forgotten).values(app=app).on_conflict_do_nothing())

    def take_back(self, app: str) -> None:
        """Learn from an app again."""
        with self._writes() as connection:
            connection.execute(delete(forgotten).where(forgotten.c.app == app))

    def forgotten(self) -> frozenset[str]:
        with self._reads() as connection:
            return frozenset(connection.execute(select(forgotten.c.app)).scalars())

    def note_used(self, build: int, numbers: Sequence[int]) -> None:
        """Write down which builds' apps were shown to the model in this one; none is said, too."""
        with self._writes() as connection:
            connection.execute(update(builds).where(builds.c.id == build).values(own=list(numbers)))

    def used(self) -> Counter[int]:
        """How often the app of each build was shown."""
        shown = select(builds.c.own).where(builds.c.own.is_not(None))
        with self._reads() as connection:
            return Counter(number for own in connection.execute(shown).scalars() for number in own)
