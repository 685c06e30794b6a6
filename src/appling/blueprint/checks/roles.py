"""Every role that is named somewhere is declared."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import header_of, header_rewritten, line_below, rewritten
from appling.blueprint.checks.people import PLAIN_ROLE
from appling.blueprint.names import plural, singular
from appling.blueprint.resolve.faults import quoted, replacement
from appling.blueprint.resolve.symbols import PEOPLE, SIGN_UP, settings
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    Blueprint,
    FieldLine,
    Name,
    PageBlock,
    PartLine,
    RuleLine,
    SettingLine,
    TraitLine,
)
from appling.diagnostics import Diagnostic, Fix

SIGNED_IN = frozenset(
    {
        "user",
        "users",
        "signed in",
        "signed in user",
        "logged in",
        "logged in user",
        "people",
        "person",
        "login",
    }
)
_MOST_WORDS = 3
_SURE = 0.88
Holder = FieldLine | RuleLine | SettingLine | TraitLine | PartLine | ActionBlock | PageBlock


def check(context: Context) -> Iterator[Diagnostic]:
    for holder in holders(context.blueprint):
        for name in named_roles(holder):
            if context.symbols.role_key(name.text) is None:
                yield _unknown(context, holder, name)


def holders(blueprint: Blueprint) -> Iterator[Holder]:
    """All that names roles, but not the line that declares them."""
    yield from settings(blueprint, SIGN_UP)
    if blueprint.app is not None:
        yield from blueprint.app.rules
    for thing in blueprint.things:
        yield from thing.fields
        yield from thing.rules
        yield from thing.traits
    yield from blueprint.actions
    for page in blueprint.pages:
        yield page
        yield from page.parts


def named_roles(holder: Holder) -> tuple[Name, ...]:
    """All roles that it names."""
    match holder:
        case TraitLine():
            return (*holder.by, *holder.roles)
        case SettingLine():
            return holder.values
    return holder.roles


def _unknown(context: Context, holder: Holder, name: Name) -> Diagnostic:
    roles = [role.name for role in context.symbols.roles.values()]
    return Diagnostic(
        "unknown-role",
        "There is no such role",
        "not declared",
        name.span,
        hint=_hint(holder, name, roles),
        fix=_known(context, name) or _declared(context, name) or _without(context, holder, name),
    )


def _hint(holder: Holder, name: Name, roles: list[str]) -> str:
    declared = f"Roles are declared in the app block, such as: people: {', '.join([*roles, name.text])}."
    if isinstance(holder, ActionBlock | PageBlock):
        spoken = f'"{holder.name.text} for {name.text}"'
        return f"{declared} If it belongs to the name, put that in quotes: {spoken}."
    return declared


def _known(context: Context, name: Name) -> Fix | None:
    """A declared role that is meant; those who are merely signed in have the first."""
    roles = list(context.symbols.roles.values())
    word = name_key(name.text)
    for other in (singular(name.text), plural(name.text)):
        if (role := context.symbols.roles.get(name_key(other))) is not None:
            return replacement(name.span, quoted(role.name))
    if word in SIGNED_IN and roles:
        return replacement(name.span, quoted(roles[0].name))
    alike = (role.name for role in roles if _slip(word, name_key(role.name)))
    close = next(alike, None)
    return replacement(name.span, quoted(close)) if close is not None else None


def _slip(word: str, other: str) -> bool:
    """Whether one is surely the other, misspelt: rights must not go to a role of a similar name."""
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SURE


def _declared(context: Context, name: Name) -> Fix | None:
    """Declare it behind the others: it is nobody's until the owner gives it to someone."""
    app = context.blueprint.app
    if context.symbols.thing(name.text) is not None or context.symbols.thing(singular(name.text)) is not None:
        return None
    if app is None or len(name.text.split()) > _MOST_WORDS or not name.text[:1].isalpha():
        return None
    title = f"Declare the role {name.text}"
    for line in settings(context.blueprint, PEOPLE):
        return rewritten(line, replace(line, values=(*line.values, name)), title)
    plain = name_key(name.text) in SIGNED_IN | {PLAIN_ROLE}
    roles = [quoted(name.text)] if plain else [PLAIN_ROLE, quoted(name.text)]
    return Fix(title, (line_below(context.source, app.name.span, f"people: {', '.join(roles)}"),))


def _without(context: Context, holder: Holder, name: Name) -> Fix:
    """Leave it out, but never so that everyone is meant instead.

    An action that names no role needs the right to each of its steps, so it may go without.
    """
    others = tuple(other for other in named_roles(holder) if other is not name)
    title = "Leave the role out"
    if isinstance(holder, SettingLine):
        kept = rewritten(holder, replace(holder, values=others), title, drops=True)
        return kept if others else context.drop(holder.span)
    if isinstance(holder, TraitLine) and name in holder.by:
        by = tuple(other for other in holder.by if other is not name)
        return rewritten(holder, replace(holder, by=by), title, drops=True)
    if isinstance(holder, ActionBlock) or (isinstance(holder, PageBlock) and others):
        header = replace(header_of(holder), roles=others)
        return header_rewritten(holder, header, title, drops=True)
    if isinstance(holder, PageBlock) or not others:
        return context.drop(holder.span)
    return rewritten(holder, replace(holder, roles=others), title, drops=True)
