"""Files that exports are written to before they have their names, noted so that killed ones leave none."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

ENDING = ".export"
TOKEN_BYTES = 4


@contextmanager
def unfinished(notes: Path, target: Path) -> Iterator[Path]:
    """A file beside the target that goes away at the end, unless it was moved; noted in a folder of notes."""
    notes.mkdir(exist_ok=True)
    note = notes / f"{secrets.token_hex(TOKEN_BYTES)}{ENDING}"
    path = target.absolute().with_name(f".{target.name}.{note.stem}")
    lock = _lock(note)
    lock.acquire(timeout=0)
    try:
        note.write_text(str(path), encoding="utf-8")
        yield path
    finally:
        _end(note, lock, path)


def sweep(notes: Path) -> None:
    """Remove what exports left whose processes are dead."""
    for note in notes.glob(f"*{ENDING}"):
        lock = _lock(note)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            _end(note, lock, _noted(note))


def _noted(note: Path) -> Path | None:
    """The file that a note is about; None for one that was not written to its end."""
    path = Path(note.read_text(encoding="utf-8", errors="replace"))
    return path if path.name.startswith(".") and path.name.endswith(f".{note.stem}") else None


def _lock(note: Path) -> FileLock:
    return FileLock(note.with_suffix(".lock"), thread_local=False)


def _end(note: Path, lock: FileLock, path: Path | None) -> None:
    """The note goes last, so that it is there as long as the file is."""
    with suppress(OSError):
        if path is not None:
            path.unlink(missing_ok=True)
        note.unlink(missing_ok=True)
    lock.release()
    with suppress(OSError):
        note.with_suffix(".lock").unlink(missing_ok=True)
