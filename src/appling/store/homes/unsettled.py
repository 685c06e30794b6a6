"""Folders on their way into a home or out of it, marked so that what a killed process left can be told.

A marked folder that nobody holds and that the home does not list is nobody's. Whether it is listed is
asked inside a transaction of the home, and a folder comes in inside one, so the two can't cross.
"""

import secrets
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

MARK = ".unsettled"
ASIDE, BURNT = ".new-", ".burnt-"
"""What folders of apps are called that are not there yet, or not any more."""

Listed = Callable[[], AbstractContextManager[Collection[str]]]


class Mark:
    """A folder's mark, held by whoever works on it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / MARK
        self._lock = FileLock(self._path, thread_local=False)

    def hold(self) -> bool:
        """Mark the folder; whether nobody else holds it. Raises OSError."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def let_go(self) -> None:
        """The folder stays marked."""
        self._lock.release()


def make_aside(apps: Path) -> tuple[Path, Mark]:
    """A new folder with its mark, held; another one where a sweep took it before it was marked."""
    while True:
        folder = Path(mkdtemp(prefix=ASIDE, dir=apps))
        mark = Mark(folder)
        try:
            if mark.hold() and (folder / MARK).exists():
                return folder, mark
            mark.let_go()
        except FileNotFoundError:
            continue
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise


@contextmanager
def marked(folder: Path) -> Iterator[None]:
    """Holds the mark of a folder as far as there is room for one."""
    mark = Mark(folder)
    with suppress(OSError):
        mark.hold()
    try:
        yield
    finally:
        mark.let_go()


def settle(folder: Path) -> None:
    """Take the mark off: the folder belongs to the home."""
    (folder / MARK).unlink(missing_ok=True)


def discard(folder: Path) -> None:
    """Remove a folder that is not listed any more; what can't be removed now is later."""
    gone = folder.with_name(f"{BURNT}{secrets.token_hex(8)}")
    try:
        folder.rename(gone)
    except OSError:
        gone = folder
    shutil.rmtree(gone, ignore_errors=True)


def sweep(apps: Path, listed: Listed) -> None:
    """Settle or remove what processes that were killed left behind."""
    left = [*_left(apps)]
    if left:
        with listed() as known:
            for folder in left:
                _finish(folder, known)
    for folder in apps.glob(f"{BURNT}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _left(apps: Path) -> Iterator[Path]:
    for folder in apps.iterdir():
        if folder.name.startswith(ASIDE) or (folder / MARK).exists():
            yield folder


def _finish(folder: Path, known: Collection[str]) -> None:
    mark = Mark(folder)
    with suppress(OSError):
        if not mark.hold():
            return
        try:
            if folder.name in known:
                settle(folder)
            elif not folder.name.startswith(BURNT):
                folder.rename(folder.with_name(f"{BURNT}{secrets.token_hex(8)}"))
        finally:
            mark.let_go()
