"""What happened that an owner may want to look up: sign-ins, changed rights, refused access."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from appling.store import system

MOST_EVENTS = 10_000
LONGEST_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Event:
    time: datetime
    event: str
    person: int | None
    detail: str


def record(connection: Connection, event: str, person: int | None = None, detail: str = "") -> None:
    """Add an event; the oldest ones go when there are too many."""
    values = {"time": datetime.now(UTC), "event": event, "person": person, "detail": detail[:LONGEST_DETAIL]}
    number = system.audit.c["_id"]
    added = connection.execute(insert(system.audit).values(values).returning(number)).scalar_one()
    connection.execute(delete(system.audit).where(number <= added - MOST_EVENTS))


def events(connection: Connection, limit: int = 100) -> list[Event]:
    """The latest events, newest first."""
    table = system.audit
    found = connection.execute(select(table).order_by(table.c["_id"].desc()).limit(limit))
    return [Event(row.time, row.event, row.person, row.detail) for row in found]
