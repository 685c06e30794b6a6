"""What an app looks like besides its colours, by what it is about: a bakery is no law office.

The rule: each character of `characters.toml` has words. Those found in the app's name count most, then
those of what it is about, then those of its things and pages; the character with most has it. Where no
word is found, the app's name picks one of the quiet ones. The same app always gets the same.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

from appling.blueprint.model.app import App

Opening = Literal["tiles", "hills", "grid", "seal", "title page", "field", "type"]
"""How a hero is composed."""
FILE = Path(__file__).with_name("characters.toml")
QUIET = ("plain", "club", "studio", "care", "data")
"""What an app without any telling word may look like."""
NAME, ABOUT, PARTS = 5, 2, 1
"""What a word counts, by where it stands."""


@dataclass(frozen=True, slots=True)
class Character:
    """`corners`: of boxes and of fields. `east`: letters of headings in Chinese and Japanese."""

    name: str
    heading: str
    body: str
    figures: str | None
    east: str
    corners: tuple[str, str]
    roomy: bool
    compact: bool
    bar: str
    masthead: str
    opening: Opening
    pairs: tuple[tuple[str, str], ...]


def character_of(app: App) -> Character:
    """The character that suits an app."""
    parts = " ".join([*(thing.name for thing in app.things), *(page.name for page in app.pages)])
    return _suiting(app.name, app.about, parts)


def accent_of(app: App) -> str:
    """The colour of its buttons, as asked for or as usual for such an app."""
    return app.look.accent or usual_pairs(character_of(app), app.name)[0][1]


def usual_pairs(character: Character, name: str) -> tuple[tuple[str, str], ...]:
    """Background and accent of apps that ask for none, those for an app of this name first."""
    start = int.from_bytes(sha256(name.encode()).digest()[:4]) % len(character.pairs)
    return character.pairs[start:] + character.pairs[:start]


def singular(word: str) -> str:
    """An English word without the ending of the plural."""
    if word.isascii() and len(word) > 3:
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("shes", "ches", "xes", "sses")):
            return word[:-2]
        if word.endswith("s") and not word.endswith("ss"):
            return word[:-1]
    return word


@cache
def characters() -> dict[str, Character]:
    """All of them by name."""
    return {name: _character(name, entry) for name, entry in _entries().items()}


@lru_cache(maxsize=1024)
def _suiting(name: str, about: str, parts: str) -> Character:
    known = characters()
    texts = ((NAME, name), (ABOUT, about), (PARTS, parts))
    scores = {
        each: sum(weight * _count(words, text) for weight, text in texts) for each, words in _words().items()
    }
    best = max(scores, key=lambda each: scores[each])
    if scores[best]:
        return known[best]
    return known[QUIET[int.from_bytes(sha256(name.encode()).digest()[:4]) % len(QUIET)]]


def _count(words: frozenset[str], text: str) -> int:
    """How many of the words a text holds: spelled apart as whole words, else wherever they stand."""
    held = sum(word in text for word in words if _joined(word))
    return held + len(words & set(_whole_words(text)))


def _whole_words(text: str) -> Iterator[str]:
    found = [singular(word) for word in re.findall(r"[^\W\d_]+", text.lower())]
    yield from found
    yield from (f"{one}-{two}" for one, two in pairwise(found))


def _joined(word: str) -> bool:
    """Whether it is of a script that puts no spaces between words."""
    return "⺀" <= word[0] <= "鿿"


@cache
def _entries() -> dict[str, dict[str, object]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(singular(word) for word in str(entry["words"]).split())
        for name, entry in _entries().items()
    }


def _character(name: str, entry: dict[str, object]) -> Character:
    figures = entry.get("figures")
    return Character(
        name,
        str(entry["heading"]),
        str(entry.get("body", "figtree")),
        None if figures is None else str(figures),
        str(entry["east"]),
        _two(entry["corners"]),
        bool(entry.get("roomy")),
        bool(entry.get("compact")),
        str(entry.get("bar", "filled")),
        str(entry["masthead"]),
        _opening(entry["opening"]),
        tuple(map(_two, _list(entry["pairs"]))),
    )


def _opening(value: object) -> Opening:
    return next(each for each in get_args(Opening) if each == value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _two(value: object) -> tuple[str, str]:
    one, two = _list(value)
    return str(one), str(two)
