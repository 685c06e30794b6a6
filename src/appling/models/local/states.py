"""What a model made of a fixed prefix, kept on disk, so that no later process has to read it again."""

import hashlib
import os
import time
from importlib.metadata import version
from pathlib import Path

_KEEP = 16


class States:
    """The saved states of one model, a file each; only the newest are kept."""

    def __init__(self, folder: Path, model: str) -> None:
        self.folder = folder
        self._salt = f"{model}\0{version('xllamacpp')}"

    def key(self, head: str, context: int) -> str:
        """The file name for the state after reading `head`."""
        return hashlib.sha256(f"{self._salt}\0{context}\0{head}".encode()).hexdigest()

    def has(self, key: str) -> bool:
        return (self.folder / key).is_file()

    def used(self, key: str) -> None:
        """Note that this one is still wanted."""
        try:
            os.utime(self.folder / key)
        except OSError:
            return

    def drop(self, key: str) -> None:
        (self.folder / key).unlink(missing_ok=True)

    def name_for_writing(self, key: str) -> str:
        """A name that no reader looks for, until `keep` puts it in place."""
        return f"{key}.{os.getpid()}.{time.monotonic_ns()}"

    def keep(self, written: str, key: str) -> None:
        """Put a fully written state in its place, and drop those not used for longest."""
        (self.folder / written).replace(self.folder / key)
        states = [entry for entry in self.folder.iterdir() if entry.is_file()]
        states.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for old in states[_KEEP:]:
            old.unlink(missing_ok=True)
