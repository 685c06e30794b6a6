"""Kills processes in the middle of what they do, hundreds of times, and says what was left.

python -m bench.kills --count 300
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from tests.kills.killing import Told, Verdict, kill, moments, tell
from tests.kills.stories import STORIES, Story
from tests.promises import count as count_promise

KILLS_A_TELLING = 10
"""As many kills share one telling of a story, with the same chances."""


def main() -> int:
    arguments = read_arguments()
    stories = [each for each in STORIES if not arguments.story or each.name in arguments.story]
    with tempfile.TemporaryDirectory() as folder:
        verdicts = run(stories, arguments.count, arguments.seed, Path(folder))
    return report(verdicts)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--story", action="append", choices=[each.name for each in STORIES])
    return parser.parse_args()


def run(stories: list[Story], count: int, seed: int, folder: Path) -> list[Verdict]:
    """So many kills, spread over the stories."""
    verdicts: list[Verdict] = []
    for number, story in enumerate(stories):
        share = count // len(stories) + (number < count % len(stories))
        for telling in range(0, share, KILLS_A_TELLING):
            told = tell(story, seed + telling, folder)
            verdicts += _killed(told, min(KILLS_A_TELLING, share - telling), folder)
    return verdicts


def _killed(told: Told, count: int, folder: Path) -> list[Verdict]:
    found = []
    for moment in moments(told, count, Random(told.seed)):
        verdict = kill(told, folder, **moment)
        found.append(verdict)
        if verdict.faults:
            print(f"{verdict.story}, seed {verdict.seed}, {verdict.moment}: {verdict.faults}", flush=True)
    return found


def report(verdicts: list[Verdict]) -> int:
    """A line for each story; the status of the command."""
    tried = Counter(each.story for each in verdicts)
    died = Counter(each.story for each in verdicts if each.killed)
    failed = Counter(each.story for each in verdicts if each.faults)
    for story in tried:
        print(f"{story:<12} {tried[story]:>4} kills, {died[story]:>4} in the middle, {failed[story]} wrong")
        count_promise("kills", tried[story], failed[story])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
