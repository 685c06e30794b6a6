"""How fast an app answers, beside the same page written by hand, and what idle apps cost.

    python -m bench.runtime               about two minutes

Each server is one process. Rounds alternate between the servers, and a row of the table is the median of
its rounds, so that a machine that is busy for a moment hits all of them alike. Django runs under
waitress, the others under uvicorn. Django and waitress come with `pip install --group bench`.
"""

import argparse
import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.runtime.idle import APPS, TIMED, measure
from bench.runtime.load import Load, Request, load
from bench.runtime.servers import Server, appling, by_hand, in_django


@dataclass
class Row:
    """One server in one way of asking, and what its rounds gave."""

    name: str
    server: Server
    requests: tuple[Request, ...]
    good: int
    rounds: list[Load] = field(default_factory=list)

    def median(self, figure: str) -> float:
        return statistics.median(getattr(each, figure) for each in self.rounds)


def compare(folder: Path, rounds: int, seconds: float) -> tuple[list[Row], list[Row]]:
    """The list page's rows and the form's."""
    with ExitStack() as stack:
        ours, hand, django = (stack.enter_context(each(folder)) for each in (appling, by_hand, in_django))
        pages = [
            Row("Appling, made anew", ours, ours.pages(anew=True), 200),
            Row("Appling, may be kept", ours, ours.pages(anew=False), 200),
            Row("Starlette by hand", hand, hand.pages(anew=True), 200),
            Row("Django (waitress)", django, django.pages(anew=True), 200),
        ]
        forms = [
            Row(name, each, each.post(), 303)
            for name, each in (("Appling", ours), ("Starlette by hand", hand), ("Django (waitress)", django))
        ]
        for row in (*pages, *forms):
            _load(row, min(1.0, seconds))
        for each in (pages, forms):
            for _ in range(rounds):
                for row in each:
                    row.rounds.append(_load(row, seconds))
    return pages, forms


def _load(row: Row, seconds: float) -> Load:
    found = load(row.server.port, row.server.host, row.requests, seconds=seconds)
    if set(found.statuses) != {row.good}:
        raise SystemExit(f"{row.name}: {found.statuses}, where only {row.good} is right")
    return found


def show(title: str, rows: list[Row]) -> None:
    hand = next(row for row in rows if row.name == "Starlette by hand").median("per_second")
    print(f"\n{title:<34}{'requests/s':>12}{'median ms':>12}{'p99 ms':>10}{'bytes':>9}{'by hand = 1':>14}")
    for row in rows:
        rate = row.median("per_second")
        print(
            f"{row.name:<34}{rate:>12.0f}{row.median('median'):>12.1f}{row.median('p99'):>10.1f}"
            f"{row.median('size'):>9.0f}{rate / hand:>14.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--no-idle", action="store_true", help="leave out the idle apps")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages, forms = compare(folder, given.rounds, given.seconds)
        show("List of 1,000 rows, filtered", pages)
        show("Form that adds a row", forms)
        if given.no_idle:
            return
        idle = measure(folder / "idle")
    print(
        f"\nResident memory: {idle.one_app / 1024:.0f} MB with 1 app open, {idle.all_apps / 1024:.0f} MB after "
        f"{APPS} were each opened once: {idle.each:.0f} kB per app"
    )
    print(
        f"One app, median of {TIMED}: made in {idle.made:.1f} ms, woken in {idle.woken:.1f} ms "
        f"(first page), burnt in {idle.burnt:.1f} ms"
    )


if __name__ == "__main__":
    main()
