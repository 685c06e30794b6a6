"""The roles of the app: each declared once, and none that everybody gets may do more than is meant."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import removed, rewritten
from appling.blueprint.model.app import OWNER, VISITOR, Verb
from appling.blueprint.resolve.symbols import PEOPLE, SIGN_UP, settings
from appling.blueprint.resolve.things import rules_for, verbs_of
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Name, SettingLine
from appling.diagnostics import Diagnostic, Edit, Fix, Severity

PLAIN_ROLE = "member"
_POWERFUL = frozenset(
    {
        "admin", "admins", "administrator", "administrators", "manager", "managers", "moderator",
        "moderators", "staff", "super admin", "superuser", "super user", "root", "operator", "editor",
        "organiser", "organizer", "管理员", "超级管理员", "系统管理员", "经理", "管理者", "администратор",
        "管理人",
    }
)  # fmt: skip


def check(context: Context) -> Iterator[Diagnostic]:
    chosen = next(settings(context.blueprint, SIGN_UP), None)
    for line in settings(context.blueprint, PEOPLE):
        yield from _names(context, line, "A role is declared twice")
        if chosen is None and not {VISITOR, OWNER} & {name_key(name.text) for name in line.values}:
            yield from _first(context, line)
        break
    if chosen is not None:
        yield from _chosen(context, chosen)


def _names(context: Context, line: SettingLine, twice: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    once = {name_key(name.text): name for name in reversed(line.values)}
    unique = tuple(name for name in line.values if once[name_key(name.text)] is name)
    fix = rewritten(line, replace(line, values=unique), "Name each role once")
    for name in line.values:
        word = name_key(name.text)
        if word in seen:
            yield Diagnostic("duplicate-role", twice, "said before", name.span, fix=fix)
        elif context.symbols.role_key(name.text) in (VISITOR, OWNER):
            yield _built_in(context, line, name)
        seen.add(word)


def _built_in(context: Context, line: SettingLine, name: Name) -> Diagnostic:
    """A visitor among the roles held the place of those who sign up: a role without rights takes it."""
    fix = _without(context, line, name)
    known = {name_key(other.text) for other in line.values}
    declares = name_key(line.key.text) == PEOPLE
    if declares and name_key(name.text) == VISITOR and PLAIN_ROLE not in known:
        fix = Fix("Declare a role for those who sign up", (Edit(name.span, PLAIN_ROLE),))
    return Diagnostic(
        "built-in-role",
        "This role is always there",
        "not to be declared",
        name.span,
        hint="visitor is everyone, owner the person that the app belongs to.",
        severity=Severity.WARNING,
        fix=fix,
    )


def _without(context: Context, line: SettingLine, name: Name) -> Fix:
    others = tuple(other for other in line.values if other is not name)
    title = "Remove it here"
    if not others:
        return Fix(title, (removed(context.source, line.span),))
    return rewritten(line, replace(line, values=others), title)


def _chosen(context: Context, line: SettingLine) -> Iterator[Diagnostic]:
    """Roles that anybody may take: none that is always there, and none for who looks after the app."""
    yield from _names(context, line, "A role is named twice")
    for name in line.values:
        if name_key(name.text) in _POWERFUL and _power(context, name):
            yield Diagnostic(
                "powerful-first-role",
                "Everyone who signs up could take this role",
                "it may change or remove what belongs to others",
                name.span,
                hint="Name the roles that anybody may have; the owner gives the others.",
                severity=Severity.WARNING,
                fix=_without(context, line, name),
            )


def _first(context: Context, line: SettingLine) -> Iterator[Diagnostic]:
    """People who sign up get the first role: it must not be one that is above the others."""
    roles = list(context.symbols.roles)
    declared = [name for name in line.values if name_key(name.text) in roles]
    if not declared:
        return
    first, *others = declared
    powers = {name.text: _power(context, name) for name in declared}
    better = [name for name in others if powers[name.text] < powers[first.text]]
    named = name_key(first.text) in _POWERFUL
    if not better and not (named and powers[first.text]):
        return
    if better:
        new = min(better, key=lambda name: powers[name.text])
        swapped = {first: new, new: first}
        values = tuple(swapped.get(name, name) for name in line.values)
        title = f"Let {new.text} be the first"
    else:
        values = (Name(_plain(roles), first.span), *line.values)
        title = "Add a role with less rights in front"
    yield Diagnostic(
        "powerful-first-role",
        "Everyone who signs up would get this role",
        "it may change or remove what belongs to others",
        first.span,
        hint="The first role is the one that people get by themselves; the owner gives them others.",
        severity=Severity.WARNING,
        fix=rewritten(line, replace(line, values=values), title),
    )


def _plain(roles: list[str]) -> str:
    return next(name for name in (PLAIN_ROLE, "basic member", "new member") if name not in roles)


def _power(context: Context, role: Name) -> int:
    """For how many things the role may change or remove rows that are not its own."""
    word = name_key(role.text)
    powers = 0
    for thing in context.symbols.things.values():
        verbs = {
            verb
            for rule in rules_for(thing, context.symbols)
            if any(name_key(name.text) == word for name in rule.roles)
            for node in rule.verbs
            if not node.own
            for verb in verbs_of(node)
        }
        powers += bool(verbs & {Verb.CHANGE, Verb.REMOVE})
    return powers
