"""Requests so plain that rules read them, and no model is asked: what is done is exactly what is said."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from appling.blueprint.model.app import App
from appling.builder.changing.naming import Naming
from appling.builder.changing.obvious import contents, rights
from appling.builder.changing.obvious.rights import VERBS

LONGEST = 200
"""Characters; who writes more says more than rules can read."""
_Reader = Callable[[Naming, re.Match[str]], str | None]
_PARTS = (re.compile(r"\s*[;；。\n]\s*"), re.compile(r"\s*(?:，|,(?: and)?| and )\s*"))
_VERB = "|".join(VERBS.values())
_WORDS = {
    "may": "(?:may|can|could|should|must|shall|will)",
    "able": "(?: also)?(?: be (?:able|allowed) to)?",
    "verbs": rf"(?P<verbs>(?:{_VERB})(?:(?:, | and |, and | or |、|和|或)(?:{_VERB}))*)",
    "whose": "(?P<whose>all|every|any|only their own|their own|own|their|所有的?|自己的)?(?: of)?",
    "end": "(?: any ?more| any longer)?",
}
_READERS: dict[str, _Reader] = {
    "rename": contents.rename,
    "remove": contents.remove,
    "flag": contents.flag,
    "choice": contents.choice,
    "choice_of_field": contents.choice_of_field,
    "comments": contents.comments,
    "new_field": contents.new_field,
    "may": rights.may,
    "only": rights.only,
    "visible": rights.visible,
    "open": rights.open_page,
}


def obvious_edits(request: str, app: App) -> str | None:
    """The edits of a request that leaves no doubt; None where there is any."""
    naming = Naming(app)
    text = _stripped(request)
    if len(text) > LONGEST:
        return None
    whole = _read(text, naming)
    if whole is not None:
        return whole
    for separator in _PARTS:
        parts = [_read(_stripped(part), naming) for part in separator.split(text) if part.strip()]
        if len(parts) > 1 and all(parts):
            return "".join(part for part in parts if part)
    return None


def _stripped(text: str) -> str:
    return re.sub(r"^(?:please|请|also)\s*", "", text.strip(), flags=re.I).rstrip(".。!！ ")


def _read(text: str, naming: Naming) -> str | None:
    for pattern, reader in _PATTERNS:
        found = pattern.fullmatch(text)
        edits = reader(naming, found) if found else None
        if edits is not None:
            return edits + "\n"
    return None


def _pattern(words: str) -> re.Pattern[str]:
    for name, text in _WORDS.items():
        words = words.replace(f"{{{name}}}", text)
    return re.compile(words, re.I)


_PATTERNS = tuple(
    (_pattern(each["words"]), _READERS[each["reader"]])
    for each in tomllib.loads(Path(__file__).with_name("patterns.toml").read_text("utf-8"))["request"]
)
