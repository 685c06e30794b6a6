"""Keys and plural forms of names in any script."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

import inflection
from anyascii import anyascii

_LONGEST_KEY = 40
_UNCOUNTED = frozenset(("golf", "surf", "turf"))
"""Words whose plural the library gets wrong."""
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)


def key_of(name: str) -> str:
    """A lower-case ASCII identifier that begins with a letter, readable where the script allows it."""
    key = re.sub(r"[^a-z0-9]+", "_", anyascii(name).lower()).strip("_")[:_LONGEST_KEY].rstrip("_")
    if not key:
        return "x"
    return key if key[0].isalpha() else f"n{key}"


def address_of(name: str) -> str:
    """A name as a part of a host's name: the key with hyphens."""
    return key_of(name).replace("_", "-")


def unique_keys(names: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """Keys of names in their order; one that is taken gets a number."""
    used = set(taken)
    keys = []
    for name in names:
        key = base = key_of(name)
        number = 2
        while key in used:
            key = f"{base}_{number}"
            number += 1
        used.add(key)
        keys.append(key)
    return keys


def language_of(names: Iterable[str]) -> str:
    """The language tag that the scripts of the names suggest; English when in doubt."""
    text = "".join(names)
    for tag, script in _SCRIPTS:
        if script.search(text):
            return tag
    return "en"


@lru_cache(maxsize=4096)
def plural(name: str) -> str:
    """The English plural of a singular name; names in other scripts and plural ones stay as they are."""
    if not _is_english(name):
        return name
    head, _, last = name.rpartition(" ")
    if last.lower() in _UNCOUNTED:
        return name
    if last.isupper() and len(last) > 1:
        return f"{name}s"
    made = last if singular(last) != last else _inflected(inflection.pluralize, last)
    return f"{head} {made}".strip()


@lru_cache(maxsize=4096)
def singular(name: str) -> str:
    """The English singular of a plural name; others stay as they are."""
    if not _is_english(name):
        return name
    head, _, last = name.rpartition(" ")
    if last.lower().endswith(("ss", "us", "is")):
        return name
    made = _inflected(inflection.singularize, last)
    return f"{head} {made}".strip()


def _is_english(name: str) -> bool:
    return name.isascii() and bool(name) and name[-1].isalpha()


def _inflected(change: Callable[[str], str], word: str) -> str:
    """The changed word in the old one's case."""
    made = change(word.lower())
    return made[:1].upper() + made[1:] if word[:1].isupper() else made
