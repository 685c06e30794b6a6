"""Keeps what is somebody's own business to those whose business it is, also where the draft forgot to.

People who sign up get the first role, and anybody can sign up: what the first role or a visitor may see,
strangers may see. The other roles are given by the owner of the app.
"""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import DeclaredThing
from appling.builder.draft.persons import (
    is_about_a_person,
    is_of_a_business,
    is_sensitive,
    is_served,
    open_to_strangers,
)
from appling.builder.draft.rights import Hands

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_PERSONAL, _CONFIDENTIAL, _INTERNAL, _PUBLIC = (
    re.compile("|".join(_DATA[kind])) for kind in ("personal", "confidential", "internal", "public")
)


def careful(
    hands: Hands,
    thing: DeclaredThing,
    people: tuple[str, ...],
    *,
    mine: bool,
    joining: tuple[str, ...] = (),
) -> Hands:
    """The hands a thing goes through, private where it is about a person or is a person's own.

    `mine`: the draft plans a page for everybody's own rows, so those who sign up add them. `joining`: roles
    that people take by themselves, who are no staff.
    """
    roles = [role for role in people if role != VISITOR]
    if len(roles) < 2 or hands.private:
        return hands
    if mine and roles[0] not in hands.by:
        return Hands((roles[0],), True, ())
    if open_to_strangers(people) and is_about_a_person(thing):
        staff = tuple(role for role in roles[1:-1] if not is_served(role) and role not in joining)
        return replace(hands, private=True, handlers=hands.handlers or staff)
    return replace(hands, private=_own_business(hands, thing, people))


def _own_business(hands: Hands, thing: DeclaredThing, people: tuple[str, ...]) -> bool:
    name = fold(thing.name)
    if _CONFIDENTIAL.search(name) or (VISITOR in people and _INTERNAL.search(name)):
        return True
    manager = [role for role in people if role != VISITOR][-1:]
    by_others = any(role not in manager for role in hands.by)
    if _PUBLIC.search(name):
        return False
    return by_others and is_somebodys(thing)


def is_somebodys(thing: DeclaredThing) -> bool:
    """Whether its rows are somebody's own business where not only who manages adds them."""
    name = fold(thing.name)
    personal = _PERSONAL.search(name) or _CONFIDENTIAL.search(name)
    return bool(personal or (is_sensitive(thing) and not is_of_a_business(thing)))
