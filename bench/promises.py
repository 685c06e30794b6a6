"""Runs the suites that try to break the promises, and shows how much was tried and how much failed.

python -m bench.promises           # the shortened form, a few minutes
python -m bench.promises --full    # the long form, which also writes docs/promises.md
python -m bench.promises --only generated
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.promises import FILE, FULL, Count, read_counts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "promises.md"
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
    suite: Suite
    counts: tuple[Count, ...]
    seconds: float
    status: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--full", action="store_true", help="the long form; writes docs/promises.md")
    parser.add_argument("--write", action="store_true", help="write docs/promises.md in the short form too")
    parser.add_argument("--only", action="append", choices=[suite.name for suite in SUITES])
    arguments = parser.parse_args()
    chosen = [suite for suite in SUITES if not arguments.only or suite.name in arguments.only]
    ran: list[Ran] = []
    for suite in chosen:
        ran.append(run(suite, arguments.full))
        page = printed(ran, arguments.full)
        if (arguments.full and not arguments.only) or arguments.write:
            PAGE.write_text(page, encoding="utf-8")
    print(page)
    return int(any(each.status for each in ran))


def run(suite: Suite, full: bool) -> Ran:
    """One suite in a process of its own, with the counts it wrote down."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counts"
        environment = {**os.environ, FILE: str(file)} | ({FULL: "1"} if full else {})
        command = [sys.executable, *(suite.full if full else suite.few)]
        print(f"== {suite.name}: python {' '.join(command[1:])}", flush=True)
        started = perf_counter()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        return Ran(suite, summed(read_counts(file)), perf_counter() - started, status)


def summed(counts: Sequence[Count]) -> tuple[Count, ...]:
    """One count for each promise, in the order in which they came."""
    found: dict[str, Count] = {}
    for each in counts:
        before = found.get(each.promise, Count(each.promise, 0, 0))
        found[each.promise] = Count(each.promise, before.tried + each.tried, before.failed + each.failed)
    return tuple(found.values())


def printed(ran: Sequence[Ran], full: bool) -> str:
    """The page of the documentation."""
    cases = [
        [each.promise, f"{each.tried:,}", f"{each.failed:,}", one.suite.name]
        for one in ran
        for each in one.counts
    ]
    times = [
        [
            one.suite.name,
            one.suite.about,
            f"{one.seconds:,.0f}",
            "all passed" if one.status == 0 else "something failed",
        ]
        for one in ran
    ]
    made, other = ("--full", "without it, less") if full else ("--write", "with `--full`, far more")
    return "\n".join(
        (
            "# Promises, and what tried to break them",
            "",
            "What Appling promises is tested by programs that try hard to break it. This page is made by",
            f"`python -m bench.promises {made}`; {other} is tried.",
            "",
            *table(("promise", "cases tried", "failed", "suite"), cases),
            "",
            "## How long it takes",
            "",
            "On two cores, one suite after the other, two workers each. `--only NAME` runs one of them.",
            "",
            *table(("suite", "what it tries", "seconds", "result"), times),
            "",
        )
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows)]


if __name__ == "__main__":
    sys.exit(main())
