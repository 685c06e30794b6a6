"""The one record that parser, checker, store, runtime and builder speak with."""

from dataclasses import dataclass
from enum import StrEnum

from appling.diagnostics.span import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend the fault without a model; `drops` says that something asked for is lost by it."""

    title: str
    edits: tuple[Edit, ...]
    drops: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A fact about a text.

    `code` is a stable kebab-case name; `title` says the kind of fault, `label` what is wrong at
    `span`, `text` what is known about it, `hint` what to do next.
    """

    code: str
    title: str
    label: str = ""
    span: Span | None = None
    text: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None
