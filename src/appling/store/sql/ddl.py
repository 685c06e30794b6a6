"""Statements that change tables, in the spelling that SQLite and PostgreSQL share."""

from typing import Any, cast

from sqlalchemy import Index, Table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement, SchemaItem
from sqlalchemy.sql.compiler import DDLCompiler


class RenameTable(ExecutableDDLElement):
    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new


class RenameColumn(ExecutableDDLElement):
    def __init__(self, table: str, old: str, new: str) -> None:
        self.table = table
        self.old = old
        self.new = new


class AddColumn(ExecutableDDLElement):
    """Adds a column as its table describes it."""

    def __init__(self, table: Table, column: str) -> None:
        self.table = table
        self.column = column


class DropIndex(ExecutableDDLElement):
    def __init__(self, name: str) -> None:
        self.name = name


class DropTrigger(ExecutableDDLElement):
    def __init__(self, name: str) -> None:
        self.name = name


def make(element: SchemaItem) -> ExecutableDDLElement:
    """The statement that makes a table or an index."""
    if isinstance(element, Index):
        return CreateIndex(element)
    return CreateTable(cast("Table", element))


@compiles(RenameTable)
def _rename_table(element: RenameTable, compiler: DDLCompiler, **_: Any) -> str:
    quote = compiler.preparer.quote
    return f"ALTER TABLE {quote(element.old)} RENAME TO {quote(element.new)}"


@compiles(RenameColumn)
def _rename_column(element: RenameColumn, compiler: DDLCompiler, **_: Any) -> str:
    quote = compiler.preparer.quote
    return f"ALTER TABLE {quote(element.table)} RENAME COLUMN {quote(element.old)} TO {quote(element.new)}"


@compiles(AddColumn)
def _add_column(element: AddColumn, compiler: DDLCompiler, **_: Any) -> str:
    column = element.table.c[element.column]
    statement = f"ALTER TABLE {compiler.preparer.format_table(element.table)} ADD COLUMN "
    statement += compiler.get_column_specification(column)
    for key in column.foreign_keys:
        if key.constraint is not None:
            statement += f" REFERENCES {compiler.preparer.format_table(key.column.table)}"
            statement += f" ({compiler.preparer.format_column(key.column)})"
            statement += compiler.define_constraint_cascades(key.constraint)
    return statement


@compiles(DropIndex)
def _drop_index(element: DropIndex, compiler: DDLCompiler, **_: Any) -> str:
    return f"DROP INDEX {compiler.preparer.quote(element.name)}"


@compiles(DropTrigger)
def _drop_trigger(element: DropTrigger, compiler: DDLCompiler, **_: Any) -> str:
    return f"DROP TRIGGER {compiler.preparer.quote(element.name)}"
