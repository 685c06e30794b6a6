"""The notices that people of an app have: each their own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, inspect, select, update

from appling.store import system

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Notice:
    """`thing` and `row`: what it is about."""

    id: int
    text: str
    thing: str | None
    row: int | None
    created: datetime
    read: bool


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
            return [
                Notice(row[0], row.text, row.thing, row.row, row.created, row.read is not None)
                for row in connection.execute(mine)
            ]

    def mark_read(self, person: int, notice: int | None = None) -> None:
        """One of somebody's own, or all."""
        table = system.notices
        mine = update(table).where(table.c.person == person, table.c.read.is_(None))
        mine = mine if notice is None else mine.where(table.c["_id"] == notice)
        with self._writes() as connection:
            system.make_later(connection)
            connection.execute(mine.values(read=datetime.now(UTC)))


def _is_there(connection: Connection) -> bool:
    return inspect(connection).has_table(system.notices.name)
