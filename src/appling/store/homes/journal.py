"""What a running build has found out, kept under keys, so that it is never asked for twice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.store.homes.home_tables import journal

Connect = Callable[[], AbstractContextManager[Connection]]


class Journal:
    """Plain JSON by key, for one build; it is emptied when the build ends."""

    def __init__(self, build: int, reads: Connect, writes: Connect) -> None:
        self._build = build
        self._reads = reads
        self._writes = writes

    def get(self, key: str) -> Any:
        """What is kept, None where nothing is."""
        wanted = select(journal.c.value).where(journal.c.build == self._build, journal.c.key == key)
        with self._reads() as connection:
            return connection.execute(wanted).scalar()

    def put(self, key: str, value: Any) -> None:
        """Keep it, also when the process is killed right afterwards."""
        with self._writes() as connection:
            keep(connection, self._build, key, value)


def keep(connection: Connection, build: int, key: str, value: Any) -> None:
    """Put a value into a build's journal, as part of a transaction."""
    statement = upsert(journal).values(build=build, key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["build", "key"], set_={"value": value})
    )
