"""What people are told of what others do: they are named, answered, reviewed, written to, followed.

It is told in the transaction in which it happens, to those who may see the place, and never to oneself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from appling.atoms.base.talk import names_in, talk_of
from appling.blueprint.model.app import App, Thing
from appling.store import system

if TYPE_CHECKING:
    from appling.store.writing.writer import Writer

ANSWER, MESSAGE, MENTION = "answer", "message", "mention"
COMMENT, REVIEW, FOLLOW = "comment", "review", "follow"
KINDS = (ANSWER, MESSAGE, MENTION, COMMENT, REVIEW, FOLLOW)
"""Whom a row concerns in several ways is told of the first of them."""
BY_TRAIT = {"comments": COMMENT, "ratings": REVIEW, "follows": FOLLOW}
MOST = 50
"""How many people one row tells."""
Values = Mapping[str, Any]


def tells(app: App) -> bool:
    """Whether people of the app are told what others do, whatever its blueprint says besides."""
    return any(thing.trait is not None and thing.trait.name in BY_TRAIT for thing in app.things)


def tell(writer: "Writer", thing: Thing, row: int, values: Values) -> None:
    """Tell whom a new row with these values concerns."""
    viewer = writer.viewer
    if viewer.me is None or viewer.sights is None:
        return
    kinds: dict[int, str] = {}
    found = [*_concerned(writer, thing, values), *_mentioned(writer, thing, values)]
    for kind, person in sorted(found, key=lambda each: KINDS.index(each[0])):
        if person is not None:
            kinds.setdefault(person, kind)
    _Telling(writer, thing, row, values).tell(kinds)


@contextmanager
def changing(writer: "Writer", thing: Thing, row: int, keys: Collection[str]) -> Iterator[None]:
    """Around a change of these fields by hand: tell whom it names for the first time."""
    said = talk_of(thing).said
    if writer.viewer.me is None or writer.viewer.sights is None or said is None or said.key not in keys:
        yield
        return
    before = {person for _, person in _mentioned(writer, thing, _row(writer, thing.key, row))}
    yield
    values = _row_or_none(writer, thing.key, row)
    if values is None:
        return  # What happens by itself when it is changed took it away.
    named = {person for _, person in _mentioned(writer, thing, values)} - before
    _Telling(writer, thing, row, values).tell({person: MENTION for person in named if person is not None})


class _Telling:
    """Knows the place that is told of, and who may see it."""

    def __init__(self, writer: "Writer", thing: Thing, row: int, values: Values) -> None:
        self._writer, self._thing, self._row = writer, thing, row
        self._place = (thing.key, row)
        if thing.trait is not None:
            self._place = (thing.field(thing.trait.link).thing or "", values[thing.trait.link])

    def tell(self, kinds: Mapping[int, str]) -> None:
        """Everybody but the one who does it."""
        writer = self._writer
        kinds = {person: kind for person, kind in kinds.items() if person != writer.viewer.me}
        if not kinds:
            return
        told = 0
        for person, role in self._present(kinds):
            if told < MOST and not writer.outbox.was_told(person, *self._place) and self._sees(person, role):
                writer.outbox.tell(person, kinds[person], self._who(role), *self._place)
                told += 1

    def _present(self, people: Iterable[int]) -> list[tuple[int, str]]:
        """Those who can come in, with their roles; made-up people left out."""
        table = system.people
        wanted = select(table.c["_id"], table.c.role).where(
            table.c["_id"].in_(list(people)), table.c.active, ~table.c.sample
        )
        return [(row[0], row[1]) for row in self._writer.connection.execute(wanted)]

    def _sees(self, person: int, role: str) -> bool:
        """The new row, and the one that it hangs on."""
        assert self._writer.viewer.sights is not None  # noqa: S101 - asked before
        sight = self._writer.viewer.sights(role)
        places = dict.fromkeys([(self._thing.key, self._row), self._place])
        return all(self._writer.lies_in(row, sight[thing], me=person) for thing, row in places)

    def _who(self, role: str) -> int | None:
        """Who did it, if this role may know."""
        assert self._writer.viewer.sights is not None  # noqa: S101 - asked before
        hidden = self._writer.viewer.sights(role)[self._thing.key].hidden
        return None if self._thing.owner is None or self._thing.owner in hidden else self._writer.viewer.me


def _concerned(writer: "Writer", thing: Thing, values: Values) -> Iterator[tuple[str, int | None]]:
    """Whom the row answers or is written to, and whose row it hangs on."""
    trait = thing.trait
    if trait is None:
        receiver = talk_of(thing).receiver
        if receiver is not None and _is_message(thing, writer.app):
            yield MESSAGE, values[receiver.key]
        return
    if trait.name == "comments" and values["reply_to"] is not None:
        yield ANSWER, _row(writer, thing.key, values["reply_to"])["author"]
    host = writer.app.thing(thing.field(trait.link).thing or "")
    if trait.name in BY_TRAIT:
        whose = host.owner or "_by"
        yield BY_TRAIT[trait.name], _row(writer, host.key, values[trait.link])[whose]


def _mentioned(writer: "Writer", thing: Thing, values: Values) -> Iterator[tuple[str, int | None]]:
    """Who is named, `@name`, in what somebody says."""
    talk = talk_of(thing)
    text = str(values[talk.said.key] or "") if talk.said is not None and thing.owner is not None else ""
    if "@" not in text:
        return
    table = system.people
    known = select(table.c["_id"], table.c.name).where(table.c.active, ~table.c.sample)
    people = [(row[0], row[1]) for row in writer.connection.execute(known)]
    found = names_in(text, {name for _, name in people})
    yield from ((MENTION, person) for person, name in people if name in found)


def _is_message(thing: Thing, app: App) -> bool:
    """Whether it is shown as what two people write to each other."""
    parts = (part for page in app.pages for part in page.parts)
    return any(part.kind == "messages" and part.thing == thing.key for part in parts)


def _row(writer: "Writer", thing: str, row: int) -> Values:
    found = _row_or_none(writer, thing, row)
    assert found is not None  # noqa: S101 - a row that is linked to or is being written is there
    return found


def _row_or_none(writer: "Writer", thing: str, row: int) -> Values | None:
    table = writer.statements.compiler.schema.tables[thing]
    found = writer.connection.execute(select(table).where(table.c["_id"] == row)).mappings().one_or_none()
    return None if found is None else dict(found)
