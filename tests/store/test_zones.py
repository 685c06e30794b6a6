"""Expressions, triggers and stored values in the server's zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.store.history.apps import parsed

from appling.atoms.base.zone import day_of
from appling.blueprint.model.expression import Kind, Literal, ValueType
from appling.blueprint.model.expression import Path as Steps
from appling.store import AppStore, Query, Viewer, see_all
from appling.store.outgoing.timers import last_time, next_time, run_due
from appling.store.sql.sqlite_functions import FUNCTIONS

SOURCE = """app Club

thing Meeting
  name: text, required
  start: date and time
  until: date and time
  day: date
  opens: date and time = "2026-07-01 09:00"
  year = year(start)
  month = month(start)
  date = day(start)
  week = week(start)
  text = "at " + start
  tomorrow = start + 1 day
  later = start + 1 month
  soon = start + 24 hours
  from day = start - day
  whole = until - start
  is on = start >= day and start < day + 1 day

thing Log
  words: text

1 hour before start of Meeting
  add Log with words = "soon"
1 day before start of Meeting
  add Log with words = "tomorrow"
"""
Zone = Callable[[str], None]


@pytest.fixture
def store(tmp_path: Path) -> AppStore:
    return AppStore.create(tmp_path / "app", parsed(SOURCE), SOURCE)


def viewer(store: AppStore, now: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> Viewer:
    return Viewer(None, now.date(), now, see_all(store.app))


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def worth(store: AppStore, start: datetime, *names: str, **more: Any) -> tuple[Any, ...]:
    """What formulas are worth for a meeting that starts then."""
    with store.write(viewer(store)) as writer:
        number = writer.add("meeting", {"name": "Talk", "start": start, **more})
    thing = store.app.thing("meeting")
    columns = tuple(Steps((key,), thing.field(key).value) for key in names)
    with store.read(viewer(store)) as reader:
        return reader.row("meeting", number, columns).values


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("UTC", (2025, 12, 31, 1, "at 2025-12-31 23:30:00")),
        ("Europe/Berlin", (2026, 1, 1, 1, "at 2026-01-01 00:30:00")),
        ("America/New_York", (2025, 12, 31, 1, "at 2025-12-31 18:30:00")),
    ],
)
def test_parts_of_a_moment_are_those_here(
    zone: Zone, store: AppStore, name: str, found: tuple[Any, ...]
) -> None:
    zone(name)
    assert worth(store, at(2025, 12, 31, 23, 30), "year", "month", "date", "week", "text") == found


def test_days_later_it_is_the_same_time_of_day(zone: Zone, store: AppStore) -> None:
    """Across the night in which clocks are put forward, and across one month of it."""
    zone("Europe/Berlin")
    found = worth(store, at(2026, 3, 28, 13), "tomorrow", "soon", "later")
    assert found == (at(2026, 3, 29, 12), at(2026, 3, 29, 13), at(2026, 4, 28, 12))


def test_what_passes_is_counted_as_it_passes(zone: Zone, store: AppStore) -> None:
    """And beside a date by the calendar."""
    zone("Europe/Berlin")
    start, until, day = at(2026, 3, 28, 23), at(2026, 3, 29, 22), date(2026, 3, 28)
    whole, beside = worth(store, start, "whole", "from_day", until=until, day=day)
    assert whole == pytest.approx(23 / 24)
    assert beside == 1


@pytest.mark.parametrize(
    ("start", "day", "is_on"),
    [
        (at(2026, 6, 30, 22), date(2026, 7, 1), True),
        (at(2026, 7, 1, 21, 59), date(2026, 7, 1), True),
        (at(2026, 7, 1, 22), date(2026, 7, 1), False),
        (at(2026, 6, 30, 21, 59), date(2026, 7, 1), False),
    ],
)
def test_a_date_begins_at_midnight_here(
    zone: Zone, store: AppStore, start: datetime, day: date, is_on: bool
) -> None:
    zone("Europe/Berlin")
    assert worth(store, start, "is_on", day=day) == (is_on,)


def test_a_written_moment_is_meant_here(zone: Zone, store: AppStore) -> None:
    """The same process may be asked in another zone."""
    for name, hour in (("Europe/Berlin", 7), ("Asia/Shanghai", 1), ("UTC", 9)):
        zone(name)
        assert worth(store, at(2026, 1, 1, 1), "opens") == (at(2026, 7, 1, hour),)


def test_dates_and_moments_become_each_other(zone: Zone, store: AppStore) -> None:
    zone("Asia/Shanghai")
    found = worth(store, date(2026, 7, 1), "start", "day", day=at(2026, 7, 1, 16))  # type: ignore[arg-type]
    assert found == (at(2026, 6, 30, 16), date(2026, 7, 2))


@pytest.mark.parametrize("name", ["Europe/Berlin", "Asia/Shanghai", "UTC"])
def test_a_reminder_comes_an_hour_before(zone: Zone, store: AppStore, name: str) -> None:
    zone(name)
    start = datetime(2026, 7, 1, 14).astimezone(UTC)
    run_due(store, start - timedelta(hours=2))
    with store.write(viewer(store)) as writer:
        writer.add("meeting", {"name": "Talk", "start": start})
    assert run_due(store, start - timedelta(minutes=61)) == 0
    assert run_due(store, start - timedelta(minutes=60)) == 1
    assert run_due(store, start) == 0


def test_a_reminder_of_the_day_before_keeps_the_time_of_day(zone: Zone, store: AppStore) -> None:
    """Also where the day between has but 23 hours."""
    zone("Europe/Berlin")
    start = at(2026, 3, 29, 12)
    run_due(store, start - timedelta(hours=30))
    with store.write(viewer(store)) as writer:
        writer.add("meeting", {"name": "Talk", "start": start})
    assert run_due(store, at(2026, 3, 28, 12, 59)) == 0
    assert run_due(store, at(2026, 3, 28, 13)) == 1


def test_hours_and_mornings_are_those_here(zone: Zone) -> None:
    zone("Asia/Kolkata")
    now = at(2026, 7, 1, 4, 10)
    assert last_time("hour", time(8), now) == at(2026, 7, 1, 3, 30)
    assert last_time("day", time(8), now) == at(2026, 7, 1, 2, 30)
    assert next_time("day", time(8), now) == at(2026, 7, 2, 2, 30)
    zone("Europe/Berlin")
    assert last_time("hour", time(8), at(2026, 10, 25, 1, 20)) == at(2026, 10, 25, 1)


def test_samples_are_made_for_the_working_day_here(zone: Zone, store: AppStore) -> None:
    zone("America/New_York")
    store.add_samples(date(2026, 7, 1))
    start = Steps(("start",), ValueType(Kind.MOMENT))
    with store.read(viewer(store)) as reader:
        found = [row.values[0] for row in reader.rows(Query("meeting", (start,)))]
    hours = {moment.astimezone().hour for moment in found if moment is not None}
    assert hours
    assert hours <= set(range(8, 19))


def test_a_type_that_changes_keeps_the_day_and_the_time(zone: Zone, tmp_path: Path) -> None:
    zone("Asia/Shanghai")

    def source(type_: str) -> str:
        return f"app Test\n\nthing Row\n  value: {type_}\n"

    for type_, expected in (("date", date(2026, 7, 2)), ("time", time(0, 30)), ("text", "2026-07-02T00:30")):
        made = AppStore.create(tmp_path / type_, parsed(source("date and time")), source("date and time"))
        with made.write(viewer(made)) as writer:
            writer.add("row", {"value": at(2026, 7, 1, 16, 30)})
        made.replace(parsed(source(type_)), source(type_))
        kept = made.app.thing("row").field("value").value
        with made.read(viewer(made)) as reader:
            assert reader.row("row", 1, (Steps(("value",), kept),)).values == (expected,)


def test_a_constant_without_a_zone_is_bound_anew(zone: Zone, store: AppStore) -> None:
    """A statement that is kept means the zone in which it is asked."""
    constant = Literal(datetime(2026, 7, 1, 14), ValueType(Kind.MOMENT))
    worth(store, at(2026, 7, 1, 12), "start")
    for name, hour in (("Europe/Berlin", 12), ("Asia/Shanghai", 6)):
        zone(name)
        with store.read(viewer(store)) as reader:
            assert reader.row("meeting", 1, (constant,)).values == (at(2026, 7, 1, hour),)


@pytest.mark.parametrize("name", ["Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"])
def test_a_quarter_of_an_hour_lies_on_one_day(name: str, zone: Zone) -> None:
    zone(name)
    date_of_moment = FUNCTIONS["date_of_moment"][1]
    for minutes in range(0, 366 * 24 * 60, 7):
        when = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
        assert date_of_moment(f"{when:%Y-%m-%d %H:%M:%S}") == day_of(when).isoformat()
