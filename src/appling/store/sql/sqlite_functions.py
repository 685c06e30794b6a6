"""Functions that SQLite lacks. Texts come in as they are kept; empty in, empty out.

Each is one call in a statement, since SQLite only bears so many brackets inside each other.
"""

import json
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from functools import lru_cache
from secrets import randbelow
from typing import Any

from appling.atoms.base.several_column import MOST_KNOWN, values_of
from appling.atoms.base.zone import first_of, local, utc
from appling.store.sql.finding import found_in

DAY = 10
"""Characters of a date; a moment has more, in UTC."""
EVEN_ZONES = "2012"
"""From this year on all clocks change, and differ, at whole quarters of an hour."""
MOST_QUARTERS = 50_000
SOME_DAY = "2000-01-01"
SECONDS_A_DAY = 86_400


def _strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """Empty if anything given is, or if the calendar or the number line ends before the result."""

    def call(*values: Any) -> Any:
        if None in values:
            return None
        try:
            return function(*values)
        except (ValueError, OverflowError):
            return None

    return call


def _local_text(when: str) -> str:
    """A moment as clocks here show it."""
    return local(datetime.fromisoformat(when).replace(tzinfo=UTC)).isoformat(" ")


def _utc_text(here: datetime) -> str:
    return utc(here).replace(tzinfo=None).isoformat(" ")


def _moment_of_date(day: str) -> str:
    return first_of(date.fromisoformat(day)).replace(tzinfo=None).isoformat(" ")


def _date_of_moment(when: str) -> str:
    """Of many rows of one quarter of an hour it is worked out once: no zone's day begins within one."""
    if when < EVEN_ZONES or when[14:16] == "":
        return _local_text(when)[:DAY]
    return _date_of_quarter(when[:14], int(when[14:16]) // 15, time.tzname)


@lru_cache(maxsize=MOST_QUARTERS)
def _date_of_quarter(hour: str, quarter: int, _zone: tuple[str, str]) -> str:
    return _local_text(f"{hour}{15 * quarter:02}:00")[:DAY]


def _on_calendar(move: Callable[[date, int], date]) -> Callable[[str, float], str]:
    """Moves a date by its day, a moment by its day here, so that it keeps its time of day."""

    def moved(when: str, by: float) -> str:
        if len(when) == DAY:
            return move(date.fromisoformat(when), int(by)).isoformat()
        here = datetime.fromisoformat(_local_text(when))
        return _utc_text(datetime.combine(move(here.date(), int(by)), here.time()))

    return moved


def _days_later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _plus_minutes(when: str, minutes: float) -> str:
    moved = datetime.fromisoformat(when) + timedelta(minutes=int(minutes))
    return moved.isoformat(" ")[: len(when)]


def _days_between(one: str, other: str) -> float:
    """Two moments by the time that passes, a date and a moment by the calendar."""
    if DAY in (len(one), len(other)):
        one, other = _calendar_text(one), _calendar_text(other)
    difference = _moment(one) - _moment(other)
    return difference.total_seconds() / SECONDS_A_DAY


def _calendar_text(when: str) -> str:
    return when if len(when) <= DAY else _local_text(when)


def _moment(text: str) -> datetime:
    """A date, a moment, or a time of day, which is one of some day."""
    return datetime.fromisoformat(f"{SOME_DAY} {text}" if text[2:3] == ":" else text)


def _quotient(one: float, other: float) -> float | None:
    return one / other if other else None


def _number_text(number: float) -> str:
    return f"{number:.15g}"


def _joined(*texts: str | None) -> str | None:
    return "".join(text for text in texts if text) or None


def _has_text(text: str, part: str) -> bool:
    return part.casefold() in text.casefold()


@lru_cache(maxsize=MOST_KNOWN)
def _folded_values(kept: str) -> frozenset[str]:
    return frozenset(each.casefold() for each in values_of(kept))


def _holds_values(kept: str, wanted: str) -> bool:
    return _folded_values(wanted) <= _folded_values(kept)


def _holds_value(kept: str, wanted: str) -> bool:
    return wanted.casefold() in _folded_values(kept)


def _values_text(kept: str) -> str | None:
    return ", ".join(values_of(kept)) or None


def _values_count(kept: str) -> int:
    return len(values_of(kept))


def _first_value(kept: str) -> str | None:
    return next(iter(values_of(kept)), None)


@lru_cache(maxsize=MOST_KNOWN)
def _whole_values(kept: str) -> str | None:
    return json.dumps(values_of(kept), ensure_ascii=False)


def _drawn(most: float) -> float | None:
    """From the system's own source of chance, which nobody can foresee."""
    return float(randbelow(int(most)) + 1) if 1 <= most <= LARGEST_DRAWN else None


DRAWN = "drawn"
LARGEST_DRAWN = 2**53
FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "moment_of_date": (1, _strict(_moment_of_date)),
    "date_of_moment": (1, _strict(_date_of_moment)),
    "moment_text": (1, _strict(_local_text)),
    "plus_days": (2, _strict(_on_calendar(_days_later))),
    "plus_months": (2, _strict(_on_calendar(_months_later))),
    "plus_minutes": (2, _strict(_plus_minutes)),
    "days_between": (2, _strict(_days_between)),
    "quotient": (2, _strict(_quotient)),
    "number_text": (1, _strict(_number_text)),
    "joined": (-1, _joined),
    "unicode_lower": (1, _strict(str.lower)),
    "unicode_upper": (1, _strict(str.upper)),
    "has_text": (2, _strict(_has_text)),
    "found_in": (-1, found_in),
    "holds_values": (2, _strict(_holds_values)),
    "holds_value": (2, _strict(_holds_value)),
    "values_text": (1, _strict(_values_text)),
    "values_count": (1, _strict(_values_count)),
    "first_value": (1, _strict(_first_value)),
    "whole_values": (1, _strict(_whole_values)),
    DRAWN: (1, _strict(_drawn)),
}
"""By name, with how many arguments each takes (-1: any number)."""
