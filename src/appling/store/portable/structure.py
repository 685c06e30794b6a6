"""What tables a database has, read by name and type alone: no statement that it holds is run."""

import re
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, Table, text
from sqlalchemy.types import UserDefinedType

from appling.store.portable.errors import CannotImport, foreign

MOST_TABLES = 2000
MOST_COLUMNS = 1000
_NAME = re.compile(r"\w{1,200}")
_TYPE = re.compile(r"[A-Z0-9 (),]{0,40}")
_ALL = text("SELECT type, name, upper(substr(sql, 1, 13)) FROM sqlite_master")
_COLUMNS = text('SELECT name, upper(type), "notnull", pk, hidden FROM pragma_table_xinfo(:name)')
_REFERENCES = text('SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(:name)')


class Plain(UserDefinedType[object]):
    """A column's type by its name alone; values pass as they are."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: object) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Reference:
    table: str
    column: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class ColumnShape:
    type: str
    required: bool
    in_key: bool
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class Structure:
    """Tables by name, each with its columns by name."""

    tables: dict[str, dict[str, ColumnShape]]
    triggers: frozenset[str]
    metadata: MetaData = field(default_factory=MetaData)

    def table(self, name: str) -> Table:
        """As far as statements need to know it; made at the first asking, with those that it refers to."""
        known: Table | None = self.metadata.tables.get(name)
        if known is not None:
            return known
        shapes = self.tables[name]
        numbered = [key for key, shape in shapes.items() if shape.in_key] == ["_id"]
        columns = (self._column(key, shape) for key, shape in shapes.items())
        return Table(name, self.metadata, *columns, sqlite_autoincrement=numbered)

    def _column(self, name: str, shape: ColumnShape) -> Column[object]:
        key: list[ForeignKey] = []
        if shape.reference is not None and shape.reference.table in self.tables:
            target = shape.reference
            key = [ForeignKey(f"{target.table}.{target.column}", ondelete=target.on_delete)]
        type_ = Integer() if shape.type == "INTEGER" else Plain(shape.type)
        return Column(name, type_, *key, primary_key=shape.in_key, nullable=not shape.required)


def read_structure(connection: Connection) -> Structure:
    """Raises CannotImport for what no database of ours has."""
    tables: dict[str, dict[str, ColumnShape]] = {}
    triggers = set()
    for kind, name, begins in connection.execute(_ALL).all():
        if kind == "trigger":
            triggers.add(name)
        elif kind not in ("table", "index") or (kind == "table" and begins != "CREATE TABLE "):
            raise not_ours()
        elif kind == "table" and not name.startswith("sqlite_"):
            tables[name] = _columns(connection, name)
    if len(tables) > MOST_TABLES:
        raise not_ours()
    return Structure(tables, frozenset(triggers))


def _columns(connection: Connection, table: str) -> dict[str, ColumnShape]:
    found = connection.execute(_COLUMNS, {"name": table}).all()
    references = {
        row[0]: Reference(row[1], row[2] or "_id", row[3])
        for row in connection.execute(_REFERENCES, {"name": table})
    }
    names = (table, *(row[0] for row in found))
    plain = all(_NAME.fullmatch(name) for name in names) and all(_TYPE.fullmatch(row[1]) for row in found)
    if not plain or len(found) > MOST_COLUMNS or any(row[4] for row in found):
        raise not_ours()
    return {
        name: ColumnShape(type_, bool(required), bool(key), references.get(name))
        for name, type_, required, key, _ in found
    }


def not_ours() -> CannotImport:
    return foreign("The database in this file has parts that Appling never makes.")
