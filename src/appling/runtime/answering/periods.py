"""Periods of time: where they begin, what they are called, and how much of the past is looked at."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import format_skeleton

from appling.atoms.base.locales import locale, plain_spaces
from appling.atoms.base.needs import UNITS
from appling.atoms.base.zone import first_of, last_of
from appling.blueprint.model.expression import Call, Expression, Kind, ValueType
from appling.store.queries import Range

MOST_POINTS = 400
"""So many periods are drawn; more are put into longer ones."""
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
SKELETONS = {"day": "yMMMd", "week": "yMMMd", "month": "yMMM", "year": "y"}
SHORT = {"day": "MMMd", "week": "MMMd"}
DATE = ValueType(Kind.DATE)


def start_of(day: date, unit: str) -> date:
    """The first day of the period that a day lies in; weeks begin on Mondays."""
    match unit:
        case "week":
            return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
    return day


def next_start(start: date, unit: str) -> date:
    """Raises OverflowError or ValueError where the calendar ends."""
    if unit == "year":
        return start.replace(year=start.year + 1)
    if unit == "month":
        return start_of(start + timedelta(days=31), "month")
    return start + timedelta(days=DAYS[unit])


def previous_start(start: date, unit: str, times: int = 1) -> date:
    """So many periods earlier, though not before the calendar begins."""
    for _ in range(times):
        if start.toordinal() <= DAYS[unit]:
            return date.min
        start = start_of(start - timedelta(days=1), unit)
    return start


def starts(first: date, last: date, unit: str) -> Iterator[date]:
    """The periods from one to another."""
    current = start_of(first, unit)
    while current <= last:
        yield current
        try:
            current = next_start(current, unit)
        except (OverflowError, ValueError):
            return


def fitting(first: date, last: date, unit: str = "") -> str:
    """The unit itself unless there are too many such periods; without one, what can be read at a glance."""
    days = (last - first).days
    if not unit:
        return "day" if days <= 45 else "week" if days <= 180 else "month" if days <= 2200 else "year"
    longer = UNITS[UNITS.index(unit) :]
    return next((each for each in longer if days / DAYS[each] < MOST_POINTS), "year")


def since(span: str, today: date) -> date | None:
    """The first day of a time range that ends today; None for all there is."""
    if span == "12 months":
        return previous_start(start_of(today, "month"), "month", 11)
    days = {"7 days": 6, "30 days": 29}.get(span)
    return None if days is None else today - timedelta(days=days)


def unit_in(span: str, unit: str) -> str:
    """The periods that a time range is shown in."""
    if span == "12 months":
        return unit if unit in ("day", "week") else "month"
    return "day"


def within(when: Expression, first: date | None, last: date | None) -> Range:
    """The rows of these days, both included."""
    if when.type.kind is Kind.DATE:
        return Range(when, first, last)
    low = None if first is None else first_of(first)
    high = None if last is None else last_of(last)
    return Range(when, low, high)


def start_column(when: Expression, unit: str) -> Call:
    """The period of a row, as something to put rows together by."""
    return Call(f"start of {unit}", (when,), DATE)


@lru_cache(maxsize=4096)
def named(start: date, unit: str, language: str, *, short: bool = False) -> str:
    """A period as people of a language write it; `short`: without the year, where that is plain."""
    skeleton = SHORT.get(unit, SKELETONS[unit]) if short else SKELETONS[unit]
    return plain_spaces(format_skeleton(skeleton, start, locale=locale(language)))


def names(found: list[date], unit: str, language: str) -> tuple[str, ...]:
    """Periods of one year are called without it."""
    short = len({start.year for start in found}) == 1
    return tuple(named(start, unit, language, short=short) for start in found)
