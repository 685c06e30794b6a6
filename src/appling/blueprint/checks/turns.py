"""Whose turn it is: only where a trait has turns, and by those who see what it is about."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.model.app import OWNER, VISITOR
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.resolve.things import rules_for
from appling.blueprint.syntax.tree import Name, TraitLine
from appling.blueprint.traits.expansion import MOST_TURNS
from appling.diagnostics import Diagnostic, Severity


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        for line in thing.block.traits:
            yield from _line(context, thing, line)


def _line(context: Context, thing: ThingSymbol, line: TraitLine) -> Iterator[Diagnostic]:
    signatures = [context.words.trait(name.text) for name in line.traits]
    if line.by and not any(signature is not None and signature.turns for signature in signatures):
        fix = rewritten(line, replace(line, by=()), "Leave the roles out", drops=True)
        label = "nobody's turn comes here"
        hint = "“by” is for approval; who alone takes part stands behind “for”."
        yield Diagnostic(
            "needless-turns", "The trait takes no turns", label, line.by[0].span, hint=hint, fix=fix
        )
    elif len(line.by) > MOST_TURNS:
        fix = rewritten(line, replace(line, by=line.by[:MOST_TURNS]), "Leave out the last", drops=True)
        label = f"{MOST_TURNS} at most"
        yield Diagnostic(
            "needless-turns", "There are too many turns", label, line.by[MOST_TURNS].span, fix=fix
        )
    for name in line.by:
        key = context.symbols.role_key(name.text)
        if key not in (None, OWNER) and not _sees_others(context, thing, key or ""):
            yield _unseen(thing, name)


def _sees_others(context: Context, thing: ThingSymbol, role: str) -> bool:
    """Whether a rule lets the role see rows that are not its own."""
    return any(
        not verb.own and verb.verb.text in ("see", "all")
        for rule in rules_for(thing, context.symbols)
        for verb in rule.verbs
        if {context.symbols.role_key(each.text) for each in rule.roles} & {role, VISITOR}
    )


def _unseen(thing: ThingSymbol, name: Name) -> Diagnostic:
    return Diagnostic(
        "turn-unseen",
        "Who decides doesn't see what about",
        f"no rule lets {name.text} see any {thing.name}",
        name.span,
        hint=f"Add a rule: {name.text} may see",
        severity=Severity.WARNING,
    )
