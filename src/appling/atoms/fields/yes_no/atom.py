"""Yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Refused, Sample
from appling.atoms.fields.yes_no.words import NO, YES, word
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class YesNoField(FieldAtom):
    """Yes or no.

    For what is either so or not: done, available, paid.
    """

    name = "yes/no"
    aliases = (
        "yesno",
        "yes no",
        "yes or no",
        "boolean",
        "bool",
        "true/false",
        "truefalse",
        "checkbox",
        "toggle",
        "switch",
        "flag",
    )
    kind = Kind.TRUTH
    good = (
        Good("yes", True, "Yes"),
        Good("no", False, "No"),
        Good("on", True, "Yes"),
        Good("FALSE", False, "No"),
        Good("是", True, "Yes"),
        Good("否", False, "No"),
    )
    bad = (Bad("maybe", "must be yes or no"), Bad("2", "must be yes or no"))
    filterable = True

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Boolean

        return Boolean()

    def from_database(self, value: Any) -> bool | None:
        return None if value is None else bool(value)

    def parse(self, typed: str, field: Field, language: str) -> bool | None:
        text = typed.strip().casefold()
        if not text:
            return None
        if text not in YES and text not in NO:
            raise Refused("{field} must be yes or no", field=field.name)
        return text in YES

    def typed(self, value: Any, field: Field) -> str:
        return "yes" if value else "no"

    def shown(self, value: Any, field: Field, language: str) -> str:
        return word(bool(value), language)

    def from_json(self, value: object, field: Field) -> bool:
        if not isinstance(value, bool):
            raise Refused("{field} must be true or false", field=field.name)
        return value

    def to_json(self, value: Any) -> bool:
        return bool(value)

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "boolean"}

    def sample(self, field: Field, sample: Sample) -> bool:
        from appling.atoms.samples.amounts import truth

        return truth(field, sample)
