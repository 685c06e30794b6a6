"""Who may come in: whether anybody may sign up, and links by which a person chooses a password, once."""

import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, inspect, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.store import system
from appling.store.errors import NotThere
from appling.store.persons import audit
from appling.store.persons.people import AHEAD, TOKEN_BYTES, Connect, Person, end_links, hashed, read_person

GOOD_FOR = timedelta(days=7)
RULE, CLOSED = "sign_up", "closed"


class Entry:
    """`reads` and `writes` open a connection in a transaction."""

    def __init__(self, reads: Connect, writes: Connect) -> None:
        self._reads = reads
        self._writes = writes

    @property
    def open_to_all(self) -> bool:
        """Whether people may make accounts by themselves; so it is until the owner says otherwise."""
        with self._reads() as connection:
            rule = select(system.meta.c.value).where(system.meta.c.key == RULE)
            return connection.execute(rule).scalar() != CLOSED

    def set_open_to_all(self, is_open: bool) -> None:
        value = "open" if is_open else CLOSED
        with self._writes() as connection:
            setting = upsert(system.meta).values(key=RULE, value=value)
            connection.execute(setting.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
            audit.record(connection, f"sign-up {value}")

    def make_link(self, person: int, good_for: timedelta = GOOD_FOR) -> str:
        """A new link's token, which is nowhere kept; the person's older links end. Raises NotThere."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._writes() as connection:
            end_links(connection, person)
            people = system.people
            usable = select(people.c["_id"]).where(people.c["_id"] == person, people.c.active)
            if connection.execute(usable).first() is None:
                raise NotThere
            expires = datetime.now(UTC).replace(microsecond=0) + good_for
            values = {"token": hashed(token), "person": person, "expires": expires}
            connection.execute(insert(system.invitations).values(values))
            audit.record(connection, "link made", person)
        return token

    def invited(self, token: str, now: datetime | None = None) -> Person:
        """Whom a link is for. Raises NotThere when it is used, too old, or none."""
        with self._reads() as connection:
            return _invited(connection, token, now or datetime.now(UTC))

    def use_link(self, token: str, password: str, now: datetime | None = None) -> Person:
        """Give the person this password (its hash); the link, and all the person's sessions, end."""
        people = system.people
        with self._writes() as connection:
            person = _invited(connection, token, now or datetime.now(UTC))
            own = people.c["_id"] == person.id
            connection.execute(people.update().where(own).values(password=password))
            connection.execute(delete(system.sessions).where(system.sessions.c.person == person.id))
            end_links(connection, person.id)
            audit.record(connection, "password chosen by link", person.id)
            return person


def _invited(connection: Connection, token: str, now: datetime) -> Person:
    table = system.invitations
    if not inspect(connection).has_table(table.name):
        raise NotThere
    in_time = table.c.expires.between(now, now + GOOD_FOR + AHEAD)
    good = (table.c.token == hashed(token), in_time, system.people.c.active)
    row = connection.execute(select(system.people).join(table).where(*good)).first()
    if row is None:
        raise NotThere
    return read_person(row)
