"""Taking steps back and making them again: the rows first set as they were, then the tables.

Rows that a step touched are taken out and put in again as a whole, with foreign keys not looked at until
the end, so that neither an order of rows nor a value that two rows swapped can stand in the way.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from appling.store.history import moves, tables
from appling.store.history.steps import mark
from appling.store.history.tables import AFTER, BEFORE, PREFIX, columns, quoted, steps


def done_after(connection: Connection, number: int) -> list[Any]:
    """The steps after one, newest first, that can be taken back."""
    wanted = select(steps).where(steps.c.number > number, steps.c.undone.is_(False))
    return list(connection.execute(wanted.order_by(steps.c.number.desc())).all())


def undone(connection: Connection, number: int | None) -> list[Any]:
    """The steps up to one, or all, oldest first, that can be made again."""
    wanted = select(steps).where(steps.c.undone)
    if number is not None:
        wanted = wanted.where(steps.c.number <= number)
    return list(connection.execute(wanted.order_by(steps.c.number)).all())


def take_back(connection: Connection, chosen: Sequence[Any]) -> None:
    """Undo steps, newest first. Foreign keys must be off."""
    _pass(connection, chosen, BEFORE)
    mark(connection, (row.number for row in chosen), undone=True)


def make_again(connection: Connection, chosen: Sequence[Any]) -> None:
    """Redo steps, oldest first. Foreign keys must be off."""
    _pass(connection, chosen, AFTER)
    mark(connection, (row.number for row in chosen), undone=False)


def _pass(connection: Connection, chosen: Sequence[Any], image: int) -> None:
    next_step = connection.exec_driver_sql("SELECT step FROM _recording").scalar_one()
    connection.exec_driver_sql("DELETE FROM _recording")
    if any(row.kind == "app" for row in chosen):
        tables.stop_triggers(connection)
    for group in _runs(chosen):
        first, *_, last = sorted(row.number for row in (*group, *group))
        if group[0].kind == "app" and image == AFTER:
            moves.again(connection, group[0].number, group[0].moves)
        _set_rows(connection, first, last, image)
        if group[0].kind == "app" and image == BEFORE:
            moves.back(connection, group[0].number, group[0].moves)
    if any(row.kind == "app" for row in chosen):
        tables.start_triggers(connection)
    connection.exec_driver_sql("INSERT INTO _recording (step) VALUES (?)", (next_step,))
    _loosen_broken(connection)


def _runs(chosen: Sequence[Any]) -> list[list[Any]]:
    """Steps that can be taken at once: those between two changes of the app, and each such change."""
    runs: list[list[Any]] = []
    for row in chosen:
        if runs and row.kind != "app" and runs[-1][0].kind != "app":
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _set_rows(connection: Connection, first: int, last: int, image: int) -> None:
    span = (first, last)
    for table in tables.tracked_tables(connection):
        shadow, name = quoted(PREFIX + table), quoted(table)
        there = columns(connection, PREFIX + table)
        found = f"SELECT 1 FROM {shadow} WHERE _step BETWEEN ? AND ? LIMIT 1"
        if not there or connection.exec_driver_sql(found, span).first() is None:
            continue
        version = _next_version(connection, table, span) if "_version" in there else 0
        rows = f"SELECT _id FROM {shadow} WHERE _step BETWEEN ? AND ?"
        counted = _Counted(connection, table, rows, span)
        connection.exec_driver_sql(f"DELETE FROM {name} WHERE _id IN ({rows})", span)
        kept = [each for each in columns(connection, table) if each in there]
        values = [str(version) if each == "_version" else quoted(each) for each in kept]
        edge = "min" if image == BEFORE else "max"
        connection.exec_driver_sql(
            f"INSERT INTO {name} ({', '.join(map(quoted, kept))}) SELECT {', '.join(values)} FROM {shadow}"
            f" WHERE _image = {image} AND _order IN (SELECT {edge}(_order) FROM {shadow}"
            " WHERE _step BETWEEN ? AND ? GROUP BY _id)",
            span,
        )
        counted.put_back(connection)


class _Counted:
    """What rows have counted by themselves, which stays while they are set as they were."""

    def __init__(self, connection: Connection, table: str, rows: str, span: tuple[int, int]) -> None:
        self._table = quoted(table)
        self._columns = [quoted(each) for each in tables.tallies(connection, table)]
        self._found: list[Any] = []
        if self._columns:
            wanted = f"SELECT {', '.join(self._columns)}, _id FROM {self._table} WHERE _id IN ({rows})"
            self._found = [tuple(row) for row in connection.exec_driver_sql(wanted, span)]

    def put_back(self, connection: Connection) -> None:
        if self._found:
            values = ", ".join(f"{each} = ?" for each in self._columns)
            connection.exec_driver_sql(f"UPDATE {self._table} SET {values} WHERE _id = ?", self._found)


def _next_version(connection: Connection, table: str, span: tuple[int, int]) -> int:
    """A version that none of these rows ever had, so that every form that was open is out of date."""
    shadow, name = quoted(PREFIX + table), quoted(table)
    highest = connection.exec_driver_sql(
        "SELECT max("
        f" ifnull((SELECT max(_version) FROM {name} WHERE _id IN"
        f" (SELECT _id FROM {shadow} WHERE _step BETWEEN ? AND ?)), 0),"
        f" ifnull((SELECT max(_version) FROM {shadow} WHERE _step BETWEEN ? AND ?), 0),"
        " ifnull((SELECT CAST(value AS INTEGER) FROM _meta WHERE key = 'highest'), 0))",
        (*span, *span),
    ).scalar_one()
    version = int(highest) + 1
    connection.exec_driver_sql(
        "INSERT INTO _meta (key, value) VALUES ('highest', ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (str(version),),
    )
    return version


def _loosen_broken(connection: Connection) -> None:
    """Empty what points to a person who is gone: people do not come back with history."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    for table, row, _, number in broken:
        keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list({quoted(table)})").all()
        column = next(key[3] for key in keys if key[0] == number)
        connection.exec_driver_sql(
            f"UPDATE {quoted(table)} SET {quoted(column)} = NULL WHERE rowid = ?", (row,)
        )
