"""When rows begin and end, for the parts that show them along time."""

import re
from dataclasses import dataclass

from appling.atoms.base.columns import field_column
from appling.blueprint.model.app import Column, Field, Part, Thing
from appling.blueprint.model.expression import Kind

_IN_TIME = frozenset({Kind.DATE, Kind.MOMENT})
_BEGINS = re.compile(r"^(start|begin|from|check.?in|arriv|depart)|开始|起|入住|出发|到达")
_ENDS = re.compile(r"^(end|until|till|to$|finish|check.?out|back$)|结束|截至|至$|止|退房|返回")
_IS_DUE = re.compile(r"due|deadline|return|deliver|expire|截止|到期|归还|完成")


@dataclass(frozen=True, slots=True)
class Times:
    """`group` is what `by` names besides the days."""

    start: Column
    end: Column | None
    group: tuple[Column, ...]


def times(part: Part, thing: Thing, *, long: bool = False) -> Times | None:
    """What `by` says, or else what the fields are called; None where nothing has a day.

    `long`: what is due ends something, too, as in a plan.
    """
    said = [column for column in part.by if column.value.type.kind in _IN_TIME]
    group = tuple(column for column in part.by if column not in said)
    start = said[0] if said else _usual_start(thing)
    if start is None:
        return None
    end = said[1] if len(said) > 1 else _usual_end(thing, start, long=long)
    return Times(start, end, group)


def _kept(thing: Thing) -> list[Field]:
    return [field for field in thing.fields if field.value.kind in _IN_TIME]


def _usual_start(thing: Thing) -> Column | None:
    fields = sorted(_kept(thing), key=lambda field: (not _named(field, _BEGINS), _closes(field)))
    return field_column(fields[0]) if fields else None


def _usual_end(thing: Thing, start: Column, *, long: bool) -> Column | None:
    """A field of that name behind a start that is none itself."""
    others = [field for field in _kept(thing) if field.key != start.field]
    found = [field for field in others if _named(field, _ENDS)]
    if long:
        found += [field for field in others if _named(field, _IS_DUE)]
    return field_column(found[0]) if found else None


def _closes(field: Field) -> bool:
    return _named(field, _ENDS) or _named(field, _IS_DUE)


def _named(field: Field, words: re.Pattern[str]) -> bool:
    return words.search(field.name.lower()) is not None
