"""The lines of documents: values that are there, and tables of rows that hang on the document's row."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.clauses import clauses_of
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.checks.missing_things import unknown_thing
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.blueprint.model.vocabulary import PartSignature
from appling.blueprint.resolve.documents import hanging
from appling.blueprint.resolve.faults import WORDS, Fault, mismatch
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.tree import DocumentLine, PartLine, TemplateNode
from appling.diagnostics import Diagnostic, Fix

TABLE = "table"
PLAIN = frozenset({"where", "sort", "show", "limit"})
"""The clauses of a table in a document."""
_UNSAID = (Kind.FILE, Kind.SPAN, Kind.EMPTY)


def check(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        for part in page.parts:
            thing = context.symbols.thing(part.thing.text) if part.thing is not None else None
            if thing is not None:
                yield from _Document(context, part, thing).check()


class _Document:
    def __init__(self, context: Context, part: PartLine, thing: ThingSymbol) -> None:
        self._context = context
        self._part = part
        self._thing = thing
        self._scope = Scope(thing)

    def check(self) -> Iterator[Diagnostic]:
        if self._part.says is not None:
            bare = replace(self._part, says=None)
            yield from self._text(
                self._part.says, rewritten(self._part, bare, "Leave the title out", drops=True)
            )
        for line in self._part.lines:
            yield from self._line(line)

    def _line(self, line: DocumentLine) -> Iterator[Diagnostic]:
        drop = self._context.drop(line.span)
        for text in (line.label, line.text):
            if text is not None:
                yield from self._text(text, drop)
        if line.when is not None:
            try:
                self._context.expressions.truth(line.when, self._scope)
            except Fault as fault:
                yield from self._context.said(fault, drop)
        if line.rows is not None:
            yield from self._rows(line.rows, drop)

    def _text(self, text: TemplateNode, drop: Fix) -> Iterator[Diagnostic]:
        for part in text.parts:
            if isinstance(part, str):
                continue
            try:
                value = self._context.expressions.value(part, self._scope)
                if value.type.kind in _UNSAID and not (len(text.parts) == 1 and self._is_picture(value)):
                    raise mismatch(part.span, f"a text can't hold {WORDS[value.type.kind]}")
            except Fault as fault:
                yield from self._context.said(fault, drop)

    def _is_picture(self, value: Expression) -> bool:
        """Whether it is a picture of the row itself, which stands for its line."""
        if not isinstance(value, Path) or len(value.steps) != 1:
            return False
        field = self._thing.by_key(value.steps[0])
        return field.atom is not None and field.atom.name == "image"

    def _rows(self, part: PartLine, drop: Fix) -> Iterator[Diagnostic]:
        name = part.thing
        child = self._context.symbols.thing(name.text) if name is not None else None
        table = self._context.words.part(TABLE)
        if name is None or table is None:
            yield Diagnostic(
                "missing-thing",
                "A part does not say what it shows",
                "“of” and a thing are missing",
                part.kind.span,
                hint="Write: table of, and the thing whose rows hang on this one.",
                fix=drop,
            )
        elif child is None:
            yield unknown_thing(self._context, name, drop)
        elif hanging(child, self._thing, self._context.symbols) is None:
            yield self._not_linked(part, child, drop)
        else:
            yield from self._clauses(part, child, table)

    def _clauses(self, part: PartLine, child: ThingSymbol, table: PartSignature) -> Iterator[Diagnostic]:
        bare = replace(part, title=None, roles=(), settings=(), others=())
        if bare != part:
            fix = rewritten(part, bare, "Leave it out", drops=True)
            yield Diagnostic(
                "clause-not-taken",
                "This part does not take that",
                "a table in a document has no title, roles or settings",
                part.span,
                hint=f"It takes: {', '.join(sorted(PLAIN))}.",
                fix=fix,
            )
        yield from clauses_of(self._context, part, replace(table, clauses=PLAIN), Scope(child))

    def _not_linked(self, part: PartLine, child: ThingSymbol, drop: Fix) -> Diagnostic:
        return Diagnostic(
            "not-linked",
            "These rows hang on nothing here",
            f"no field of {child.name} links to {self._thing.name}",
            part.span,
            hint=f"Give {child.name} a field of the type {self._thing.name}.",
            fix=drop,
        )
