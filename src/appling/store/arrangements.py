"""How people have arranged their pages: kept with the app, so exported, undone and burnt with it."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from appling.store import system
from appling.store.history import Note, tables

Reads = Callable[[], AbstractContextManager[Connection]]
Writes = Callable[..., AbstractContextManager[Connection]]


class Arrangements:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(self, reads: Reads, writes: Writes) -> None:
        self._reads = reads
        self._writes = writes

    def of(self, person: int, page: str) -> list[Any] | None:
        """What was kept; None for a page that is as it was made."""
        table = system.arranged
        with self._reads() as connection:
            if not tables.columns(connection, table.name):
                return None
            mine = (table.c.person == person, table.c.page == page)
            found = connection.execute(select(table.c.parts).where(*mine)).scalar()
        kept = json.loads(found) if found is not None else None
        return kept if isinstance(kept, list) else None

    def keep(self, person: int, page: str, parts: Sequence[Any] | None, title: str) -> None:
        """Keep plain data for a person's page, or with None forget it; `title` is what history calls that."""
        table = system.arranged
        mine = (table.c.person == person, table.c.page == page)
        with self._writes(note=Note(title=title, person=person)) as connection:
            _make_table(connection)
            if parts is None:
                connection.execute(delete(table).where(*mine))
                return
            kept = json.dumps(parts, ensure_ascii=False)
            if not connection.execute(update(table).where(*mine).values(parts=kept)).rowcount:
                connection.execute(insert(table).values(person=person, page=page, parts=kept))


def _make_table(connection: Connection) -> None:
    """In a file that is older than this table."""
    if not tables.columns(connection, system.arranged.name):
        system.arranged.create(connection)
        tables.stop_triggers(connection)
        tables.start_triggers(connection)
