"""Lets a story be told where writing fails, and looks whether every operation was done, or said why not."""

import errno
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

Trouble = Callable[[], None]
"""Sets up, in the child that tells the story, what makes its writes fail."""


@dataclass(frozen=True)
class Refusal:
    """The sentence that the first operation that failed came with; None where all were done."""

    done: int
    sentence: str | None
    faults: tuple[str, ...]


def small_files(limit: int) -> Trouble:
    """No file may grow beyond so many bytes."""

    def begin() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    return begin


def few_pages(pages: int) -> Trouble:
    """No database may grow beyond so many pages."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    return lambda: event.listen(Engine, "connect", limit)


def failing_point(number: int, error: int = errno.ENOSPC, *, once: bool = False) -> Trouble:
    """The call of that number fails, and all after it unless it is this `once`."""
    return lambda: Points(fail=number, error=error, once=once).install() and None


def unprivileged() -> None:
    """Whoever runs this is nobody in particular."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)


def tell_in_trouble(told: Told, folder: Path, trouble: Trouble) -> Refusal:
    """What came of the story in a copy of its home; then its home is looked at without the trouble."""
    victim = folder / "victim"
    shutil.rmtree(victim, ignore_errors=True)
    shutil.copytree(told.start, victim)
    done, sentence = asked(lambda: _try(told.story, told.seed, victim, trouble))
    found = asked(lambda: faults(victim) + state_faults(victim, told.states[done : done + 2]))
    return Refusal(done, sentence, (*found, *_sentence_faults(sentence)))


def _try(story: Story, seed: int, path: Path, trouble: Trouble) -> tuple[int, str | None]:
    trouble()
    done = 0
    try:
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
    clear = any(each in sentence for each in ("no room", "cannot be", "can't be", "damaged"))
    return [] if clear and "Errno" not in sentence else [f"it said: {sentence}"]
