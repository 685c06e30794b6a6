"""Counting how often something is done to a row: in its place, and no step of history.

It is the one write that says nothing of what anybody did: the row's version, its time of change and whoever
changed it stay, no trigger of the app is set off, and what counts up takes no more room.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, func

from appling.atoms import field_atom
from appling.blueprint.model.app import Field, Thing
from appling.store.history import tables
from appling.store.sql.tables import stored


def tallies(thing: Thing, of: str = "") -> tuple[Field, ...]:
    """The fields of a thing that count by themselves: all, or what of them counts `of`."""
    return tuple(field for field in stored(thing) if _counts(field, of))


def missing(thing: Thing, values: Mapping[str, Any]) -> dict[str, int]:
    """Nought, for those that are given as empty."""
    empty = (each.key for each in tallies(thing) if each.key in values and values[each.key] is None)
    return dict.fromkeys(empty, 0)


def fill(connection: Connection, table: Table, thing: Thing) -> None:
    """Let what was never counted begin at nought."""
    for field in tallies(thing):
        column = table.c[field.key]
        connection.execute(table.update().where(column.is_(None)).values({column: 0}))


def count_up(connection: Connection, table: Table, row: int, columns: Collection[str]) -> None:
    """Add one in these columns of a row, if it is there."""
    values = {table.c[name]: func.coalesce(table.c[name], 0) + 1 for name in columns}
    with tables.unrecorded(connection):
        connection.execute(table.update().where(table.c["_id"] == row).values(values))


def _counts(field: Field, of: str) -> bool:
    tally = field_atom(field.type).tally
    return bool(tally) and of in ("", tally)
