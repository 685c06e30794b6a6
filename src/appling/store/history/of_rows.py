"""What happened to the rows of one thing, change by change, the latest first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, column, select
from sqlalchemy import table as database_table

from appling.atoms import field_atom
from appling.blueprint.model.app import Field, Thing
from appling.store.history.steps import as_step
from appling.store.history.tables import AFTER, BEFORE, PREFIX, columns, is_set_up, steps
from appling.store.sql.tables import stored, table_name


@dataclass(frozen=True, slots=True)
class Past:
    """One row in one step, by field keys: before it and after it, None where it was not there."""

    row: int
    time: datetime
    person: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def past_of(
    connection: Connection, thing: Thing, rows: Collection[int] | None, limit: int
) -> tuple[Past, ...]:
    """Of these rows, or with None of all, those that are gone too; at most `limit` changes."""
    if not is_set_up(connection):
        return ()
    shadow_name = PREFIX + table_name(thing.key)
    there = set(columns(connection, shadow_name))
    fields = [each for each in stored(thing) if each.key in there and not field_atom(each.type).tally]
    kept = (Column(field.key, field_atom(field.type).column(), quote=True) for field in fields)
    shadow = database_table(shadow_name, *map(column, ("_id", "_step", "_order", "_image")), *kept)
    values = [field_atom(field.type).read(shadow.c[field.key]).label(None) for field in fields]
    wanted = (
        select(shadow.c["_id"], shadow.c["_image"], shadow.c["_order"], steps, *values)
        .join_from(shadow, steps, steps.c.number == shadow.c["_step"])
        .where(steps.c.undone.is_(False), steps.c.kind != "samples")
        .order_by(steps.c.number.desc(), shadow.c["_id"], shadow.c["_order"])
        .limit(limit * 2)
    )
    if rows is not None:
        wanted = wanted.where(shadow.c["_id"].in_(list(rows)))
    found = connection.execute(wanted).all()
    pasts = [_past(list(images), fields) for _, images in groupby(found, lambda each: (each.number, each[0]))]
    return tuple(past for past in pasts if past.before != past.after)[:limit]


def _past(images: list[Any], fields: list[Field]) -> Past:
    """What there was before the first image, and after the last."""
    first, last = images[0], images[-1]
    step = as_step(first)
    return Past(
        first[0],
        step.time,
        step.person,
        _values(first, fields) if first[1] == BEFORE else None,
        _values(last, fields) if last[1] == AFTER else None,
    )


def _values(image: Any, fields: list[Field]) -> dict[str, Any]:
    values: Iterable[Any] = image[len(image) - len(fields) :]
    return {
        field.key: field_atom(field.type).from_database(value)
        for field, value in zip(fields, values, strict=True)
    }
