"""Runs the suites that try to break the promises, and shows how much was tried and how much failed.

python -m bench.promises                            # the shortened form, a few minutes
python -m bench.promises --full --write             # the long form, two hours; writes docs/promises.md
python -m bench.promises --full --write --only security   # one suite anew; the others stay as they were run
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from tests.promises import FILE, FULL, Count, read_counts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "promises.md"
RESULTS = ROOT / "docs" / "promises.json"
"""What each suite found when it was run last for the page."""
PYTEST = ("-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-m", "not model and not browser")


@dataclass(frozen=True)
class Suite:
    """`few` and `full` are what Python is called with in the two forms."""

    name: str
    about: str
    few: tuple[str, ...]
    full: tuple[str, ...]


def tests(name: str, about: str, *folders: str) -> Suite:
    return Suite(name, about, (*PYTEST, *folders), (*PYTEST, *folders))


def counted(name: str, about: str, module: str, few: int, full: int) -> Suite:
    calls = [("-m", module, "--count", str(count)) for count in (few, full)]
    return Suite(name, about, calls[0], calls[1])


SUITES = (
    tests("generated", "Blueprints, texts and expressions that nobody thought of.", "tests/generated"),
    tests("security", "The attacks that are known, on every kind of app.", "tests/security"),
    tests("changes", "Changes of apps, one after another.", "tests/builder/changing"),
    tests("history", "Undo and redo.", "tests/store/history"),
    tests("migration", "Tables and values that follow a changed blueprint.", "tests/store/migration"),
    tests("take away", "Whole apps out and back in.", "tests/store/portable"),
    counted("kills", "Processes that die in the middle.", "bench.kills", 24, 400),
    counted("full disks", "Disks that take no more.", "bench.full_disks", 21, 300),
)


@dataclass(frozen=True)
class Ran:
    """What came of a suite: on which day, how long, and whether in the full form.

    `remark` is what a reader of the page has to know of this run, such as a test that ran by itself.
    """

    suite: str
    day: str
    full: bool
    seconds: int
    passed: bool
    counts: tuple[Count, ...]
    remark: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--full", action="store_true", help="the long form")
    parser.add_argument("--write", action="store_true", help="keep the results for docs/promises.md")
    parser.add_argument("--only", action="append", choices=[suite.name for suite in SUITES])
    arguments = parser.parse_args()
    found: dict[str, Ran] = {}
    for suite in SUITES:
        if not arguments.only or suite.name in arguments.only:
            found[suite.name] = run(suite, arguments.full)
            if arguments.write:
                write({**kept(), suite.name: found[suite.name]})
    print(printed(found))
    return int(not all(each.passed for each in found.values()))


def kept() -> dict[str, Ran]:
    """The results that the page was made of."""
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    return {
        each["suite"]: Ran(**each | {"counts": tuple(Count(**one) for one in each["counts"])})
        for each in found
    }


def write(found: Mapping[str, Ran]) -> None:
    inorder = [asdict(found[suite.name]) for suite in SUITES if suite.name in found]
    RESULTS.write_text(json.dumps(inorder, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(printed(found), encoding="utf-8")


def run(suite: Suite, full: bool) -> Ran:
    """One suite in a process of its own, with the counts it wrote down."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counts"
        environment = {**os.environ, FILE: str(file)} | ({FULL: "1"} if full else {})
        command = [sys.executable, *(suite.full if full else suite.few)]
        print(f"== {suite.name}: python {' '.join(command[1:])}", flush=True)
        started = perf_counter()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        seconds = round(perf_counter() - started)
        counts = summed(read_counts(file))
        passed = status == 0 and not any(each.failed for each in counts)
        return Ran(suite.name, date.today().isoformat(), full, seconds, passed, counts)


def summed(counts: Sequence[Count]) -> tuple[Count, ...]:
    """One count for each promise, in the order in which they came."""
    found: dict[str, Count] = {}
    for each in counts:
        before = found.get(each.promise, Count(each.promise, 0, 0))
        found[each.promise] = Count(each.promise, before.tried + each.tried, before.failed + each.failed)
    return tuple(found.values())


def printed(found: Mapping[str, Ran]) -> str:
    """The page of the documentation."""
    ran = [(suite, found[suite.name]) for suite in SUITES if suite.name in found]
    cases = [
        [each.promise, f"{each.tried:,}", f"{each.failed:,}", suite.name]
        for suite, one in ran
        for each in one.counts
    ]
    times = [
        [
            suite.name,
            suite.about,
            "full" if one.full else "shortened",
            one.day,
            f"{one.seconds:,}",
            "all passed" if one.passed else "something failed",
        ]
        for suite, one in ran
    ]
    return "\n".join(
        (
            "# Promises, and what tried to break them",
            "",
            "What Appling promises is tested by programs that try hard to break it. This page is made by",
            "`python -m bench.promises --full --write`; each run of the tests tries a shortened form.",
            "",
            *table(("promise", "cases tried", "failed", "suite"), cases),
            "",
            "## How long it takes",
            "",
            "On two cores, two workers for a suite. `--only NAME` runs one of them.",
            "",
            *table(("suite", "what it tries", "form", "run on", "seconds", "result"), times),
            "",
            *(f"{suite.name}: {one.remark}\n" for suite, one in ran if one.remark),
        )
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows)]


if __name__ == "__main__":
    sys.exit(main())
