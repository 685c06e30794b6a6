"""There is an app block, and something that the app is about."""

from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import block_before
from appling.blueprint.names import plural
from appling.blueprint.resolve.faults import quoted
from appling.diagnostics import Diagnostic, Fix, Span


def check(context: Context) -> Iterator[Diagnostic]:
    blueprint = context.blueprint
    blocks = blueprint.blocks
    start = Span(0, 0, 1, 1)
    if not any(True for _ in (*blueprint.things, *blueprint.pages)):
        yield Diagnostic(
            "empty-app",
            "There is nothing in this app",
            "no thing and no page",
            blueprint.app.name.span if blueprint.app is not None else start,
            hint="Declare a thing and its fields, such as: thing Task, and below it: name: text.",
        )
    elif blueprint.app is None:
        name = plural(blueprint.things[0].name.text) if blueprint.things else blueprint.pages[0].name.text
        yield Diagnostic(
            "missing-app",
            "The app has no name",
            "an app block is missing in front",
            blocks[0].name.span,
            hint="Begin with: app and the name of the app.",
            fix=Fix("Name it", (block_before(context.source, blocks[0], f"app {quoted(name)}"),)),
        )
