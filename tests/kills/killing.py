"""Lets a story be told, kills the teller, and looks at what is left."""

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.kills.forked import Acknowledge, asked, killed
from tests.kills.points import Points
from tests.kills.state import faults, state
from tests.kills.stories import Story

from appling.store import Home


@dataclass(frozen=True)
class Told:
    """A story that was told to its end: what the home held after each operation, and how it went."""

    story: Story
    seed: int
    start: Path
    states: list[Any]
    points: list[str]
    seconds: float
    modules: list[str]
    """What it took to tell it, for tellers who may not read our code any more."""


@dataclass(frozen=True)
class Verdict:
    """`moment` is where the process was killed; `faults` is empty if all is well."""

    story: str
    seed: int
    moment: str
    acknowledged: int
    killed: bool
    faults: tuple[str, ...]


def tell(story: Story, seed: int, folder: Path) -> Told:
    """Prepare a home, and let the whole story happen in a copy of it."""
    start, twin = folder / f"{story.name}-{seed}", folder / "twin"
    asked(lambda: _prepare(story, seed, start))
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(start, twin)
    states, points, seconds, modules = asked(lambda: _whole(story, seed, twin))
    return Told(story, seed, start, states, points, seconds, modules)


def kill(told: Told, folder: Path, *, point: int | None = None, after: float | None = None) -> Verdict:
    """Kill the teller at a point, or after so many seconds; then look."""
    victim = folder / "victim"
    shutil.rmtree(victim, ignore_errors=True)
    shutil.copytree(told.start, victim)
    outcome = killed(lambda acknowledge: _tell(told, victim, point, acknowledge), after)
    found = asked(lambda: _look(told, victim, outcome.acknowledged))
    where = f"point {point}, {told.points[point - 1]}" if point else f"after {after:.4f} s"
    return Verdict(told.story.name, told.seed, where, outcome.acknowledged, outcome.killed, tuple(found))


def every_point(told: Told) -> list[dict[str, Any]]:
    """Before and after each commit, and each call that changes a folder or writes a file."""
    return [{"point": at} for at, name in enumerate(told.points, 1) if name.startswith(("before", "after"))]


def moments(told: Told, count: int, chances: Random) -> Iterator[dict[str, Any]]:
    """So many moments for a kill: at any time, at any point, at a point of any kind, in turn.

    The rare kinds are where one thing has been done and the next has not.
    """
    kinds = sorted({told.points[each["point"] - 1] for each in every_point(told)})
    for number in range(count):
        if number % 3 == 0:
            kind = chances.choice(kinds)
            yield {"point": chances.choice([at for at, name in enumerate(told.points, 1) if name == kind])}
        elif number % 3 == 1:
            yield {"point": chances.randint(1, len(told.points))}
        else:
            yield {"after": chances.uniform(0, told.seconds)}


def _prepare(story: Story, seed: int, path: Path) -> None:
    home = Home(path)
    story.prepare(home, Random(seed))
    home.close()


def _whole(story: Story, seed: int, path: Path) -> tuple[list[Any], list[str], float, list[str]]:
    states, points = [state(path)], Points().install()
    home, seconds, started = Home(path), 0.0, time.monotonic()
    for _ in story.operations(home, Random(seed)):
        seconds += time.monotonic() - started
        points.pause()
        states.append(state(path))
        points.go_on()
        started = time.monotonic()
    home.close()
    return states, points.names, seconds, [*sys.modules]


def _tell(told: Told, path: Path, point: int | None, acknowledge: Acknowledge) -> None:
    if point:
        Points(kill=point).install()
    for _ in told.story.operations(Home(path), Random(told.seed)):
        acknowledge()


def _look(told: Told, path: Path, done: int) -> list[str]:
    found = faults(path)
    found += state_faults(path, told.states[done : done + 2])
    if told.story.go_on is not None:
        home = Home(path)
        begun = bool(home.builds.interrupted())
        found += told.story.go_on(home)
        home.close()
        found += faults(path) + state_faults(path, told.states[done + begun : done + 2])
    return found


def state_faults(path: Path, possible: list[Any]) -> list[str]:
    now = state(path)
    return [] if now in possible else [f"neither before nor after: {_difference(now, possible[0])}"]


def _difference(now: Any, expected: Any) -> str:
    """The first place at which two states differ."""
    if isinstance(now, dict) and isinstance(expected, dict) and now.keys() == expected.keys():
        return next(
            f"{key}: {_difference(now[key], expected[key])}" for key in now if now[key] != expected[key]
        )
    return f"{str(now)[:300]} and not {str(expected)[:300]}"
