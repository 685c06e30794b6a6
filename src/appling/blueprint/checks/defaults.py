"""Every default is a value that its field takes."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.diagnostics import Diagnostic, Fix


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        for field in thing.fields.values():
            if field.line.default is not None and field.declared is not None and not field.counted:
                yield from _default(context, field)


def _default(context: Context, field: FieldSymbol) -> Iterator[Diagnostic]:
    assert field.line.default is not None  # noqa: S101 - asked before
    try:
        context.expressions.value_for(field, field.line.default, Scope(None))
    except Fault as fault:
        yield from context.said(fault, _without(field))


def _without(field: FieldSymbol) -> Fix:
    return rewritten(field.line, replace(field.line, default=None), "Remove the default", drops=True)
