"""Edits the rules of a thing: one right of one role at a time, everything else as it was."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from appling.blueprint.changes.renaming import apply_edits
from appling.blueprint.checks.edits import line_below, removed
from appling.blueprint.model.app import Verb
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.syntax import parse
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import RuleLine, ThingBlock

_ALL = tuple(verb.value for verb in Verb)


@dataclass(frozen=True, slots=True)
class Right:
    """One verb of one role; `where` as it is written."""

    role: str
    verb: str
    own: bool = False
    where: str = ""


def with_right(source: str, thing: str, role: str, verbs: Iterable[str], *, own: bool) -> str:
    """The role may do these to all rows, or to its own ones only."""
    wanted = [Right(role, verb, own) for verb in verbs]

    def change(rights: list[Right]) -> list[Right]:
        kept = [right for right in rights if not _about(right, role, [each.verb for each in wanted])]
        return kept + wanted

    return _rewritten(source, thing, change)


def without_right(source: str, thing: str, role: str, verbs: Iterable[str]) -> str:
    """The role may no longer do these."""
    gone = list(verbs)
    return _rewritten(source, thing, lambda rights: [each for each in rights if not _about(each, role, gone)])


def rules_written(rights: Iterable[Right]) -> list[str]:
    """Rules as lines, a role and a condition each."""
    grouped: dict[tuple[str, str, str], list[Right]] = {}
    for right in dict.fromkeys(rights):
        grouped.setdefault((name_key(right.role), right.role, right.where), []).append(right)
    return [_line(role, where, found) for (_, role, where), found in grouped.items()]


def rights_of(source: str, thing: str) -> list[Right]:
    """What the rules for a thing say: its own, or else those of the app."""
    blueprint = parse(source).blueprint
    block = _block(source, thing)
    rules: tuple[RuleLine, ...] = block.rules if block is not None else ()
    if not rules and blueprint.app is not None:
        rules = blueprint.app.rules
    return [right for rule in rules for right in _rights(rule, source)]


def _rewritten(source: str, thing: str, change: Callable[[list[Right]], list[Right]]) -> str:
    block = _block(source, thing)
    if block is None:
        return source
    lines = rules_written(change(rights_of(source, thing)))
    last = max((field.span for field in block.fields), key=lambda span: span.end, default=block.header)
    edits = [removed(source, rule.span) for rule in block.rules]
    return apply_edits(source, [*edits, line_below(source, last, *lines)])


def _block(source: str, thing: str) -> ThingBlock | None:
    things = parse(source).blueprint.things
    return next((each for each in things if name_key(each.name.text) == name_key(thing)), None)


def _rights(rule: RuleLine, source: str) -> list[Right]:
    where = source[rule.where.span.start : rule.where.span.end] if rule.where is not None else ""
    return [
        Right(role.text, word, verb.own, where)
        for role in rule.roles
        for verb in rule.verbs
        for word in (_ALL if name_key(verb.verb.text) == "all" else (name_key(verb.verb.text),))
    ]


def _about(right: Right, role: str, verbs: list[str]) -> bool:
    return name_key(right.role) == name_key(role) and right.verb in verbs


def _line(role: str, where: str, rights: list[Right]) -> str:
    own, every = [[r.verb for r in rights if r.own is is_own] for is_own in (True, False)]
    said = [*every, *(f"{verb} own" for verb in own if verb not in every)]
    if set(every) >= set(_ALL):
        said = ["do all"]
    return f"{quoted(role)} may {', '.join(said)}" + (f" where {where}" if where else "")
