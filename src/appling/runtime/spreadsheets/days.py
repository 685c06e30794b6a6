"""Days and times as people of a language write them, turned into the one form that fields take."""

import re
from datetime import date, time

from appling.atoms.base.locales import locale

_PARTS = re.compile(r"\d+")
_BETWEEN = re.compile(r"[\s./\-,年月日號号]*")
_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?")
_EASTERN = "年月日"


def iso_day(text: str, language: str) -> str | None:
    """The day that is meant, as `2026-03-09`; None if that can't be told, as of `3/4/26`."""
    numbers = _with_months_as_numbers(text, language)
    parts = _PARTS.findall(numbers)
    if len(parts) != 3 or not _BETWEEN.fullmatch(_PARTS.sub("", numbers)):
        return None
    order = "yMd" if len(parts[0]) == 4 else _order(text, language)
    found = dict(zip(order, map(int, parts), strict=True))
    if len(parts[order.index("y")]) != 4:
        return None
    try:
        return date(found["y"], found["M"], found["d"]).isoformat()
    except ValueError:
        return None


def iso_clock(text: str, language: str) -> str | None:
    """The time of day that is meant, as `14:05`."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    half = (text[: found.start()] + text[found.end() :]).strip(" .\u202f\u00a0").casefold()
    if half:
        later = _half(half, language)
        if later is None or not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * later
    try:
        return time(hour, minute, second).isoformat()
    except ValueError:
        return None


def iso_moment(text: str, language: str) -> str | None:
    """Day and time, as `2026-03-09T14:05:00`; a day alone stands for its beginning."""
    whole = iso_day(text, language)
    if whole is not None:
        return f"{whole}T00:00"
    found = re.search(r"\d{1,2}:\d{2}", text)
    if found is None:
        return None
    for start in _starts(text[: found.start()]):
        day = iso_day(text[:start].strip(" ,"), language)
        clock = iso_clock(text[start:].strip(" ,"), language)
        if day is not None and clock is not None:
            return f"{day}T{clock}"
    return None


def _starts(before: str) -> list[int]:
    """Where the time may begin: after a space, or after the last sign of a day."""
    places = [match.end() for match in re.finditer(r"[\s日]", before)]
    return [*reversed(places), len(before)]


def _order(text: str, language: str) -> str:
    """In which order day, month and year stand."""
    pattern = locale(language).date_formats["short"].pattern
    places = sorted((pattern.find(letter), letter) for letter in "yMd")
    order = "".join(letter for _, letter in places)
    if any(character.isalpha() and character not in _EASTERN for character in text):
        return "Mdy" if text.lstrip()[:1].isalpha() else "dMy"
    return order


def _with_months_as_numbers(text: str, language: str) -> str:
    names: dict[str, int] = {}
    for tag in (language, "en"):
        for width in ("abbreviated", "wide"):
            for number, name in locale(tag).months["format"][width].items():
                if not name[:1].isdigit():
                    names.setdefault(name.casefold().rstrip("."), number)
    for name in sorted(names, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}\.?(?!\w)", text, re.IGNORECASE)
        if found:
            return f"{text[: found.start()]} {names[name]} {text[found.end() :]}"
    return text


def _half(word: str, language: str) -> bool | None:
    """Whether a word says that it is after noon."""
    known = {"am": False, "a.m": False, "pm": True, "p.m": True}
    for tag in (language, "en"):
        periods = locale(tag).day_periods["format"]
        for width in periods.values():
            for key, later in (("am", False), ("pm", True)):
                if key in width:
                    known.setdefault(width[key].casefold().strip("."), later)
    return known.get(word.replace("\u202f", " ").strip())
