"""A day."""

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


class DateField(FieldAtom):
    """A day, without a time.

    For due dates, birthdays and anything that lasts a day or is planned by the day.
    """

    name = "date"
    aliases = ("day", "calendar date", "due date", "deadline", "birthday")
    kind = Kind.DATE
    good = (
        Good("2026-03-09", datetime.date(2026, 3, 9), "Mar 9, 2026"),
        Good("2024-02-29", datetime.date(2024, 2, 29), "Feb 29, 2024"),
        Good("0001-01-01", datetime.date(1, 1, 1), "Jan 1, 1"),
        Good("9999-12-31", datetime.date(9999, 12, 31), "Dec 31, 9999"),
    )
    bad = (
        Bad("tomorrow", "must be a date"),
        Bad("2023-02-29", "must be a date"),
        Bad("0000-01-01", "must be a date"),
        Bad("10000-01-01", "must be a date"),
        Bad("20260309", "must be a date"),
        Bad("2026-03-09T10:00", "must be a date"),
    )
    filterable = True

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Date

        return Date()

    def from_database(self, value: Any) -> Any:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value

    def parse(self, typed: str, field: Field, language: str) -> datetime.date | None:
        text = typed.strip()
        if not text:
            return None
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            try:
                return datetime.date.fromisoformat(text)
            except ValueError:
                pass
        raise Refused("{field} must be a date such as 2026-03-09", field=field.name)

    def typed(self, value: Any, field: Field) -> str:
        return str(value.isoformat())

    def shown(self, value: Any, field: Field, language: str) -> str:
        from babel.dates import format_date

        return plain_spaces(format_date(value, "medium", locale=locale(language)))

    def to_json(self, value: Any) -> str:
        return str(value.isoformat())

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "string", "format": "date"}

    def sample(self, field: Field, sample: Sample) -> datetime.date:
        from appling.atoms.samples.days import day

        return day(field, sample)
