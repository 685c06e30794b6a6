"""Functions that SQLite lacks. Texts come in as they are kept; empty in, empty out.

Each is one call in a statement, since SQLite only bears so many brackets inside each other.
"""

import json
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import lru_cache
from secrets import randbelow
from typing import Any

from appling.atoms.base.several_column import MOST_KNOWN, values_of
from appling.store.sql.finding import found_in

DAY = 10
"""Characters of a date, with which a moment begins too."""
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


def _plus_days(when: str, days: float) -> str:
    return (date.fromisoformat(when[:DAY]) + timedelta(days=int(days))).isoformat() + when[DAY:]


def _plus_months(when: str, months: float) -> str | None:
    year, month = divmod(int(when[:4]) * 12 + int(when[5:7]) - 1 + int(months), 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    day = min(int(when[8:DAY]), monthrange(year, month + 1)[1])
    return f"{year:04}-{month + 1:02}-{day:02}{when[DAY:]}"


def _plus_minutes(when: str, minutes: float) -> str:
    return (datetime.fromisoformat(when) + timedelta(minutes=int(minutes))).isoformat(" ")


def _days_between(one: str, other: str) -> float:
    difference = _moment(one) - _moment(other)
    return difference.total_seconds() / SECONDS_A_DAY


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
    "plus_days": (2, _strict(_plus_days)),
    "plus_months": (2, _strict(_plus_months)),
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
