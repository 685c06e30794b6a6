"""Every counter can count: its default is what the first number looks like."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.model.numbering import fault, usual
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.blueprint.syntax.tree import ExpressionNode, NumberNode, TextNode
from appling.diagnostics import Diagnostic, Fix


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        for field in thing.fields.values():
            if field.counted and field.line.default is not None:
                yield from _pattern(context, field, field.line.default)
            if field.counted and field.line.when is not None:
                yield _sometimes(field)


def _pattern(context: Context, field: FieldSymbol, default: ExpressionNode) -> Iterator[Diagnostic]:
    if not isinstance(default, TextNode | NumberNode):
        written = context.source[default.span.start : default.span.end]
        first = usual(written) if any(each.isdigit() for each in written) else None
        new = TextNode(first, default.span) if first is not None else None
        yield _wrong("a text in quotes is needed", default, _with(field, new))
        return
    pattern = default.value if isinstance(default, TextNode) else default.text
    found = fault(pattern)
    if found is not None:
        yield _wrong(found, default, _with(field, TextNode(usual(pattern), default.span)))


def _sometimes(field: FieldSymbol) -> Diagnostic:
    """A number that is emptied again would leave a gap."""
    return Diagnostic(
        "wrong-counter",
        "Nothing can be counted so",
        "every row has a number",
        field.line.span,
        hint="Leave the condition out.",
        fix=rewritten(field.line, replace(field.line, when=None), "Number every row"),
    )


def _wrong(label: str, default: ExpressionNode, fix: Fix) -> Diagnostic:
    return Diagnostic(
        "wrong-counter",
        "Nothing can be counted so",
        label,
        default.span,
        hint="Write what the first number looks like: INV-{year}-0001, or 1001.",
        fix=fix,
    )


def _with(field: FieldSymbol, default: TextNode | None) -> Fix:
    new = replace(field.line, default=default)
    return rewritten(field.line, new, "Count from 1" if default is None else f"Begin with {default.value}")
