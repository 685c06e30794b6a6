"""The numbers that rows get when they are added: the highest there is, and one more.

Writers come one after the other, and a row gets its number in the transaction that adds it: so no two get
the same, and where a row is not added, or adding it is undone, no number is left out. The number of a row
that was removed is kept in mind, for somebody may have it on paper.
"""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Integer, Select, Table, cast, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.numbering import MOST_DIGITS, Series, series
from appling.store import system

BEHIND_DIGITS = ":"
"""What comes next after the digits in the order of texts."""


def next_number(connection: Connection, table: Table, field: Field, today: date) -> str:
    """The number of the row that is about to be added."""
    wanted = series(field, today)
    present = connection.execute(_highest(table, field, wanted)).scalars()
    gone = connection.execute(_mark(table, field, wanted)).scalar()
    last = [count for each in present if each and (count := wanted.count(each)) is not None]
    last += [int(gone)] if gone is not None else []
    return wanted.number(max([wanted.first, *(each + 1 for each in last)]))


def keep_in_mind(connection: Connection, thing: Thing, table: Table, row: int, today: date) -> None:
    """A row is about to be removed: give its numbers to no other one. Samples leave nothing behind."""
    for field in thing.fields:
        if field.counted:
            column = table.c[field.key]
            found = select(column).where(table.c["_id"] == row, table.c["_sample"].is_(False))
            count = series(field, today).count(connection.execute(found).scalar() or "")
            if count is not None:
                _raise(connection, _key(table, field, series(field, today)), count)


def _highest(table: Table, field: Field, wanted: Series) -> Select[Any]:
    """The highest number of each length, which is the last in the order of texts: an index has it at hand."""
    column = table.c[field.key]
    before, after = wanted.before, wanted.after
    lengths = func.json_each(list_of_lengths(len(before) + len(after))).table_valued("value")
    highest = (
        select(column)
        .where(
            func.length(column) == lengths.c.value,
            column >= f"{before}0",
            column < f"{before}{BEHIND_DIGITS}",
            func.substr(column, func.length(column) - len(after) + 1) == after,
            func.substr(column, len(before) + 1, func.length(column) - len(before) - len(after)).op(
                "NOT GLOB"
            )("*[^0-9]*"),
        )
        .order_by(column.desc())
        .limit(1)
        .correlate(lengths)
    )
    return select(highest.scalar_subquery()).select_from(lengths)


def list_of_lengths(around: int) -> str:
    """How long numbers can be, as JSON."""
    return str([around + digits for digits in range(1, MOST_DIGITS + 1)])


def _raise(connection: Connection, key: str, count: int) -> None:
    statement = upsert(system.meta).values(key=key, value=str(count))
    higher = cast(system.meta.c.value, Integer) < count
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": str(count)}, where=higher)
    )


def _mark(table: Table, field: Field, wanted: Series) -> Select[Any]:
    return select(system.meta.c.value).where(system.meta.c.key == _key(table, field, wanted))


def _key(table: Table, field: Field, wanted: Series) -> str:
    return f"number/{table.name}/{field.key}/{wanted.before}/{wanted.after}"
