"""A step that asks a model says what, and puts the answer into a field that can hold it."""

from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below
from appling.blueprint.checks.sending import SendingCheck
from appling.blueprint.model.vocabulary import StepSignature
from appling.blueprint.resolve.actions import asked_field
from appling.blueprint.resolve.faults import mismatch, quoted, replacement, unknown_name
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.syntax.tree import Name, StepLine
from appling.diagnostics import Diagnostic, Fix
from appling.diagnostics.near import near

ANSWERS = ("text", "long text", "choice", "yes/no", "number", "rating")
"""Types of fields that can hold what a model says."""


class AskingCheck:
    """One `ask`, in a block about a row."""

    def __init__(
        self, context: Context, line: StepLine, signature: StepSignature, scope: Scope, drop: Fix
    ) -> None:
        self._context = context
        self._line = line
        self._thing = scope.thing
        self._drop = drop
        self._sending = SendingCheck(context, line, signature, scope, drop)

    def check(self) -> Iterator[Diagnostic]:
        text, target = self._line.text, self._line.target
        if text is None or target is None or self._thing is None:
            yield self._wrong("what is asked? Write: ask, a text in quotes, into, a field")
            return
        if not any(not isinstance(part, str) or part.strip() for part in text.parts):
            yield self._wrong("nothing is asked")
        if len(target.names) > 1:
            yield self._wrong("the answer goes into a field of the row itself")
        else:
            yield from self._field(target.names[0], self._thing)
        yield from self._sending.text(text)

    def _field(self, name: Name, thing: ThingSymbol) -> Iterator[Diagnostic]:
        field = asked_field(self._line, thing)
        if field is None:
            known = [each.name for each in thing.fields.values()]
            close = near(name.text, known)
            fix = replacement(name.span, quoted(close[0])) if close else self._new_field(name, thing)
            fault = unknown_name(name, f"field of {thing.name}", known, fix)
            yield from self._context.said(fault, self._drop)
        elif field.line.formula is not None or field.by_itself:
            yield self._wrong(f"{field.name} is computed")
        elif not _holds_answers(field):
            label = (
                f"an answer is a text, a choice, yes or no, or a number, and {field.name} is none of these"
            )
            fault = mismatch(name.span, label, f"These types can hold one: {', '.join(ANSWERS)}.")
            yield from self._context.said(fault, self._drop)

    def _new_field(self, name: Name, thing: ThingSymbol) -> Fix:
        """The field was forgotten: what a model says is a text."""
        places = thing.block.fields
        place = places[-1].span if places else thing.block.name.span
        line = line_below(self._context.source, place, f"{quoted(name.text)}: long text")
        return Fix(f"Give {thing.name} a field {name.text}", (line,))

    def _wrong(self, label: str) -> Diagnostic:
        span = self._line.target.span if self._line.target is not None else self._line.span
        return Diagnostic("wrong-step", "A step can't be taken so", label, span, fix=self._drop)


def _holds_answers(field: FieldSymbol) -> bool:
    return field.atom is not None and field.atom.name in ANSWERS
