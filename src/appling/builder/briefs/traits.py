"""What a brief asks people to do with rows and with each other: comments, likes, reviews, chat."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from appling.builder.briefs.words import fold

NEAR = 70
"""So many letters before and after what is asked speak of what it is about."""
_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class AskedTrait:
    name: str
    asked: re.Pattern[str]
    named: re.Pattern[str]


TRAITS = tuple(
    AskedTrait(each["name"], re.compile(each["asked"], re.I), re.compile(each["named"], re.I))
    for each in _DATA["trait"]
)
MESSAGES, CHAT, GROUP = (re.compile(_DATA["talk"][kind], re.I) for kind in ("messages", "chat", "group"))
MESSAGE = re.compile(_DATA["talk"]["message"], re.I)
ROOM = re.compile(_DATA["talk"]["room"], re.I)
_CONTENT = re.compile(_DATA["host"]["content"], re.I)
_NEVER = re.compile(_DATA["host"]["never"], re.I)


def asked_traits(brief: str) -> tuple[AskedTrait, ...]:
    return tuple(trait for trait in TRAITS if trait.asked.search(brief))


def without_traits(things: list[str], brief: str) -> list[str]:
    """The planned things without those that a trait will be; where nothing else is planned, all of them."""
    asked = asked_traits(brief)
    kept = [name for name in things if not any(trait.named.search(fold(name)) for trait in asked)]
    return kept or things


def host_of(trait: AskedTrait, things: Sequence[str], brief: str) -> str | None:
    """The thing that it is asked for: one that is spoken of nearby, or that people like to talk about."""
    found = trait.asked.search(brief)
    near = fold(brief[max(0, found.start() - NEAR) : found.end() + NEAR]) if found is not None else ""
    fitting = [
        name
        for name in things
        if not _NEVER.search(fold(name)) and not any(each.named.search(fold(name)) for each in TRAITS)
    ]
    return max(fitting, key=lambda name: _fits(name, near), default=None)


def _fits(name: str, near: str) -> int:
    last = fold(name).split(" ")[-1]
    return 3 * (last.rstrip("s") in near) + 2 * bool(_CONTENT.search(fold(name)))
