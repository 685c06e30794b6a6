"""Locks that end with their process, so that what a killed one left can be told from what goes on."""

from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


class Held:
    """A lock over a file that is made for it; not taken yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, thread_local=False)

    def take(self) -> bool:
        """Whether it is ours now. Raises OSError where the file can't be made."""
        self._path.parent.mkdir(exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        """Give it back, with its file."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.release()


def held_by_somebody(path: Path) -> bool:
    """Whether a process that lives holds it; one that can't be looked at counts as held."""
    if not path.exists():
        return False
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False
