"""What a brief says people add (`users can create or join game rooms`) and look around among."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.blueprint.names import plural, singular
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import DeclaredThing
from appling.builder.draft.persons import is_about_a_person
from appling.builder.draft.privacy import is_somebodys
from appling.builder.draft.rights import Hands
from appling.builder.draft.wished import press_of

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_FORUM, _POSTED, _THEIRS, _OWN, _NEWS, _PEOPLE, _STAFF = (
    re.compile(_SAID[kind]) for kind in ("forum", "posted", "theirs", "own", "news", "people", "staff")
)


def with_adders(hands: Hands, thing: DeclaredThing, people: tuple[str, ...], brief: str) -> Hands:
    """Added by those whom a sentence names who says so, or else by those who sign up; not by who manages.

    What is laid out to choose from is for all to see, and strangers add what is sent anonymously.
    """
    roles = [role for role in people if role != VISITOR]
    if len(roles) < 2:
        return hands
    if VISITOR in people and _is_sent_anonymously(thing, brief):
        return replace(hands, by=(VISITOR, *(role for role in hands.by if role != VISITOR)))
    if hands.private and _is_offered(thing, brief):
        return Hands(tuple(role for role in hands.by if role != roles[0]))
    saying = list(_adding(thing, brief))
    if hands.private or any(role != roles[-1] for role in hands.by):
        added = (role for role in roles[:-1] if role not in hands.by and any(map(_about_role(role), saying)))
        return replace(hands, by=(*hands.by, *added))
    if not saying:
        return hands
    meant = [role for role in roles[:-1] if re.search(named(role), saying[0])]
    return Hands(tuple(meant or roles[:1]), hands.private, hands.handlers)


def _about_role(role: str) -> Callable[[str], object]:
    """Tells whether a sentence is about people of a role: `Users should be able to …`."""
    return re.compile(
        rf"(?:the )?{named(role)} (?:can|may|should|must|will|are able)\b|{named(role)}(?:可以|能够?|应)"
    ).match


def _is_offered(thing: DeclaredThing, brief: str) -> bool:
    """Whether people choose among its rows, unless they are somebody's own business."""
    if is_about_a_person(thing) or is_somebodys(thing) or press_of(thing.name, brief):
        return False
    return any(map(_about(thing.name, "offered").search, sentences(brief)))


def _is_sent_anonymously(thing: DeclaredThing, brief: str) -> bool:
    return any(map(_about(thing.name, "anonymous").search, sentences(brief)))


def is_browsed(thing: str, brief: str) -> bool:
    """Whether a sentence says that people look around among its rows, which are then nobody's own."""
    return any(map(_about(thing, "browsed").search, sentences(brief)))


def is_taken(thing: str, brief: str) -> bool:
    """Whether a sentence says that people book or borrow its rows, which all have to see then."""
    return any(map(_about(thing, "taken").search, sentences(brief)))


def _adding(thing: DeclaredThing, brief: str) -> Iterator[str]:
    """The sentences that say so."""
    name = fold(thing.name)
    written = [each for each in sentences(brief) if _FORUM.search(each)] if _POSTED.search(name) else []
    authored = any(field.default == "me" for field in thing.fields)
    own = [each for each in sentences(brief) if _OWN.search(each)] if authored else []
    yield from (each for each in sentences(brief) if _says_added(name, each))
    yield from (*own, *written)


def _says_added(name: str, sentence: str) -> bool:
    shared = ("shared",) if _THEIRS.search(name) else ()
    done = re.search(_SAID["done"].format(name=re.escape(name)), sentence)
    if _STAFF.search(sentence) or not (done or _about(name, "added", *shared).search(sentence)):
        return False
    return not _NEWS.search(name) or _PEOPLE.search(sentence) is not None


def _about(thing: str, *kinds: str) -> re.Pattern[str]:
    """What is said of a thing, by any of its names."""
    patterns = "|".join(_SAID[kind] for kind in kinds)
    return re.compile(patterns.format(name=named(thing)))


def named(thing: str) -> str:
    """A pattern for its names, in small letters: the plural too, and its last word."""
    words = {fold(thing), fold(plural(thing)), fold(singular(thing))}
    words |= {word.split()[-1] for word in words}
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def sentences(brief: str) -> list[str]:
    """In small letters, without what ends them."""
    return [" ".join(each.lower().split()) for each in re.split(r"[.;!?。；！？，]", brief)]
