"""What people upload: bytes in files of generated names, described in a table."""

import os
import re
import secrets
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, delete, func, insert, select, update

from appling.store import system
from appling.store.errors import NotThere, StoreError, cannot_keep

TOKEN_BYTES = 24
CHUNK = 256 * 1024
ABANDONED = timedelta(days=1)
"""An upload that no row holds after so long was never sent with its form."""
BROUGHT_IN = "-brought in"
"""In place of a field's key: a file of rows that waits for its person to agree."""
SENT = "-sent"
"""In place of a field's key: a file that was sent before the row that will hold it."""
WAITING = (BROUGHT_IN, SENT)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")

Connect = Callable[[], AbstractContextManager[Connection]]


class TooLarge(StoreError):
    """An upload of more bytes than were allowed."""

    def __init__(self, limit: int) -> None:
        super().__init__("A file may have at most {limit} MB", limit=limit // 1024 // 1024)


@dataclass(frozen=True, slots=True)
class Upload:
    """`name` is what the person's own machine called it; `thing` and `field` (keys) are what it is for."""

    token: str
    name: str
    type: str
    size: int
    hash: str
    thing: str
    field: str
    person: int | None
    created: datetime


class Files:
    """The uploads of one app. Who may see one is decided by the row that holds its token."""

    def __init__(self, folder: Path, reads: Connect, writes: Connect) -> None:
        self._folder = folder
        self._reads = reads
        self._writes = writes

    def add(
        self,
        content: BinaryIO,
        *,
        name: str,
        type_: str,
        thing: str,
        field: str,
        person: int | None,
        limit: int,
    ) -> Upload:
        """Keep what is uploaded. Raises TooLarge, NoRoom or BrokenApp."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        path = self._folder / token
        try:
            self._folder.mkdir(exist_ok=True)
            size, digest = _copy(content, path, limit)
            upload = Upload(token, name, type_, size, digest, thing, field, person, datetime.now(UTC))
            values = {column: getattr(upload, column) for column in Upload.__slots__}
            with self._writes() as connection:
                connection.execute(insert(system.files).values(values))
        except BaseException as error:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise cannot_keep(self._folder, error) from error
            raise
        return upload

    def get(self, token: str) -> Upload:
        """Raises NotThere."""
        with self._reads() as connection:
            row = connection.execute(select(system.files).where(system.files.c.token == token)).first()
        if row is None:
            raise NotThere
        return Upload(**row._mapping)

    def count(self) -> int:
        with self._reads() as connection:
            return connection.execute(select(func.count()).select_from(system.files)).scalar_one()

    def names(self, tokens: Collection[str]) -> dict[str, str]:
        """What files are called, by their tokens."""
        table = system.files
        with self._reads() as connection:
            found = connection.execute(select(table.c.token, table.c.name).where(table.c.token.in_(tokens)))
            return {row.token: row.name for row in found}

    def path(self, token: str) -> Path:
        """Where the bytes lie. Raises NotThere."""
        path = self._folder / token
        if not _TOKEN.fullmatch(token) or not path.is_file():
            raise NotThere
        return path

    def remove(self, tokens: Collection[str]) -> None:
        """Remove uploads that no row holds any more."""
        with self._writes() as connection:
            connection.execute(delete(system.files).where(system.files.c.token.in_(tokens)))
        self._remove_bytes(tokens)

    def remove_orphans(
        self, held: Callable[[Connection, Collection[str]], set[str]], now: datetime | None = None
    ) -> int:
        """Remove old uploads that nothing holds, as `held` tells; returns how many."""
        before = (now or datetime.now(UTC)) - ABANDONED
        with self._writes() as connection:
            old = connection.execute(
                select(system.files.c.token).where(system.files.c.created < before)
            ).scalars()
            tokens = list(old)
            kept = held(connection, tokens)
            gone = [token for token in tokens if token not in kept]
            connection.execute(delete(system.files).where(system.files.c.token.in_(gone)))
            known = set(connection.execute(select(system.files.c.token)).scalars())
        self._remove_bytes(gone)
        self._remove_unknown(known, before)
        return len(gone)

    def _remove_bytes(self, tokens: Collection[str]) -> None:
        for token in tokens:
            (self._folder / token).unlink(missing_ok=True)

    def _remove_unknown(self, known: set[str], before: datetime) -> None:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name not in known and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)


def keep_sent(connection: Connection, token: str, thing: str, field: str, person: int | None) -> bool:
    """Whether the file was sent by this person and waited: it is now of this field, and of one row only."""
    table = system.files
    waits = (table.c.token == token) & (table.c.field == SENT) & table.c.person.is_not_distinct_from(person)
    return bool(connection.execute(update(table).where(waits).values(thing=thing, field=field)).rowcount)


def _copy(content: BinaryIO, path: Path, limit: int) -> tuple[int, str]:
    """The size and hash of what was copied, which is then safe on the disk."""
    size, digest = 0, sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge(limit)
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return size, digest.hexdigest()
