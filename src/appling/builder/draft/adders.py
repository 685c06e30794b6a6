"""What a brief says people add (`users can create or join game rooms`) and look around among."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.blueprint.names import plural, singular
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import DeclaredThing
from appling.builder.draft.rights import Hands

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_FORUM, _POSTED, _THEIRS, _OWN, _NEWS, _PEOPLE, _STAFF = (
    re.compile(_SAID[kind]) for kind in ("forum", "posted", "theirs", "own", "news", "people", "staff")
)


def with_adders(hands: Hands, thing: DeclaredThing, people: tuple[str, ...], brief: str) -> Hands:
    """Added by those whom a sentence names who says so, or else by those who sign up; not by who manages."""
    roles = [role for role in people if role != VISITOR]
    said = hands.private or any(role != roles[-1] for role in hands.by)
    if said or len(roles) < 2:
        return hands
    saying = next(_adding(thing, brief), None)
    if saying is None:
        return hands
    named = [role for role in roles[:-1] if re.search(_named(role), saying)]
    return Hands(tuple(named or roles[:1]), hands.private, hands.handlers)


def is_browsed(thing: str, brief: str) -> bool:
    """Whether a sentence says that people look around among its rows, which are then nobody's own."""
    return any(map(_about(thing, "browsed").search, _sentences(brief)))


def is_taken(thing: str, brief: str) -> bool:
    """Whether a sentence says that people book or borrow its rows, which all have to see then."""
    return any(map(_about(thing, "taken").search, _sentences(brief)))


def _adding(thing: DeclaredThing, brief: str) -> Iterator[str]:
    """The sentences that say so."""
    name = fold(thing.name)
    written = [each for each in _sentences(brief) if _FORUM.search(each)] if _POSTED.search(name) else []
    authored = any(field.default == "me" for field in thing.fields)
    own = [each for each in _sentences(brief) if _OWN.search(each)] if authored else []
    yield from (each for each in _sentences(brief) if _says_added(name, each))
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
    return re.compile(patterns.format(name=_named(thing)))


def _named(thing: str) -> str:
    words = {fold(thing), fold(plural(thing)), fold(singular(thing))}
    words |= {word.split()[-1] for word in words}
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _sentences(brief: str) -> list[str]:
    return [" ".join(each.lower().split()) for each in re.split(r"[.;!?。；！？，]", brief)]
