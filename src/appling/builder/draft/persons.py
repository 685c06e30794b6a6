"""Tells what is about persons, and whether those who sign up are the public."""

import re
import tomllib
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import DeclaredThing

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_WHOLE = r"(?:\b|(?<=[\u3040-\ud7ff]))({})" + f"({_DATA['of_person']})?$"


def _any(kind: str, form: str = "({})") -> re.Pattern[str]:
    return re.compile(form.format("|".join(_DATA[kind])))


_SERVED, _SENSITIVE, _BUSINESS = _any("served"), _any("sensitive"), _any("business")
_SOUGHT, _TOLD = re.compile(_DATA["sought"], re.I), re.compile(_DATA["told"])
_WITHHELD = re.compile(_DATA["withheld"])
_IS_SERVED, _IS_PERSON = _any("served", _WHOLE), _any("person", _WHOLE)


def is_served(role: str) -> bool:
    """Whether people of this role are customers, students and the like, and no staff."""
    return bool(_SERVED.search(fold(role)))


def open_to_strangers(people: tuple[str, ...]) -> bool:
    """Whether those who sign up are the public: in an app for a team the first role is the team's."""
    return VISITOR in people or (bool(people) and is_served(people[0]))


def is_about_a_person(thing: DeclaredThing) -> bool:
    """Whether each row tells of a person; what tells of a business besides may be for all to see."""
    name = fold(thing.name)
    if _IS_SERVED.search(name):
        return True
    return not _tells_of_business(thing) and bool(_IS_PERSON.search(name)) and is_sensitive(thing)


def is_of_a_business(thing: DeclaredThing) -> bool:
    """Whether it tells of a business and not of a person: how to reach a band or a shop is no secret."""
    name = fold(thing.name)
    return _tells_of_business(thing) and not (_IS_SERVED.search(name) or _IS_PERSON.search(name))


def _tells_of_business(thing: DeclaredThing) -> bool:
    return any(_BUSINESS.search(fold(field.name)) for field in thing.fields)


def is_sensitive(thing: DeclaredThing) -> bool:
    """Whether its fields tell more of a person than a name."""
    return any(
        field.type in ("email", "phone") or _SENSITIVE.search(fold(field.name)) for field in thing.fields
    )


def is_sought(thing: DeclaredThing, brief: str) -> bool:
    """Whether its rows tell of people who look for each other, and are for all who have signed in.

    Not where they tell how to reach them, or what nobody tells to strangers.
    """
    if any(field.type in ("email", "phone") or _WITHHELD.search(fold(field.name)) for field in thing.fields):
        return False
    return _TOLD.search(fold(thing.name)) is not None and _SOUGHT.search(brief) is not None
