"""How rows are numbered: what the first number looks like, and what comes after it.

`INV-{year}-0001` counts in the place of its last digits, begins with them, and has at least as many;
where it names the year, the month or the day, it begins anew with each.
"""

import re
from dataclasses import dataclass
from datetime import date

from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Literal

FIRST = "1"
"""The first number where none is said."""
LONGEST = 60
_DATES = {"year": "%Y", "month": "%m", "day": "%d"}
_BRACED = re.compile(r"\{([^{}]*)\}")
_LAST_DIGITS = re.compile(r"[0-9]+(?=[^0-9]*$)")
MOST_DIGITS = 12
_PLACES = re.compile(r"\{\s*(?:0*1?|n+|number|num|count|counter|seq|sequence|id|#+)\s*\}|#+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that differ in their count alone."""

    before: str
    after: str
    digits: int
    first: int

    def number(self, count: int) -> str:
        return f"{self.before}{count:0{self.digits}d}{self.after}"

    def count(self, number: str) -> int | None:
        """Which one of the series a number is."""
        inner = number.removeprefix(self.before).removesuffix(self.after)
        counted = inner.isascii() and inner.isdigit() and len(inner) <= MOST_DIGITS
        return int(inner) if counted and number == f"{self.before}{inner}{self.after}" else None


def series(field: Field, day: date) -> Series:
    """The numbers that a field gives on a day."""
    default = field.default.value if isinstance(field.default, Literal) else None
    pattern = default if isinstance(default, str) else FIRST
    place = _place(pattern)
    assert place is not None  # noqa: S101 - checked before
    digits = place[0]
    before, after = (_dated(text, day) for text in (pattern[: place.start()], pattern[place.end() :]))
    return Series(before, after, len(digits), int(digits))


def fault(pattern: str) -> str | None:
    """What is wrong with a pattern."""
    named = [name for name in _BRACED.findall(pattern) if name.strip().lower() not in _DATES]
    if named:
        return f"there is no {{{named[0]}}}: only {', '.join(f'{{{name}}}' for name in _DATES)}"
    if any(mark in _BRACED.sub("", pattern) for mark in "{}"):
        return "a brace has no other half"
    place = _place(pattern)
    if place is None:
        return "nothing in it can be counted"
    return "it is too long" if len(pattern) > LONGEST or len(place[0]) > MOST_DIGITS else None


def usual(pattern: str) -> str:
    """What a pattern with such a fault most likely means: `INV-{0000}`, `INV-###` and `INV-` count from 1."""
    text = _PLACES.sub(_first_of, pattern)
    text = _BRACED.sub(lambda found: found[0] if found[1].strip().lower() in _DATES else "", text)
    text = "".join(piece if _BRACED.fullmatch(piece) else re.sub("[{}]", "", piece) for piece in _split(text))
    return text if _place(text) is not None else f"{text[: LONGEST - 4]}0001"


def _first_of(found: re.Match[str]) -> str:
    return "1".zfill(max(1, sum(mark in "0#nN" for mark in found[0]) if set(found[0]) & set("0#") else 4))


def _split(text: str) -> list[str]:
    return [piece for piece in re.split(r"(\{[^{}]*\})", text) if piece]


def _place(pattern: str) -> re.Match[str] | None:
    """The last digits outside of braces."""
    hidden = _BRACED.sub(lambda found: "{" * len(found[0]), pattern)
    return _LAST_DIGITS.search(hidden)


def _dated(text: str, day: date) -> str:
    return _BRACED.sub(lambda found: day.strftime(_DATES[found[1].strip().lower()]).zfill(2), text)
