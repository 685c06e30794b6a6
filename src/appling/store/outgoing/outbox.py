"""What a transaction says to people and programs outside: kept together with it, or not at all."""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from appling.blueprint.model.app import OWNER
from appling.store import system
from appling.store.scope import Viewer
from appling.store.sql.selects import Statements

LONGEST_TEXT = 4_000
MOST_NOTICES = 500
"""How many a person keeps; the oldest go."""
MOST_JOBS = 500
"""How much one transaction may send."""
WAITING, DONE, FAILED = "waiting", "done", "failed"
EMAIL, POST, ASK = "email", "post", "ask"
APP = "app"
"""The kind of notices that the blueprint itself gives."""
MOST_PEOPLE = 50
"""So many people of whom one notice tells."""
SENT = (EMAIL, POST)
"""Kinds of jobs that reach out; the others are questions for a model."""


class Outbox:
    """Notices and jobs of one transaction."""

    def __init__(self, connection: Connection, statements: Statements, viewer: Viewer) -> None:
        self._connection = connection
        self._statements = statements
        self._viewer = viewer
        self._ready = False
        self._jobs = 0
        self._told: set[tuple[int, str | None, int | None]] = set()

    def notice(
        self, people: Iterable[int], text: str, thing: str | None = None, row: int | None = None
    ) -> None:
        """Put a notice before people."""
        for person in dict.fromkeys(people):
            self._notice(person, APP, (), text, thing, row)

    def tell(self, person: int, kind: str, who: int | None, thing: str, row: int) -> None:
        """Put before somebody what another one did; what they have not read of the same becomes one."""
        self._make_ready()
        before = self._unread(person, kind, thing, row)
        people = [*(each for each in before if each != who), who][-MOST_PEOPLE:]
        self._notice(person, kind, people, "", thing, row)

    def was_told(self, person: int, thing: str, row: int) -> bool:
        """Whether this transaction has told somebody of a row already."""
        return (person, thing, row) in self._told

    def _notice(
        self,
        person: int,
        kind: str,
        people: Sequence[int | None],
        text: str,
        thing: str | None,
        row: int | None,
    ) -> None:
        self._make_ready()
        self._told.add((person, thing, row))
        table, number = system.notices, system.notices.c["_id"]
        said = {"text": text[:LONGEST_TEXT], "thing": thing, "row": row, "created": self._viewer.now}
        adding = insert(table).values(person=person, **said).returning(number)
        notice = self._connection.execute(adding).scalar_one()
        told = {"notice": notice, "kind": kind, "people": json.dumps(list(people))}
        self._connection.execute(insert(system.told).values(told))
        mine = select(number).where(table.c.person == person)
        kept = mine.order_by(number.desc()).limit(MOST_NOTICES)
        self._connection.execute(table.delete().where(table.c.person == person, number.not_in(kept)))

    def _unread(self, person: int, kind: str, thing: str, row: int) -> list[int | None]:
        """Whom an unread notice of the same tells of; it goes."""
        notices, told = system.notices, system.told
        same = (notices.c.person == person, notices.c.thing == thing, notices.c.row == row)
        found = select(told.c.notice, told.c.people).join(notices, notices.c["_id"] == told.c.notice)
        kept = self._connection.execute(found.where(*same, told.c.kind == kind, notices.c.read.is_(None)))
        people: list[int | None] = []
        for notice, listed in kept.all():
            people += json.loads(listed)
            self._connection.execute(delete(notices).where(notices.c["_id"] == notice))
        return people

    def email(self, address: str, text: str, cause: str) -> None:
        self._job(EMAIL, address, text[:LONGEST_TEXT], cause)

    def post(self, address: str, content: Mapping[str, Any], cause: str) -> None:
        self._job(POST, address, json.dumps(content, ensure_ascii=False), cause)

    def ask(self, target: str, content: Mapping[str, Any], cause: str) -> None:
        """A question for a model. One that waits for the same field is asked no more."""
        self._make_ready()
        table = system.jobs
        same = (table.c.kind == ASK, table.c.target == target, table.c.state == WAITING)
        self._connection.execute(delete(table).where(*same))
        self._job(ASK, target, json.dumps(content, ensure_ascii=False), cause)

    # Who -------------------------------------------------------------------

    def of_role(self, role: str) -> list[int]:
        """Everybody of a role who can come in, made-up people left out."""
        people = system.people
        found = select(people.c["_id"]).where(people.c.role == role, people.c.active, ~people.c.sample)
        return [row[0] for row in self._connection.execute(found)]

    def owners(self) -> list[int]:
        return self.of_role(OWNER)

    def addresses(self, people: Iterable[int]) -> dict[int, str | None]:
        """The e-mail address of each person who is no sample."""
        table = system.people
        wanted = table.c["_id"].in_(list(people))
        found = select(table.c["_id"], table.c.email).where(wanted, table.c.active, ~table.c.sample)
        return {row[0]: row[1] for row in self._connection.execute(found)}

    # -----------------------------------------------------------------------

    def _job(self, kind: str, target: str, text: str, cause: str) -> None:
        self._make_ready()
        self._jobs += 1
        state = WAITING if self._jobs <= MOST_JOBS else FAILED
        if self._jobs > MOST_JOBS + 1:
            return
        now = self._viewer.now
        values = {
            "key": secrets.token_urlsafe(18),
            "kind": kind,
            "cause": cause[:200],
            "target": target[:500],
            "text": text if state == WAITING else "",
            "state": state,
            "tries": 0,
            "created": now,
            "due": now,
            "ended": None if state == WAITING else now,
            "why": "" if state == WAITING else "too many at once",
        }
        self._connection.execute(insert(system.jobs).values(values))

    def _make_ready(self) -> None:
        if not self._ready:
            system.make_later(self._connection)
            self._ready = True
