"""Field types that hold several values at once."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base.field import FieldAtom
from appling.atoms.base.refused import Refused
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

_MARKS = ",;\n，、；،؛"
_ONE = re.compile(rf'\s*"((?:[^"]|"")*)"\s*(?=[{_MARKS}]|$)|([^{_MARKS}]+)')
_JOINTS = {"zh": "、", "ja": "、", "ar": "، ", "fa": "، ", "ur": "، "}


def split_values(typed: str) -> tuple[str, ...]:
    """What stands behind one another, between commas, semicolons or on lines; quotes keep a comma."""
    found = (quoted.replace('""', '"') if quoted else plain for quoted, plain in _ONE.findall(typed))
    return tuple(text for each in found if (text := " ".join(each.split())))


def join_values(values: Iterable[str]) -> str:
    """The values behind one another, so that they can be told apart again."""
    return ", ".join(_marked(value) for value in values)


def _marked(value: str) -> str:
    plain = not value.startswith('"') and not any(mark in value for mark in _MARKS)
    return value if plain else '"' + value.replace('"', '""') + '"'


class SeveralField(FieldAtom):
    """Several values, each once, of at most `most`; `settled` says which, and in which order."""

    kind = Kind.SEVERAL
    searchable = True
    filterable = True
    sortable = False
    several = True

    def column(self) -> TypeEngine[Any]:
        from appling.atoms.base.several_column import Several

        return Several()

    @abstractmethod
    def most(self, field: Field) -> int:
        """How many values there can be, whatever the field's own `max`."""

    @abstractmethod
    def settled(self, texts: Iterable[str], field: Field) -> tuple[str, ...]:
        """The values that these texts mean, each once. Raises Refused."""

    def parse(self, typed: str, field: Field, language: str) -> tuple[str, ...] | None:
        return self._counted(self.settled(split_values(typed), field), field)

    def typed(self, value: Any, field: Field) -> str:
        return join_values(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        return _JOINTS.get(language.partition("-")[0], ", ").join(value)

    def from_json(self, value: object, field: Field) -> tuple[str, ...] | None:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise Refused("{field} must be a list of texts", field=field.name)
        texts = (" ".join(each.split()) for each in value)
        return self._counted(self.settled([text for text in texts if text], field), field)

    def to_json(self, value: Any) -> object:
        return list(value)

    def schema(self, field: Field) -> Mapping[str, object]:
        return {
            "type": "array",
            "items": {"type": "string"},
            "uniqueItems": True,
            "maxItems": self._most(field),
        }

    def _most(self, field: Field) -> int:
        most = self.most(field)
        return most if field.maximum is None else max(1, min(most, int(field.maximum)))

    def _counted(self, values: tuple[str, ...], field: Field) -> tuple[str, ...] | None:
        if len(values) > self._most(field):
            raise Refused("{field} takes {count} values at most", field=field.name, count=self._most(field))
        if values and field.minimum is not None and len(values) < field.minimum:
            count = int(field.minimum)
            raise Refused("{field} takes {count} values at least", field=field.name, count=count)
        return values or None
