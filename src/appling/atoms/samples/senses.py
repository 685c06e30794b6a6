"""Which of its meanings a word has in an app: by what the thing has besides, and by what else there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from appling.atoms.base import Sample
from appling.atoms.samples.words import file, kind, last_word, plain, where_it_ends
from appling.blueprint.model.app import App, Field, Thing

_NEAR = 2
"""How much more the fields of a thing say of it than the rest of its app."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The words around a thing: its own fields, and the app and its other things."""

    near: str
    far: str


def told_by(app: App) -> str:
    """What an app is about, in the words of its own blueprint."""
    names = (app.name, app.about, *(thing.name for thing in app.things))
    return plain(" . ".join(names))


def kind_of(sample: Sample) -> str | None:
    """What kind of thing the row is."""
    return _kind(sample.thing.name, _signs(sample))


def field_kind(field: Field, sample: Sample) -> str | None:
    """What kind of thing the field names."""
    return _kind(field.name, _signs(sample))


def other_meaning(field: Field, sample: Sample) -> str | None:
    """The kind that a word of several meanings has here, where it is not the usual one."""
    meant, usual = _sense(plain(field.name), _signs(sample)), kind(field.name)
    return meant if meant != usual else None


def _signs(sample: Sample) -> Signs:
    return Signs(_fields(sample.thing), sample.about)


@lru_cache(maxsize=512)
def _fields(thing: Thing) -> str:
    pictured = "image" if any(field.type == "image" for field in thing.fields) else ""
    words = (f"{field.name} . {field.thing or ''}" for field in thing.fields)
    return plain(" . ".join((thing.name, pictured, *words)))


@cache
def _senses() -> Mapping[str, Mapping[str, Sequence[str]]]:
    entries = file("senses")["sense"]
    return {
        word: {key: signs for key, signs in entry.items() if key != "words"}
        for entry in entries
        for word in entry["words"]
    }


@lru_cache(maxsize=4096)
def _kind(name: str, signs: Signs) -> str | None:
    """By the word that stands last, in the sense that it has here."""
    known = last_word(name, {key: entry["words"] for key, entry in file("kinds").items()})
    several = last_word(name, {word: (word,) for word in _senses()})
    if several is None or (known is not None and known[:2] > several[:2]):
        return known[2] if known else None
    return _sense(several[2], signs) or (known[2] if known else None)


def _sense(word: str, signs: Signs) -> str | None:
    """The kind with most signs, None where there are none."""
    scores = {key: _score(words, signs) for key, words in _senses().get(word, {}).items()}
    best = max(scores, key=lambda key: scores[key], default=None)
    return best if best is not None and scores[best] else None


def _score(words: Sequence[str], signs: Signs) -> int:
    near = sum(where_it_ends(word, signs.near) is not None for word in words)
    far = sum(where_it_ends(word, signs.far) is not None for word in words)
    return near * _NEAR + far
