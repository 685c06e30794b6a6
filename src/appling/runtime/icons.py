"""A fitting icon for a page or a thing, guessed from its name."""

import re
import tomllib
from functools import cache
from pathlib import Path

DEFAULT = "layers"

FILE = Path(__file__).with_name("icons.toml")


@cache
def icon_name(name: str) -> str:
    """The icon whose word the name holds, the last such word deciding ("Order items" are items)."""
    words = [singular(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name.lower())]
    by_word = _by_word()
    for word in reversed(words):
        if word in by_word:
            return by_word[word]
    held = [word for word in by_word if not word.isascii() and len(word) > 1 and word in name]
    return by_word[max(held, key=lambda word: (name.rindex(word), len(word)))] if held else DEFAULT


def singular(word: str) -> str:
    if word.isascii() and len(word) > 3:
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("shes", "ches", "xes", "sses")):
            return word[:-2]
        if word.endswith("s") and not word.endswith("ss"):
            return word[:-1]
    return word


@cache
def _by_word() -> dict[str, str]:
    icons = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {singular(word): icon for icon, words in icons.items() for word in words.split()}
