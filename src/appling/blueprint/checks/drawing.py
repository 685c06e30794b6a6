"""A draw: a number of rows, of a thing, and something that keeps them from being drawn again."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.checks.own_row import paths_in
from appling.blueprint.model.expression import Kind
from appling.blueprint.resolve.faults import WORDS, Fault, mismatch
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.syntax.tree import (
    BinaryNode,
    ExpressionNode,
    Name,
    NumberNode,
    PathNode,
    StepLine,
    UnaryNode,
)
from appling.diagnostics import Diagnostic, Fix


def check_draw(
    context: Context, line: StepLine, thing: ThingSymbol, scope: Scope, drop: Fix
) -> Iterator[Diagnostic]:
    """What is wrong with how many are drawn, and of which rows; what is set is looked at elsewhere."""
    yield from _count(context, line, scope)
    if line.where is not None:
        try:
            context.expressions.truth(line.where, Scope(thing))
        except Fault as fault:
            yield from context.said(
                fault, rewritten(line, replace(line, where=None), "Draw from all", drops=True)
            )
            return
    if not _ends(context, line, thing):
        yield _again(line, thing, drop)


def _count(context: Context, line: StepLine, scope: Scope) -> Iterator[Diagnostic]:
    if line.count is None:
        return
    one = rewritten(line, replace(line, count=NumberNode("1", line.span)), "Draw one", drops=True)
    try:
        found = context.expressions.value(line.count, scope)
        if found.type.kind is not Kind.NUMBER:
            raise mismatch(
                line.count.span, f"a number of rows is drawn, and this is {WORDS[found.type.kind]}"
            )
    except Fault as fault:
        yield from context.said(fault, one)


def _ends(context: Context, line: StepLine, thing: ThingSymbol) -> bool:
    """Whether the condition asks for something that is set."""
    if line.where is None:
        return False
    read = set(paths_in(context.expressions.truth(line.where, Scope(thing))))
    given = [thing.field(item.path.names[0].text) for item in line.assignments]
    return any(field is not None and field.key in read for field in given)


def _again(line: StepLine, thing: ThingSymbol, drop: Fix) -> Diagnostic:
    fields = [
        field for item in line.assignments if (field := thing.field(item.path.names[0].text)) is not None
    ]
    return Diagnostic(
        "drawn-again",
        "The same could be drawn again",
        "nothing that is set takes a row out of the drum",
        line.span,
        hint="For example: draw 3 of Ticket where not won with won = yes.",
        fix=_once(line, fields[0]) if fields else drop,
    )


def _once(line: StepLine, field: FieldSymbol) -> Fix:
    """Draw only from rows in which it is not set yet."""
    path = PathNode((Name(field.name, line.span),), line.span)
    truth = field.declared is not None and field.declared.kind is Kind.TRUTH
    empty = PathNode((Name("empty", line.span),), line.span)
    new: ExpressionNode = UnaryNode("not", path, line.span)
    if not truth:
        new = BinaryNode("=", path, empty, line.span)
    where = new if line.where is None else BinaryNode("and", line.where, new, line.span)
    return rewritten(line, replace(line, where=where), f"Draw only where {field.name} is not set yet")
