"""Fields that are asked for only in some rows: empty in all others, and there only if they must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, select

from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind
from appling.store.errors import Invalid

if TYPE_CHECKING:
    from appling.store.writing.writer import Writer


def settle(writer: Writer, thing: Thing, row: int, *, sample: bool = False) -> None:
    """Empty what the row, as it was just written, does not ask for. Raises Invalid for what it lacks.

    One field may hang on another that does: then that is emptied first.
    """
    asked = [field for field in thing.fields if field.when is not None]
    for _ in asked:
        state = _state(writer, thing, row, asked)
        idle = [field for field, (holds, filled) in zip(asked, state, strict=True) if filled and not holds]
        if not idle:
            break
        table = writer.statements.compiler.schema.tables[thing.key]
        emptied = table.update().where(table.c["_id"] == row)
        writer.connection.execute(emptied.values({field.key: None for field in idle}))
    if asked and not sample:
        _require(asked, _state(writer, thing, row, asked))


def _require(asked: list[Field], state: list[tuple[bool, bool]]) -> None:
    for field, (holds, filled) in zip(asked, state, strict=True):
        if holds and not filled and field.needed and field.value.kind is not Kind.TRUTH:
            raise Invalid(field.key, "{field} is required", field=field.name)


def _state(writer: Writer, thing: Thing, row: int, asked: list[Field]) -> list[tuple[bool, bool]]:
    """Of each of the fields, whether its condition holds, and whether there is something in it."""
    statement = writer.statements.kept(("conditions", thing.key), lambda: _question(writer, thing, asked))
    found = writer.run(statement, {"row": row})[0]
    return [(bool(found[2 * at]), bool(found[2 * at + 1])) for at in range(len(asked))]


def _question(writer: Writer, thing: Thing, asked: list[Field]) -> Select[Any]:
    compiler = writer.statements.compiler
    table = compiler.schema.tables[thing.key]
    frame = compiler.frame(thing.key, table)
    columns: list[Any] = []
    for field in asked:
        assert field.when is not None  # noqa: S101 - those are asked about
        columns += [compiler.condition(field.when.holds, frame), table.c[field.key].is_not(None)]
    return select(*columns).where(table.c["_id"] == bindparam("row"))
