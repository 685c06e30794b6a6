"""Kills processes in the middle of what they do, hundreds of times, and says what was left.

python -m bench.kills --count 300
python -m bench.kills --every --story burning
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from tests.kills.killing import Told, Verdict, every_point, kill, moments, tell
from tests.kills.stories import STORIES, Story
from tests.promises import count as count_promise

KILLS_A_TELLING = 10
"""As many kills share one telling of a story, with the same chances."""


def main() -> int:
    arguments = read_arguments()
    stories = [each for each in STORIES if not arguments.story or each.name in arguments.story]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, story in enumerate(stories):
            share = arguments.count // len(stories) + (number < arguments.count % len(stories))
            if share or arguments.every:
                verdicts = run(story, 0 if arguments.every else share, arguments.seed, Path(folder))
                wrong += report(story, verdicts)
    return 1 if wrong else 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--every", action="store_true", help="one at every point of one telling")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--story", action="append", choices=[each.name for each in STORIES])
    return parser.parse_args()


def run(story: Story, count: int, seed: int, folder: Path) -> list[Verdict]:
    """So many kills of one story, told with new chances every now and then; 0: one at every point."""
    verdicts: list[Verdict] = []
    if not count:
        told = tell(story, seed, folder)
        return _killed(told, every_point(told), folder)
    for telling in range(0, count, KILLS_A_TELLING):
        told = tell(story, seed + telling, folder)
        chosen = moments(told, min(KILLS_A_TELLING, count - telling), Random(told.seed))
        verdicts += _killed(told, chosen, folder)
    return verdicts


def _killed(told: Told, chosen: Iterable[dict[str, Any]], folder: Path) -> list[Verdict]:
    found = []
    for moment in chosen:
        verdict = kill(told, folder, **moment)
        found.append(verdict)
        if verdict.faults:
            print(f"{verdict.story}, seed {verdict.seed}, {verdict.moment}: {verdict.faults}", flush=True)
    return found


def report(story: Story, verdicts: list[Verdict]) -> int:
    """Says in a line what came of a story's kills; how many went wrong."""
    died = sum(each.killed for each in verdicts)
    failed = sum(bool(each.faults) for each in verdicts)
    print(f"{story.name:<12} {len(verdicts):>4} kills, {died:>4} in the middle, {failed} wrong", flush=True)
    count_promise("kills", len(verdicts), failed)
    return failed


if __name__ == "__main__":
    sys.exit(main())
