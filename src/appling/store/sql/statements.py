"""The statements that add, change and remove one row.

Parameters begin with `_` and are no columns: SQLAlchemy keeps the columns' names for itself.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Delete, Insert, Update, bindparam, or_

from appling.atoms import field_atom
from appling.atoms.fields.moment.column import Utc
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind
from appling.store.sql.kinds import TYPES
from appling.store.sql.tables import Schema, stored

Make = Callable[[Schema], Any]


def insert_row(schema: Schema, thing: Thing) -> Insert:
    """Parameters: `_v_` and a field's key for each field, `_now`, `_adder`, `_made_up`."""
    values: dict[str, Any] = {field.key: as_kept(field) for field in stored(thing)}
    values |= {"_created": _now(), "_changed": _now(), "_version": 1}
    values |= {"_by": bindparam("_adder"), "_sample": bindparam("_made_up")}
    return schema.tables[thing.key].insert().values(values)


def update_row(schema: Schema, thing: Thing, keys: tuple[str, ...], by_hand: bool) -> Update:
    """Parameters: `_v_` and a field's key for each of `keys`, `_now`, `_row`, `_seen` (or None)."""
    table = schema.tables[thing.key]
    values: dict[str, Any] = {key: as_kept(thing.field(key)) for key in keys}
    values |= {"_changed": _now(), "_version": table.c["_version"] + 1}
    if by_hand:
        values["_sample"] = False
    return table.update().where(*_this_row(schema, thing)).values(values)


def delete_row(schema: Schema, thing: Thing) -> Delete:
    """Parameters: `_row`, `_seen` (or None)."""
    return schema.tables[thing.key].delete().where(*_this_row(schema, thing))


def fill_column(schema: Schema, field: Field, thing: str) -> Update:
    """Parameter: `_v_` and the field's key."""
    table = schema.tables[thing]
    return table.update().where(table.c[field.key].is_(None)).values({field.key: as_kept(field)})


def _this_row(schema: Schema, thing: Thing) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    table = schema.tables[thing.key]
    version = bindparam("_seen", type_=table.c["_version"].type)
    return table.c["_id"] == bindparam("_row"), or_(version.is_(None), table.c["_version"] == version)


def as_kept(field: Field) -> ColumnElement[Any]:
    """The parameter `_v_` and the field's key, as its column holds it."""
    value = bindparam(f"_v_{field.key}", type_=TYPES[field.value.kind])
    if field.value.kind in (Kind.LINK, Kind.PERSON):
        return value
    return field_atom(field.type).write(value)


def _now() -> ColumnElement[Any]:
    return bindparam("_now", type_=Utc())
