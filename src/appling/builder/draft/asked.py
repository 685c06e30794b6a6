"""What a button asks for before it adds a row: what only who presses it can say, a day or a letter."""

import re
import tomllib
from pathlib import Path

from appling.blueprint.model.expression import Kind
from appling.builder.briefs.words import fold
from appling.builder.draft.cut import is_misread
from appling.builder.draft.declared import DeclaredField, DeclaredThing
from appling.builder.draft.implied import is_state

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_NEVER, _NUMBER, _AHEAD = (
    re.compile("|".join(_WORDS[each].values())) for each in ("never", "number", "ahead")
)
_NEVER_KINDS = (Kind.PERSON, Kind.TRUTH, Kind.LINK)


def is_asked(field: DeclaredField, own: str, of: DeclaredThing) -> bool:
    """Whether who presses on a row of `of` is asked for this field of the thing called `own`."""
    name = fold(field.name)
    if field.kind in _NEVER_KINDS or is_misread(field.name) or _NEVER.search(name):
        return False
    if field.default in ("today", "now"):
        return _AHEAD.search(fold(own)) is not None and not _has_its_day(of)
    if field.kind in (Kind.NUMBER, Kind.MONEY) and field.type != "rating":
        return _NUMBER.search(name) is not None
    return field.default is None and not is_state(field.name, field.choices)


def _has_its_day(thing: DeclaredThing) -> bool:
    """Whether it takes place at some time, as an event or a lesson does: nobody chooses another."""
    return any(each.default is None for each in thing.of(Kind.DATE, Kind.MOMENT, Kind.TIME))
