"""Addresses by which other programs add rows to a thing; only what tells a token is kept of it."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, inspect, select, update

from appling.store import system
from appling.store.persons import audit
from appling.store.persons.people import TOKEN_BYTES, hashed

MOST = 50


@dataclass(frozen=True, slots=True)
class Hook:
    """`id` names it to the owner, and opens nothing."""

    id: str
    thing: str
    name: str
    created: datetime
    used: datetime | None


class Hooks:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(
        self,
        reads: Callable[[], AbstractContextManager[Connection]],
        writes: Callable[..., AbstractContextManager[Connection]],
    ) -> None:
        self._reads = reads
        self._writes = writes

    def make(self, thing: str, name: str) -> str:
        """A new one's token, which is nowhere kept. The oldest go when there are too many."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        table = system.hooks
        values = {"token": hashed(token), "thing": thing, "name": name[:100], "created": _now()}
        with self._writes(counted=False) as connection:
            system.make_later(connection)
            kept = select(table.c.token).order_by(table.c.created.desc()).limit(MOST - 1)
            connection.execute(delete(table).where(table.c.token.not_in(kept)))
            connection.execute(insert(table).values(values))
            audit.record(connection, "hook made", None, thing)
        return token

    def find(self, token: str) -> Hook | None:
        """The one of a token."""
        with self._reads() as connection:
            if not inspect(connection).has_table(system.hooks.name):
                return None
            table = system.hooks
            row = connection.execute(select(table).where(table.c.token == hashed(token))).first()
            return None if row is None else _hook(row)

    def was_used(self, hook: Hook) -> None:
        table = system.hooks
        with self._writes(counted=False) as connection:
            mine = table.c.token == bytes.fromhex(hook.id)
            connection.execute(update(table).where(mine).values(used=_now()))

    def all(self) -> list[Hook]:
        with self._reads() as connection:
            if not inspect(connection).has_table(system.hooks.name):
                return []
            table = system.hooks
            return [_hook(row) for row in connection.execute(select(table).order_by(table.c.created.desc()))]

    def remove(self, hook: str) -> None:
        try:
            token = bytes.fromhex(hook)
        except ValueError:
            return
        with self._writes(counted=False) as connection:
            system.make_later(connection)
            connection.execute(delete(system.hooks).where(system.hooks.c.token == token))


def _hook(row: Row[Any]) -> Hook:
    return Hook(row.token.hex(), row.thing, row.name, row.created, row.used)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
