"""An app on stage: two people of each role, rows of each of them, and a mark in every text that there is."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.runtime.conftest import Client, Place, world_at
from tests.security.apps import Source
from tests.security.oracle import Oracle, Who

from appling.blueprint.model.app import OWNER, VISITOR, Thing
from appling.blueprint.model.expression import Kind
from appling.runtime.trial.browser import Browser
from appling.store import Invalid, StoreError, Viewer, see_all

TODAY = date(2026, 3, 9)
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
MARKED = ("text", "long text")


@dataclass
class Actor:
    """Somebody with a browser of a few lines, which is quick, and whatever session there is."""

    who: Who
    browser: Browser
    session: str
    place: Place

    @cached_property
    def client(self) -> Client:
        """The same with a full client, over ASGI."""
        client = self.place.visitor()
        if self.session:
            client.http.cookies.set(f"session_{self.place.key}", self.session)
        client.get("/-/account" if self.session else "/-/sign-in")
        return client

    def __str__(self) -> str:
        return f"{self.who.role} {self.who.person or ''}"


@dataclass
class Stage:
    place: Place
    oracle: Oracle
    actors: list[Actor]
    kept: dict[str, list[dict[str, Any]]]

    def rows(self, thing: str) -> list[dict[str, Any]]:
        """The rows of a thing as they are kept."""
        if thing not in self.kept:
            self.kept[thing] = self.place.rows(thing)
        return self.kept[thing]

    def forget(self) -> None:
        """After a write."""
        self.kept.clear()

    def writes(self) -> int | None:
        """How often anything was written."""
        return self.place.store.changes()

    def actor(self, role: str) -> Actor:
        return next(actor for actor in self.actors if actor.who.role == role)


@contextmanager
def staged(source: Source, *, per_person: int = 2, marks: bool = False) -> Iterator[Stage]:
    """The app of a blueprint with people and rows, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="appling-stage-") as folder, world_at(Path(folder)) as world:
        place = world.make(source.text)
        actors = [Actor(Who(VISITOR), Browser(place.site, place.key, None), "", place)]
        for role in (*(role.key for role in place.app.roles), OWNER):
            actors += [someone(place, role) for _ in range(2 if role != OWNER else 1)]
        for actor in actors:
            actor.browser.get("/-/account" if actor.session and place.app.roles else "/")
            actor.browser.get("/-/sign-in")
        kept: dict[str, list[dict[str, Any]]] = {}
        stage = Stage(place, Oracle(place.app, lambda thing: stage.rows(thing)), actors, kept)
        for number, actor in enumerate(actors):
            if actor.who.person is not None:
                add_rows(place, actor.who.person, number, per_person)
        if marks:
            mark_rows(place)
        stage.forget()
        yield stage


def someone(place: Place, role: str) -> Actor:
    """A new person of that role, signed in."""
    person = place.store.people.create(f"A {role}", None, role).id
    session, _ = place.store.people.start_session(person)
    return Actor(Who(role, person), Browser(place.site, place.key, session), session, place)


def add_rows(place: Place, person: int, seed: int, number: int) -> None:
    """Rows that a person added and owns."""
    from appling.store.writing.samples import add_samples

    viewer = Viewer(person, TODAY, NOON, see_all(place.app))
    before = {thing.key: {row["_id"] for row in place.rows(thing.key)} for thing in place.app.things}
    with place.store.write(viewer) as writer:
        add_samples(writer, place.store.people, place.store.files, seed=seed, per_thing=number)
    for thing in place.app.things:
        made = {row["_id"] for row in place.rows(thing.key)} - before[thing.key]
        if thing.owner is not None:
            for row in made:
                with suppress(StoreError), place.store.write(viewer) as writer:
                    writer.change(thing.key, row, {thing.owner: person})


def mark(thing: str, row: int, field: str) -> str:
    """A word that stands in one field of one row and nowhere else."""
    return f"zq{thing}q{row}q{field}qz".replace("_", "")


def mark_rows(place: Place) -> None:
    """Put its mark into each text of each row, where the field takes it."""
    viewer = Viewer(None, TODAY, NOON, see_all(place.app))
    for thing in place.app.things:
        for row in place.rows(thing.key):
            for key in markable(thing):
                word = mark(thing.key, row["_id"], key)
                with suppress(Invalid), place.store.write(viewer) as writer:
                    writer.change(thing.key, row["_id"], {key: word})


def markable(thing: Thing) -> list[str]:
    return [
        field.key
        for field in thing.fields
        if field.formula is None and field.type in MARKED and field.value.kind is Kind.TEXT
    ]


def was_refused(status: int, location: str = "") -> bool:
    return status in (401, 403, 404) or (status == 303 and location.startswith("/-/sign-in"))
