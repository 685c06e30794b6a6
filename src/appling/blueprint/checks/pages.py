"""Pages show something, and are not what every app has anyway."""

from collections.abc import Iterator

from appling.blueprint.checks.built_in import is_built_in_page
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below, removed
from appling.blueprint.names import singular
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.tree import PageBlock
from appling.diagnostics import Diagnostic, Fix


def check(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        if is_built_in_page(context, page):
            yield Diagnostic(
                "built-in",
                "Every app has this already",
                "not needed",
                page.name.span,
                hint="Signing in and out and search are always there.",
                fix=Fix("Leave it to the app", (removed(context.source, page.span),)),
            )
        elif not page.parts:
            yield _empty(context, page)


def _empty(context: Context, page: PageBlock) -> Diagnostic:
    thing = thing_named(context, page.name.text)
    fix = context.drop(page.span, "Remove this page")
    if thing is not None:
        line = line_below(context.source, page.span, f"table of {quoted(thing.name)}")
        fix = Fix(f"Let it list {thing.name}", (line,))
    return Diagnostic(
        "empty-page",
        "A page shows nothing",
        "no part below it",
        page.name.span,
        hint="Give it a part, such as: table of, and a thing.",
        fix=fix,
    )


def thing_named(context: Context, text: str) -> ThingSymbol | None:
    """The thing whose name, or plural, is or ends a text, or that is the only one named in it."""
    symbols = context.symbols
    words = text.split()
    for start in range(len(words)):
        ending = " ".join(words[start:])
        for name in (ending, singular(ending)):
            if (thing := symbols.thing(name)) is not None:
                return thing
    folded = text.casefold()
    inside = [thing for key, thing in symbols.things.items() if key in folded]
    return inside[0] if len(inside) == 1 else None
