"""Which heading of a file is which field."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from appling.atoms.base import Refused
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind
from appling.diagnostics.near import near
from appling.runtime.spreadsheets.sheet import Sheet
from appling.runtime.spreadsheets.taking_out import number_head

_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """`fields` by their place in the file; `numbers` is the place of the rows' own numbers.

    `left_out` are headings of what can't be set here, `unknown` those of no field, each with a near name.
    """

    fields: dict[int, Field]
    numbers: int | None
    left_out: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]


def match_columns(sheet: Sheet, thing: Thing, settable: Collection[Field], key: str) -> Columns:
    """Raises Refused where no heading is a field's, or two are the same one's."""
    open_ = {field.key for field in settable if field.value.kind is not Kind.FILE}
    known = _known(thing)
    fields: dict[int, Field] = {}
    numbers, left_out, unknown = None, [], []
    for place, head in enumerate(sheet.heads):
        field = known.get(_folded(head))
        if head.casefold() == number_head(key).casefold():
            numbers = place
        elif field is None and head:
            unknown.append((head, _near(head, thing, open_)))
        elif field is not None and field.key not in open_:
            left_out.append(head)
        elif field is not None:
            if field in fields.values():
                raise Refused("The column “{head}” stands in this file twice", head=head)
            fields[place] = field
    if not fields:
        names = ", ".join(field.name for field in thing.fields if field.key in open_)
        raise Refused("No column of this file is one of these: {names}", names=names)
    return Columns(fields, numbers, tuple(left_out), tuple(unknown))


def _known(thing: Thing) -> dict[str, Field]:
    """Fields by what they may be called; a name goes before another field's key."""
    by_key = {_folded(field.key): field for field in thing.fields}
    return by_key | {_folded(field.name): field for field in thing.fields}


def _folded(text: str) -> str:
    return _LETTERS.sub(" ", text).strip().casefold()


def _near(head: str, thing: Thing, open_: Collection[str]) -> str:
    names = [field.name for field in thing.fields if field.key in open_]
    return next(iter(near(head, names)), "")
