"""Splits a brief into the separate things that it asks for, in its own words."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from appling.builder.briefs.colours import colours_of, without_colours
from appling.builder.wants.terms import LIGHT, is_chinese, terms

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|[。！？；：\n]+")
_LEADS = tuple(re.compile(pattern, re.I) for pattern in _DATA["leads"]["patterns"])
_COMMA = re.compile(
    r"\s*(?:,(?!\d)|[，、])\s*(?:and\s+|or\s+|und\s+|et\s+|y\s+|和|以及|及)?|\s+(?:as well as)\s+", re.I
)
_AND = re.compile(r"\s+(?:and|und|et|y|e|и)\s+|和|以及|并", re.I)
_TRAILING = re.compile(
    r"^(and|or|to|also|then|with|the|such as|including( features such as)?"
    r"|(allowing|enabling|helping) \w+ to)\s+"
    r"|\s*(and more|etc\.?|so on|等等?)$|[.。!！?？:：]+$",
    re.I,
)
LONGEST = 120
"""Characters of a want that is shown."""
MOST = 24


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that is asked for: `text` in the words of the brief, `kind` look or part."""

    text: str
    kind: str = "part"


def split(brief: str) -> tuple[Want, ...]:
    """The wants of a brief in its order, without repetitions; its colours are one of them."""
    found: list[Want] = []
    for text in _clauses(without_colours(brief)):
        about = terms(text)
        if about and not any(about <= terms(each.text) for each in found):
            found = [each for each in found if not terms(each.text) < about or len(about) > 5]
            found.append(Want(text[:LONGEST]))
    colours = colours_of(brief)
    looks = [Want(", ".join(colours), "look")] if colours else []
    return (*found[:MOST], *looks)


def _clauses(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        rest = _without_lead(sentence.strip())
        for item in _joined(_COMMA.split(rest)):
            yield from filter(None, map(_trimmed, _parts(item)))


def _without_lead(sentence: str) -> str:
    """What comes after `The website should have functionalities for` and its like."""
    for lead in _LEADS:
        sentence = lead.sub("", sentence, count=1)
    return sentence


def _joined(items: list[str]) -> list[str]:
    """`create, edit, and delete tasks` asks for one thing: single words go with what follows."""
    found: list[str] = []
    held: list[str] = []
    for item in items:
        if _is_bare(item):
            held.append(item)
            continue
        found.append(", ".join([*held, item]))
        held = []
    return found + held


def _is_bare(item: str) -> bool:
    return len(item.split()) < 2 and not is_chinese(item)


def _parts(item: str) -> list[str]:
    """Two things that `and` joins, where each says enough by itself."""
    parts = _AND.split(item, maxsplit=1)
    if len(parts) == 2 and all(map(_says_enough, parts)) and len(item) > 24:
        return parts
    return [item]


def _says_enough(part: str) -> bool:
    return len(terms(part)) > 1 or LIGHT.search(part) is not None


def _trimmed(text: str) -> str:
    before = ""
    while text != before:
        before, text = text, _TRAILING.sub("", text).strip(" ,，、")
    return text
