"""Rules grant what can be granted; their conditions have a meaning for every thing that they are for."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.tree import RuleLine
from appling.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        for rule in thing.block.rules:
            yield from _where(context, rule, [thing])
    app = context.blueprint.app
    if app is not None:
        without = [thing for thing in context.symbols.things.values() if not thing.block.rules]
        for rule in app.rules:
            yield from _where(context, rule, without)


def _where(context: Context, rule: RuleLine, things: list[ThingSymbol]) -> Iterator[Diagnostic]:
    """A rule whose condition means nothing goes as a whole; guessing what was meant could let people in."""
    if rule.where is None:
        return
    for thing in things:
        try:
            context.expressions.truth(rule.where, Scope(thing))
        except Fault as fault:
            drop = context.drop(rule.span, "Remove this rule")
            yield from (replace(found, fix=drop) for found in context.said(fault, drop))
            return
