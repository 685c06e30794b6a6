"""The notices that people of an app have: each their own."""

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, inspect, select, update

from appling.store import system
from appling.store.outgoing.outbox import APP

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody by name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """`thing` and `row`: what it is about.

    `kind`: what others did, `who` they are by name, the latest last (None: that is not told), by whom the
    text is to be put in words.
    """

    id: int
    text: str
    thing: str | None
    row: int | None
    created: datetime
    read: bool
    kind: str = APP
    who: tuple[Who | None, ...] = ()


class Notices:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(self, reads: Connect, writes: Callable[..., AbstractContextManager[Connection]]) -> None:
        self._reads = reads
        self._writes = writes

    def unread(self, person: int) -> int:
        """How many somebody has not read."""
        table = system.notices
        with self._reads() as connection:
            if not _is_there(connection):
                return 0
            mine = select(func.count()).where(table.c.person == person, table.c.read.is_(None))
            return int(connection.execute(mine).scalar_one())

    def of(self, person: int, limit: int = 100) -> list[Notice]:
        """Somebody's own, newest first."""
        table = system.notices
        with self._reads() as connection:
            if not _is_there(connection):
                return []
            mine = select(table).where(table.c.person == person).order_by(table.c["_id"].desc()).limit(limit)
            return _notices(connection, connection.execute(mine).all())

    def these(self, notices: Collection[int]) -> list[Notice]:
        """Some, in their order."""
        table = system.notices
        with self._reads() as connection:
            wanted = select(table).where(table.c["_id"].in_(list(notices))).order_by(table.c["_id"])
            return _notices(connection, connection.execute(wanted).all())

    def mark_read(self, person: int, notice: int | None = None) -> None:
        """One of somebody's own, or all."""
        table = system.notices
        mine = update(table).where(table.c.person == person, table.c.read.is_(None))
        mine = mine if notice is None else mine.where(table.c["_id"] == notice)
        with self._writes() as connection:
            system.make_later(connection)
            connection.execute(mine.values(read=datetime.now(UTC)))


def _notices(connection: Connection, rows: Sequence[Row[Any]]) -> list[Notice]:
    """With what is known of who did what."""
    told = _told(connection, [row[0] for row in rows])
    asked = {each for _, people in told.values() for each in people if each is not None}
    table = system.people
    named = select(table.c["_id"], table.c.name).where(table.c["_id"].in_(asked))
    names = {row[0]: Who(row[0], row[1]) for row in connection.execute(named)} if asked else {}
    found = []
    for row in rows:
        kind, people = told.get(row[0], (APP, []))
        who = tuple(None if each is None else names.get(each) for each in people)
        found.append(
            Notice(row[0], row.text, row.thing, row.row, row.created, row.read is not None, kind, who)
        )
    return found


def _told(connection: Connection, notices: Collection[int]) -> dict[int, tuple[str, list[int | None]]]:
    """The kind of each, and whom it tells of; files made before there were such notices have none."""
    table = system.told
    if not inspect(connection).has_table(table.name):
        return {}
    found = connection.execute(select(table).where(table.c.notice.in_(list(notices))))
    return {row.notice: (row.kind, json.loads(row.people)) for row in found}


def _is_there(connection: Connection) -> bool:
    return inspect(connection).has_table(system.notices.name)
