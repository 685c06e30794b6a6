"""The locale of an app's language, as Babel knows it."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@cache
def locale(language: str) -> Locale:
    """The locale of a BCP 47 tag; English for one that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        base = language.partition("-")[0]
        return locale(base if base != language else "en")


def plain_spaces(text: str) -> str:
    """Narrow and fixed spaces as ordinary ones: fonts, exports and searches cope better."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def day_name(day: date, language: str) -> str:
    """A day with its weekday, short, as the language writes it."""
    from babel.dates import format_skeleton

    return plain_spaces(str(format_skeleton("MMMEd", day, locale=locale(language))))


def time_name(clock: time, language: str) -> str:
    """A time of day, short, as the language writes it."""
    from babel.dates import format_time

    return plain_spaces(str(format_time(clock, "short", locale=locale(language))))


def day_in_full(moment: datetime, language: str) -> str:
    """A day with its time, if that is not midnight, written out."""
    from babel.dates import format_date

    day = plain_spaces(str(format_date(moment, "full", locale(language))))
    return f"{day}, {time_name(moment.time(), language)}" if moment.time() != time() else day
