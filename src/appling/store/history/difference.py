"""What is different between two steps: the blueprint, and the rows."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from appling.store.history import tables
from appling.store.history.steps import NoSuchStep
from appling.store.history.tables import PREFIX, columns, quoted, steps

MOST_ROWS = 1000
"""Changed rows that are told one by one, of each thing."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after, by its columns, as the database keeps them; None where it was not there."""

    thing: str
    row: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """`things`: how many rows of each thing (by its key) were added, changed and removed."""

    source_before: str
    source_after: str
    things: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    rows: tuple[RowChange, ...] = ()


def difference(connection: Connection, source: str, first: int, last: int | None) -> Difference:
    """From the state after step `first` (0: before all that is known) to that after `last` (None: now).

    Raises NoSuchStep.
    """
    done = connection.execute(
        select(
            steps.c.number, steps.c.source_before, steps.c.source_after, steps.c.kind, steps.c.undone
        ).order_by(steps.c.number)
    ).all()
    known = {row.number for row in done} | {0}
    latest = max((row.number for row in done if not row.undone), default=0)
    last = latest if last is None else last
    for number in (first, last):
        if number not in known:
            raise NoSuchStep(number)
    first, last = min(first, last), max(first, last)
    changes = [row for row in done if row.kind == "app"]
    return Difference(
        _source(changes, first, latest, source),
        _source(changes, last, latest, source),
        *_rows(connection, first, last),
    )


def _source(changes: list[Any], number: int, latest: int, source: str) -> str:
    """The blueprint after a step, found from the one there is now."""
    later = [row for row in changes if number < row.number <= latest]
    if later:
        return str(later[0].source_before)
    undone = [row for row in changes if latest < row.number <= number]
    return str(undone[-1].source_after) if undone else source


def _rows(
    connection: Connection, first: int, last: int
) -> tuple[dict[str, tuple[int, int, int]], tuple[RowChange, ...]]:
    counts, found = {}, []
    for table in tables.data_tables(connection):
        changed = [
            each for each in _table_rows(connection, table, first, last) if not _same(each.before, each.after)
        ]
        if changed:
            counts[table] = (
                sum(each.before is None for each in changed),
                sum(each.before is not None and each.after is not None for each in changed),
                sum(each.after is None for each in changed),
            )
            found += changed[:MOST_ROWS]
    return counts, tuple(found)


def _table_rows(connection: Connection, table: str, first: int, last: int) -> list[RowChange]:
    names = columns(connection, table)
    shadow, listed = quoted(PREFIX + table), ", ".join(map(quoted, names))

    def images(edge: str, image: int) -> dict[int, dict[str, Any]]:
        rows = connection.exec_driver_sql(
            f"SELECT {listed} FROM {shadow} WHERE _image = {image} AND _order IN"
            f" (SELECT {edge}(_order) FROM {shadow} WHERE _step > ? AND _step <= ? GROUP BY _id)",
            (first, last),
        )
        return {row[0]: dict(zip(names, row, strict=True)) for row in rows}

    before, after = images("min", 0), images("max", 1)
    return [
        RowChange(table, row, before.get(row), after.get(row)) for row in sorted(before.keys() | after.keys())
    ]


def _same(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(one[name] == other[name] for name in one if name not in ("_version", "_changed"))
