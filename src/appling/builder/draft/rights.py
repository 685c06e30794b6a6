"""Who may do what, from the two things a draft says of each thing: who adds it, and who handles it.

`Tea by manager` is for all to see; `Order by customer, private for clerk` for who added it and for clerks.
The last role of an app manages it and may do all; who is not named may at most look.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product
from types import MappingProxyType

from appling.blueprint.model.app import VISITOR
from appling.builder.briefs.words import fold
from appling.builder.draft.cut import pieces
from appling.builder.draft.persons import open_to_strangers

_COUNTED = re.compile(r"^set (.+) = \1 \+ 1$")
_TAKEN_BACK = re.compile(r"cancel|withdraw|return|bring back|give back|取消|撤回|撤销|归还|退")
_ADD = re.compile(r"\badd\b(?! own)")
PRIVATELY = "private"
SEE, ALL = "see", "do all"
OWN, HANDLED = "see own, add own", "see, change"
SHARED, SHARED_BY_STRANGERS = (f"{add}, change own, remove own" for add in ("add", "add own"))
"""In a team people also write things down for one another; nobody does so in the name of a stranger."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands a thing goes: those of `by` add it; if `private`, only `handlers` see it too."""

    by: tuple[str, ...] = ()
    private: bool = False
    handlers: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As the short form says it."""
        handlers = f" for {', '.join(self.handlers)}" if self.handlers else ""
        return ", ".join(self.by) + (f", {PRIVATELY}{handlers}" if self.private else "")


def read_hands(text: str) -> Hands:
    """`customer, private for clerk`."""
    by, _, handlers = text.partition(" for ")
    adders = pieces(by, ",")
    private = PRIVATELY in adders
    return Hands(tuple(role for role in adders if role != PRIVATELY), private, tuple(pieces(handlers, ",")))


def everywhere(people: tuple[str, ...]) -> list[str]:
    """The app's own rules: the last role may do all; visitors may look if there are any, else all roles."""
    roles = [role for role in people if role != VISITOR]
    lookers = [VISITOR] if VISITOR in people or not roles else roles[:-1]
    return [_rule([role], SEE) for role in lookers] + [_rule([role], ALL) for role in roles[-1:]]


def rules_of(
    hands: Hands,
    people: tuple[str, ...],
    concerned: tuple[str, ...] = (),
    theirs: Mapping[str, str] = MappingProxyType({}),
    *,
    is_open: bool = False,
) -> list[str]:
    """A thing's own rules; none where the app's rules say the same.

    `concerned`: fields for people whom a private row concerns beside its owner, such as a receiver. One that
    is called like a role is for people of that role. `theirs`: for roles of people who signed up by
    themselves, whose a row is that they handle, such as `product.seller`; nobody else's is shown to them.
    `is_open`: whether the app is open to strangers in any case.
    """
    roles = [role for role in people if role != VISITOR]
    manager = roles[-1:]
    adders = [role for role in hands.by if role not in manager]
    handlers = [role for role in hands.handlers if role not in manager and role != VISITOR]
    if hands.private:
        trusted = [role for role in handlers if role not in theirs]
        given = [(role, _private_rights(role, trusted)) for role in adders]
        given += [(role, HANDLED) for role in handlers if role not in adders and role not in theirs]
        given += [
            (role, f"{SEE} where {theirs[role]} = me")
            for role in handlers
            if role not in adders and theirs.get(role)
        ]
        told = [role for role in adders if role not in (VISITOR, *handlers)]
        given += [
            (role, f"{SEE} where {field} = me")
            for field in concerned
            for role in ([field] if field in roles else told)
            if role not in (*manager, *handlers)
        ]
    elif adders:
        given = _shared(adders, people, roles, is_open=is_open or open_to_strangers(people))
    else:
        return []
    return [_rule([role], rights) for role, rights in given] + [_rule([role], ALL) for role in manager]


def _shared(
    adders: list[str], people: tuple[str, ...], roles: list[str], *, is_open: bool
) -> list[tuple[str, str]]:
    if VISITOR in people:
        seen = [(VISITOR, f"{SEE}, add" if VISITOR in adders else SEE)]
        return seen + [(role, SHARED_BY_STRANGERS) for role in adders if role != VISITOR]
    lookers = [(role, SEE) for role in roles[:-1] if role not in adders]
    shared = SHARED_BY_STRANGERS if is_open else SHARED
    return lookers + [(role, f"{SEE}, {shared}") for role in adders]


def hands_of(rules: list[str], people: tuple[str, ...]) -> Hands:
    """Whose hands these rules speak of: the inverse of `rules_of`, also of apps that were made when people
    could add rows for others."""
    rules = [_of_own(rule) for rule in rules]
    roles = [role for role in reversed(people) if role != VISITOR]
    adders = [*((role,) for role in people), *combinations(people, 2)]
    handled = [(), *((role,) for role in roles), *combinations(roles, 2)]
    for by, private, handlers in product(adders, (False, True), handled):
        if [_of_own(rule) for rule in rules_of(Hands(by, private, handlers), people)] == rules:
            return Hands(by, private, handlers)
    raise ValueError(f"No hands make these rules: {rules}")


def _of_own(rule: str) -> str:
    return _ADD.sub("add own", rule)


def _private_rights(role: str, handlers: list[str]) -> str:
    if role == VISITOR:
        return "add"
    return f"{HANDLED}, add" if role in handlers else OWN


def _rule(roles: list[str], rights: str) -> str:
    return f"{', '.join(roles)} may {rights}"


def may_take(
    name: str, step: str, hands: Hands, adders: tuple[str, ...], people: tuple[str, ...]
) -> list[str]:
    """Who gets an action: the manager and those whose business it is, but nobody judges themselves.

    `adders`: who may add the thing that its step adds.
    """
    roles = [role for role in people if role != VISITOR]
    if _COUNTED.match(step):
        return roles
    allowed = {*roles[-1:], *hands.handlers, *adders}
    internal = not open_to_strangers(people) and not hands.private
    if internal or (hands.private and _TAKEN_BACK.search(fold(name))):
        allowed |= set(hands.by)
    return [role for role in roles if role in allowed]
