"""Keeps what is somebody's own business to those whose business it is, also where the draft forgot to.

People who sign up get the first role, and anybody can sign up: what the first role or a visitor may see,
strangers may see. The other roles are given by the owner of the app.
"""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.builder.draft.declared import DeclaredThing
from appling.builder.draft.rights import Hands
from appling.builder.words import fold

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _any(kind: str, form: str = "({})") -> re.Pattern[str]:
    return re.compile(form.format("|".join(_DATA[kind])))


_PERSONAL, _CONFIDENTIAL, _INTERNAL = _any("personal"), _any("confidential"), _any("internal")
_SERVED, _SENSITIVE, _BUSINESS = _any("served"), _any("sensitive"), _any("business")
_WHOLE = r"(?:\b|(?<=[\u3040-\ud7ff]))({})" + f"({_DATA['of_person']})?$"
_IS_SERVED, _IS_PERSON = _any("served", _WHOLE), _any("person", _WHOLE)


def careful(hands: Hands, thing: DeclaredThing, people: tuple[str, ...], *, mine: bool) -> Hands:
    """The hands a thing goes through, private where it is about a person or is a person's own.

    `mine`: the draft plans a page for everybody's own rows, so those who sign up add them.
    """
    roles = [role for role in people if role != VISITOR]
    if len(roles) < 2 or hands.private:
        return hands
    if mine and roles[0] not in hands.by:
        return Hands((roles[0],), True, ())
    if _open_to_strangers(people) and _about_a_person(thing):
        staff = tuple(role for role in roles[1:-1] if not _SERVED.search(fold(role)))
        return replace(hands, private=True, handlers=hands.handlers or staff)
    return replace(hands, private=_own_business(hands, thing, people))


def _own_business(hands: Hands, thing: DeclaredThing, people: tuple[str, ...]) -> bool:
    name = fold(thing.name)
    if _CONFIDENTIAL.search(name) or (VISITOR in people and _INTERNAL.search(name)):
        return True
    manager = [role for role in people if role != VISITOR][-1:]
    by_others = any(role not in manager for role in hands.by)
    return by_others and bool(_PERSONAL.search(name) or _sensitive(thing))


def _open_to_strangers(people: tuple[str, ...]) -> bool:
    """Whether those who sign up are the public: in an app for a team the first role is the team's."""
    return VISITOR in people or bool(_SERVED.search(fold(people[0])))


def _about_a_person(thing: DeclaredThing) -> bool:
    name = fold(thing.name)
    if _IS_SERVED.search(name):
        return True
    business = any(_BUSINESS.search(fold(field.name)) for field in thing.fields)
    return not business and bool(_IS_PERSON.search(name)) and _sensitive(thing)


def _sensitive(thing: DeclaredThing) -> bool:
    return any(
        field.type in ("email", "phone") or _SENSITIVE.search(fold(field.name)) for field in thing.fields
    )
