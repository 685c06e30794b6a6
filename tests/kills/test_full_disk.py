"""A full disk, files that may not grow, calls that fail: done or refused in a sentence, and all is whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> list[dict[str, object]]:
    """In a process of one thread, since it forks."""
    command = [sys.executable, "-m", "bench.full_disks", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("trouble", ["small files", "few pages", "failing calls"])
def test_writes_that_fail(trouble: str) -> None:
    found = run("--trouble", trouble, "--count", "6")
    assert [each for each in found if each["faults"]] == []
    assert any(each["sentence"] for each in found)


def test_a_few_writes_that_fail() -> None:
    found = run("--count", "3", "--story", "uploads")
    assert [each for each in found if each["faults"]] == []
