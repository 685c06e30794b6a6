"""A few kills of each story; hundreds of them: python -m bench.kills --count 300."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def test_every_story_is_killed_a_few_times() -> None:
    """In a process of one thread, since it forks."""
    command = [sys.executable, "-m", "bench.kills", "--count", "18"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
