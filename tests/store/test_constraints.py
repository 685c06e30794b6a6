"""What no two rows may have together: said, kept by every way of writing, and looked for in what is there."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from tests.store.history.apps import TODAY, make, parsed, viewer

from appling.store import AppStore, Change, Invalid, Scope
from appling.store.errors import Overlaps, TakenTogether
from appling.store.migration import CannotMakeUnique
from appling.store.writing.constraints import CannotHold

SOURCE = """app Club
  people: member

thing Court
  name: text

thing Booking
  court: Court
  name: text
  start: date and time
  end: date and time
  state: choice(open, cancelled) = open
  no overlap of start, end per court where state != cancelled
  one per name, start

thing Shift
  name: text
  day: date
  from hour: time
  to hour: time
  no overlap of day, from hour, to hour

thing Vote
  who: person = me
  court: Court
  counts: yes/no = yes
  one per who, court where counts
"""
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AppStore]:
    made = make(tmp_path / "club", SOURCE)
    with made.write(viewer(made)) as writer:
        for name in ("North", "South"):
            writer.insert("court", {"name": name}, Scope("court"))
    yield made
    made.close()


def book(store: AppStore, start: float, end: float | None, **more: Any) -> int:
    until = None if end is None else NOON + end * HOUR
    return add(store, "booking", {"court": 1, "start": NOON + start * HOUR, "end": until} | more)


def add(store: AppStore, thing: str, values: Mapping[str, Any]) -> int:
    with store.write(viewer(store)) as writer:
        return writer.insert(thing, values, Scope(thing))


def change(store: AppStore, row: int, **values: Any) -> None:
    with store.write(viewer(store)) as writer:
        writer.update("booking", row, values, Scope("booking"))


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [
        (2, 3, True),
        (-1, 0, True),
        (1, 2, True),
        (0.5, 1.5, False),
        (-1, 0.5, False),
        (-1, 2, False),
        (0.25, 0.5, False),
        (0, 1, False),
        (-1, None, False),
        (1, None, True),
    ],
)
def test_a_time_is_taken_once(store: AppStore, start: float, end: float | None, free: bool) -> None:
    book(store, 0, 1)
    if free:
        assert book(store, start, end) == 2
        return
    with pytest.raises(Overlaps, match="“court” is already taken at this time") as refused:
        book(store, start, end)
    assert refused.value.field == "start"
    assert book(store, start, end, court=2)
    assert book(store, start, end, court=None)
    assert book(store, start, end, state="cancelled")


def test_what_goes_on_is_in_the_way_of_all_that_comes(store: AppStore) -> None:
    book(store, 0, None)
    assert book(store, -2, 0)
    with pytest.raises(Overlaps):
        book(store, 1000, 1001)


def test_an_end_comes_after_its_start(store: AppStore) -> None:
    for end in (0, -1):
        with pytest.raises(Invalid, match="end must be later than start"):
            book(store, 0, end)


def test_changes_are_held_to_it(store: AppStore) -> None:
    book(store, 0, 1)
    other = book(store, 0, 1, state="cancelled")
    with pytest.raises(Overlaps):
        change(store, other, state="open")
    change(store, other, start=NOON + HOUR, end=NOON + 2 * HOUR, state="open")
    with pytest.raises(Overlaps):
        change(store, other, start=NOON)
    change(store, other, name="A name")


def test_times_of_a_day(store: AppStore) -> None:
    day = {"day": TODAY, "from_hour": NOON.time(), "to_hour": (NOON + HOUR).time()}
    add(store, "shift", day)
    add(store, "shift", day | {"day": TODAY + timedelta(days=1)})
    with pytest.raises(Overlaps):
        add(store, "shift", day | {"from_hour": (NOON - HOUR).time()})


def test_values_are_together_once(store: AppStore) -> None:
    book(store, 0, 1, name="Ada", court=1)
    with pytest.raises(TakenTogether, match="already has the same name, start"):
        book(store, 0, 1, name="Ada", court=2)
    assert book(store, 0, 1, name="Bea", court=2)
    assert book(store, 0, 1, court=None) < book(store, 0, 1, court=None)


def test_values_are_together_once_where_it_counts(store: AppStore) -> None:
    person = store.people.create("Somebody", None, "member").id
    vote = {"who": person, "court": 1}
    add(store, "vote", vote | {"counts": False})
    add(store, "vote", vote)
    with pytest.raises(TakenTogether):
        add(store, "vote", vote)


def test_samples_keep_to_it(store: AppStore) -> None:
    store.add_samples(TODAY)
    assert store.forecast(store.app).possible


def test_rows_in_each_others_way_are_counted_and_refuse_the_change(tmp_path: Path) -> None:
    free = "\n".join(line for line in SOURCE.splitlines() if not line.startswith(("  no ", "  one ")))
    store = make(tmp_path / "club", free)
    add(store, "court", {"name": "North"})
    for start, end in ((0, 1), (0.5, 2), (2, None), (9, 10), (11, 11)):
        book(store, start, end, name="Ada" if start < 1 else "Bea")
    change(store, 2, start=NOON)
    after = parsed(SOURCE)
    assert list(store.forecast(after).clashes) == [
        Change("clash", "Booking", "name, start", values=2),
        Change("overlap", "Booking", "start, end, court", values=3),
    ]
    with pytest.raises(CannotMakeUnique, match="name, start"):
        store.replace(after, SOURCE)
    change(store, 2, name="Cleo")
    with pytest.raises(CannotHold, match="Entries of Booking stand in each other's way"):
        store.replace(after, SOURCE)
    for row in (2, 4, 5):
        with store.write(viewer(store)) as writer:
            writer.delete("booking", row, Scope("booking"))
    assert store.forecast(after).possible
    store.replace(after, SOURCE)
    store.undo(0)
    store.redo(len(store.history()))
    with pytest.raises(Overlaps):
        book(store, 0, 1)


@pytest.mark.slow
def test_ten_thousand_bookings_stay_quick(store: AppStore) -> None:
    with store.write(viewer(store)) as writer:
        writer.take_time(60)
        for hour in range(10_000):
            span = {"start": NOON + hour * HOUR, "end": NOON + (hour + 1) * HOUR}
            writer.add("booking", {"court": 1, **span})
    with store.write(viewer(store)) as writer:
        begin = perf_counter()
        for hour in range(10_000, 10_050):
            span = {"start": NOON + hour * HOUR, "end": NOON + (hour + 1) * HOUR}
            writer.add("booking", {"court": 1, **span})
            with pytest.raises(Overlaps), writer.connection.begin_nested():
                writer.add("booking", {"court": 1, "start": NOON + 5000.5 * HOUR, "end": None})
        assert perf_counter() - begin < 1
