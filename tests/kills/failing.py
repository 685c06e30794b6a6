"""Lets a story be told where writing fails, and looks whether every operation was done, or said why not."""

import errno
import importlib
import os
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, event
from tests.kills.forked import asked
from tests.kills.killing import Told, state_faults
from tests.kills.points import Points
from tests.kills.state import faults
from tests.kills.stories import Story

from appling.diagnostics.problem import Problem
from appling.store import Home, StoreError

Trouble = Callable[[Path], None]
"""Sets up, in the child that tells the story over the home at a path, what makes its writes fail."""
FILLER, NOBODY = "filler", 65534


@dataclass(frozen=True)
class Refusal:
    """The sentence that the first operation that failed came with; None where all were done."""

    done: int
    sentence: str | None
    faults: tuple[str, ...]


def small_files(limit: int) -> Trouble:
    """No file may grow beyond so many bytes."""

    def begin(_home: Path) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    return begin


def few_pages(pages: int) -> Trouble:
    """No database may grow beyond so many pages."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    return lambda _home: event.listen(Engine, "connect", limit)


def failing_point(number: int, error: int = errno.ENOSPC, *, once: bool = False) -> Trouble:
    """The call of that number fails, and all after it unless it is this `once`."""

    def begin(_home: Path) -> None:
        Points(fail=number, error=error, once=once).install()

    return begin


def little_left(size: int) -> Trouble:
    """The disk has so many bytes left; to be told on a disk that is small."""

    def begin(home: Path) -> None:
        free = shutil.disk_usage(home).free
        with (home.parent / FILLER).open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - size))

    return begin


def read_only(part: str, modules: list[str]) -> Trouble:
    """Nothing below this part of the home may be written, by somebody who is nobody in particular."""

    def begin(home: Path) -> None:
        for name in modules:
            importlib.import_module(name)
        home.parent.chmod(0o755)
        for path in (home, *home.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        for path in (home / part, *(home / part).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        _become_nobody()

    return begin


def _become_nobody() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def tell_in_trouble(told: Told, folder: Path, trouble: Trouble) -> Refusal:
    """What came of the story in a copy of its home; then its home is looked at without the trouble."""
    victim = folder / "victim"
    shutil.rmtree(victim, ignore_errors=True)
    shutil.copytree(told.start, victim)
    done, sentence = asked(lambda: _try(told.story, told.seed, victim, trouble))
    (folder / FILLER).unlink(missing_ok=True)
    found = asked(lambda: faults(victim) + state_faults(victim, told.states[done : done + 2]))
    return Refusal(done, sentence, (*found, *_sentence_faults(sentence)))


def _try(story: Story, seed: int, path: Path, trouble: Trouble) -> tuple[int, str | None]:
    done = 0
    try:
        trouble(path)
        for _ in story.operations(Home(path), Random(seed)):
            done += 1
    except Problem as problem:
        return done, problem.sentence
    except StoreError as error:
        return done, f"{error}."
    return done, None


def _sentence_faults(sentence: Any) -> list[str]:
    if sentence is None:
        return []
    clear = any(each in sentence for each in ("no room", "cannot be", "can't be"))
    return [] if clear and "Errno" not in sentence else [f"it said: {sentence}"]
