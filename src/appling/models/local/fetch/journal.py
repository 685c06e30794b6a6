"""The file that grows from parts, and the record of which parts are in it."""

import hashlib
import json
import threading
from pathlib import Path
from typing import IO

from appling.models.local.catalog import KnownModel
from appling.models.local.fetch.source import changed

_CHUNK = 1024 * 1024


class Journal:
    """A part counts once its bytes are in place and its line is written; earlier lines are checked."""

    def __init__(self, work: Path, known: KnownModel) -> None:
        self._known = known
        self._file = work / "joined"
        self._record = work / "parts.jsonl"
        self._lock = threading.Lock()
        self._file.touch()
        self._here = self._checked()

    @property
    def done(self) -> int:
        """The bytes in place."""
        return sum(self._length(part) for part in self._here)

    def missing(self) -> list[int]:
        """The parts still to get."""
        return [part for part in range(1, self._known.parts.count + 1) if part not in self._here]

    def take(self, part: int, data: IO[bytes]) -> None:
        """Write a part to its place, then note it."""
        digest = hashlib.sha256()
        length = 0
        with self._file.open("r+b") as whole:
            whole.seek(self._start(part))
            while chunk := data.read(_CHUNK):
                length += len(chunk)
                if length > self._length(part):
                    break
                digest.update(chunk)
                whole.write(chunk)
        if length != self._length(part):
            raise changed(self._known, part)
        with self._lock, self._record.open("a") as record:
            record.write(json.dumps({"part": part, "sha256": digest.hexdigest()}) + "\n")
            self._here.add(part)

    def whole(self) -> Path:
        """The joined file; should it turn out wrong, the next try begins anew."""
        self._record.unlink(missing_ok=True)
        return self._file

    def _start(self, part: int) -> int:
        return (part - 1) * self._known.parts.size

    def _length(self, part: int) -> int:
        return min(self._known.parts.size, self._known.size - self._start(part))

    def _checked(self) -> set[int]:
        if not self._record.exists():
            return set()
        here = set()
        with self._file.open("rb") as whole:
            for line in self._record.read_text().splitlines():
                try:
                    noted = json.loads(line)
                    part, sha256 = int(noted["part"]), noted["sha256"]
                except (ValueError, KeyError, TypeError):
                    continue
                whole.seek(self._start(part))
                if hashlib.sha256(whole.read(self._length(part))).hexdigest() == sha256:
                    here.add(part)
        return here
