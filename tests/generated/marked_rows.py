"""Rows whose every text and file can be told apart wherever it shows up."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from random import Random
from typing import Any

from sqlalchemy.exc import IntegrityError

from appling.atoms import field_atom
from appling.blueprint.model.app import App, Field, Thing
from appling.blueprint.model.expression import Kind
from appling.store import AppStore, Viewer
from appling.store.scope import see_all
from appling.store.sql.tables import stored
from appling.store.writing.writer import Writer

FREE_TEXTS = ("text", "long text")


def mark(thing: Thing, field: Field, number: int) -> str:
    """Letters and digits alone, in small letters, and no part of another."""
    return f"zq{thing.key.replace('_', '')}q{field.key.replace('_', '')}q{number}qz"


def add_marked_rows(store: AppStore, people: Sequence[int], random: Random, per_thing: int = 4) -> None:
    """Rows of several people and of nobody, linked at random."""
    viewer = Viewer(None, date(2026, 3, 9), datetime(2026, 3, 9, 12, tzinfo=UTC), see_all(store.app))
    files = _files(store, store.app, per_thing)
    with store.write(viewer) as writer:
        for number in range(1, per_thing + 1):
            for thing in store.app.things:
                _add(writer, thing, people, random, number, files)


def _files(store: AppStore, app: App, per_thing: int) -> dict[tuple[str, str, int], str]:
    """A file for each row that can have one."""
    found = {}
    for thing in app.things:
        for field in stored(thing):
            for number in range(1, per_thing + 1) if field.value.kind is Kind.FILE else ():
                content = BytesIO(mark(thing, field, number).encode())
                upload = store.files.add(
                    content, name="a.txt", type_="text/plain", thing=thing.key, field=field.key,
                    person=None, limit=1000,
                )  # fmt: skip
                found[thing.key, field.key, number] = upload.token
    return found


def _add(
    writer: Writer,
    thing: Thing,
    people: Sequence[int],
    random: Random,
    number: int,
    files: dict[tuple[str, str, int], str],
) -> None:
    table = writer.statements.compiler.schema.tables[thing.key]
    for _ in range(5):
        values = {
            field.key: files.get((thing.key, field.key, number))
            or _value(field, thing, people, random, number)
            for field in stored(thing)
        }
        now = writer.viewer.now
        system = {"_id": number, "_created": now, "_changed": now, "_sample": False, "_version": 1}
        try:
            with writer.connection.begin_nested():
                by = random.choice([*people, None])
                writer.connection.execute(table.insert().values({**values, **system, "_by": by}))
            return
        except IntegrityError:
            continue


def _value(field: Field, thing: Thing, people: Sequence[int], random: Random, number: int) -> Any:
    if field.value.kind is Kind.LINK:
        return random.randint(1, number - 1) if number > 1 and random.random() < 0.8 else None
    if field.value.kind is Kind.PERSON:
        return random.choice([*people, None])
    if field.type in FREE_TEXTS:
        return mark(thing, field, number)
    if field.choices:
        return random.choice(field.choices).name
    return random.choice([good.value for good in field_atom(field.type).good] or [None])
