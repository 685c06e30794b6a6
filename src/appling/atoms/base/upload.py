"""Field types whose value is the token of an uploaded file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base.field import FieldAtom
from appling.atoms.base.refused import Refused
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

TOKEN = r"[A-Za-z0-9_-]{20,64}(\.[a-z0-9]{1,8})?"  # noqa: S105 - the form of tokens, none itself


class UploadField(FieldAtom):
    """The token under which the runtime keeps an uploaded file; it says if there is such a file.

    `input.html` is the file chooser; with a value it has a box named `NAME.remove` that takes it away.
    """

    kind = Kind.FILE
    sortable = False

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Text

        return Text()

    def parse(self, typed: str, field: Field, language: str) -> str | None:
        text = typed.strip()
        if not text:
            return None
        if not re.fullmatch(TOKEN, text, re.ASCII):
            raise Refused("{field} must be an uploaded file", field=field.name)
        return text

    def typed(self, value: Any, field: Field) -> str:
        return str(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        return str(value)

    def schema(self, field: Field) -> Mapping[str, object]:
        return {"type": "string", "pattern": f"^{TOKEN}$"}
