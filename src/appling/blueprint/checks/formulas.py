"""Every formula has a meaning."""

from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.blueprint.resolve.faults import Fault
from appling.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    formulas = context.expressions.formulas
    for thing in context.symbols.things.values():
        for field in thing.fields.values():
            if field.line.formula is None:
                continue
            found = formulas.meaning(field)
            if isinstance(found, Fault):
                yield from context.said(found, context.drop(field.line.span, "Remove this field"))
