"""The records of builds: every step of each, so that it can be looked into, repeated and gone on with."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from appling.store.errors import NotThere
from appling.store.homes.held import Held, held_by_somebody
from appling.store.homes.home_tables import builds, journal
from appling.store.homes.journal import Journal, keep

Connect = Callable[[], AbstractContextManager[Connection]]
Steps = Sequence[dict[str, Any]]
GIVEN = "given"
"""The key in a journal that says with what its build was begun."""
BUILD, CHANGE, QUESTIONS, WORDS = "build", "change", "questions", "words"
RUNNING = "running"
"""What a build's status is until it has ended, in whatever way."""


@dataclass(frozen=True, slots=True)
class Build:
    """`app` is the key of what came of it, if anything did; `steps` are plain JSON, oldest first.

    `kind`: build; change for a request about an app that was there, of which `brief` says what was wanted;
    questions for what was asked before a build, of which nothing but numbers is kept; words for the texts of
    an app's pages.
    `model` is the one that made it, which may have gone on for others; who answered what is said with the
    questions of its steps.
    `guess`: what it was expected to take, as plain JSON. `own`: the numbers of the builds whose apps its
    model was shown.
    """

    id: int
    app: str | None
    brief: str
    model: str
    steps: Steps
    tokens: int
    seconds: float
    status: str
    created: datetime
    kind: str = BUILD
    guess: dict[str, Any] | None = None
    own: list[int] | None = None


class Builds:
    """The builds of a home."""

    def __init__(self, reads: Connect, writes: Connect, locks: Path) -> None:
        self._reads = reads
        self._writes = writes
        self._locks = locks

    def start(self, brief: str, model: str, app: str | None = None) -> Build:
        with self._writes() as connection:
            return _started(connection, brief, model, app)

    def begin(
        self, brief: str, model: str, given: dict[str, Any], guess: dict[str, Any] | None = None
    ) -> tuple[Build, Held]:
        """Start a build that can be gone on with, claimed from the beginning.

        `given` is kept in its journal, under that key.
        """
        with self._writes() as connection:
            build = _started(connection, brief, model, None, guess)
            keep(connection, build.id, GIVEN, given)
            held = Held(self._lock(build.id))
            held.take()
        return build, held

    def note(
        self,
        app: str | None,
        request: str,
        *,
        model: str,
        steps: Steps,
        tokens: int,
        seconds: float,
        status: str,
        kind: str = CHANGE,
    ) -> int:
        """Write down how something came about that is over, whatever became of it; gives its number."""
        values: dict[str, Any] = {
            "app": app,
            "brief": request,
            "model": model,
            "steps": list(steps),
            "tokens": tokens,
        }
        values |= {"seconds": seconds, "status": status, "kind": kind, "created": datetime.now(UTC)}
        with self._writes() as connection:
            number: int = connection.execute(
                insert(builds).values(values).returning(builds.c.id)
            ).scalar_one()
        return number

    def update(
        self,
        build: int,
        *,
        model: str | None = None,
        steps: Steps | None = None,
        tokens: int | None = None,
        seconds: float | None = None,
        status: str | None = None,
        app: str | None = None,
    ) -> None:
        """Write down how far a build is; what is not given stays. Raises NotThere."""
        given = {"model": model, "steps": steps, "tokens": tokens, "seconds": seconds}
        given |= {"status": status, "app": app}
        values = {key: value for key, value in given.items() if value is not None}
        with self._writes() as connection:
            if values and not connection.execute(_this(build).values(values)).rowcount:
                raise NotThere
            if status not in (None, RUNNING):
                connection.execute(delete(journal).where(journal.c.build == build))

    def get(self, build: int) -> Build:
        """Raises NotThere."""
        with self._reads() as connection:
            row = connection.execute(select(builds).where(builds.c.id == build)).first()
        if row is None:
            raise NotThere
        return Build(**row._mapping)

    def all(
        self,
        app: str | None = None,
        limit: int = 100,
        kind: str | None = None,
        *,
        model: str | None = None,
        status: str | None = None,
    ) -> list[Build]:
        """The latest builds and changes that are so, newest first."""
        given = {"app": app, "kind": kind, "model": model, "status": status}
        alike = (builds.c[name] == value for name, value in given.items() if value is not None)
        statement = select(builds).where(*alike).order_by(builds.c.id.desc()).limit(limit)
        with self._reads() as connection:
            return [Build(**row._mapping) for row in connection.execute(statement)]

    def between(self, start: datetime, end: datetime, app: str | None = None) -> list[Build]:
        """Those that were begun in this time, the end left out; all, or those of an app."""
        wanted = select(builds).where(builds.c.created >= start, builds.c.created < end)
        if app is not None:
            wanted = wanted.where(builds.c.app == app)
        with self._reads() as connection:
            return [Build(**row._mapping) for row in connection.execute(wanted)]

    def price(self, day: date, app: str | None = None) -> float:
        """What builds and changes of one app, or of all, cost in the month of that day, in US dollars."""
        steps = (step for build in self.between(*month_around(day), app) for step in build.steps)
        return sum(asked["price"] or 0.0 for step in steps for asked in step["asked"])

    # Going on --------------------------------------------------------------

    def journal(self, build: int) -> Journal:
        """What a build that has not ended has found out so far."""
        return Journal(build, self._reads, self._writes)

    def claim(self, build: int) -> Held | None:
        """The right to work on a build, until it is released or the process ends; None if others have it."""
        held = Held(self._lock(build))
        return held if held.take() else None

    def begun(self) -> list[Build]:
        """Those that have not ended and could be gone on with, oldest first."""
        wanted = select(builds).join(journal).where(builds.c.status == RUNNING, journal.c.key == GIVEN)
        with self._reads() as connection:
            return [Build(**row._mapping) for row in connection.execute(wanted.order_by(builds.c.id))]

    def interrupted(self) -> list[Build]:
        """Begun, and nobody works on them any more: their process was killed."""
        return [each for each in self.begun() if not self.is_worked_on(each.id)]

    def attempts(self, build: int) -> int:
        """How often it was begun or taken up; none that has ended."""
        given = self.journal(build).get(GIVEN)
        return 0 if given is None else int(given["attempts"])

    def is_worked_on(self, build: int) -> bool:
        """Whether some process is at it."""
        return held_by_somebody(self._lock(build))

    def _lock(self, build: int) -> Path:
        return self._locks / f"build-{build}"


def month_around(day: date) -> tuple[datetime, datetime]:
    """The beginning and the end of the calendar month (of UTC) of a day."""
    start = datetime(day.year, day.month, 1, tzinfo=UTC)
    return start, (start + timedelta(days=32)).replace(day=1)


def _started(
    connection: Connection, brief: str, model: str, app: str | None, guess: dict[str, Any] | None = None
) -> Build:
    values: dict[str, Any] = {
        "app": app,
        "brief": brief,
        "model": model,
        "steps": [],
        "tokens": 0,
        "seconds": 0.0,
        "status": RUNNING,
        "created": datetime.now(UTC),
        "guess": guess,
    }
    row = connection.execute(insert(builds).values(values).returning(builds.c.id)).scalar_one()
    return Build(id=row, **values)


def _this(build: int) -> Any:
    return update(builds).where(builds.c.id == build)
