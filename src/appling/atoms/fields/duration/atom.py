"""A length of time."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.atoms.base.locales import locale, plain_spaces
from appling.atoms.base.numerals import check_limits, number_schema
from appling.atoms.fields.duration.reading import read_minutes
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

LONGEST = 10**9
LONGEST_SHOWN = 10**12
_BREAK = re.compile("break|pause|rest|gap|buffer|休息|间隔")
DIGITS = 4
"""Of a minute: a second is kept, what is finer is not."""


class DurationField(FieldAtom):
    """A length of time: how long something takes, or took.

    Typed as `1:30`, `90 min`, `1 h 30 min` or `1.5 h`; a bare number is minutes. It is kept as minutes, so
    it is added up, averaged and compared like a number: `where spent > 2 hours`. Two moments or times of day
    subtracted give days, of which `duration(end - start)` makes a length of time. For a price by the hour,
    divide by 60: `rate * spent / 60`.
    """

    name = "duration"
    aliases = (
        "length of time",
        "time span",
        "timespan",
        "time spent",
        "hours and minutes",
        "elapsed time",
        "timedelta",
        "interval",
    )
    kind = Kind.NUMBER
    good = (
        Good("1:30", 90, "1 hr 30 min"),
        Good("90 min", 90, "1 hr 30 min"),
        Good("1 h 30 min", 90, "1 hr 30 min"),
        Good("1h30", 90, "1 hr 30 min"),
        Good("1.5 hours", 90, "1 hr 30 min"),
        Good("1小时30分钟", 90, "1 hr 30 min"),
        Good("45", 45, "45 min"),
        Good("26:00", 1560, "26 hr"),
        Good("2 days", 2880, "48 hr"),
        Good("0:00:30", 0.5, "30 sec"),
        Good("0", 0, "0 min"),
        Good("-0:15", -15, "-15 min"),
    )
    bad = (
        Bad("soon", "must be a length of time"),
        Bad("1:75", "must be a length of time"),
        Bad("1 h 2 h", "must be a length of time"),
        Bad("30 min 1 h", "must be a length of time"),
        Bad("5 apples", "must be a length of time"),
        Bad("999999999 weeks", "is too large"),
        Bad("-5", "must be at least 0", line="duration, min 0"),
    )

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Double

        return Double()

    def from_database(self, value: Any) -> int | float | None:
        return _tidy(value) if value is not None and math.isfinite(value) else None

    def parse(self, typed: str, field: Field, language: str) -> int | float | None:
        if not typed.strip():
            return None
        minutes = read_minutes(typed)
        if minutes is None:
            raise Refused("{field} must be a length of time such as 1:30", field=field.name)
        return self._checked(minutes, field)

    def _checked(self, minutes: float, field: Field) -> int | float:
        if not abs(minutes) < LONGEST:
            raise Refused("{field} is too large", field=field.name)
        whole = _tidy(round(minutes * 60) / 60)
        check_limits(whole, field)
        return whole

    def typed(self, value: Any, field: Field) -> str:
        sign, seconds = "-" if value < 0 else "", round(abs(value) * 60)
        rest = f":{seconds % 60:02}" if seconds % 60 else ""
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}{rest}"

    def shown(self, value: Any, field: Field, language: str) -> str:
        from babel.numbers import format_scientific

        if not abs(value) < LONGEST_SHOWN:
            return format_scientific(value, "0.###E0", locale=locale(language))
        seconds = round(abs(value) * 60)
        hours, minutes = seconds // 3600, (seconds % 3600 + 30) // 60
        if seconds < 60 and seconds:
            parts = [_unit(seconds, "second", language)]
        else:
            hours, minutes = hours + minutes // 60, minutes % 60
            parts = [_unit(hours, "hour", language)] if hours else []
            parts += [_unit(minutes, "minute", language)] if minutes or not hours else []
        return ("-" if value < 0 and seconds else "") + plain_spaces(" ".join(parts))

    def from_json(self, value: object, field: Field) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refused("{field} must be a number of minutes", field=field.name)
        if not abs(value) < LONGEST:
            raise Refused("{field} is too large", field=field.name)
        return self._checked(float(value), field)

    def schema(self, field: Field) -> Mapping[str, object]:
        return {**number_schema("number", field), "description": "Minutes."}

    def sample(self, field: Field, sample: Sample) -> int:
        steps, minutes = (9, 5) if _BREAK.search(f"{field.key} {field.name}".casefold()) else (16, 15)
        return sample.random.randint(1, steps) * minutes


def _tidy(minutes: float) -> int | float:
    """Whole minutes as such."""
    value = round(float(minutes), DIGITS)
    return int(value) if value.is_integer() else value


def _unit(amount: int, unit: str, language: str) -> str:
    from babel.units import format_unit

    return format_unit(amount, f"duration-{unit}", length="short", locale=locale(language))
