"""What waits to be sent, is sent, or was given up: kept in the app's file, so that no crash loses it."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, inspect, select, update

from appling.blueprint.model.app import OWNER
from appling.store import system
from appling.store.outgoing.outbox import DONE, FAILED, SENT, WAITING

LEASE = timedelta(minutes=5)
"""So long one process has a job to itself; one that died leaves it to the next."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""Between the tries; after the last of them it is given up."""
PER_HOUR = 200
KEPT = timedelta(days=30)
MOST_LISTED = 200

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Job:
    """`key` is the same at every try. `target`: an e-mail address, one of the web,
    or of a question the place of its answer."""

    id: int
    key: str
    kind: str
    cause: str
    target: str
    text: str
    state: str
    tries: int
    created: datetime
    due: datetime
    ended: datetime | None
    why: str


class Jobs:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(self, reads: Connect, writes: Callable[..., AbstractContextManager[Connection]]) -> None:
        self._reads = reads
        self._writes = writes

    def next_due(self, kinds: Collection[str] = SENT) -> datetime | None:
        """When there will be something to do."""
        table = system.jobs
        with self._reads() as connection:
            if not _is_there(connection):
                return None
            first = select(func.min(table.c.due)).where(table.c.state == WAITING, table.c.kind.in_(kinds))
            found: datetime | None = connection.execute(first).scalar()
            return found

    def take(self, now: datetime, kinds: Collection[str] = SENT) -> Job | None:
        """The next job that is due, for this process alone for a while; None within limits or without any."""
        table = system.jobs
        with self._writes(counted=False) as connection:
            system.make_later(connection)
            if kinds == SENT and self._in_last_hour(connection, now) >= PER_HOUR:
                return None
            due = (table.c.state == WAITING, table.c.due <= now, table.c.kind.in_(kinds))
            waiting = select(table).where(*due)
            row = connection.execute(waiting.order_by(table.c.due, table.c["_id"]).limit(1)).first()
            if row is None:
                return None
            taken = {"tries": row.tries + 1, "due": now + LEASE}
            connection.execute(update(table).where(table.c["_id"] == row[0]).values(taken))
            return Job(*row)

    def done(self, job: Job, now: datetime) -> None:
        """What was said is not kept once it is sent."""
        self._end(job, now, DONE, "")

    def failed(self, job: Job, now: datetime, why: str, *, for_good: bool = False) -> bool:
        """Try again later, or give it up and tell the owner; whether it was given up."""
        if job.tries < len(PAUSES) and not for_good:
            table = system.jobs
            values = {"due": now + PAUSES[job.tries], "why": why[:300]}
            with self._writes(counted=False) as connection:
                connection.execute(update(table).where(table.c["_id"] == job.id).values(values))
            return False
        self._end(job, now, FAILED, why)
        return True

    def put_off(self, job: Job, until: datetime, why: str) -> None:
        """Leave it for later, as if it had not been tried."""
        table = system.jobs
        values = {"due": until, "tries": job.tries, "why": why[:300]}
        with self._writes(counted=False) as connection:
            connection.execute(update(table).where(table.c["_id"] == job.id).values(values))

    def awaited(self, kind: str, place: str) -> dict[str, str]:
        """The targets of what waits, of those that begin so, and why they have waited."""
        table = system.jobs
        with self._reads() as connection:
            if not _is_there(connection):
                return {}
            waiting = (table.c.kind == kind, table.c.state == WAITING)
            wanted = (*waiting, table.c.target.startswith(place, autoescape=True))
            found = connection.execute(select(table.c.target, table.c.why).where(*wanted))
            return {row.target: row.why for row in found}

    def again(self, job: int, now: datetime) -> None:
        """Try one that was given up once more."""
        table = system.jobs
        given_up = update(table).where(table.c["_id"] == job, table.c.state == FAILED, table.c.text != "")
        with self._writes(counted=False) as connection:
            connection.execute(given_up.values(state=WAITING, tries=0, due=now, ended=None, why=""))

    def tell_owner(self, text: str, now: datetime) -> None:
        """A notice from the app itself to those who own it."""
        people, notices = system.people, system.notices
        with self._writes() as connection:
            system.make_later(connection)
            owners = connection.execute(select(people.c["_id"]).where(people.c.role == OWNER)).scalars().all()
            for person in owners:
                connection.execute(notices.insert().values(person=person, text=text, created=now))

    def listed(self, limit: int = MOST_LISTED) -> list[Job]:
        """The latest, newest first."""
        table = system.jobs
        with self._reads() as connection:
            if not _is_there(connection):
                return []
            found = connection.execute(select(table).order_by(table.c["_id"].desc()).limit(limit))
            return [Job(*row) for row in found]

    def tidy(self, now: datetime) -> None:
        """Forget what was over long ago."""
        table = system.jobs
        with self._writes(counted=False) as connection:
            system.make_later(connection)
            connection.execute(delete(table).where(table.c.state != WAITING, table.c.ended < now - KEPT))

    def _end(self, job: Job, now: datetime, state: str, why: str) -> None:
        table = system.jobs
        values = {"state": state, "ended": now, "why": why[:300]}
        if state == DONE:
            values["text"] = ""
        with self._writes(counted=False) as connection:
            connection.execute(update(table).where(table.c["_id"] == job.id).values(values))

    def _in_last_hour(self, connection: Connection, now: datetime) -> int:
        table = system.jobs
        lately = table.c.ended.between(now - timedelta(hours=1), now)
        sent = select(func.count()).where(table.c.state == DONE, lately, table.c.kind.in_(SENT))
        return int(connection.execute(sent).scalar_one())


def _is_there(connection: Connection) -> bool:
    return inspect(connection).has_table(system.jobs.name)


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
