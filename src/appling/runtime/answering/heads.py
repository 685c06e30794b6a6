"""What a group of rows is called: by the value that they have in common, or the period they lie in."""

from collections.abc import Callable
from typing import Any

from appling.blueprint.model.app import Column
from appling.blueprint.model.expression import Call
from appling.runtime.answering import periods
from appling.runtime.rows.cells import printer
from appling.runtime.rows.lists import Lists

STARTS = "start of "


def unit_of(column: Column) -> str | None:
    """The periods into which a column puts rows."""
    value = column.value
    periodic = isinstance(value, Call) and value.function.startswith(STARTS)
    return value.function.removeprefix(STARTS) if periodic else None  # type: ignore[union-attr]


def naming(column: Column, thing: str, lists: Lists) -> Callable[[Any], str]:
    """Makes the name of a group of its key."""
    unit = unit_of(column)
    if unit is None:
        return printer(column, thing, lists.app).text
    language = lists.app.language
    return lambda key: "" if key is None else periods.named(key, unit, language)
