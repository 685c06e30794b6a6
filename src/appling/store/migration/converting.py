"""A field's values as values of another type, read the way the new type reads what people type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, column, select, table, update

from appling.atoms import field_atom
from appling.atoms.base import Refused
from appling.blueprint.model.app import App, Field
from appling.blueprint.model.expression import Kind
from appling.store import system
from appling.store.sql.kinds import TYPES
from appling.store.sql.tables import REFERENCES, stored, table_name

Convert = Callable[[Any], Any]
"""A value of the new type, or None where there is none."""


@dataclass(frozen=True, slots=True)
class Counts:
    values: int
    converted: int
    kept: int


def converter(connection: Connection, app: App, old: Field, new: Field) -> Convert:
    """How one field's values become another's."""
    if new.value.kind in REFERENCES and old.value.kind in REFERENCES:
        return (lambda value: value) if new.value == old.value else _nothing
    if new.value.kind is Kind.PERSON or (new.value.kind is Kind.FILE) != (old.value.kind is Kind.FILE):
        return _nothing  # a text must give nobody somebody's rows or uploads
    if new.value.kind is Kind.LINK:
        rows = {title: row for row, title in _unambiguous(_titles(connection, app, new)).items()}
        return lambda value: rows.get(_text(old, value))
    if old.value.kind in REFERENCES:
        titles = _titles(connection, app, old)
        return lambda value: _parsed(new, (titles.get(value, ""),), app.language)
    if new.type == "image" and old.type == "file":
        images = _images(connection)
        return lambda value: value if value in images else None
    return lambda value: _parsed(new, _texts(old, new, value), app.language)


def convert_column(
    connection: Connection, app: App, place: str, aside: tuple[str, Field], to: Field
) -> Counts:
    """Fill a column from the one that was put aside for it; what the new one says in full leaves that."""
    name, old = aside
    values = _values(connection, place, name, old)
    there = dict(_values(connection, place, to.key, to))
    forth, back = converter(connection, app, old, to), converter(connection, app, to, old)
    found: dict[Any, tuple[Any, bool]] = {}
    exact: list[dict[str, Any]] = []
    partly: list[dict[str, Any]] = []
    for row, value in values:
        if value not in found:
            new = forth(value)
            found[value] = (new, new is not None and back(new) == value)
        new, whole = found[value]
        if row in there and back(there[row]) == value:
            new, whole = there[row], True
        if new is None:
            continue
        (exact if whole else partly).append({"_row": row, "_new": new})
    _write(connection, place, to, exact, emptied=name)
    _write(connection, place, to, partly)
    return Counts(len(values), len(exact) + len(partly), len(values) - len(exact))


def all_fit(connection: Connection, app: App, place: str, old: Field, new: Field) -> bool:
    """Whether every value there is means the same as one of the new type, without being touched."""
    convert = converter(connection, app, old, new)
    return all(
        convert(value) == value for value in {each for _, each in _values(connection, place, new.key, old)}
    )


def _nothing(_value: Any) -> None:
    return None


def _parsed(new: Field, texts: tuple[str, ...], language: str) -> Any:
    for text in texts:
        try:
            return field_atom(new.type).parse(text, new, language)
        except Refused:
            continue
    return None


def _texts(old: Field, new: Field, value: Any) -> tuple[str, ...]:
    """What a person would type for a value, and what they would type to say as much in the new type."""
    text = _text(old, value)
    match old.value.kind, new.value.kind:
        case Kind.DATE, Kind.MOMENT:
            return (f"{text}T00:00",)
        case Kind.MOMENT, Kind.DATE:
            return (text[:10],)
        case Kind.MOMENT, Kind.TIME:
            return (text[11:],)
        case Kind.TRUTH, Kind.NUMBER:
            return ("1" if value else "0",)
        case _:
            return (text,)


def _text(field: Field, value: Any) -> str:
    return field_atom(field.type).typed(value, field)


def _values(connection: Connection, place: str, name: str, field: Field) -> list[tuple[int, Any]]:
    """The rows where a column is not empty, with its values in Python."""
    kept: ColumnElement[Any] = column(name, _type(field))
    reference = field.value.kind in REFERENCES
    atom = field_atom(field.type)
    wanted = select(column("_id", Integer), kept if reference else atom.read(kept))
    found = connection.execute(wanted.select_from(table(place)).where(kept.is_not(None)))
    values = ((row[0], row[1] if reference else atom.from_database(row[1])) for row in found)
    return [(row, value) for row, value in values if value is not None]


def _write(
    connection: Connection, place: str, to: Field, values: list[dict[str, Any]], emptied: str | None = None
) -> None:
    if not values:
        return
    given: ColumnElement[Any] = bindparam("_new", type_=TYPES[to.value.kind])
    kept = given if to.value.kind in REFERENCES else field_atom(to.type).write(given)
    names = [column("_id", Integer), column(to.key, _type(to)), *([column(emptied)] if emptied else [])]
    target = table(place, *names)
    changes: dict[str, Any] = {to.key: kept} | ({emptied: None} if emptied else {})
    connection.execute(update(target).where(target.c["_id"] == bindparam("_row")).values(changes), values)


def _type(field: Field) -> Any:
    return Integer() if field.value.kind in REFERENCES else field_atom(field.type).column()


def _titles(connection: Connection, app: App, field: Field) -> dict[int, str]:
    """What rows that a reference may point to are called, as text."""
    if field.value.kind is Kind.PERSON:
        people = connection.execute(select(system.people.c["_id"], system.people.c.name))
        return {row[0]: row[1] for row in people}
    thing = app.by_key.get(field.thing or "")
    title = next((each for each in stored(thing) if each.key == thing.title), None) if thing else None
    if thing is None or title is None or title.value.kind is not Kind.TEXT:
        return {}
    return dict(_values(connection, table_name(thing.key), title.key, title))


def _unambiguous(titles: Mapping[int, str]) -> dict[int, str]:
    often: dict[str, int] = {}
    for title in titles.values():
        often[title] = often.get(title, 0) + 1
    return {row: title for row, title in titles.items() if often[title] == 1}


def _images(connection: Connection) -> set[str]:
    files = system.files
    return set(connection.execute(select(files.c.token).where(files.c.type.startswith("image/"))).scalars())
