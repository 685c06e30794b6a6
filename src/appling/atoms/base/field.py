"""What every field type fulfils."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from appling.atoms.base.refused import Refused
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import FieldSignature

if TYPE_CHECKING:  # a third of a second that commands without a database need not wait
    from sqlalchemy import ColumnElement
    from sqlalchemy.types import TypeEngine


@dataclass(frozen=True, slots=True)
class Good:
    """What a person types in a form, the value it means, and how that value is shown in English."""

    typed: str
    value: object
    shown: str
    line: str | None = None
    """The field as a blueprint declares it, where the bare type's name is not enough."""


@dataclass(frozen=True, slots=True)
class Bad:
    """What a person types in a form, and a part of the sentence that refuses it."""

    typed: str
    because: str
    line: str | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """What a sample value may depend on."""

    thing: Thing
    index: int
    language: str
    random: Random
    today: date
    """The day that sample dates lie around."""
    seed: int = 0
    """Which of many sets of sample rows this is."""
    about: str = ""
    """What the app is about, in its own words."""


class FieldAtom(ABC):
    """A type of field. Its docstring is its documentation; `input.html` and `show.html` stand beside it.

    Values in Python: text str, number int or float, money Decimal, date/time/datetime (moments in
    UTC, aware), truth bool, link and person int (row id), file str (token), several a tuple of str;
    None is empty.

    `input.html` makes the input element alone, from `field`, `name`, `value` (as `typed` gives it),
    `id`, `invalid`, `described_by`, `options` (of choices, links and people: pairs of value and
    label), `chosen` (the values of a field that holds several) and `t` (translates a sentence).
    `show.html` gets `field`, `value`, `text` (as `shown` gives it), `href` (or None), `face` (of
    a person, or None), `t` and `language`.
    """

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    kind: ClassVar[Kind]
    arguments: ClassVar[Literal["none", "choices"]] = "none"
    good: ClassVar[tuple[Good, ...]]
    bad: ClassVar[tuple[Bad, ...]] = ()
    searchable: ClassVar[bool] = False
    """Whether the search box looks into it."""
    filterable: ClassVar[bool] = False
    """Whether lists offer a filter by its values."""
    sortable: ClassVar[bool] = True
    wide: ClassVar[bool] = False
    """Whether it takes a form's whole width, and is left out of tables."""
    counted: ClassVar[bool] = False
    """Whether rows are numbered by it: it is filled when a row is added, and set by nobody."""
    drawn: ClassVar[bool] = False
    """Whether a row whose value nobody typed gets a code by chance, that no other row has."""
    tally: ClassVar[Literal["", "views", "clicks"]] = ""
    """What it counts, outside of what rows say: nobody sets it, and history knows nothing of it."""
    several: ClassVar[bool] = False
    """Whether it holds several values at once."""
    declared: ClassVar[bool] = True
    """Whether a blueprint names it as a type; links are named by their target instead."""

    @property
    def folder(self) -> Path:
        """Where its templates lie."""
        return Path(inspect.getfile(type(self))).parent

    def signature(self) -> FieldSignature:
        summary = (type(self).__doc__ or "").strip().splitlines()[0]
        return FieldSignature(
            self.name,
            summary,
            self.kind,
            self.aliases,
            self.arguments,
            self.wide,
            self.counted,
            self.several,
            self.drawn,
            bool(self.tally),
        )

    @abstractmethod
    def column(self) -> TypeEngine[Any]:
        """The column's type in the database."""

    def read(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column as expressions and people see it (money is kept in cents, and seen in whole units)."""
        return column

    def write(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """An expression's value as the column keeps it: the inverse of `read`."""
        return value

    def from_database(self, value: Any) -> Any:
        """A value that `read` gave, as Python has it."""
        return value

    @abstractmethod
    def parse(self, typed: str, field: Field, language: str) -> object:
        """The value of what a person typed (never ""), None if nothing but space. Raises Refused."""

    @abstractmethod
    def typed(self, value: Any, field: Field) -> str:
        """The value as a form's input holds it: `parse` gives it back."""

    @abstractmethod
    def shown(self, value: Any, field: Field, language: str) -> str:
        """The value as plain text for people, in their language's form."""

    def from_json(self, value: object, field: Field) -> object:
        """The value of what the HTTP API was sent (never None). Raises Refused."""
        if not isinstance(value, str):
            raise Refused("{field} must be text", field=field.name)
        return self.parse(value, field, "en")

    def to_json(self, value: Any) -> object:
        """The value as the HTTP API sends it."""
        return value

    @abstractmethod
    def schema(self, field: Field) -> Mapping[str, object]:
        """JSON Schema of what `from_json` takes, without null."""

    @abstractmethod
    def sample(self, field: Field, sample: Sample) -> object:
        """A made-up value that fits the field's name and the app's language, or None."""
