"""What an action asks for: looked at before any step is taken, as the values of a row are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from appling.blueprint.model.app import Action, App, Field, Thing
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.reading import kept_whole
from appling.store.errors import Denied
from appling.store.reader import Reader
from appling.store.writing.checks import checked, fitted

if TYPE_CHECKING:
    from appling.store.writing.writer import Writer


def understood(writer: Writer, action: Action, row: int | None, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The value of each input: what was typed, or else its default. Raises Invalid, and Denied for others."""
    if not {each.key for each in action.inputs}.issuperset(typed):
        raise Denied
    kept = checked(action.asked, defaults(writer.read, action, row, typed) | dict(typed))
    for each in action.inputs:
        value = kept[each.key]
        if value is not None and each.value.kind is Kind.FILE:
            thing, field = file_place(action, each, writer.app)
            writer.refuse_foreign_file(thing.key, field, str(value))
        elif value is not None:
            writer.refuse_unseen(each, value)
    return kept


def defaults(reader: Reader, action: Action, row: int | None, typed: Collection[str] = ()) -> dict[str, Any]:
    """What inputs hold that nobody has typed, seen from the row by the one who is asked."""
    found: dict[str, Any] = {each.key: None for each in action.inputs if each.key not in typed}
    said = {
        each.key: each.default for each in action.inputs if each.default is not None and each.key not in typed
    }
    if action.thing is None or row is None:
        values = reader.evaluate(list(said.values()))
    else:
        values = list(reader.row(action.thing, row, tuple(said.values())).values)
    fields = {each.key: each for each in action.inputs}
    return found | {key: fitted(fields[key], value) for key, value in zip(said, values, strict=True)}


def file_place(action: Action, asked: Field, app: App) -> tuple[Thing, Field]:
    """Where a file is kept that is asked for."""
    return next(
        (thing, field)
        for given, thing, field in kept_whole(action, app.by_key)
        if given.key == asked.key and field.value.kind is Kind.FILE
    )
