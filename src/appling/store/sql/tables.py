"""The database tables of an app's things.

Their names are quoted always: which words of SQL may stand bare depends on where they stand.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, func
from sqlalchemy.types import TypeEngine

from appling.atoms import field_atom
from appling.atoms.fields.moment.column import Utc
from appling.blueprint.model.app import App, Constraint, Field, Thing
from appling.blueprint.model.expression import Kind, Path
from appling.store import system

REFERENCES = frozenset({Kind.LINK, Kind.PERSON})
RESERVED = "sqlite_"
IN_TRIGGERS = frozenset({"old", "new", "excluded"})
"""What a row is called inside triggers, and in those that SQLite makes of foreign keys: a table of such a
name is taken for the row."""


def table_name(key: str) -> str:
    """A thing's key, out of the way of the names that a database keeps for itself."""
    return f"_{key}" if key.startswith(RESERVED) or key in IN_TRIGGERS else key


def stored(thing: Thing) -> tuple[Field, ...]:
    """The fields that have a column: those without a formula."""
    return tuple(field for field in thing.fields if field.formula is None)


def links_to(app: App, thing: Thing) -> list[tuple[Thing, Field]]:
    """The link fields that point to rows of a thing."""
    return [
        (child, field) for child in app.things for field in stored(child) if field.value.thing == thing.key
    ]


@dataclass(frozen=True)
class Schema:
    """The tables of an app, by the keys of its things."""

    app: App
    tables: dict[str, Table]

    @property
    def indexes(self) -> list[Index]:
        found = [index for table in self.tables.values() for index in table.indexes]
        return sorted(found, key=lambda index: str(index.name))


def make_schema(app: App) -> Schema:
    metadata = MetaData()
    used = _sorted_or_filtered(app)
    return Schema(app, {thing.key: _table(thing, metadata, used) for thing in app.things})


def _table(thing: Thing, metadata: MetaData, used: frozenset[tuple[str, str]]) -> Table:
    name = table_name(thing.key)
    fields = stored(thing)
    table = Table(
        name,
        metadata,
        Column("_id", Integer, primary_key=True),
        *(_column(field) for field in fields),
        Column("_created", Utc, nullable=False),
        Column("_changed", Utc, nullable=False),
        Column("_by", Integer, ForeignKey(system.people.c._id, ondelete="SET NULL")),
        Column("_sample", Boolean, nullable=False),
        Column("_version", Integer, nullable=False),
        sqlite_autoincrement=True,
        quote=True,
    )
    for field in fields:
        column = table.c[field.key]
        if field.unique:
            Index(f"_ux_{name}_{field.key}", column, unique=True)
        elif (
            field.value.kind in REFERENCES or field.value.kind is Kind.FILE or (thing.key, field.key) in used
        ):
            Index(f"_ix_{name}_{field.key}", column)
        if field.counted:
            Index(f"_ix_{name}_{field.key}.count", func.length(column), column)
    for constraint in thing.constraints:
        _index_together(table, constraint)
    if thing.owner is None:
        Index(f"_ix_{name}__by", table.c._by)
    return table


def _index_together(table: Table, constraint: Constraint) -> None:
    """Unique where that says all; else it finds the rows that may stand in the way."""
    keys = (*constraint.per, *constraint.lasting)
    unique = not constraint.lasting and constraint.where is None
    name = f"_{'ux' if unique else 'ix'}_{table.name}_{'.'.join(keys)}"
    if name not in {index.name for index in table.indexes}:
        Index(name, *(table.c[key] for key in keys), unique=unique)


def _column(field: Field) -> Column[Any]:
    kind = field.value.kind
    if kind is Kind.PERSON:
        return _quoted(field, Integer(), ForeignKey(system.people.c._id, ondelete=_on_delete(field)))
    if kind is Kind.LINK:
        target = f"{table_name(field.thing or '')}._id"
        return _quoted(field, Integer(), ForeignKey(target, ondelete=_on_delete(field)))
    return _quoted(field, field_atom(field.type).column())


def _quoted(field: Field, kind: TypeEngine[Any], *constraints: ForeignKey) -> Column[Any]:
    return Column(field.key, kind, *constraints, quote=True)


def _on_delete(field: Field) -> str:
    return "RESTRICT" if field.required else "SET NULL"


def _sorted_or_filtered(app: App) -> frozenset[tuple[str, str]]:
    """The fields worth an index: choices, and what a page sorts or groups by."""
    used = {
        (thing.key, field.key)
        for thing in app.things
        for field in stored(thing)
        if field.choices or field.value.kind in (Kind.DATE, Kind.MOMENT)
    }
    for page in app.all_pages:
        for part in page.parts:
            for key in part.sort:
                if part.thing and isinstance(key.by, Path) and len(key.by.steps) == 1:
                    used.add((part.thing, key.by.steps[0]))
    return frozenset(used)
