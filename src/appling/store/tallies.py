"""Counting how often something is done to a row: in its place, and no step of history.

It is the one write that says nothing of what anybody did: the row's version, its time of change and whoever
changed it stay, no trigger of the app is set off, and what counts up takes no more room.
"""

from collections.abc import Collection

from sqlalchemy import Connection, Table, func

from appling.store.history import tables


def count_up(connection: Connection, table: Table, row: int, columns: Collection[str]) -> None:
    """Add one in these columns of a row, if it is there."""
    values = {table.c[name]: func.coalesce(table.c[name], 0) + 1 for name in columns}
    with tables.unrecorded(connection):
        connection.execute(table.update().where(table.c["_id"] == row).values(values))
