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
                yield from _default(context, field, Scope(None))
    for action in context.blueprint.actions:
        row = context.symbols.thing(action.thing.text) if action.thing is not None else None
        asked = context.symbols.inputs(action)
        for field in asked.fields.values() if asked is not None else ():
            if field.line.default is not None and field.declared is not None:
                yield from _default(context, field, Scope(row, this=row))


def _default(context: Context, field: FieldSymbol, scope: Scope) -> Iterator[Diagnostic]:
    """`scope`: of what is asked for by an action, the default may speak of the row."""
    assert field.line.default is not None  # noqa: S101 - asked before
    try:
        context.expressions.value_for(field, field.line.default, scope)
    except Fault as fault:
        yield from context.said(fault, _without(field))


def _without(field: FieldSymbol) -> Fix:
    return rewritten(field.line, replace(field.line, default=None), "Remove the default", drops=True)
