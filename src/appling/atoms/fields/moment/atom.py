"""A date and time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.atoms.base.locales import locale, plain_spaces
from appling.atoms.base.zone import local, utc
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

_FORM = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)

JSON_FORM = "UTC, such as 2026-03-09T14:05:00Z. Sent without an offset, it is in the server's time zone."


class MomentField(FieldAtom):
    """A date and time of day in the server's time zone.

    For appointments, and for when something happened. The zone is the server's own, or the one in `TZ`
    (the examples are of `TZ=UTC`); what is kept is UTC. With an offset or a `Z` behind it, it is taken as
    it says. Where clocks show an hour twice, the first one is meant.
    """

    name = "date and time"
    aliases = ("datetime", "date time", "timestamp", "moment", "date/time", "instant")
    kind = Kind.MOMENT
    good = (
        Good(
            "2026-03-09T14:05",
            datetime.datetime(2026, 3, 9, 14, 5, tzinfo=datetime.UTC),
            "Mar 9, 2026, 2:05 PM",
        ),
        Good(
            "2026-03-09T14:05+02:00",
            datetime.datetime(2026, 3, 9, 12, 5, tzinfo=datetime.UTC),
            "Mar 9, 2026, 12:05 PM",
        ),
        Good(
            "2026-03-09 23:59:58",
            datetime.datetime(2026, 3, 9, 23, 59, 58, tzinfo=datetime.UTC),
            "Mar 9, 2026, 11:59 PM",
        ),
    )
    bad = (
        Bad("now", "must be a date and time"),
        Bad("2026-03-09", "must be a date and time"),
        Bad("2026-03-09T25:00", "must be a date and time"),
        Bad("0001-01-01T00:00+14:00", "must be a date and time"),
    )
    filterable = True

    def column(self) -> TypeEngine[Any]:
        from appling.atoms.fields.moment.column import Utc

        return Utc()

    def from_database(self, value: Any) -> Any:
        if isinstance(value, str):
            value = datetime.datetime.fromisoformat(value)
        if isinstance(value, datetime.datetime) and value.tzinfo is None:
            return value.replace(tzinfo=datetime.UTC)
        return value

    def parse(self, typed: str, field: Field, language: str) -> datetime.datetime | None:
        text = typed.strip()
        if not text:
            return None
        if re.fullmatch(_FORM, text):
            try:
                return utc(datetime.datetime.fromisoformat(text)).replace(microsecond=0)
            except (ValueError, OverflowError):
                pass
        raise Refused("{field} must be a date and time such as 2026-03-09T14:30", field=field.name)

    def typed(self, value: Any, field: Field) -> str:
        return local(value).isoformat(timespec="seconds" if value.second else "minutes")

    def shown(self, value: Any, field: Field, language: str) -> str:
        from babel.dates import format_date, format_time, get_datetime_format

        where, value = locale(language), local(value)
        day, clock = format_date(value, "medium", where), format_time(value, "short", locale=where)
        return plain_spaces(str(get_datetime_format("medium", where)).format(clock, day))

    def to_json(self, value: Any) -> str:
        return f"{utc(value).replace(tzinfo=None).isoformat(timespec='seconds')}Z"

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "string", "format": "date-time", "description": JSON_FORM}

    def sample(self, field: Field, sample: Sample) -> datetime.datetime:
        from appling.atoms.samples.days import moment

        return moment(field, sample)
