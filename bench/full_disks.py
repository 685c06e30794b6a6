"""Tells the stories where writing fails at many places, and prints what came of each as a line of JSON.

python -m bench.full_disks --count 300
"""

import argparse
import errno
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.kills.failing import Trouble, failing_point, few_pages, small_files, tell_in_trouble
from tests.kills.killing import Told, tell
from tests.kills.stories import story
from tests.promises import count as count_promise

STORIES = ("rows", "making", "burning", "uploads", "migrations", "undo", "portable")
TROUBLES = ("small files", "few pages", "failing calls")
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
        for number, name in enumerate(names):
            share = arguments.count // len(names) + (number < arguments.count % len(names))
            told = tell(story(name), arguments.seed, Path(folder))
            wrong += _in_trouble(told, arguments.trouble, share, Path(folder))
    return 1 if wrong else 0


def _in_trouble(told: Told, kind: str | None, count: int, folder: Path) -> int:
    wrong = 0
    for said, trouble in _troubles(told, kind, count):
        refusal = tell_in_trouble(told, folder, trouble)
        line = {"story": told.story.name, "trouble": said, "done": refusal.done, "sentence": refusal.sentence}
        print(json.dumps(line | {"faults": refusal.faults}), flush=True)
        wrong += bool(refusal.faults)
    count_promise("full disks and failing writes", count, wrong)
    return wrong


def _troubles(told: Told, kind: str | None, count: int) -> Iterator[tuple[str, Trouble]]:
    """So many of a kind, or of all in turn, with limits from nothing to almost enough."""
    chances = Random(told.seed)
    for number in range(count):
        match kind or TROUBLES[number % len(TROUBLES)]:
            case "small files":
                limit = int(2 ** chances.uniform(9, 19))
                yield f"no file beyond {limit} bytes", small_files(limit)
            case "few pages":
                pages = chances.randint(1, 80)
                yield f"no database beyond {pages} pages", few_pages(pages)
            case _:
                point, error = chances.randint(1, told.points), chances.choice(ERRORS)
                once = chances.random() < 0.5
                said = f"{errno.errorcode[error]} {'at' if once else 'from'} point {point} of {told.points}"
                yield said, failing_point(point, error, once=once)


if __name__ == "__main__":
    sys.exit(main())
