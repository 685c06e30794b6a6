"""Sample rows and people: put in, and taken out again."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import Select, delete, select

from appling.atoms.base import Sample
from appling.atoms.samples import SampleFile, sample_rows
from appling.atoms.samples.people import full_name
from appling.blueprint.model.app import Field, Thing, drawn_fields
from appling.blueprint.model.expression import Kind
from appling.store import system
from appling.store.errors import Conflict, InUse, Invalid
from appling.store.files import Files
from appling.store.persons.people import People
from appling.store.sql.tables import stored
from appling.store.writing.writer import Writer

PEOPLE = 3
LARGEST_FILE = 10 * 1024 * 1024


def add_samples(writer: Writer, people: People, files: Files, *, seed: int, per_thing: int) -> None:
    """Add rows that links, people and files of other samples stand in. What does not fit is left out."""
    app = writer.app
    random = Random(seed)  # noqa: S311 - no secret
    persons = _people(writer, people, random, seed)
    ids: dict[str, list[int | None]] = {}
    drawn = drawn_fields(app)
    rows = sample_rows(app, per_thing=per_thing, seed=seed, today=writer.viewer.today)
    viewer = writer.viewer
    for key, made in rows.items():
        thing = app.thing(key)
        ids[key] = []
        for row, ago in zip(made, _long_ago(len(made), seed), strict=True):
            writer.viewer = replace(viewer, now=viewer.now - ago)
            for field in stored(thing):
                if field.value.kind is Kind.PERSON and persons and (key, field.key) not in drawn:
                    row[field.key] = random.choice(persons)
            ids[key].append(_add(writer, files, thing, row, ids))
    writer.viewer = viewer


def _long_ago(many: int, seed: int) -> list[timedelta]:
    """When rows came to be, the last one last: a talk in which all is said in one minute looks made up."""
    random = Random(seed)  # noqa: S311 - no secret
    minutes = list(accumulate(random.randint(2, 40) for _ in range(many)))
    return [timedelta(minutes=each) for each in reversed(minutes)]


def remove_samples(writer: Writer) -> set[str]:
    """Remove the rows marked as samples, those that others need last; then the people.

    Returns the tokens of the files that these rows held.
    """
    left = {
        (thing.key, row[0]): tuple(row[1:])
        for thing in writer.app.things
        for row in writer.run(_samples_of(writer, thing), {})
    }
    tokens: set[str] = set()
    while gone := [each for each in left if _removed(writer, *each)]:
        for each in gone:
            tokens.update(token for token in left.pop(each) if token)
    table = system.people
    held = {person for thing in writer.app.things for person in _held(writer, thing)}
    writer.connection.execute(delete(table).where(table.c["sample"], table.c["_id"].not_in(held)))
    return tokens


def _samples_of(writer: Writer, thing: Thing) -> Select[Any]:
    table = writer.statements.compiler.schema.tables[thing.key]
    files = (table.c[field.key] for field in stored(thing) if field.value.kind is Kind.FILE)
    return select(table.c["_id"], *files).where(table.c["_sample"])


def _people(writer: Writer, people: People, random: Random, seed: int) -> list[int]:
    """Made-up people who cannot sign in, if there are fields for people."""
    app = writer.app
    thing = next((each for each in app.things if any(map(_is_person, stored(each)))), None)
    if thing is None or not app.roles:
        return []
    names = [
        full_name(Sample(thing, index, app.language, random, writer.viewer.today, seed))
        for index in range(PEOPLE)
    ]
    return [people.create(name, None, app.roles[0].key, active=False, sample=True).id for name in names]


def _is_person(field: Field) -> bool:
    return field.value.kind is Kind.PERSON


def _add(
    writer: Writer, files: Files, thing: Thing, row: dict[str, Any], ids: dict[str, list[int | None]]
) -> int | None:
    values = {}
    for key, value in row.items():
        field = thing.field(key)
        if field.value.kind is Kind.LINK:
            values[key] = ids[field.value.thing or ""][value]
        elif isinstance(value, SampleFile):
            values[key] = _upload(files, value, thing, key)
        else:
            values[key] = value
    try:
        with writer.connection.begin_nested():
            return writer.add(thing.key, values, sample=True)
    except Invalid:
        return None


def _upload(files: Files, sample: SampleFile, thing: Thing, field: str) -> str:
    upload = files.add(
        BytesIO(sample.data()),
        name=sample.name,
        type_=sample.media_type,
        thing=thing.key,
        field=field,
        person=None,
        limit=LARGEST_FILE,
    )
    return upload.token


def _removed(writer: Writer, thing: str, row: int) -> bool:
    try:
        writer.remove(thing, row)
    except (InUse, Conflict):
        return False
    return True


def _held(writer: Writer, thing: Thing) -> set[int]:
    """The people whom rows of a thing belong to or name."""
    table = writer.statements.compiler.schema.tables[thing.key]
    columns = [table.c["_by"], *(table.c[field.key] for field in stored(thing) if _is_person(field))]
    return {
        person
        for column in columns
        for (person,) in writer.run(select(column).where(column.is_not(None)).distinct(), {})
    }
