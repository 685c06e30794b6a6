"""Which notices people want by e-mail, and which addresses want none at all."""

import json
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, inspect, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.store import system
from appling.store.outgoing.outbox import APP
from appling.store.persons import audit
from appling.store.persons.people import fold_email
from appling.store.writing.social import KINDS

TOLD = (*KINDS, APP)
OFF, NOW, DAILY = "off", "now", "daily"
WAYS = (OFF, NOW, DAILY)
USUAL = dict.fromkeys(KINDS, DAILY) | {APP: OFF}
"""Until somebody says otherwise."""
MOST_WAITING = 500

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice that was neither read nor mailed yet, and who it is for."""

    notice: int
    kind: str
    person: int
    role: str
    address: str
    way: str
    digest: datetime | None


class MailWishes:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(self, reads: Connect, writes: Callable[..., AbstractContextManager[Connection]]) -> None:
        self._reads = reads
        self._writes = writes

    def of(self, person: int) -> dict[str, str]:
        """How somebody wants each kind."""
        table = system.mail_wishes
        with self._reads() as connection:
            if not _is_there(connection):
                return dict(USUAL)
            kept = connection.execute(select(table.c.wishes).where(table.c.person == person)).scalar()
        return _read(kept)

    def keep(self, person: int, wishes: Mapping[str, str]) -> None:
        """Those of the wishes that there are."""
        table = system.mail_wishes
        sound = {kind: way for kind, way in wishes.items() if kind in TOLD and way in WAYS}
        with self._writes(counted=False) as connection:
            system.make_later(connection)
            statement = upsert(table).values(person=person, wishes=json.dumps(sound))
            changed = statement.on_conflict_do_update(
                index_elements=["person"], set_={"wishes": json.dumps(sound)}
            )
            connection.execute(changed)

    def wants_none(self, address: str) -> bool:
        """Whether nothing is to go to an address."""
        table = system.unmailed
        with self._reads() as connection:
            if not _is_there(connection):
                return False
            found = select(table.c.address).where(table.c.address == fold_email(address))
            return connection.execute(found).first() is not None

    def stop(self, address: str, now: datetime) -> None:
        """Send nothing more there."""
        statement = upsert(system.unmailed).values(address=fold_email(address), since=now)
        with self._writes(counted=False) as connection:
            system.make_later(connection)
            connection.execute(statement.on_conflict_do_nothing())
            audit.record(connection, "mails stopped")

    def go_on(self, address: str) -> None:
        table = system.unmailed
        with self._writes(counted=False) as connection:
            system.make_later(connection)
            connection.execute(delete(table).where(table.c.address == fold_email(address)))

    # What waits ------------------------------------------------------------

    def waiting(self) -> list[Waiting]:
        """The notices that may have to be mailed, oldest first."""
        told, notices, people = system.told, system.notices, system.people
        wishes, none = system.mail_wishes, system.unmailed
        columns = (told.c.notice, told.c.kind, people.c["_id"], people.c.role, people.c.email)
        found = (
            select(*columns, wishes.c.wishes, wishes.c.digest)
            .join_from(told, notices, notices.c["_id"] == told.c.notice)
            .join(people, people.c["_id"] == notices.c.person)
            .outerjoin(wishes, wishes.c.person == people.c["_id"])
            .where(told.c.mailed.is_(None), notices.c.read.is_(None))
            .where(people.c.active, ~people.c.sample, people.c.email.is_not(None))
            .where(people.c.email.not_in(select(none.c.address)))
            .order_by(told.c.notice)
            .limit(MOST_WAITING)
        )
        with self._reads() as connection:
            rows = connection.execute(found).all() if _is_there(connection) else []
        return [_waiting(row) for row in rows]

    def take(self, notices: Collection[int], now: datetime, digest: int | None = None) -> set[int]:
        """Those that nobody else has taken: they are done with. `digest`: whose mail of the day it is."""
        told, wishes = system.told, system.mail_wishes
        with self._writes(counted=False) as connection:
            free = (told.c.notice.in_(list(notices)), told.c.mailed.is_(None))
            taken = set(connection.execute(select(told.c.notice).where(*free)).scalars())
            connection.execute(update(told).where(*free).values(mailed=now))
            if digest is not None and taken:
                statement = upsert(wishes).values(person=digest, wishes="{}", digest=now)
                changed = statement.on_conflict_do_update(index_elements=["person"], set_={"digest": now})
                connection.execute(changed)
            return taken


def _waiting(row: Any) -> Waiting:
    way = _read(row.wishes)[row.kind]
    return Waiting(row.notice, row.kind, row[2], row.role, row.email, way, row.digest)


def _read(kept: str | None) -> dict[str, str]:
    return USUAL | (json.loads(kept) if kept else {})


def _is_there(connection: Connection) -> bool:
    return inspect(connection).has_table(system.unmailed.name)
