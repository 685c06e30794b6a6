"""Triggers are about a thing that exists, at a time that comes, under a condition that means something."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.actions import fitting_thing
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import trigger_rewritten
from appling.blueprint.checks.missing_things import unknown_thing
from appling.blueprint.model.expression import Kind
from appling.blueprint.resolve.faults import WORDS, Fault, mismatch, unknown_name
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.tree import Name, TriggerBlock
from appling.diagnostics import Diagnostic

_DATED = (Kind.DATE, Kind.MOMENT)


def check(context: Context) -> Iterator[Diagnostic]:
    for block in context.blueprint.triggers:
        if not block.steps:
            yield _empty(context, block)
        else:
            yield from _occasion(context, block)


def _empty(context: Context, block: TriggerBlock) -> Diagnostic:
    return Diagnostic(
        "empty-trigger",
        "A trigger does nothing",
        "no step below it",
        block.header,
        hint='Say what happens, such as: notify owner "Something is new."',
        fix=context.drop(block.span, "Remove this trigger"),
    )


def _occasion(context: Context, block: TriggerBlock) -> Iterator[Diagnostic]:
    drop = context.drop(block.span, "Remove this trigger")
    said = block.occasion
    thing = context.symbols.thing(said.thing.text) if said.thing is not None else None
    if said.thing is not None and thing is None:
        yield unknown_thing(context, said.thing, drop)
        return
    try:
        if said.delay is not None and thing is not None:
            _check_delay(context, block, thing)
        elif said.field is not None and thing is not None:
            _check_changed(said.field, thing)
        if said.where is not None:
            context.expressions.truth(said.where, Scope(thing, this=thing))
    except Fault as fault:
        yield from context.said(fault, drop)


def _check_changed(name: Name, thing: ThingSymbol) -> None:
    """A formula is never changed: what it is worked out from is."""
    field = thing.field(name.text)
    if field is None:
        raise unknown_name(name, f"field of {thing.name}", [each.name for each in thing.fields.values()])
    if field.line.formula is not None:
        raise mismatch(name.span, f"{field.name} is worked out, so nobody changes it")


def _check_delay(context: Context, block: TriggerBlock, thing: ThingSymbol) -> None:
    said = block.occasion
    if said.field is None or said.delay is None:
        return
    field = thing.field(said.field.text)
    dated = [
        each.name
        for each in thing.fields.values()
        if (value := context.expressions.formulas.value(each)) is not None and value.kind in _DATED
    ]
    if field is None:
        raise unknown_name(said.field, f"date of {thing.name}", dated)
    value = context.expressions.formulas.value(field)
    if value is not None and value.kind not in _DATED:
        raise mismatch(said.field.span, f"a date is needed, and this is {WORDS[value.kind]}")
    if value is not None and value.kind is Kind.DATE and said.delay.unit in ("minute", "hour"):
        raise mismatch(said.delay.span, "a date has no hours", "Count days, or make it a date and time.")


def without_thing(context: Context, block: TriggerBlock) -> Diagnostic:
    """A step speaks of a row, and the trigger is about none."""
    name = fitting_thing(context, block.steps)
    fix = context.drop(block.span, "Remove this trigger")
    if name is not None:
        occasion = replace(block.occasion, thing=Name(name, block.header))
        fix = trigger_rewritten(block, occasion, f"Do it for each {name}")
    return Diagnostic(
        "trigger-without-thing",
        "A trigger does not say whose rows it is about",
        "a row is needed here",
        block.header,
        hint="Write behind the time: for each, and a thing.",
        fix=fix,
    )
