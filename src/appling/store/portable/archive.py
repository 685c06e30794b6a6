"""The parts of an exported file, read without trust: by fixed names, within limits, each against its hash."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from appling.store.portable.errors import CannotImport, damaged, foreign
from appling.store.portable.manifest import (
    BLUEPRINT,
    DATABASE,
    MANIFEST,
    Manifest,
    Part,
    read_manifest,
)

MOST_BYTES = 4 * 1024**3 - 1
"""Of all parts together; what is larger would need another kind of zip, which is not read."""
MOST_PARTS = 60_000
MOST_RATIO = 100
"""How many times larger a part may be than it is in the file…"""
FREE_RATIO = 64 * 1024**2
"""…unless it is smaller than this."""
LARGEST_MANIFEST = 16 * 1024**2
LARGEST_DIRECTORY = 32 * 1024**2
CHUNK = 256 * 1024
_END, _LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_TAKEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_NO_EXPORT = "This file is no app that was exported."


class Archive:
    """An open file whose directory was looked through, and whose manifest lists just what is there."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._parts = _directory(opened)
        manifest = self._parts.pop(MANIFEST, None)
        if manifest is None or manifest.file_size > LARGEST_MANIFEST:
            raise foreign(_NO_EXPORT)
        self.manifest: Manifest = read_manifest(b"".join(self._chunks(manifest)))
        if set(self._parts) != set(self.manifest.parts) or not {BLUEPRINT, DATABASE} <= set(self._parts):
            raise damaged()
        if self.manifest.size > MOST_BYTES:
            raise _too_large()

    def extract(self, name: str, target: Path) -> None:
        """Write one part to a new file, and to the disk. Raises CannotImport."""
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in self._checked(name):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def text(self, name: str, longest: int) -> str:
        """One part as text. Raises CannotImport."""
        if self.manifest.parts[name].size > longest:
            raise _too_large()
        try:
            return b"".join(self._checked(name)).decode()
        except UnicodeDecodeError as error:
            raise damaged() from error

    def _checked(self, name: str) -> Iterator[bytes]:
        """A part as the manifest describes it."""
        expected: Part = self.manifest.parts[name]
        entry = self._parts[name]
        if entry.file_size != expected.size:
            raise damaged()
        size, digest = 0, sha256()
        for chunk in self._chunks(entry):
            size += len(chunk)
            digest.update(chunk)
            yield chunk
        if (size, digest.hexdigest()) != (expected.size, expected.hash):
            raise damaged()

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """What is read is counted, whatever the directory announces."""
        size = 0
        try:
            with self._opened.open(entry) as file:
                while chunk := file.read(CHUNK):
                    size += len(chunk)
                    if size > entry.file_size:
                        raise damaged()
                    yield chunk
        except _UNREADABLE as error:
            raise damaged() from error


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Raises CannotImport."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise CannotImport(
            "{path} can't be read: {reason}.",
            "Give the path of a file that `appling export` wrote.",
            path=path,
            reason=error.strerror or error,
        ) from error
    with file:
        _check_end(file)
        try:
            opened = zipfile.ZipFile(file)
        except _UNREADABLE as error:
            raise damaged() from error
        with opened:
            yield Archive(opened)


def _check_end(file: IO[bytes]) -> None:
    """That the file ends like ours, before its directory is taken into memory."""
    size = file.seek(0, os.SEEK_END)
    if size > MOST_BYTES:
        raise _too_large()
    file.seek(max(0, size - 42))
    tail = file.read()
    end = tail[-22:]
    if not end.startswith(_END):
        file.seek(0)
        raise damaged() if file.read(4) == b"PK\x03\x04" else foreign(_NO_EXPORT)
    entries, directory = struct.unpack_from("<HL", end, 10)
    if _LOCATOR in tail[:20] or entries > MOST_PARTS or directory > LARGEST_DIRECTORY:
        raise _too_large()
    file.seek(0)


def _directory(opened: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by their names, none of which leads anywhere."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in opened.infolist():
        if not entry.filename:
            raise foreign("This file holds a part without a name.")
        if entry.filename in found:
            raise foreign("This file holds the same part twice.")
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG) or entry.is_dir():
            raise foreign("This file holds a link or a folder, which no export does.")
        if entry.compress_type not in _TAKEN or entry.flag_bits & 0x1:
            raise foreign("This file is packed in a way that no export is.")
        large = entry.file_size > FREE_RATIO
        if large and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise _too_large()
        found[entry.filename] = entry
    if sum(entry.file_size for entry in found.values()) > MOST_BYTES:
        raise _too_large()
    return found


def _too_large() -> CannotImport:
    return CannotImport("This file unpacks to more than can be taken in.", "Nothing was changed.")
