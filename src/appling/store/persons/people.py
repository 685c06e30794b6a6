"""The people of an app, and their sessions."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from appling.store import system
from appling.store.errors import NotThere, Taken
from appling.store.persons import audit

TOKEN_BYTES = 32
IDLE = timedelta(days=14)
"""A session ends when it is not used for so long…"""
LONGEST = timedelta(days=90)
"""…or is so old."""
AHEAD = timedelta(days=1)
"""A session that was used so far in the future is over: the clock went wrong then, or since."""
BETWEEN_MARKS = timedelta(minutes=10)
"""The last use of a session is only written down so often."""

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Person:
    """`password` is the hash's text, None for somebody who cannot sign in with one."""

    id: int
    name: str
    email: str | None
    password: str | None
    role: str
    active: bool
    created: datetime
    sample: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A person who is signed in; `secret` makes the tokens of forms."""

    person: Person
    secret: str
    created: datetime
    expires: datetime


def fold_email(email: str) -> str:
    return email.strip().casefold()


class People:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(self, reads: Connect, writes: Connect) -> None:
        self._reads = reads
        self._writes = writes

    def create(
        self,
        name: str,
        email: str | None,
        role: str,
        password: str | None = None,
        *,
        active: bool = True,
        sample: bool = False,
    ) -> Person:
        """Raises Taken when somebody has this address."""
        values: dict[str, Any] = {
            "name": name.strip(),
            "email": None if email is None else fold_email(email),
            "password": password,
            "role": role,
            "active": active,
            "created": _now(),
            "sample": sample,
        }
        try:
            with self._writes() as connection:
                adding = insert(system.people).values(values).returning(system.people.c["_id"])
                person = connection.execute(adding).scalar_one()
                audit.record(connection, "person added", person, role)
                return Person(id=person, **values)
        except IntegrityError as error:
            raise Taken("email", "email") from error

    def get(self, person: int) -> Person:
        """Raises NotThere."""
        return self._one(select(system.people).where(system.people.c["_id"] == person))

    def find(self, email: str) -> Person | None:
        try:
            return self._one(select(system.people).where(system.people.c.email == fold_email(email)))
        except NotThere:
            return None

    def all(self) -> list[Person]:
        with self._reads() as connection:
            found = connection.execute(select(system.people).order_by(system.people.c["_id"]))
            return [read_person(row) for row in found]

    def set_role(self, person: int, role: str) -> None:
        self._set(person, f"role {role}", role=role)

    def set_active(self, person: int, active: bool) -> None:
        """Somebody who is not active cannot sign in, and is signed out at once."""
        with self._writes():
            self._set(person, "enabled" if active else "disabled", active=active)
            if not active:
                self.end_sessions(person)

    def set_password(self, person: int, password: str) -> None:
        """Also ends all sessions of the person."""
        with self._writes():
            self._set(person, "password changed", password=password)
            self.end_sessions(person)

    def rename(self, person: int, name: str) -> None:
        self._set(person, "name changed", name=name.strip())

    # Sessions --------------------------------------------------------------

    def start_session(self, person: int) -> tuple[str, Session]:
        """A new session's token, which is nowhere kept, and the session."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = _now()
        session = Session(self.get(person), secrets.token_urlsafe(TOKEN_BYTES), now, now + LONGEST)
        if not session.person.active:
            raise NotThere
        values = {
            "token": hashed(token),
            "person": person,
            "secret": session.secret,
            "created": now,
            "used": now,
            "expires": session.expires,
        }
        with self._writes() as connection:
            connection.execute(delete(system.sessions).where(_dead(now)))
            connection.execute(insert(system.sessions).values(values))
            audit.record(connection, "signed in", person)
        return token, session

    def session(self, token: str, now: datetime | None = None) -> Session | None:
        """The session of a token, unless it has ended."""
        now = now or _now()
        table = system.sessions
        wanted = select(table, system.people).join(system.people).where(table.c.token == hashed(token))
        with self._reads() as connection:
            row = connection.execute(wanted).first()
        if row is None or not row.active or _is_over(row, now):
            return None
        if row.used + BETWEEN_MARKS <= now:
            with self._writes() as connection:
                connection.execute(update(table).where(table.c.token == row.token).values(used=now))
        fields = row._mapping
        person = read_person(row, created=fields[system.people.c.created])
        return Session(person, row.secret, fields[table.c.created], row.expires)

    def end_session(self, token: str) -> None:
        with self._writes() as connection:
            connection.execute(delete(system.sessions).where(system.sessions.c.token == hashed(token)))

    def end_sessions(self, person: int) -> None:
        """Those of a person, and the links that would begin another one."""
        with self._writes() as connection:
            connection.execute(delete(system.sessions).where(system.sessions.c.person == person))
            end_links(connection, person)

    # -----------------------------------------------------------------------

    def _one(self, statement: Select[Any]) -> Person:
        with self._reads() as connection:
            row = connection.execute(statement).first()
        if row is None:
            raise NotThere
        return read_person(row)

    def _set(self, person: int, event: str, **values: object) -> None:
        with self._writes() as connection:
            table = system.people
            if not connection.execute(
                update(table).where(table.c["_id"] == person).values(**values)
            ).rowcount:
                raise NotThere
            audit.record(connection, event, person)


def read_person(row: Row[Any], created: datetime | None = None) -> Person:
    return Person(
        id=row._mapping["_id"],
        name=row.name,
        email=row.email,
        password=row.password,
        role=row.role,
        active=row.active,
        created=created or row.created,
        sample=row.sample,
    )


def end_links(connection: Connection, person: int) -> None:
    """The links by which a person may choose a password; older files get a place for them."""
    system.invitations.create(connection, checkfirst=True)
    connection.execute(delete(system.invitations).where(system.invitations.c.person == person))


def hashed(token: str) -> bytes:
    """What is kept of a token, so that who reads the file can't use it."""
    return sha256(token.encode()).digest()


def _is_over(session: Row[Any], now: datetime) -> bool:
    return bool(session.expires <= now or not now - IDLE < session.used <= now + AHEAD)


def _dead(now: datetime) -> Any:
    table = system.sessions
    return (table.c.expires <= now) | (table.c.used <= now - IDLE) | (table.c.used > now + AHEAD)


def _now() -> datetime:
    """As it is kept: in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
