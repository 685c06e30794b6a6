"""Where the bars of a schedule lie, in hundredths of its width, and the days written above them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from appling.atoms.base import Reach, ReachesAnswer, RowView
from appling.atoms.base.locales import locale, plain_spaces

TONES = 6
MOST_TICKS = 12
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Bar:
    """`start` and `width` in hundredths; a `width` of None is a moment."""

    row: RowView
    start: float
    width: float | None
    words: str
    tone: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`ticks` are places and what is written there; `today` a place, if it lies within."""

    groups: tuple[tuple[str | None, tuple[Bar, ...]], ...]
    ticks: tuple[tuple[float, str], ...]
    today: float | None


def bars_of(data: ReachesAnswer, language: str) -> Chart | None:
    """The chart of what is there; None when that is nothing."""
    if not data.spans:
        return None
    first = min(_at(span.start) for span in data.spans)
    last = max(_end(span) for span in data.spans)
    return _Scale(data, language, first, max(last, first + DAY)).chart()


class _Scale:
    def __init__(self, data: ReachesAnswer, language: str, first: float, last: float) -> None:
        self.data, self.language = data, language
        self.first, self.last = first, last

    def chart(self) -> Chart:
        names = tuple(dict.fromkeys(span.row.group for span in self.data.spans))
        tones = {name: index % TONES + 1 for index, name in enumerate(names)}
        groups = tuple(
            (
                name,
                tuple(self._bar(span, tones[name]) for span in self.data.spans if span.row.group == name),
            )
            for name in names
        )
        today = _at(self.data.today)
        within = self.first <= today <= self.last
        return Chart(groups, tuple(self._ticks()), self._place(today) if within else None)

    def _bar(self, span: Reach, tone: int) -> Bar:
        start = self._place(_at(span.start))
        width = None if span.end is None else max(0.6, self._place(_end(span)) - start)
        words = self._words(span.start)
        if span.end is not None and span.end != span.start:
            words = f"{words} – {self._words(span.end)}"
        return Bar(span.row, start, width, words, tone)

    def _place(self, at: float) -> float:
        return round(100 * (at - self.first) / (self.last - self.first), 2)

    def _words(self, moment: date) -> str:
        from babel.dates import format_skeleton

        where = locale(self.language)
        year = "y" if moment.year != self.data.today.year else ""
        return plain_spaces(format_skeleton(f"{year}MMMd", moment, locale=where))

    def _ticks(self) -> Iterator[tuple[float, str]]:
        """The first days of the shortest of month, quarter, year … that leaves room for words."""
        from babel.dates import format_skeleton

        where = locale(self.language)
        days = (self.last - self.first) / DAY
        form = "MMMd" if days <= 7 * MOST_TICKS else "yMMM" if days < 365 * 4 else "y"
        for day in _first_days(_day_of(self.first), _day_of(self.last), days):
            at = _at(day)
            if self.first <= at <= self.last - (self.last - self.first) * 0.12:
                yield self._place(at), plain_spaces(format_skeleton(form, day, locale=where))


def _first_days(first: date, last: date, days: float) -> Iterator[date]:
    if days <= 7 * MOST_TICKS:
        step = 1 if days <= MOST_TICKS else 7
        begin = first.toordinal() - (0 if step == 1 else first.weekday())
        yield from (date.fromordinal(day) for day in range(begin, last.toordinal() + 1, step))
        return
    months = next((each for each in (1, 3, 6, 12) if days / (30 * each) <= MOST_TICKS), 0)
    months = months or 12 * (int(days / 365 / MOST_TICKS) + 1)
    index = (first.year * 12 + first.month - 1) // months * months
    while index <= last.year * 12 + last.month - 1:
        yield date(max(1, index // 12), index % 12 + 1, 1)
        index += months


def _at(moment: date) -> float:
    """Seconds since the beginning of the calendar."""
    if isinstance(moment, datetime):
        return moment.toordinal() * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() * DAY


def _end(span: Reach) -> float:
    """A last day belongs to it as a whole."""
    end = span.end
    if end is None:
        return _at(span.start)
    return _at(end) if isinstance(end, datetime) else _at(end) + DAY


def _day_of(at: float) -> date:
    return date.fromordinal(min(max(1, int(at // DAY)), date.max.toordinal()))
