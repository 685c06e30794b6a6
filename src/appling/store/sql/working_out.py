"""What formulas are worth for a row that is nowhere: worked out of given values, and not kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import FromClause, Integer, bindparam, null, select, type_coerce

from appling.atoms.fields.moment.column import Utc
from appling.blueprint.model.app import Thing
from appling.blueprint.model.expression import Expression
from appling.store.scope import Sight
from appling.store.sql.selects import Prepared, Statements
from appling.store.sql.statements import as_kept
from appling.store.sql.tables import stored
from appling.store.writing.checks import checked


def worked_out(
    statements: Statements, thing: Thing, columns: tuple[Expression, ...], sight: Sight
) -> Prepared:
    """The statement that gives the columns of one row, of the values that `given` makes parameters of."""
    return statements.kept(
        ("worked out", thing.key, columns, sight), lambda: _make(statements, thing, columns, sight)
    )


def given(thing: Thing, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field key as parameters; others are empty. Raises Invalid."""
    kept = checked(thing, {key: value for key, value in values.items() if value is not None})
    return {f"_v_{field.key}": kept.get(field.key) for field in stored(thing)}


def _make(statements: Statements, thing: Thing, columns: tuple[Expression, ...], sight: Sight) -> Prepared:
    row = _row(statements, thing)
    frame = statements.compiler.frame(thing.key, row, sight)
    elements: list[Any] = []
    readings = statements.readings(columns, frame, elements)
    statement = select(*elements).select_from(row)
    return Prepared(statement, readings, statement)


def _row(statements: Statements, thing: Thing) -> FromClause:
    """As if it had just been added, but without a number, so that nothing can link to it."""
    table = statements.compiler.schema.tables[thing.key]
    values = [
        type_coerce(as_kept(field), table.c[field.key].type).label(field.key) for field in stored(thing)
    ]
    nobody = type_coerce(null(), Integer)
    now = bindparam("now", type_=Utc())
    values += [nobody.label("_id"), nobody.label("_by"), now.label("_created"), now.label("_changed")]
    return select(*values).subquery("worked_out")
