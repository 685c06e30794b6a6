"""What a picture needs besides sample rows: people who have come, letters to the owner, changes, files."""

import io
import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from appling.atoms.base import Sample
from appling.atoms.samples.people import full_name
from appling.blueprint.model.app import OWNER, App
from appling.blueprint.model.expression import Kind
from appling.store import AppStore
from appling.store.changes import nobody
from appling.store.scope import Viewer

MEMBERS = 6
SIZE = 1_000_000


def dress(store: AppStore, app: App) -> None:
    """Whatever the app's parts would be empty without."""
    owner = store.people.create("Owner", None, OWNER).id
    parts = {part.kind: part.thing for page in app.pages for part in page.parts}
    for kind, adding in ADDED.items():
        if kind in parts:
            adding(store, app, parts[kind] or "", owner)


def _members(store: AppStore, app: App, *_: object) -> None:
    for index in range(MEMBERS):
        sample = Sample(app.things[0], index, app.language, Random(1), date.today(), 2)
        store.people.create(full_name(sample), None, app.roles[0].key)


def _letters(store: AppStore, app: App, thing: str, owner: int) -> None:
    sender, receiver = (each.key for each in app.thing(thing).fields if each.value.kind is Kind.PERSON)
    others = [each.id for each in store.people.all() if each.sample]
    with store.write(nobody(date.today())) as writer:
        for row in range(1, 8):
            other = others[row // 3]
            ends = (owner, other) if row % 3 == 1 else (other, owner)
            writer.change(thing, row, dict(zip((sender, receiver), ends, strict=True)))


def _changes(store: AppStore, app: App, thing: str, owner: int) -> None:
    chosen = next(each for each in app.thing(thing).fields if each.choices)
    for row, choice in zip((1, 2, 3, 5), chosen.choices * 2, strict=False):
        with store.write(_by(owner), "Change") as writer:
            writer.change(thing, row, {chosen.key: choice.name}, by_hand=True)
    with store.write(_by(owner), "Remove") as writer:
        writer.remove(thing, 4)


def _files(store: AppStore, app: App, thing: str, owner: int) -> None:
    held = next(each for each in app.thing(thing).fields if each.type == "file")
    with store.write(_by(owner)) as writer:
        for row in (1, 2):
            name = f"{held.name} {row}.wav"
            kept = store.files.add(
                silence(), name=name, type_="audio/wav", thing=thing, field=held.key, person=owner, limit=SIZE
            )
            writer.change(thing, row, {held.key: kept.token})


def silence() -> io.BytesIO:
    """A sound file of a second."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 1, 8000, 8000, "NONE", ""))
        sound.writeframes(b"\x80" * 8000)
    file.seek(0)
    return file


def _by(owner: int) -> Viewer:
    return replace(nobody(date.today()), me=owner, now=datetime.now(UTC))


Adding = Callable[[AppStore, App, str, int], None]
ADDED: dict[str, Adding] = {
    "audio": _files,
    "history": _changes,
    "members": _members,
    "messages": _letters,
}
"""What is added for a kind of part, given the key of its thing and the owner's id."""
