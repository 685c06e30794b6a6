"""What history costs, and how quickly it takes back: a table.

python -m bench.history               about half a minute
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.store import AppStore, Scope, Viewer, see_all
from appling.store.history import tables

SOURCE = """app Club
thing Bike
  name: text, required
  price: money
  bought: date
  kind: choice(road, city)
  notes: long text
thing Loan
  bike: Bike
  due: date
"""
RETYPED = SOURCE.replace("price: money", "price: text").replace("due: date", "due: date and time")
ROWS = 10_000
WRITES = 1_000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'one write of one row':<52}{'median ms':>12}{'p95 ms':>10}")
        for title, tracked in (("without history", False), ("with history", True)):
            times = _writes(folder / title.replace(" ", "-"), tracked)
            print(
                f"{title:<52}{statistics.median(times):>12.3f}{statistics.quantiles(times, n=20)[-1]:>10.3f}"
            )
        print(f"\n{f'{ROWS:,} rows':<52}{'undo s':>12}{'redo s':>10}")
        for title, work in CASES.items():
            store = _made(folder / f"case-{len(list(folder.iterdir()))}")
            _fill(store)
            filled = store.history(1)[0].number
            work(store)
            last = store.history(1)[0].number
            store.close()
            back, on = _timed(store.undo, filled), _timed(store.redo, last)
            print(f"{title:<52}{back:>12.2f}{on:>10.2f}")
            store.close()


def _writes(folder: Path, tracked: bool) -> list[float]:
    store = _made(folder)
    if not tracked:
        with store._writes() as connection:
            tables.stop_triggers(connection)
    times = []
    for index in range(WRITES):
        begun = time.perf_counter()
        with store.write(_viewer(store)) as writer:
            writer.insert("bike", _values(index), Scope("bike"))
        times.append((time.perf_counter() - begun) * 1000)
    store.close()
    return times


def _changed(store: AppStore) -> None:
    with store.write(_viewer(store)) as writer:
        for row in range(1, ROWS + 1):
            writer.change("bike", row, {"name": f"Other {row}"})


def _deleted(store: AppStore) -> None:
    with store.write(_viewer(store)) as writer:
        for row in range(1, ROWS + 1):
            writer.remove("bike", row)


def _one_by_one(store: AppStore) -> None:
    for row in range(1, ROWS + 1):
        with store.write(_viewer(store)) as writer:
            writer.change("bike", row, {"name": f"Other {row}"})


def _retyped(store: AppStore) -> None:
    store.replace(_app(RETYPED), RETYPED)


CASES: dict[str, Callable[[AppStore], None]] = {
    "changed in one step": _changed,
    "deleted in one step": _deleted,
    "changed in 10,000 steps": _one_by_one,
    "of two types converted by a change of the blueprint": _retyped,
}


def _fill(store: AppStore) -> None:
    for first in range(0, ROWS, 1_000):
        with store.write(_viewer(store)) as writer:
            for row in range(first, first + 1_000):
                writer.add("bike", _values(row))
                writer.add("loan", {"bike": row + 1, "due": date(2026, 3, 9)})


def _values(row: int) -> dict[str, object]:
    return {
        "name": f"Bike {row}",
        "price": row,
        "bought": date(2026, 3, 9),
        "kind": "road",
        "notes": "n" * 200,
    }


def _timed(work: Callable[[int], object], step: int) -> float:
    begun = time.perf_counter()
    work(step)
    return time.perf_counter() - begun


def _made(folder: Path) -> AppStore:
    return AppStore.create(folder, _app(SOURCE), SOURCE)


def _app(source: str) -> App:
    app = check(source, vocabulary()).app
    assert app is not None
    return app


def _viewer(store: AppStore) -> Viewer:
    now = datetime.now(UTC)
    return Viewer(None, now.date(), now, see_all(store.app))


if __name__ == "__main__":
    main()
