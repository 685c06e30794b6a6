"""Counts what tests tried for each promise, so that `python -m bench.promises` can show it in one table."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FILE = "APPLING_PROMISES"
"""The environment's name of the file that counts are written to; without it nothing is written."""
FULL = "APPLING_FULL"
"""Set to 1 for the long form of suites that have one."""


@dataclass(frozen=True)
class Count:
    promise: str
    tried: int
    failed: int


def count(promise: str, tried: int, failed: int = 0) -> None:
    """Note that so many cases of a promise were tried, and how many of them failed."""
    if name := os.environ.get(FILE):
        line = json.dumps({"promise": promise, "tried": tried, "failed": failed}, ensure_ascii=False)
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(line + "\n")


@contextmanager
def counting(promise: str, tried: int = 1) -> Iterator[None]:
    """Count the cases tried in a block; they failed if it raises."""
    try:
        yield
    except Exception:
        count(promise, tried, tried)
        raise
    count(promise, tried)


def read_counts(file: Path) -> list[Count]:
    """All that was noted in a file."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [Count(**json.loads(line)) for line in lines]


def examples(few: int, many: int) -> int:
    """How many examples to try: `few` by default, `many` in the full form."""
    return many if os.environ.get(FULL) == "1" else few
