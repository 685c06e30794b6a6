"""How much there may be of everything."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from appling.blueprint.checks.context import MOST_THINGS, Context
from appling.blueprint.checks.edits import removed, rewritten
from appling.blueprint.resolve.symbols import PEOPLE, settings
from appling.blueprint.syntax.tree import (
    ActionBlock,
    ConstraintLine,
    DocumentLine,
    FieldLine,
    ItemLine,
    Name,
    PageBlock,
    PartLine,
    RuleLine,
    SettingLine,
    StepLine,
    ThingBlock,
    TriggerBlock,
)
from appling.diagnostics import Diagnostic, Fix, Span

MOST_FIELDS = 80
MOST_CONSTRAINTS = 12
MOST_RULES = 20
MOST_ACTIONS = 200
MOST_STEPS = 20
MOST_INPUTS = 20
MOST_TRIGGERS = 40
MOST_PAGES = 200
MOST_PARTS = 40
MOST_ITEMS = 40
MOST_ROLES = 20
MOST_CHOICES = 60
LONGEST_NAME = 80
LONGEST_LABEL = 160
LONGEST_TEXT = 2_000
LONGEST_PARAGRAPH = 4_000
LONGEST_ADDRESS = 500
Line = FieldLine | ConstraintLine | RuleLine | StepLine | PartLine | ItemLine | DocumentLine
Item = ThingBlock | ActionBlock | PageBlock | TriggerBlock | Line


def check(context: Context) -> Iterator[Diagnostic]:
    blueprint = context.blueprint
    yield from _many(context, blueprint.things, MOST_THINGS, "things")
    yield from _many(context, blueprint.actions, MOST_ACTIONS, "actions")
    yield from _many(context, blueprint.pages, MOST_PAGES, "pages")
    for thing in blueprint.things:
        yield from _many(context, thing.fields, MOST_FIELDS, "fields in a thing")
        yield from _many(context, thing.constraints, MOST_CONSTRAINTS, "such lines in a thing")
        yield from _many(context, thing.rules, MOST_RULES, "rules in a thing")
        yield from _choices(thing.fields)
    for action in blueprint.actions:
        yield from _many(context, action.steps, MOST_STEPS, "steps in an action")
        yield from _many(context, action.inputs, MOST_INPUTS, "inputs in an action")
        yield from _choices(action.inputs)
    yield from _many(context, blueprint.triggers, MOST_TRIGGERS, "triggers")
    for trigger in blueprint.triggers:
        yield from _many(context, trigger.steps, MOST_STEPS, "steps in a trigger")
    for page in blueprint.pages:
        yield from _many(context, page.parts, MOST_PARTS, "parts on a page")
        for part in page.parts:
            yield from _many(context, part.items, MOST_ITEMS, "items in a part")
            for item in part.items:
                yield from _item(context, item)
            yield from _many(context, part.lines, MOST_ITEMS, "lines in a document")
            for line in part.lines:
                yield from _line(context, line)
    if blueprint.app is not None:
        yield from _many(context, blueprint.app.rules, MOST_RULES, "rules in the app")
    yield from _roles(context)
    yield from _names(context)


def _many(context: Context, items: Sequence[Item], most: int, what: str) -> Iterator[Diagnostic]:
    if len(items) > most:
        edits = tuple(removed(context.source, item.span) for item in items[most:])
        fix = Fix("Leave the last ones out", edits, drops=True)
        yield _too_many(items[most], f"{most} {what} at most", fix)


def _too_many(item: Item | Name, label: str, fix: Fix) -> Diagnostic:
    return Diagnostic("too-many", "There is too much of one kind", label, item.span, fix=fix)


def _choices(lines: tuple[FieldLine, ...]) -> Iterator[Diagnostic]:
    for line in lines:
        if line.type is not None and len(line.type.arguments) > MOST_CHOICES:
            kept = replace(line, type=replace(line.type, arguments=line.type.arguments[:MOST_CHOICES]))
            fix = rewritten(line, kept, "Leave the last ones out", drops=True)
            yield _too_many(line.type.arguments[MOST_CHOICES], f"{MOST_CHOICES} choices at most", fix)


def _item(context: Context, item: ItemLine) -> Iterator[Diagnostic]:
    for name, most in (
        (item.label, LONGEST_LABEL),
        (item.text, LONGEST_TEXT),
        (item.link, LONGEST_ADDRESS),
    ):
        if name is not None and len(name.text) > most:
            yield _too_long(name.span, most, context.drop(item.span))


def _line(context: Context, line: DocumentLine) -> Iterator[Diagnostic]:
    for text, most in ((line.label, LONGEST_LABEL), (line.text, LONGEST_PARAGRAPH)):
        words = (part for part in text.parts if isinstance(part, str)) if text is not None else ()
        if text is not None and sum(map(len, words)) > most:
            yield _too_long(text.span, most, context.drop(line.span))


def _too_long(span: Span, most: int, fix: Fix) -> Diagnostic:
    return Diagnostic(
        "long-item",
        "A text is too long",
        f"{most} letters at most",
        span,
        hint="Say it shorter, or in several items.",
        fix=fix,
    )


def _roles(context: Context) -> Iterator[Diagnostic]:
    for line in settings(context.blueprint, PEOPLE):
        if len(line.values) > MOST_ROLES:
            kept = replace(line, values=line.values[:MOST_ROLES])
            fix = rewritten(line, kept, "Leave the last ones out", drops=True)
            yield _too_many(line.values[MOST_ROLES], f"{MOST_ROLES} roles at most", fix)


def _names(context: Context) -> Iterator[Diagnostic]:
    blueprint = context.blueprint
    named = [block for block in blueprint.blocks if not isinstance(block, TriggerBlock)]
    names = [(block.name, partial(context.drop, block.span, "Leave it out")) for block in named]
    for thing in blueprint.things:
        names += [(line.name, partial(context.drop, line.span)) for line in thing.fields]
    for action in blueprint.actions:
        names += [(line.name, partial(context.drop, line.span)) for line in action.inputs]
    for line in settings(blueprint, PEOPLE):
        names += [(name, partial(_without, context, line, name)) for name in line.values]
    for name, fix in names:
        if len(name.text) > LONGEST_NAME:
            yield Diagnostic(
                "long-name",
                "A name is too long",
                f"{LONGEST_NAME} letters at most",
                name.span,
                hint="Find a shorter one.",
                fix=fix(),
            )


def _without(context: Context, line: SettingLine, name: Name) -> Fix:
    others = tuple(other for other in line.values if other is not name)
    if not others:
        return context.drop(line.span)
    return rewritten(line, replace(line, values=others), "Leave it out", drops=True)
