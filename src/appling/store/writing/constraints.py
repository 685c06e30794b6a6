"""What no two rows may have together, asked in the transaction that wrote a row: of two at once, one wins.

`one per …` without a condition is a unique index besides; all else is asked for after each write. Writers
come one after the other, so nothing can be written between the question and the end of the transaction.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)

from appling.blueprint.model.app import Constraint, Thing
from appling.blueprint.model.expression import Expression, Path
from appling.blueprint.model.reading import parts_of
from appling.diagnostics.problem import Problem
from appling.store.errors import Invalid, Overlaps, TakenTogether
from appling.store.sql.expressions import Compiler

Row = FromClause


def kept_by_index(constraint: Constraint) -> bool:
    return not constraint.lasting and constraint.where is None


def concerns(constraint: Constraint, keys: Collection[str] | None) -> bool:
    """Whether a row may break it by a change of these fields; None: of all."""
    if kept_by_index(constraint):
        return False
    return keys is None or not _reads(constraint).isdisjoint(keys)


def breach(compiler: Compiler, thing: Thing, constraint: Constraint) -> Select[Any]:
    """For the row `row`: whether it ends before it begins, and whether another stands in its way."""
    table = compiler.schema.tables[thing.key]
    this, other = table.alias("this"), table.alias("other")
    same = [other.c[key] == this.c[key] for key in constraint.per]
    others = (other.c["_id"] != this.c["_id"], *same, _counts(compiler, thing, other, constraint))
    row = this.c["_id"] == bindparam("row")
    found = _turned(this, constraint), _in_the_way(this, other, others, constraint)
    return select(*found).where(row, _counts(compiler, thing, this, constraint))


def mine(compiler: Compiler, thing: Thing, constraint: Constraint) -> Select[Any]:
    """The row that is `me`'s, of a thing of which everybody has one."""
    table = compiler.schema.tables[thing.key]
    owner = table.c[constraint.per[0]] == bindparam("me")
    return select(table.c["_id"]).where(owner, _counts(compiler, thing, table, constraint)).limit(1)


def refusal(thing: Thing, constraint: Constraint, *, turned: bool) -> Invalid:
    """What is said to whoever wrote the row."""
    names = {field.key: field.name for field in thing.fields}
    if turned:
        start, end = constraint.lasting
        return Invalid(end, "{end} must be later than {start}", end=names[end], start=names[start])
    fields = ", ".join(names[key] for key in constraint.per)
    if constraint.lasting:
        return Overlaps(constraint.lasting[0], fields)
    return TakenTogether(constraint.per[-1], fields)


def clashing(compiler: Compiler, thing: Thing, constraint: Constraint) -> Select[Any]:
    """How many rows stand in another's way that was there, or began, before them."""
    table = compiler.schema.tables[thing.key]
    filled = [table.c[key].is_not(None) for key in (*constraint.per, *constraint.lasting[:1])]
    rows = select(*_window(table, constraint)).where(*filled, _counts(compiler, thing, table, constraint))
    inner = rows.subquery()
    if not constraint.lasting:
        return select(func.sum(case((inner.c.rows > 1, 1), else_=0)))
    late = and_(inner.c.start < inner.c.until)
    return select(func.sum(case((or_(late, inner.c.goes_on == 1), 1), else_=0)))


def _window(table: Table, constraint: Constraint) -> list[ColumnElement[Any]]:
    per = [table.c[key] for key in constraint.per]
    if not constraint.lasting:
        return [func.count().over(partition_by=per).label("rows")]
    start, end = (table.c[key] for key in constraint.lasting)
    earlier: Any = {"partition_by": per or None, "order_by": [start, table.c["_id"]], "rows": (None, -1)}
    return [
        start.label("start"),
        func.max(end).over(**earlier).label("until"),
        func.max(case((end.is_(None), 1), else_=0)).over(**earlier).label("goes_on"),
    ]


def _turned(this: Row, constraint: Constraint) -> ColumnElement[Any]:
    if not constraint.lasting:
        return literal(0)
    start, end = constraint.lasting
    return case((this.c[end] <= this.c[start], 1), else_=0)


def _in_the_way(
    this: Row, other: Row, others: tuple[ColumnElement[bool], ...], constraint: Constraint
) -> ColumnElement[Any]:
    """As no two that were there before overlap, only the last one that began earlier may reach this far."""
    if not constraint.lasting:
        return exists().where(*others)
    start, end = constraint.lasting
    later = (*others, other.c[start] >= this.c[start])
    meanwhile = exists().where(*later, other.c[start] < this.c[end])
    ever = and_(this.c[end].is_(None), exists().where(*later))
    reaches = case((or_(other.c[end].is_(None), other.c[end] > this.c[start]), 1), else_=0)
    last = select(reaches).where(*others, other.c[start] < this.c[start])
    return or_(meanwhile, ever, last.order_by(other.c[start].desc()).limit(1).scalar_subquery() == 1)


def _counts(compiler: Compiler, thing: Thing, row: Row, constraint: Constraint) -> ColumnElement[bool]:
    if constraint.where is None:
        return true()
    return compiler.condition(constraint.where, compiler.frame(thing.key, row).authority())


def _reads(constraint: Constraint) -> frozenset[str]:
    return frozenset(constraint.fields) | (_named(constraint.where) if constraint.where else frozenset())


def _named(expression: Expression) -> frozenset[str]:
    inside = (_named(part) for part in parts_of(expression))
    own = expression.steps[:1] if isinstance(expression, Path) else ()
    return frozenset(own).union(*inside)


class CannotHold(Problem):
    """Rows that are there already stand in each other's way."""

    code = "cannot-hold"


def broken(connection: Connection, compiler: Compiler) -> Iterator[tuple[Thing, Constraint, int]]:
    """What no index holds and the rows do not keep to, with how many of them do not."""
    for thing in compiler.app.things:
        for constraint in thing.constraints:
            if not kept_by_index(constraint):
                rows = connection.execute(clashing(compiler, thing, constraint)).scalar()
                if rows:
                    yield thing, constraint, int(rows)


def require(connection: Connection, compiler: Compiler) -> None:
    """That all rows keep to what the app says. Raises CannotHold."""
    for thing, constraint, _ in broken(connection, compiler):
        fields = ", ".join(thing.field(key).name for key in constraint.fields)
        raise CannotHold(
            f"Entries of {thing.name} stand in each other's way: {fields}.",
            "Change these entries first, or leave that line out.",
        )
