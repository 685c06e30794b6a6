"""Actions are about a thing that exists, under a condition that means something, and do something."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from appling.blueprint.checks.built_in import is_built_in_action
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import header_of, header_rewritten, removed
from appling.blueprint.checks.missing_things import unknown_thing
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.asking import ASK
from appling.blueprint.syntax.tree import ActionBlock, ExpressionNode, StepLine
from appling.diagnostics import Diagnostic, Fix

_ASKED_LATER = (
    "This is asked for once the button is pressed: limit it on its own line, such as: amount: number, min 3."
)


def check(context: Context) -> Iterator[Diagnostic]:
    for action in context.blueprint.actions:
        if is_built_in_action(context, action):
            yield _built_in(context, action)
        elif not action.steps:
            yield _empty(context, action)
        else:
            yield from _header(context, action)


def _built_in(context: Context, action: ActionBlock) -> Diagnostic:
    return Diagnostic(
        "built-in",
        "Every app has this already",
        "not needed",
        action.name.span,
        hint="Signing in and out, search, and forms to add, change and remove rows are always there.",
        fix=Fix("Leave it to the app", (removed(context.source, action.span),)),
    )


def _empty(context: Context, action: ActionBlock) -> Diagnostic:
    return Diagnostic(
        "empty-action",
        "An action does nothing",
        "no step below it",
        action.name.span,
        hint="Say what happens, such as: set returned = yes.",
        fix=context.drop(action.span, "Remove this action"),
    )


def _header(context: Context, action: ActionBlock) -> Iterator[Diagnostic]:
    drop = context.drop(action.span, "Remove this action")
    thing = context.symbols.thing(action.thing.text) if action.thing is not None else None
    if action.thing is not None and thing is None:
        yield unknown_thing(context, action.thing, drop)
        return
    if (when := action.when) is None:
        return
    if thing is None and (named := _thing_of_steps(context, action)) is not None:
        yield named
        return
    row = Scope(thing, this=thing)
    try:
        context.expressions.truth(when, row)
    except Fault as fault:
        found = context.said(fault, drop)
        if _asks_for(context, action, when, row):
            found = [replace(each, hint=_ASKED_LATER) for each in found]
        yield from found


def _asks_for(context: Context, action: ActionBlock, when: ExpressionNode, row: Scope) -> bool:
    """Whether its condition would hold together if it knew what is asked for."""
    inputs = context.symbols.inputs(action)
    try:
        context.expressions.truth(when, replace(row, inputs=inputs))
    except Fault:
        return False
    return inputs is not None


def _thing_of_steps(context: Context, action: ActionBlock) -> Diagnostic | None:
    """A condition needs a row: the only thing, or the one whose fields are set."""
    thing = guessed_thing(context, action)
    if thing is None or action.when is None:
        return None
    return missing_thing(context, action)


def missing_thing(context: Context, action: ActionBlock) -> Diagnostic:
    """The action speaks of a row, and does not say of which thing."""
    name = guessed_thing(context, action)
    fix = context.drop(action.span, "Remove this action")
    if name is not None:
        header = replace(header_of(action), thing=replace(action.name, text=name))
        fix = header_rewritten(action, header, f"Say that it is on {name}")
    return Diagnostic(
        "action-without-thing",
        "An action does not say what it is on",
        "a row is needed here",
        action.name.span,
        hint="Write: action, its name, on, and the thing.",
        fix=fix,
    )


def guessed_thing(context: Context, action: ActionBlock) -> str | None:
    """The thing that has all the fields which the action sets; else the one that its name holds."""
    things = list(context.symbols.things.values())
    fitting = _fitting(context, action.steps)
    words = action.name.text.casefold()
    named = [thing for thing in fitting or things if thing.name.casefold() in words]
    best = named or fitting or (things if len(things) == 1 else [])
    return best[0].name if best else None


def fitting_thing(context: Context, steps: Sequence[StepLine]) -> str | None:
    """The thing that has all the fields which the steps set; else the only one there is."""
    things = list(context.symbols.things.values())
    found = _fitting(context, steps) or (things if len(things) == 1 else [])
    return found[0].name if found else None


def _fitting(context: Context, steps: Sequence[StepLine]) -> list[ThingSymbol]:
    fields = [item.path.names[0].text for step in steps if step.target is None for item in step.assignments]
    asked = (step.target for step in steps if step.kind.text == ASK)
    fields += [target.names[0].text for target in asked if target is not None]
    things = context.symbols.things.values()
    return [thing for thing in things if fields and all(thing.field(name) is not None for name in fields)]
