"""Field types that are one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from appling.atoms.base.cleaning import check_length, clean_line, text_schema
from appling.atoms.base.field import FieldAtom
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class LineField(FieldAtom):
    """One line of text of at most `longest` characters; `refine` says what else it must be."""

    kind = Kind.TEXT
    searchable = True
    longest: ClassVar[int] = 500

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Text

        return Text()

    def parse(self, typed: str, field: Field, language: str) -> str | None:
        line = clean_line(typed, field)
        if not line:
            return None
        value = self.refine(line, field, language)
        check_length(value, field, self.longest)
        return value

    def refine(self, line: str, field: Field, language: str) -> str:
        """The value of a clean line that is not empty. Raises Refused."""
        return line

    def typed(self, value: Any, field: Field) -> str:
        return str(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        return str(value)

    def schema(self, field: Field) -> Mapping[str, object]:
        return text_schema(field, self.longest)
