"""What people keep for themselves lay in a table of another name: an older file takes that over."""

from typing import Any

from sqlalchemy import Connection

from appling.store import system
from appling.store.history import tables

BEFORE = "_arranged"
"""What the table was called as long as only pages were arranged."""
_FOUND_BEFORE = "SELECT parts FROM _arranged WHERE person = ? AND page = ?"
_ROWS = "INSERT INTO _personal (_id, person, place, kept) SELECT _id, person, page, parts FROM _arranged"
_PAST = """
INSERT INTO _was__personal (_order, _step, _image, _id, person, place, kept)
SELECT _order, _step, _image, _id, person, page, parts FROM _was__arranged
"""
_UNCOUNTED = "DELETE FROM sqlite_sequence WHERE name = '_personal'"
_COUNTED_ON = """
INSERT INTO sqlite_sequence (name, seq) SELECT '_personal', max(seq) FROM (
  SELECT seq FROM sqlite_sequence WHERE name = '_arranged'
  UNION ALL SELECT ifnull(max(_id), 0) FROM _personal)
"""
_TAKING_OVER = (_ROWS, _PAST, _UNCOUNTED, _COUNTED_ON, "DROP TABLE _arranged", "DROP TABLE _was__arranged")


def is_before(connection: Connection) -> bool:
    """Whether the file was not written to since the table has its present name."""
    return bool(tables.columns(connection, BEFORE))


def found_before(connection: Connection, person: int, place: str) -> Any:
    """What was kept for a person's place in such a file."""
    return connection.exec_driver_sql(_FOUND_BEFORE, (person, place)).scalar()


def take_over(connection: Connection) -> None:
    """Let the table of an older file, or of one that was brought in from it, go on by its present name.

    Its history comes along, and no number that it gave is given again.
    """
    if not is_before(connection):
        return
    tables.stop_triggers(connection)
    if not tables.columns(connection, system.personal.name):
        system.personal.create(connection)
    tables.start_triggers(connection)
    tables.stop_triggers(connection)
    for statement in _TAKING_OVER:
        connection.exec_driver_sql(statement)
    tables.start_triggers(connection)
