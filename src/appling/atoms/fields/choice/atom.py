"""One of a few values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class ChoiceField(FieldAtom):
    """One of a few values, named in brackets: `choice(open, in progress, done)`.

    For kinds, states and categories that are known from the start.
    """

    name = "choice"
    aliases = (
        "enum",
        "select",
        "dropdown",
        "drop down",
        "options",
        "option",
        "one of",
        "radio",
        "status",
        "state",
        "category",
    )
    kind = Kind.TEXT
    arguments = "choices"
    good = (
        Good("open", "open", "open", line="choice(open, done)"),
        Good(" Done ", "done", "done", line="choice(open, done)"),
        Good("in progress", "in progress", "in progress", line="choice(open, in progress)"),
        Good("进行中", "进行中", "进行中", line="choice(未开始, 进行中)"),
    )
    bad = (Bad("lost", "must be one of open, done", line="choice(open, done)"),)
    filterable = True

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Text

        return Text()

    def parse(self, typed: str, field: Field, language: str) -> str | None:
        text = " ".join(typed.split())
        if not text:
            return None
        names = [choice.name for choice in field.choices]
        if text in names:
            return text
        for name in names:
            if name.casefold() == text.casefold():
                return name
        raise Refused("{field} must be one of {choices}", field=field.name, choices=", ".join(names))

    def typed(self, value: Any, field: Field) -> str:
        return str(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        return str(value)

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "string", "enum": [choice.name for choice in field.choices]}

    def sample(self, field: Field, sample: Sample) -> str | None:
        names = [choice.name for choice in field.choices]
        return names[sample.index % len(names)] if names else None
