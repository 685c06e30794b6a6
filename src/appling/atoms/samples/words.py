"""The stocks of words, and what names of fields and things are about."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from appling.atoms.base import Sample

_DATA = Path(__file__).parent / "data"


@cache
def file(name: str) -> Mapping[str, Any]:
    """What is written in a file of words."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Stock:
    """The words of one language: titles by kind of thing, lines by meaning, paragraphs by class."""

    before: Sequence[str]
    titles: Mapping[str, Sequence[str]]
    lines: Mapping[str, Sequence[str]]
    paragraphs: Mapping[str, Sequence[str]]


@cache
def stock(language: str) -> Stock | None:
    """The words of a language, None where there are none of our own."""
    base = language.partition("-")[0].lower()
    if base not in ("en", "zh"):
        return None
    data = file(base)
    return Stock(data["names"]["before"], data["titles"], data["lines"], data["paragraphs"])


@lru_cache(maxsize=4096)
def meaning(section: str, name: str) -> str | None:
    """What a field of that name is about: the meaning with the longest word found in it."""
    found = [
        (len(word.encode()), key)
        for key, words in file("meanings")[section].items()
        for word in words
        if (len(word) > 1 or word == name) and where_it_ends(word, plain(name)) is not None
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def is_year(name: str) -> bool:
    """Whether a number of that name is a year."""
    return meaning("numbers", name) == "year"


@lru_cache(maxsize=4096)
def kind(name: str) -> str | None:
    """What kind of thing has that name: the word that stands last decides, then the longest."""
    found = last_word(name, {key: entry["words"] for key, entry in file("kinds").items()})
    return found[2] if found else None


@lru_cache(maxsize=4096)
def picture_subject(names: str) -> str | None:
    """What a picture shows: the word that stands last in the names decides, then the longest."""
    found = last_word(names, file("pictures"))
    return found[2] if found else None


def last_word(name: str, words: Mapping[str, Sequence[str]]) -> tuple[int, int, str] | None:
    """Where the word that stands last in a name ends, how long it is, and what it stands for."""
    found = [
        (end, len(word), key)
        for key, known in words.items()
        for word in known
        if (end := where_it_ends(word, plain(name))) is not None
    ]
    return max(found, default=None)


def about_kind(kind_name: str | None, what: str) -> str | None:
    """What the stock knows of a kind of thing: its `class`, `titles`, `name` or `picture`."""
    entry = file("kinds").get(kind_name or "", {})
    return str(entry[what]) if what in entry else None


def plain(name: str) -> str:
    """A name as words are looked for in it."""
    return name.lower().replace("_", " ").replace("-", " ")


def where_it_ends(word: str, name: str) -> int | None:
    """Where a word ends in a lower-case name: English ones as whole words, others anywhere."""
    if not word.isascii():
        return name.rfind(word) + len(word) if word in name else None
    if word[:-1] not in name:
        return None
    stem = f"{re.escape(word[:-1])}(?:y|ies)" if word.endswith("y") else f"{re.escape(word)}(?:s|es)?"
    matches = list(re.finditer(rf"(?<![a-z]){stem}(?![a-z])", name))
    return matches[-1].end() if matches else None


def pick(items: Sequence[str], sample: Sample, salt: str) -> str:
    """One of the items: another for each row until all have been had, then numbered ones."""
    turn, place = divmod(sample.index, len(items))
    start = crc32(f"{sample.seed} {sample.thing.key} {salt}".encode())
    item = items[(start + place) % len(items)]
    return item if turn == 0 else f"{item} {turn + 1}"
