"""From an app's tables as they are to its tables as they should be, told in numbers."""

from sqlalchemy import Connection

from appling.store import system
from appling.store.history import tables
from appling.store.history.moves import Move
from appling.store.migration.indexes import CannotMakeUnique, clashes, drop_unique, settle_indexes
from appling.store.migration.report import Change, Report
from appling.store.migration.run import Migrated, migrate

__all__ = [
    "CannotMakeUnique",
    "Change",
    "Migrated",
    "Move",
    "Report",
    "clashes",
    "drop_unique",
    "make_system_tables",
    "migrate",
    "settle_indexes",
]


def make_system_tables(connection: Connection) -> None:
    """Those that an older file lacks."""
    system.metadata.create_all(connection)
    if not tables.is_set_up(connection):
        tables.set_up(connection)
