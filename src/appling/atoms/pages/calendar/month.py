"""How a month is laid out: weeks of days, with what takes several days on the same line in all of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from appling.atoms.base import Reach, ReachesAnswer, RowView
from appling.atoms.base.locales import locale, plain_spaces

MOST_ENTRIES = 4
TONES = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A row on one day. `begins` and `ends`: whether on this day; `tone` 0 is that of no group."""

    row: RowView
    clock: str
    tone: int
    begins: bool = True
    ends: bool = True
    named: bool = True
    """Whether its title is to be read here: on its first day, and on the first of each week."""
    fresh: bool = True
    """Whether a list of the days names it here: on its first day there."""


@dataclass(frozen=True, slots=True)
class Day:
    """`entries` has None where a line is left free; `hidden` counts those that found no room."""

    number: int
    iso: str
    label: str
    entries: tuple[Entry | None, ...]
    hidden: int
    more: str
    add: str | None
    outside: bool
    today: bool

    @property
    def quiet(self) -> bool:
        """Whether a list of the days can leave it out."""
        return not self.today and not any(entry is not None and entry.fresh for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Day, ...], ...]
    previous: str
    next: str
    now: str | None
    legend: tuple[tuple[str, int], ...]
    empty: bool

    @property
    def quiet(self) -> bool:
        """Whether a list of its days would have none."""
        return all(day.quiet for week in self.weeks for day in week)


def month_view(data: ReachesAnswer, language: str) -> Month:
    """The month that the answer is about."""
    return _Layout(data, language).month()


class _Layout:
    def __init__(self, data: ReachesAnswer, language: str) -> None:
        self.data = data
        self.language = language
        self.where = locale(language)
        groups = dict.fromkeys(span.row.group for span in data.spans if span.row.group is not None)
        self.tones = {group: index % TONES + 1 for index, group in enumerate(sorted(groups))}

    def month(self) -> Month:
        from babel.dates import format_skeleton

        data = self.data
        assert data.first is not None  # noqa: S101 - a calendar asks for a month
        assert data.last is not None  # noqa: S101
        starts = range(0, (data.last - data.first).days + 1, 7)
        weeks = tuple(self._week(data.first + timedelta(each)) for each in starts)
        before, after = data.month - timedelta(1), data.month + timedelta(31)
        this = (data.month.year, data.month.month) == (data.today.year, data.today.month)
        return Month(
            format_skeleton("yMMMM", data.month, locale=self.where),
            self._weekdays(data.first),
            weeks,
            self._url(before),
            self._url(after),
            None if this else self._url(None),
            tuple(self.tones.items()),
            not data.spans,
        )

    def _weekdays(self, first: date) -> tuple[tuple[str, str], ...]:
        from babel.dates import format_date

        days = [first + timedelta(each) for each in range(7)]
        return tuple(
            (format_date(day, "EEEE", self.where), format_date(day, "EEE", self.where)) for day in days
        )

    def _week(self, first: date) -> tuple[Day, ...]:
        days = [first + timedelta(each) for each in range(7)]
        lines = self._lines(days)
        return tuple(self._day(day, lines) for day in days)

    def _lines(self, days: list[date]) -> list[list[Reach]]:
        """What takes several days, each on the first line that is free on all of its days."""
        lines: list[list[Reach]] = []
        for span in self.data.spans:
            begin, end = reach(span)
            if begin == end or end < days[0] or begin > days[-1]:
                continue
            free = (line for line in lines if all(reach(other)[1] < begin for other in line))
            line = next(free, None)
            if line is None:
                lines.append([span])
            else:
                line.append(span)
        return lines

    def _day(self, day: date, lines: list[list[Reach]]) -> Day:
        from babel.dates import format_date

        found: list[Entry | None] = [self._long_entry(line, day) for line in lines]
        while found and found[-1] is None:
            found.pop()
        short = [span for span in self.data.spans if reach(span) == (day, day)]
        found += [self._entry(span, day) for span in short]
        room = len(found) if self.data.day == day or len(found) <= MOST_ENTRIES else MOST_ENTRIES - 1
        hidden = sum(entry is not None for entry in found[room:])
        return Day(
            day.day,
            day.isoformat(),
            plain_spaces(format_date(day, "full", self.where)),
            tuple(found[:room]),
            hidden,
            self._url(self.data.month, day),
            self._adding(day),
            day.month != self.data.month.month,
            day == self.data.today,
        )

    def _long_entry(self, line: list[Reach], day: date) -> Entry | None:
        span = next((span for span in line if reach(span)[0] <= day <= reach(span)[1]), None)
        if span is None:
            return None
        begin, end = reach(span)
        weekday = (day - (self.data.first or day)).days % 7
        named = day == begin or weekday == 0
        fresh = day in (begin, self.data.first)
        entry = replace(
            self._entry(span, day), begins=day == begin, ends=day == end, named=named, fresh=fresh
        )
        return entry if day == begin else replace(entry, clock="")

    def _entry(self, span: Reach, day: date) -> Entry:
        return Entry(span.row, self._clock(span.start), self.tones.get(span.row.group or "", 0))

    def _clock(self, moment: date) -> str:
        from babel.dates import format_time

        if not isinstance(moment, datetime):
            return ""
        return plain_spaces(format_time(moment, "short", locale=self.where))

    def _adding(self, day: date) -> str | None:
        if self.data.add is None or self.data.add_on is None:
            return None
        clock = "T09:00" if self.data.has_time else ""
        return f"{self.data.add}?{urlencode({self.data.add_on: f'{day.isoformat()}{clock}'})}"

    def _url(self, month: date | None, day: date | None = None) -> str:
        query = list(self.data.query)
        if month is not None:
            query.append((f"{self.data.prefix}month", f"{month.year:04}-{month.month:02}"))
        if day is not None:
            query.append((f"{self.data.prefix}day", day.isoformat()))
        return f"{self.data.path}?{urlencode(query)}" if query else self.data.path


def reach(span: Reach) -> tuple[date, date]:
    """Its first and its last day; what ends at midnight does not take the day that begins then."""
    begin, end = _day(span.start), _day(span.end or span.start)
    if isinstance(span.end, datetime) and end > begin and (span.end.hour, span.end.minute) == (0, 0):
        end -= timedelta(1)
    return begin, max(begin, end)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
