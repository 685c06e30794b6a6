"""Codes that are drawn by chance for rows, where nobody typed one: no two rows of an app have the same.

Writers come one after the other, and a code is looked for in the transaction that writes it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from appling.atoms import field_atom
from appling.atoms.base.codes import drawn
from appling.blueprint.model.app import Field, Thing
from appling.store.errors import Taken
from appling.store.sql.tables import stored

if TYPE_CHECKING:
    from appling.store.writing.writer import Writer


def codes(thing: Thing) -> tuple[Field, ...]:
    """The fields of a thing that hold such codes."""
    return tuple(field for field in stored(thing) if field_atom(field.type).drawn)


def missing(writer: Writer, thing: Thing, values: Mapping[str, Any]) -> dict[str, str]:
    """New codes for those that are given as empty."""
    wanted = (field.key for field in codes(thing) if field.key in values and values[field.key] is None)
    return {key: _free(writer) for key in wanted}


def require_free(writer: Writer, thing: Thing, values: Mapping[str, Any]) -> None:
    """That no row of another thing has one of these codes: of the same thing, the table sees to that."""
    for field in codes(thing):
        if values.get(field.key) is not None and _holders(writer, values[field.key], thing):
            raise Taken(field.key, field.name)


def fill(writer: Writer, thing: Thing) -> None:
    """Give codes to the rows that have none, of fields that all rows have."""
    table = writer.statements.compiler.schema.tables[thing.key]
    for field in codes(thing):
        column = table.c[field.key]
        bare = select(table.c["_id"]).where(column.is_(None))
        rows = writer.connection.execute(bare).scalars().all() if field.when is None else []
        for row in rows:
            values = {column: _free(writer)}
            writer.connection.execute(table.update().where(table.c["_id"] == row).values(values))


def _free(writer: Writer) -> str:
    code = drawn(secrets.choice)
    while _holders(writer, code):
        code = drawn(secrets.choice)
    return code


def _holders(writer: Writer, code: str, besides: Thing | None = None) -> bool:
    """Whether a row has this code, of any thing `besides` one."""
    tables = writer.statements.compiler.schema.tables
    return any(
        writer.connection.execute(select(1).where(tables[thing.key].c[field.key] == code).limit(1)).first()
        for thing in writer.app.things
        if besides is None or thing.key != besides.key
        for field in codes(thing)
    )
