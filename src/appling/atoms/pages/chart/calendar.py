"""A year, day by day, as a drawing made on the server: a column for each week, darker where there is more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from appling.atoms.base import SeriesAnswer
from appling.atoms.base.locales import locale, plain_spaces

CELL, GAP = 11, 3
LEVELS = 4
LEFT, TOP = 34, 18


@dataclass(frozen=True, slots=True)
class Square:
    """One day: where it stands, how dark it is (0: nothing there), and what it says."""

    x: int
    y: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """`months` and `weekdays` are labels with the place where they begin."""

    squares: tuple[Square, ...]
    months: tuple[tuple[int, str], ...]
    weekdays: tuple[tuple[int, str], ...]
    width: int
    height: int


def calendar(data: SeriesAnswer, language: str) -> Calendar:
    """Weeks begin on Mondays, as everywhere here."""
    from babel.dates import get_day_names

    line = data.lines[0] if data.lines else None
    values = line.values if line else (None,) * len(data.starts)
    texts = line.texts if line else ("",) * len(data.starts)
    first = data.starts[0].toordinal() - data.starts[0].weekday() if data.starts else 0
    largest = max((value or 0 for value in values), default=0) or 1
    squares = tuple(
        Square(_x(day, first), _y(day), _level(value, largest), f"{_named(day, language)}: {text or '–'}")
        for day, value, text in zip(data.starts, values, texts, strict=True)
    )
    names = get_day_names("abbreviated", "stand-alone", locale(language))
    weekdays = tuple((TOP + place * (CELL + GAP) + CELL - 2, names[place]) for place in (0, 2, 4))
    width = max((each.x for each in squares), default=0) + CELL
    return Calendar(
        squares, tuple(_months(data.starts, first, language)), weekdays, width, TOP + 7 * (CELL + GAP)
    )


def _x(day: date, first: int) -> int:
    return LEFT + (day.toordinal() - first) // 7 * (CELL + GAP)


def _y(day: date) -> int:
    return TOP + day.weekday() * (CELL + GAP)


def _level(value: float | None, largest: float) -> int:
    if not value or value < 0:
        return 0
    return min(LEVELS, int(value / largest * LEVELS - 1e-9) + 1)


def _named(day: date, language: str) -> str:
    from babel.dates import format_skeleton

    return plain_spaces(format_skeleton("yMMMd", day, locale=locale(language)))


def _months(days: Sequence[date], first: int, language: str) -> list[tuple[int, str]]:
    """Each month above the week in which it begins."""
    from babel.dates import get_month_names

    names = get_month_names("abbreviated", "stand-alone", locale(language))
    return [(_x(day, first), names[day.month]) for day in days if day.day == 1]
