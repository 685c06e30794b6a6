"""What each person keeps for themselves alone: pages as they arranged them, views of lists.

It is kept with the app, so exported, undone and burnt with it.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from appling.store import system
from appling.store.history import Note, tables
from appling.store.migration.personal import found_before, is_before

Reads = Callable[[], AbstractContextManager[Connection]]
Writes = Callable[..., AbstractContextManager[Connection]]


class Personal:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(self, reads: Reads, writes: Writes) -> None:
        self._reads = reads
        self._writes = writes

    def of(self, person: int, place: str) -> list[Any] | None:
        """What was kept; None for a place that is as it was made."""
        with self._reads() as connection:
            found = _found(connection, person, place)
        kept = json.loads(found) if found is not None else None
        return kept if isinstance(kept, list) else None

    def keep(self, person: int, place: str, what: Sequence[Any] | None, title: str) -> None:
        """Keep plain data for a person's place, or with None forget it; `title`: what history calls that."""
        table = system.personal
        mine = (table.c.person == person, table.c.place == place)
        with self._writes(note=Note(title=title, person=person)) as connection:
            _make_table(connection)
            if what is None:
                connection.execute(delete(table).where(*mine))
                return
            kept = json.dumps(what, ensure_ascii=False)
            if not connection.execute(update(table).where(*mine).values(kept=kept)).rowcount:
                connection.execute(insert(table).values(person=person, place=place, kept=kept))


def _found(connection: Connection, person: int, place: str) -> Any:
    """In a file that was not written to since the table has its name, from the one before."""
    table = system.personal
    if is_before(connection):
        return found_before(connection, person, place)
    if not tables.columns(connection, table.name):
        return None
    mine = (table.c.person == person, table.c.place == place)
    return connection.execute(select(table.c.kept).where(*mine)).scalar()


def _make_table(connection: Connection) -> None:
    """In a file that is older than this table."""
    if not tables.columns(connection, system.personal.name):
        system.personal.create(connection)
        tables.stop_triggers(connection)
        tables.start_triggers(connection)
