"""Writing a whole app to one file."""

import os
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from appling.store import system
from appling.store.app_file import DATABASE as APP_DATABASE
from appling.store.app_store import FILES
from appling.store.files import WAITING
from appling.store.portable.archive import CHUNK, FREE_RATIO, MOST_BYTES, MOST_PARTS, MOST_RATIO
from appling.store.portable.errors import CannotExport
from appling.store.portable.manifest import (
    BLUEPRINT,
    DATABASE,
    MANIFEST,
    UPLOADS,
    Manifest,
    Part,
    write_manifest,
)
from appling.store.portable.unfinished import unfinished
from appling.store.sql import sqlite

if TYPE_CHECKING:
    from appling.store.homes.home import Home

ENDING = ".appling.zip"
DATE = (1980, 1, 1, 0, 0, 0)
"""Of the entries; when the file was made is said in its manifest."""
ONE_TIME = (system.sessions, system.invitations, system.jobs, system.marks, system.hooks)
"""What is good for one home and a short while, and stays there: nothing is sent twice from a copy."""


def file_name(key: str) -> str:
    """What an app's file is called unless somebody says otherwise."""
    return f"{key}{ENDING}"


def export_app(home: "Home", key: str, target: Path) -> Manifest:
    """Write the app as it is now to a file; there is all of it, or what was there before.

    Raises NoSuchApp, CannotExport.
    """
    record = home.app(key)
    with home.aside() as aside:
        folder = aside.folder
        home.open(key).copy(folder)
        _strip(folder / APP_DATABASE)
        try:
            with unfinished(home.exporting, target) as path:
                manifest = _write(folder, path, key, record.name)
                os.replace(path, target)
                return manifest
        except OSError as error:
            raise _cannot_write(target, error) from error


def _strip(database: Path) -> None:
    """Leave out what is for this home alone, with every trace of it, and make it one file."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        for table in ONE_TIME:
            if table.name in present:
                connection.execute(sqlite.written(delete(table)))
        for mark in WAITING:
            waiting = delete(system.files).where(system.files.c.field == mark)
            connection.execute(sqlite.written(waiting), (mark,))
        connection.execute("VACUUM")


def _write(aside: Path, target: Path, key: str, name: str) -> Manifest:
    source, tokens, kinds = _read(aside / APP_DATABASE)
    present = [token for token in tokens if (aside / FILES / token).is_file()]
    if len(present) > MOST_PARTS - 3:
        raise CannotExport("This app has too many uploads for one file.", "Copy its folder instead.")
    parts: dict[str, Part] = {}
    with (
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as archive,
    ):
        try:
            parts[BLUEPRINT] = _put_bytes(archive, BLUEPRINT, source.encode())
            parts[DATABASE] = _put(archive, DATABASE, aside / APP_DATABASE)
            for token in present:
                packed = kinds[token].startswith("image/")
                parts[UPLOADS + token] = _put(archive, UPLOADS + token, aside / FILES / token, packed=packed)
        except zipfile.LargeZipFile as error:
            raise _too_large() from error
        missing = tuple(token for token in tokens if token not in present)
        exported = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(key, name, exported, parts, missing)
        if manifest.size > MOST_BYTES:
            raise _too_large()
        _put_bytes(archive, MANIFEST, write_manifest(manifest))
    with target.open("rb") as written:
        os.fsync(written.fileno())
    return manifest


def _read(database: Path) -> tuple[str, list[str], dict[str, str]]:
    """The blueprint, and the uploads with their types."""
    with closing(sqlite3.connect(database)) as connection:
        meta, files = system.meta, system.files
        wanted = sqlite.written(select(meta.c.value).where(meta.c.key == "source"))
        (source,) = connection.execute(wanted, ("source",)).fetchone()
        found = connection.execute(
            sqlite.written(select(files.c.token, files.c.type).order_by(files.c.token))
        ).fetchall()
    return source, [token for token, _ in found], dict(found)


def _put(archive: zipfile.ZipFile, name: str, path: Path, *, packed: bool = False) -> Part:
    """`packed`: it will not get smaller, so it is put in as it is; so is what would look like a bomb."""
    bomb = not packed and path.stat().st_size > FREE_RATIO and _ratio(path) > MOST_RATIO / 2
    digest, size = sha256(), 0
    entry = _entry(name, zipfile.ZIP_STORED if packed or bomb else zipfile.ZIP_DEFLATED)
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(entry, "w") as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Part(size, digest.hexdigest())


def _ratio(path: Path) -> float:
    """How much smaller a file gets when it is packed."""
    import zlib

    packer, packed, size = zlib.compressobj(1), 1, 0
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            packed += len(packer.compress(chunk))
    return size / packed


def _put_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> Part:
    archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), content)
    return Part(len(content), sha256(content).hexdigest())


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, DATE)
    entry.compress_type = method
    entry.external_attr = 0o100600 << 16
    return entry


def _too_large() -> CannotExport:
    return CannotExport("This app is too large for one file.", "Copy its folder instead.")


def _cannot_write(target: Path, error: OSError) -> CannotExport:
    if error.errno in sqlite.FULL:
        return CannotExport("There is no room for {path}.", "Make room, then try again.", path=target)
    return CannotExport(
        "{path} can't be written: {reason}.",
        "Name another file.",
        path=target,
        reason=error.strerror or error,
    )
