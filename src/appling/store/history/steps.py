"""The steps of an app's history: what each was, how long they are kept, and how they are forgotten."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from appling.diagnostics.problem import Problem
from appling.store.history import tables
from appling.store.history.tables import OWN, PREFIX, quoted, steps

KEPT = timedelta(days=90)
ALWAYS_KEPT = 100
"""Steps that are kept however old they are."""
MOST_IMAGES = 200_000
"""Rows, before and after, that are kept; the oldest steps go when there are more."""
BETWEEN_LOOKS = 500
MANY_IMAGES = 10_000
"""A step with so many is worth a look at once."""
LONGEST_TITLE = 200


class NothingToUndo(Problem):
    """There is no step that could be taken back, or none that could be made again."""

    code = "nothing-to-undo"


class NoSuchStep(Problem):
    """A step's number that history does not have."""

    code = "no-such-step"

    def __init__(self, number: int) -> None:
        super().__init__(
            "There is no step {number} in this app's history.",
            "See the steps there are: appling history APP",
            number=number,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """`things`: how many rows of each thing (by its key at that time) were added, changed and removed.

    `kind` is `rows`, `app` (a change of the blueprint) or `samples`.
    """

    number: int
    time: datetime
    kind: str
    title: str
    person: int | None
    things: dict[str, tuple[int, int, int]]
    undone: bool


@dataclass(slots=True)
class Note:
    """What is to be written down about the step under way."""

    kind: str = "rows"
    title: str = ""
    person: int | None = None
    source_before: str | None = None
    source_after: str | None = None
    moves: list[list[str]] = field(default_factory=list)


def close(connection: Connection, note: Note) -> int | None:
    """End the step under way, if anything happened in it; returns its number.

    This is part of every write, so it speaks to the driver itself.
    """
    driver: Any = connection.connection.driver_connection
    names = [name for (name,) in driver.execute("SELECT name FROM _touched")]
    if not names and note.kind != "app":
        return None
    driver.execute("DELETE FROM _touched")
    number = int(driver.execute("SELECT step FROM _recording").fetchone()[0])
    nets = {name: _net(driver, name, number) for name in names}
    if note.kind != "app" and not any(any(net[:3]) for net in nets.values()):
        _drop_images(connection, (PREFIX + name for name in names), "_step = ?", (number,))
        return None
    drop_undone(connection)
    images = sum(net[3] for net in nets.values())
    things = {_key(name): net[:3] for name, net in nets.items() if name not in OWN}
    _add(driver, number, note, things, images)
    if number % BETWEEN_LOOKS == 0 or images >= MANY_IMAGES:
        prune(connection, datetime.now(UTC))
    return number


def _add(driver: Any, number: int, note: Note, things: Mapping[str, tuple[int, ...]], images: int) -> None:
    values = {
        "number": number,
        "time": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
        "kind": note.kind,
        "title": note.title[:LONGEST_TITLE],
        "person": note.person,
        "things": json.dumps(things),
        "images": images,
        "undone": False,
        "source_before": note.source_before,
        "source_after": note.source_after,
        "moves": json.dumps(note.moves),
    }
    driver.execute(_ADD, values)
    driver.execute("UPDATE _recording SET step = step + 1")


_ADD = (
    "INSERT INTO _steps (number, time, kind, title, person, things, images, undone, source_before,"
    " source_after, moves) VALUES (:number, :time, :kind, :title, :person, :things, :images, :undone,"
    " :source_before, :source_after, :moves)"
)


def listed(connection: Connection, limit: int) -> list[Step]:
    """The steps, newest first."""
    found = connection.execute(select(steps).order_by(steps.c.number.desc()).limit(limit))
    return [as_step(row) for row in found]


def known(connection: Connection, number: int, *, undone: bool) -> bool:
    """Whether there is such a step, done or undone."""
    wanted = select(steps.c.number).where(steps.c.number == number, steps.c.undone.is_(undone))
    return connection.execute(wanted).first() is not None


def as_step(row: Any) -> Step:
    things = {name: (counts[0], counts[1], counts[2]) for name, counts in row.things.items()}
    return Step(row.number, row.time, row.kind, row.title, row.person, things, row.undone)


def drop_undone(connection: Connection) -> None:
    """What was undone cannot be made again once something else has happened."""
    driver: Any = connection.connection.driver_connection
    latest = driver.execute("SELECT number, undone FROM _steps ORDER BY number DESC LIMIT 1").fetchone()
    if latest is not None and latest[1]:
        first = driver.execute("SELECT min(number) FROM _steps WHERE undone").fetchone()[0]
        _drop_images(connection, tables.shadows(connection), "_step BETWEEN ? AND ?", (first, latest[0]))
        connection.execute(delete(steps).where(steps.c.undone))


def prune(connection: Connection, now: datetime) -> int:
    """Forget what is too old, or more than is kept; returns how many steps. The latest one always stays."""
    newest_first = steps.c.number.desc()
    counted = select(
        steps.c.number,
        steps.c.time,
        func.row_number().over(order_by=newest_first).label("place"),
        func.sum(steps.c.images).over(order_by=newest_first).label("images"),
    ).subquery()
    much = (counted.c.images > MOST_IMAGES) & (counted.c.place > 1)
    old = (counted.c.time < now - KEPT) & (counted.c.place > ALWAYS_KEPT)
    last = connection.execute(select(func.max(counted.c.number)).where(much | old)).scalar()
    return 0 if last is None else forget(connection, last)


def forget(connection: Connection, last: int | None = None) -> int:
    """Forget the steps up to `last`, or all of them; returns how many."""
    span: ColumnElement[bool] = steps.c.number <= last if last is not None else steps.c.number >= 0
    condition, values = ("_step <= ?", (last,)) if last is not None else ("1", ())
    gone = connection.execute(delete(steps).where(span)).rowcount
    _drop_images(connection, tables.shadows(connection), condition, values)
    return gone


def mark(connection: Connection, numbers: Iterable[int], *, undone: bool) -> None:
    chosen = list(numbers)
    connection.execute(
        update(steps).where(steps.c.number.between(min(chosen), max(chosen))).values(undone=undone)
    )


def _key(table: str) -> str:
    return table.removeprefix("_") if table.startswith("_sqlite_") else table


def _net(driver: Any, table: str, step: int) -> tuple[int, int, int, int]:
    """How many rows were added, changed and removed in the end, and how many images there are of it."""
    found = driver.execute(
        "SELECT total(existed = 0 AND more = 1), total(existed = 1 AND more = 0),"
        " total(existed = 1 AND more = -1), total(images) FROM (SELECT sum(2 * _image - 1) AS more,"
        " min(2 * _order + _image) % 2 = 0 AS existed, count(*) AS images"
        f" FROM {quoted(PREFIX + table)} WHERE _step = ? GROUP BY _id)",
        (step,),
    ).fetchone()
    added, changed, removed, images = map(int, found)
    return added, changed, removed, images


def _drop_images(
    connection: Connection, names: Iterable[str], condition: str, values: tuple[object, ...]
) -> None:
    for name in names:
        connection.exec_driver_sql(f"DELETE FROM {quoted(name)} WHERE {condition}", values)
