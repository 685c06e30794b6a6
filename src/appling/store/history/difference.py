"""What is different between two steps: the blueprint, and the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, func, select
from sqlalchemy import table as database_table

from appling.atoms import field_atom
from appling.blueprint.model.app import App, Field
from appling.store.history import tables
from appling.store.history.attic import Attic
from appling.store.history.steps import NoSuchStep
from appling.store.history.tables import AFTER, BEFORE, PREFIX, columns, steps

MOST_ROWS = 1000
"""Changed rows that are told one by one, of each thing."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after, by the keys of its fields, those in the attic too; None where it was not."""

    thing: str
    row: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """`things`: how many rows of each thing (by its key) were added, changed and removed."""

    source_before: str
    source_after: str
    things: dict[str, tuple[int, int, int]] = dataclass_field(default_factory=dict)
    rows: tuple[RowChange, ...] = ()


def difference(connection: Connection, app: App, source: str, first: int, last: int | None) -> Difference:
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
        *_rows(connection, app, first, last),
    )


def _source(changes: list[Any], number: int, latest: int, source: str) -> str:
    """The blueprint after a step, found from the one there is now."""
    later = [row for row in changes if number < row.number <= latest]
    if later:
        return str(later[0].source_before)
    undone = [row for row in changes if latest < row.number <= number]
    return str(undone[-1].source_after) if undone else source


def _rows(
    connection: Connection, app: App, first: int, last: int
) -> tuple[dict[str, tuple[int, int, int]], tuple[RowChange, ...]]:
    counts, found = {}, []
    attic = Attic(connection, app)
    for table in tables.data_tables(connection):
        fields = {name: attic.known(table, name) for name in columns(connection, table)}
        known = {name: field for name, field in fields.items() if field is not None and _is_told(field)}
        changed = [
            each for each in _table_rows(connection, table, known, first, last) if each.before != each.after
        ]
        if changed:
            counts[table] = (
                sum(each.before is None for each in changed),
                sum(each.before is not None and each.after is not None for each in changed),
                sum(each.after is None for each in changed),
            )
            found += changed[:MOST_ROWS]
    return counts, tuple(found)


def _is_told(field: Field) -> bool:
    """What counts by itself is nobody's change."""
    return not field_atom(field.type).tally


def _table_rows(
    connection: Connection, table: str, fields: dict[str, Field], first: int, last: int
) -> list[RowChange]:
    shadow = database_table(PREFIX + table, *map(column, ("_id", "_step", "_order", "_image")))
    read = [_read(name, field) for name, field in fields.items()]

    def images(edge: Callable[..., Any], image: int) -> dict[int, dict[str, Any]]:
        chosen = select(edge(shadow.c["_order"])).where(shadow.c["_step"] > first, shadow.c["_step"] <= last)
        wanted = select(shadow.c["_id"], *read).where(
            shadow.c["_image"] == image, shadow.c["_order"].in_(chosen.group_by(shadow.c["_id"]))
        )
        return {row[0]: _values(fields, row[1:]) for row in connection.execute(wanted)}

    before, after = images(func.min, BEFORE), images(func.max, AFTER)
    return [
        RowChange(table, row, before.get(row), after.get(row)) for row in sorted(before.keys() | after.keys())
    ]


def _read(name: str, field: Field) -> ColumnElement[Any]:
    atom = field_atom(field.type)
    kept: ColumnElement[Any] = column(name, atom.column())
    return atom.read(kept).label(None)


def _values(fields: dict[str, Field], row: Sequence[Any]) -> dict[str, Any]:
    return {
        name: field_atom(field.type).from_database(value)
        for (name, field), value in zip(fields.items(), row, strict=True)
    }
