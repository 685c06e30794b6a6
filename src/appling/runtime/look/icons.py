"""A fitting icon for a page or a thing, guessed from its name."""

import re
import tomllib
from functools import cache
from pathlib import Path

from appling.atoms.character import singular

DEFAULT = "layers"
VAGUE = frozenset(
    {"building", "users", "settings", "home", "clock", "file-text", "map-pin", "folder", "list-checks"}
)
"""What many apps have and that tells little of what one is for."""

FILE = Path(__file__).with_name("icons.toml")


@cache
def icon_name(name: str) -> str:
    """The icon whose word the name holds, the last such word deciding ("Order items" are items)."""
    return next(iter(_icons(name)), DEFAULT)


@cache
def app_icon(name: str, about: str = "") -> str:
    """The icon of an app: a tea house is about tea, and what the name does not tell, its purpose may."""
    found = (*_icons(name), *reversed(_icons(about)))
    return next((icon for icon in found if icon not in VAGUE), next(iter(found), DEFAULT))


def _icons(name: str) -> tuple[str, ...]:
    """The icons of all words that have one, that of the last word first."""
    by_word = _by_word()
    words = [singular(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name.lower())]
    spaced = [by_word[word] for word in reversed(words) if word in by_word]
    if spaced:
        return tuple(spaced)
    held = [word for word in by_word if not word.isascii() and len(word) > 1 and word in name]
    held.sort(key=lambda word: (name.rindex(word), len(word)), reverse=True)
    return tuple(by_word[word] for word in held)


@cache
def _by_word() -> dict[str, str]:
    icons = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {singular(word): icon for icon, words in icons.items() for word in words.split()}
