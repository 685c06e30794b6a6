"""The contracts that atoms fulfil."""

from appling.atoms.base.answers import (
    Answer,
    Button,
    Cell,
    Controls,
    Filter,
    FormAnswer,
    Group,
    GroupsAnswer,
    Head,
    InputView,
    Lane,
    LanesAnswer,
    Option,
    RowAnswer,
    RowsAnswer,
    RowView,
    Span,
    SpansAnswer,
)
from appling.atoms.base.field import Bad, FieldAtom, Good, Sample
from appling.atoms.base.needs import Groups, Lanes, Need, NewRow, OneRow, Rows, Spans
from appling.atoms.base.part import PartAtom
from appling.atoms.base.refused import Refused
from appling.atoms.base.step import StepAtom, StepContext

__all__ = [
    "Answer",
    "Bad",
    "Button",
    "Cell",
    "Controls",
    "FieldAtom",
    "Filter",
    "FormAnswer",
    "Good",
    "Group",
    "Groups",
    "GroupsAnswer",
    "Head",
    "InputView",
    "Lane",
    "Lanes",
    "LanesAnswer",
    "Need",
    "NewRow",
    "OneRow",
    "Option",
    "PartAtom",
    "Refused",
    "RowAnswer",
    "RowView",
    "Rows",
    "RowsAnswer",
    "Sample",
    "Span",
    "Spans",
    "SpansAnswer",
    "StepAtom",
    "StepContext",
]
