"""Field types whose value is the id of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base.field import FieldAtom, Sample
from appling.atoms.base.refused import Refused
from appling.blueprint.model.app import Field

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

LARGEST = 2**31 - 1


class ReferenceField(FieldAtom):
    """The id of a row. Whether there is such a row, and who may choose it, is the runtime's to say.

    `shown` can only give the number: who knows the row passes its title to `show.html` as `text`.
    """

    filterable = True

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Integer

        return Integer()

    def parse(self, typed: str, field: Field, language: str) -> int | None:
        text = typed.strip()
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,10}", text):
            raise Refused("{field} must be one of the list", field=field.name)
        return self.from_json(int(text), field)

    def typed(self, value: Any, field: Field) -> str:
        return str(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        return f"#{value}"

    def from_json(self, value: object, field: Field) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LARGEST:
            raise Refused("{field} must be one of the list", field=field.name)
        return value

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "integer", "minimum": 1, "maximum": LARGEST}

    def sample(self, field: Field, sample: Sample) -> None:
        """Which rows there are is known only to who puts the rows together."""
