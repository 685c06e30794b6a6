"""A fitting icon for a page or a thing, guessed from its name, or else from what is on the page."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from appling.atoms.character import singular
from appling.blueprint.model.app import App, Page

DEFAULT = "layers"
PIXELS = (180, 192, 512)
"""The sides of an app's icon as a picture: for the home screen of an iPhone, and what others ask for."""
FILE = Path(__file__).with_name("icons.toml")


@cache
def icon_name(name: str) -> str:
    """The icon whose word the name holds, the last such word deciding ("Order items" are items)."""
    return next(iter(_icons(name)), DEFAULT)


def app_icon(app: App) -> str:
    """The icon of an app: a tea house is about tea; what its name leaves open, its purpose or things tell."""
    return _app_icon(app.name, app.about, tuple(thing.plural for thing in app.things))


@cache
def _app_icon(name: str, about: str, things: tuple[str, ...]) -> str:
    of_things = (icon for thing in things for icon in _icons(thing))
    found = (*_icons(name), *reversed(_icons(about)), *of_things)
    vague = _vague()
    return next((icon for icon in found if icon not in vague), next(iter(found), DEFAULT))


def page_icons(app: App) -> dict[str, str]:
    """The icon of each page by its key, another one than those of the pages before it where there is one."""
    found: dict[str, str] = {}
    for page in app.pages:
        fitting = list(_of_page(page, app))
        taken = found.values()
        found[page.key] = next((icon for icon in fitting if icon not in taken), fitting[0])
    return found


def _of_page(page: Page, app: App) -> Iterator[str]:
    """By its name, then by what its parts are of and look like."""
    kinds = _by_kind()
    yield from _icons(page.name)
    for part in page.parts:
        if part.thing is not None:
            yield from _icons(app.thing(part.thing).name)
        if part.kind in kinds:
            yield kinds[part.kind]
    yield DEFAULT


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
    return {singular(word): icon for icon, word in _words(_table())}


@cache
def _by_kind() -> dict[str, str]:
    return {kind: icon for icon, kind in _words(_table()["kinds"])}


@cache
def _vague() -> frozenset[str]:
    return frozenset(_table()["vague"])


def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _words(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each icon with each of its words."""
    for icon, words in table.items():
        if isinstance(words, str):
            yield from ((icon, word) for word in words.split())
