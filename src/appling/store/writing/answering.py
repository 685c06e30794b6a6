"""Putting a model's answer where it belongs: a step of history of its own, or nothing at all."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from appling.atoms import field_atom
from appling.atoms.base.zone import day_of
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind
from appling.store import system
from appling.store.app_store import AppStore
from appling.store.outgoing.jobs import Job
from appling.store.outgoing.outbox import DONE, WAITING
from appling.store.scope import Viewer, see_all
from appling.store.writing.writer import Writer


@dataclass(frozen=True, slots=True)
class Asked:
    """A job's question, read. `said`: words of the blueprint, and values of the row, each alone in a tuple.

    `before` is what the field held as JSON, `after` the triggers that led to the question, `by` who did.
    """

    thing: Thing
    row: int
    field: Field
    said: tuple[str | tuple[str], ...]
    before: Any
    after: tuple[str, ...]
    by: int | None = None


def asked(store: AppStore, job: Job) -> Asked | None:
    """What a job asks; None where the app has no such field any more."""
    key, row, name = job.target.split("/")
    thing = store.app.by_key.get(key)
    field = next((each for each in thing.fields if each.key == name), None) if thing is not None else None
    if thing is None or field is None or field.formula is not None:
        return None
    kept = json.loads(job.text)
    said = tuple(part if isinstance(part, str) else (part[0],) for part in kept["asked"])
    return Asked(thing, int(row), field, said, kept["before"], tuple(kept["after"]), kept.get("by"))


def answer(store: AppStore, job: Job, question: Asked, value: Any, now: datetime) -> bool:
    """Set the field, and end the job with it. False where somebody else has set the field meanwhile, where
    the row is gone, and where nobody waits for this answer any more. Raises StoreError.
    """
    viewer = Viewer(None, day_of(now), now, see_all(store.app))
    with store.write(viewer, title=f"{job.cause}: {question.field.name}") as writer:
        if not _ends(writer, job, now) or not _is_as_before(writer, question):
            return False
        writer.happening.follow(question.after)
        writer.change(question.thing.key, question.row, {question.field.key: value})
        return True


def _ends(writer: Writer, job: Job, now: datetime) -> bool:
    table = system.jobs
    waits = (table.c["_id"] == job.id, table.c.state == WAITING)
    ended = update(table).where(*waits).values(state=DONE, ended=now, text="", why="")
    return writer.connection.execute(ended).rowcount > 0


def _is_as_before(writer: Writer, question: Asked) -> bool:
    """Whether the row is there, with what it held when the question was asked."""
    table = writer.statements.compiler.schema.tables[question.thing.key]
    held = select(table.c[question.field.key]).where(table.c["_id"] == question.row)
    found = writer.connection.execute(held).first()
    if found is None:
        return False
    value = bool(found[0]) if question.field.value.kind is Kind.TRUTH else found[0]
    now = None if value is None else field_atom(question.field.type).to_json(value)
    return bool(now == question.before)
