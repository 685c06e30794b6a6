"""Every thing has a field that keeps something."""

from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below
from appling.diagnostics import Diagnostic, Fix


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        if any(field.line.type is not None for field in thing.fields.values()):
            continue
        name = "title" if thing.field("name") is not None else "name"
        line = line_below(context.source, thing.block.name.span, f"{name}: text, required")
        yield Diagnostic(
            "empty-thing",
            "A thing keeps nothing",
            "no field that could be filled in",
            thing.block.name.span,
            hint="Give it a field, such as: name: text, required.",
            fix=Fix("Give it a name", (line,)),
        )
