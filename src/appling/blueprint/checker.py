"""From a text to the App it means, or to what is wrong with it."""

from dataclasses import dataclass

from appling.blueprint.checks import diagnose
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.traits import UNUSABLE, about_written
from appling.blueprint.checks.unreadable import with_meaning
from appling.blueprint.model.app import App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.app import resolve
from appling.blueprint.syntax import parse
from appling.blueprint.syntax.tree import Blueprint
from appling.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """`app` is there if and only if there is no error among the diagnostics."""

    app: App | None
    blueprint: Blueprint
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(item for item in self.diagnostics if item.severity is Severity.ERROR)


def check(source: str, vocabulary: Vocabulary) -> Checked:
    """Parse, check and resolve. Lines that can't be read are said first, alone."""
    parsed = parse(source)
    context = Context(parsed.blueprint, vocabulary)
    if parsed.errors:
        said = tuple(with_meaning(context, item) for item in parsed.diagnostics)
        return Checked(None, parsed.blueprint, said)
    context, said = _said(parsed.blueprint, vocabulary, context)
    found = (*parsed.diagnostics, *said)
    if any(item.severity is Severity.ERROR for item in found):
        return Checked(None, parsed.blueprint, found)
    return Checked(resolve(context.symbols, context.expressions), parsed.blueprint, found)


def _said(
    blueprint: Blueprint, vocabulary: Vocabulary, context: Context
) -> tuple[Context, tuple[Diagnostic, ...]]:
    """What is wrong. A trait whose rows can't be under its thing's conditions is under stricter ones."""
    said = about_written(context, diagnose(context))
    if not any(item.code == UNUSABLE for item in said):
        return context, said
    stricter = Context(blueprint, vocabulary, carry=False)
    again = about_written(stricter, diagnose(stricter))
    if any(item.code == UNUSABLE for item in again):
        return context, said
    return stricter, again
