"""Fields that are asked for only in some rows: which ones, other fields of the same row say."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.checks.own_row import is_of_row, paths_in
from appling.blueprint.model.expression import Expression
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.resolve.things import roles_of
from appling.blueprint.syntax.tree import ExpressionNode
from appling.diagnostics import Diagnostic, Fix

HINT = "For example: company: text when kind = firm."


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        for field in thing.fields.values():
            if field.line.when is not None:
                yield from _condition(context, thing, field, field.line.when)


def _condition(
    context: Context, thing: ThingSymbol, field: FieldSymbol, node: ExpressionNode
) -> Iterator[Diagnostic]:
    without = _without(field)
    try:
        found = context.expressions.truth(node, Scope(thing))
    except Fault as fault:
        yield from context.said(fault, without)
        return
    label = _wrong(context, thing, field, found)
    if label:
        title = "A field can't be asked for on this condition"
        yield Diagnostic("wrong-condition", title, label, node.span, hint=HINT, fix=without)


def _wrong(context: Context, thing: ThingSymbol, field: FieldSymbol, found: Expression) -> str:
    if not is_of_row(found, thing):
        return "only fields of the row itself can be asked for here"
    read = paths_in(found)
    if field.key in read:
        return "this is the field itself"
    if not read:
        return "this is the same for all rows"
    seen = roles_of(field.line.roles, context.symbols)
    kept = [roles_of(thing.by_key(key).line.roles, context.symbols) for key in read]
    if any(roles is not None and (seen is None or not seen <= roles) for roles in kept):
        return "it is kept from people who see the field"
    return ""


def _without(field: FieldSymbol) -> Fix:
    return rewritten(field.line, replace(field.line, when=None), "Ask for it in every row", drops=True)
