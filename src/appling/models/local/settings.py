"""How the engine is set up on this machine."""

import os
from dataclasses import dataclass, field
from pathlib import Path


def physical_cores() -> int:
    """The cores this process may use, two threads of one core counted once."""
    usable = _usable()
    siblings = set()
    for number in usable:
        listed = Path(f"/sys/devices/system/cpu/cpu{number}/topology/thread_siblings_list")
        try:
            siblings.add(listed.read_text())
        except OSError:
            return max(1, len(usable))
    return max(1, len(siblings))


def _usable() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return set(os.sched_getaffinity(0))
    return set(range(os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Settings:
    """`context` is the tokens that prompt and reply share; `batch` how many are read in one go.

    A smaller batch reads a little slower, a larger one keeps the engine busy longer after a cancel.
    """

    context: int = 8192
    batch: int = 128
    threads: int = field(default_factory=physical_cores)
    idle_s: float = 600.0
