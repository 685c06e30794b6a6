"""What counts by itself says nothing else, and what counts clicks has a short link that can be clicked."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below, rewritten
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.diagnostics import Diagnostic, Fix, Severity

CLICKS, SHORT_LINK = "clicks", "short link"


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        for field in thing.fields.values():
            if field.atom is None:
                continue
            if field.atom.tallied and _says_more(field):
                yield _told(field)
            if field.atom.name == CLICKS and not any(each.drawn for each in thing.fields.values()):
                yield _unclicked(context, field, thing)
            if field.drawn and field.line.default is not None:
                yield _alike(field)


def _says_more(field: FieldSymbol) -> bool:
    line = field.line
    limited = any(name_key(flag.name.text) != "required" for flag in line.flags)
    return line.default is not None or limited or line.when is not None


def _told(field: FieldSymbol) -> Diagnostic:
    """It begins at nought, in every row, and nothing limits it."""
    bare = replace(field.line, default=None, flags=(), when=None)
    return Diagnostic(
        "wrong-tally",
        "What counts by itself can be told nothing",
        f"{field.name} begins at nought, in every row",
        field.line.span,
        hint="Write its type, and nothing behind it.",
        fix=rewritten(field.line, bare, "Leave the rest out"),
    )


def _unclicked(context: Context, field: FieldSymbol, thing: ThingSymbol) -> Diagnostic:
    new = line_below(context.source, field.line.span, f"{SHORT_LINK}: {SHORT_LINK}")
    return Diagnostic(
        "nothing-to-click",
        "There is no short link whose clicks could be counted",
        f"{thing.name} has no field of the type {SHORT_LINK}",
        field.line.span,
        hint="Give it one. How often a row's page is opened, a field of the type views says.",
        severity=Severity.WARNING,
        fix=Fix("Add a short link", (new,)),
    )


def _alike(field: FieldSymbol) -> Diagnostic:
    assert field.line.default is not None  # noqa: S101 - asked before
    return Diagnostic(
        "short-link-alike",
        "No two rows can have the same short link",
        "every new row would begin with it",
        field.line.default.span,
        hint="Leave it out: a row for which nobody types one gets one by chance.",
        fix=rewritten(field.line, replace(field.line, default=None), "Leave it out"),
    )
