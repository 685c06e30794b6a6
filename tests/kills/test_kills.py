"""A few kills of each story; hundreds of them: python -m bench.kills --count 300."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
QUICK = ("burning", "migrations", "undo")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of one thread, since it forks."""
    command = [sys.executable, "-m", "bench.kills", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300)


def test_what_is_killed_is_as_before_or_after() -> None:
    done = run("--count", "3", *(each for story in QUICK for each in ("--story", story)))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_every_story_is_killed_a_few_times() -> None:
    done = run("--count", "18")
    assert done.returncode == 0, done.stdout + done.stderr
