"""What clocks show and what is kept: there and back, in every zone, and where they are changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from appling.atoms.base.zone import day_of, first_of, last_of, local, utc

NAMES = ["UTC", "Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut"]
Zone = Callable[[str], None]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_the_zone_says(zone: Zone, name: str) -> None:
    zone(name)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    for hours in range(0, 24 * 366, 5):
        moment = begin + timedelta(hours=hours)
        assert local(moment) == moment.astimezone(ZoneInfo(name)).replace(tzinfo=None)
        here = datetime(2026, 1, 1) + timedelta(hours=hours)
        assert utc(here) == here.replace(tzinfo=ZoneInfo(name)).astimezone(UTC)


@pytest.mark.parametrize("name", NAMES)
def test_a_day_is_whole(zone: Zone, name: str) -> None:
    zone(name)
    for number in range(366):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert last_of(day) + timedelta(seconds=1) == first_of(day + timedelta(days=1))
        assert day_of(first_of(day)) == day == day_of(last_of(day))


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/New_York"])
def test_the_ends_of_the_calendar_are_no_fault(zone: Zone, name: str) -> None:
    zone(name)
    for day in (date.min, date.max):
        assert first_of(day).tzinfo is UTC
        assert last_of(day).tzinfo is UTC
    for end in (datetime.min, datetime.max):
        assert local(end.replace(tzinfo=UTC)).tzinfo is None
