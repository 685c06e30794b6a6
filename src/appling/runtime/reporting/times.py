"""The time that a report is about: a period that goes on, or days that somebody chose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_interval

from appling.atoms.base.columns import date_of, in_periods
from appling.atoms.base.locales import locale, plain_spaces
from appling.atoms.base.zone import first_of, last_of
from appling.blueprint.model.app import Column, Part, Thing
from appling.blueprint.model.expression import Binary, Expression, Kind, Literal, ValueType
from appling.runtime.answering.periods import next_start, previous_start, since, start_of

TRUTH = ValueType(Kind.TRUTH)
CHOSEN = 10
"""The place of “chosen days” among the periods, which stand here as the field's choices do."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day; None of both for all time."""

    first: date | None = None
    last: date | None = None

    def said(self, language: str) -> str:
        """As people write it; empty for all time."""
        if self.first is None or self.last is None:
            return ""
        if self.first == self.last:
            return plain_spaces(format_date(self.first, "long", locale=locale(language)))
        written = format_interval(self.first, self.last, "yMMMd", locale=locale(language))
        return plain_spaces(written)


def days_of(period: int, today: date, first: date | None, last: date | None) -> Days:
    """What a period means today; chosen days that stand the wrong way round are turned."""
    if period == CHOSEN:
        known = sorted(each for each in (first, last) if each is not None)
        return Days(known[0], known[-1]) if known else Days()
    return _PERIODS[period](today) if 0 <= period < CHOSEN else Days()


def _whole(start: date, unit: str, times: int = 1) -> Days:
    """So many periods, the last days of which may be still to come."""
    end = start
    for _ in range(times):
        end = next_start(end, unit)
    return Days(start, end - timedelta(days=1))


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


_PERIODS: tuple[Callable[[date], Days], ...] = (
    lambda _: Days(),
    lambda today: _whole(start_of(today, "week"), "week"),
    lambda today: _whole(start_of(today, "month"), "month"),
    lambda today: _whole(previous_start(start_of(today, "month"), "month"), "month"),
    lambda today: _whole(_quarter(today), "month", 3),
    lambda today: _whole(_quarter(_quarter(today) - timedelta(days=1)), "month", 3),
    lambda today: _whole(start_of(today, "year"), "year"),
    lambda today: _whole(previous_start(start_of(today, "year"), "year"), "year"),
    lambda today: Days(since("30 days", today), today),
    lambda today: Days(since("12 months", today), today),
)


def dated(part: Part, thing: Thing) -> Column | None:
    """The date by which a part's rows lie in a time: the one that it shows them by, or the thing's own."""
    timed = next((found for each in part.by if (found := in_periods(each)) is not None), None)
    return timed[0] if timed is not None else date_of(thing)


def within(days: Days, when: Expression) -> Expression | None:
    """The condition that a row lies in these days."""
    if days.first is None or days.last is None:
        return None
    low, high = _ends(days.first, days.last, when.type)
    after = Binary(">=", when, Literal(low, when.type), TRUTH)
    return Binary("and", after, Binary("<=", when, Literal(high, when.type), TRUTH), TRUTH)


def _ends(first: date, last: date, of: ValueType) -> tuple[date, date]:
    if of.kind is Kind.DATE:
        return first, last
    return first_of(first), last_of(last)
