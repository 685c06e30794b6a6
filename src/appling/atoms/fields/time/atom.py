"""A time of day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.atoms.base.locales import locale, plain_spaces
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class TimeField(FieldAtom):
    """A time of day, without a date.

    For opening hours and the times at which something happens every day.
    """

    name = "time"
    aliases = ("clock", "time of day")
    kind = Kind.TIME
    good = (
        Good("09:30", datetime.time(9, 30), "9:30 AM"),
        Good("00:00", datetime.time(0, 0), "12:00 AM"),
        Good("23:59:59", datetime.time(23, 59, 59), "11:59 PM"),
    )
    bad = (
        Bad("noon", "must be a time"),
        Bad("24:00", "must be a time"),
        Bad("9:30 pm", "must be a time"),
    )

    def column(self) -> TypeEngine[Any]:
        from appling.atoms.fields.time.column import WholeSeconds

        return WholeSeconds()

    def from_database(self, value: Any) -> Any:
        return datetime.time.fromisoformat(value) if isinstance(value, str) else value

    def parse(self, typed: str, field: Field, language: str) -> datetime.time | None:
        text = typed.strip()
        if not text:
            return None
        match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?", text)
        if match:
            try:
                hour, minute, second = (int(part or 0) for part in match.groups())
                return datetime.time(hour, minute, second)
            except ValueError:
                pass
        raise Refused("{field} must be a time such as 14:30", field=field.name)

    def typed(self, value: Any, field: Field) -> str:
        return str(value.isoformat("seconds" if value.second else "minutes"))

    def shown(self, value: Any, field: Field, language: str) -> str:
        from babel.dates import format_time

        return plain_spaces(format_time(value, "short", locale=locale(language)))

    def to_json(self, value: Any) -> str:
        return str(value.isoformat("seconds"))

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$"}

    def sample(self, field: Field, sample: Sample) -> datetime.time:
        from appling.atoms.samples.days import clock

        return clock(field, sample)
