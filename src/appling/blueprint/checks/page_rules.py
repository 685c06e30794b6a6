"""Rules stand in things, not under pages; who may see a page stands behind its name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import header_of, header_rewritten, removed
from appling.blueprint.resolve.symbols import VISITOR_WORDS
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Name, PageBlock, PartLine
from appling.diagnostics import Diagnostic, Edit, Fix

_RULE = re.compile(r"(?P<roles>.+?) (?:may|can|could|must)(?: only)? (?:\w+.*)")
_MOST_WORDS = 3


def check(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        rules = [part for part in page.parts if is_rule(context, part)]
        for part in rules:
            yield Diagnostic(
                "rule-on-page",
                "A rule stands under a page",
                "rules belong to things",
                part.span,
                hint="Write who may see the page behind its name: page, its name, for, and the roles.",
                fix=_moved(context, page, rules),
            )


def is_rule(context: Context, part: PartLine) -> bool:
    """Whether the line says what a role may do."""
    if context.words.part(part.kind.text) is not None:
        return False
    return _RULE.fullmatch(" ".join(part.kind.text.split())) is not None


def _moved(context: Context, page: PageBlock, rules: list[PartLine]) -> Fix:
    """Only the roles that were named see the page; nobody is let in whom the things' rules keep out."""
    names = [name for part in rules for name in _roles(part)]
    edits: list[Edit] = [removed(context.source, part.span) for part in rules]
    title = "Let the page be for them"
    public = any(name_key(name.text) in VISITOR_WORDS for name in names)
    if not names or public or page.roles or any(len(name.text.split()) > _MOST_WORDS for name in names):
        return Fix(title, tuple(edits))
    header = replace(header_of(page), roles=tuple(names))
    return Fix(title, (*header_rewritten(page, header, title).edits, *edits))


def _roles(part: PartLine) -> list[Name]:
    found = _RULE.fullmatch(" ".join(part.kind.text.split()))
    words = re.split(r",|\band\b|&|、", found["roles"]) if found is not None else []
    return [Name(word.strip(), part.kind.span) for word in words if word.strip()]
