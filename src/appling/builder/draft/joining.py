"""Who signs up by themselves: the first role, and others of which the brief says so."""

import re
import tomllib
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.builder.briefs.words import fold
from appling.builder.draft.adders import named, sentences

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_TRADING = re.compile(_SAID["trading"])


def joining(people: tuple[str, ...], brief: str) -> tuple[str, ...]:
    """The roles that people choose among as they sign up; not the last, which manages."""
    roles = [role for role in people if role != VISITOR]
    return (*roles[:-1][:1], *(role for role in roles[1:-1] if _joins(role, brief)))


def _joins(role: str, brief: str) -> bool:
    said, does = (re.compile(_SAID[kind].format(name=named(role))) for kind in ("said", "does"))
    trades = _TRADING.search(fold(role)) is not None
    return any(said.search(each) or (trades and does.match(each)) for each in sentences(brief))
