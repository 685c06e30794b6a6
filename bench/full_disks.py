"""Tells the stories where writing fails at many places, and prints what came of each as a line of JSON.

python -m bench.full_disks --count 300
"""

import argparse
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.kills.failing import (
    Trouble,
    failing_point,
    few_pages,
    little_left,
    read_only,
    small_files,
    tell_in_trouble,
)
from tests.kills.killing import Told, tell
from tests.kills.stories import story
from tests.promises import count as count_promise

STORIES = ("rows", "making", "burning", "uploads", "migrations", "undo", "portable")
TROUBLES = ("small files", "few pages", "failing calls", "read only", "small disk")
AS_ROOT = ("read only", "small disk")
DISK = 4 * 1024 * 1024
ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trouble", choices=TROUBLES)
    parser.add_argument("--story", choices=STORIES)
    arguments = parser.parse_args()
    wrong = 0
    names = [arguments.story] if arguments.story else STORIES[: max(1, arguments.count)]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        for number, name in enumerate(names):
            share = arguments.count // len(names) + (number < arguments.count % len(names))
            told = tell(story(name), arguments.seed, Path(folder))
            wrong += _in_trouble(told, kinds(arguments.trouble), share, Path(folder))
    return 1 if wrong else 0


def kinds(wanted: str | None) -> tuple[str, ...]:
    """The troubles that this person may make, or the one that was asked for."""
    possible = TROUBLES if os.geteuid() == 0 else tuple(each for each in TROUBLES if each not in AS_ROOT)
    return possible if wanted is None else (wanted,)


@contextmanager
def place_for(kind: str, folder: Path) -> Iterator[Path]:
    """Where the story is told: on a small disk of its own if it takes one; nothing is left there of another try."""
    place = folder / "place"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    if kind != "small disk":
        yield place
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def _in_trouble(told: Told, wanted: tuple[str, ...], count: int, folder: Path) -> int:
    wrong = 0
    chances = Random(told.seed)
    for number in range(count):
        kind = wanted[number % len(wanted)]
        said, trouble = _trouble(told, kind, chances)
        with place_for(kind, folder) as place:
            refusal = tell_in_trouble(told, place, trouble)
        line = {"story": told.story.name, "trouble": said, "done": refusal.done, "sentence": refusal.sentence}
        print(json.dumps(line | {"faults": refusal.faults}), flush=True)
        wrong += bool(refusal.faults)
    count_promise("full disks and failing writes", count, wrong)
    return wrong


def _trouble(told: Told, kind: str, chances: Random) -> tuple[str, Trouble]:
    """One of a kind, in words: with limits from nothing to almost enough, anywhere in the story."""
    match kind:
        case "small files":
            limit = int(2 ** chances.uniform(9, 19))
            return f"no file beyond {limit} bytes", small_files(limit)
        case "few pages":
            pages = chances.randint(1, 80)
            return f"no database beyond {pages} pages", few_pages(pages)
        case "read only":
            part = chances.choice(["", "apps", "home.db", *(["apps/club"] if told.states[0] else [])])
            return f"{part or 'all'} is read-only", read_only(part, told.modules)
        case "small disk":
            left = int(2 ** chances.uniform(8, 20))
            return f"{left} bytes left on the disk", little_left(left)
    point, error = chances.randint(1, len(told.points)), chances.choice(ERRORS)
    once = chances.random() < 0.5
    said = f"{errno.errorcode[error]} {'at' if once else 'from'} point {point} of {len(told.points)}"
    return said, failing_point(point, error, once=once)


if __name__ == "__main__":
    sys.exit(main())
