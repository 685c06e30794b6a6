"""The clock, as far as it can be believed: for what can't be taken back, such as burning an app at its time.

A machine whose clock jumped years ahead, as happens before it has asked the network for the time, must not
destroy what is due by then. After a long silence the clock is believed once it has gone on for a while.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.store.homes.home_tables import settings

SETTING = "clock"
SILENCE = timedelta(days=2)
"""A clock that was looked at within so long is believed."""
PROOF = timedelta(minutes=10)
"""Else it is after it has gone on for so long."""
BETWEEN_MARKS = timedelta(hours=1)

Connect = Callable[[], AbstractContextManager[Connection]]


class SteadyClock:
    """Remembers in the home's settings when it was last looked at, and since when it is in doubt."""

    def __init__(self, reads: Connect, writes: Connect) -> None:
        self._reads = reads
        self._writes = writes

    def mark(self) -> None:
        """The clock is right: a person has just named a time by it."""
        self._keep(datetime.now(UTC), None)

    def now(self) -> datetime | None:
        """The time; None while it is in doubt."""
        now = datetime.now(UTC)
        seen, doubted = self._kept()
        if doubted is not None and doubted <= now:
            if now - doubted < PROOF:
                return None
            self._keep(now, None)
            return now
        if seen is None or not timedelta(0) <= now - seen <= SILENCE:
            self._keep(now, now)
            return None
        if now - seen > BETWEEN_MARKS:
            self._keep(now, None)
        return now

    def _kept(self) -> tuple[datetime | None, datetime | None]:
        with self._reads() as connection:
            found = connection.execute(select(settings.c.value).where(settings.c.key == SETTING)).scalar()
        seen, _, doubted = (found or "").partition(" ")
        return (
            datetime.fromisoformat(seen) if seen else None,
            datetime.fromisoformat(doubted) if doubted else None,
        )

    def _keep(self, seen: datetime, doubted: datetime | None) -> None:
        value = f"{seen.isoformat()} {doubted.isoformat() if doubted else ''}".strip()
        with self._writes() as connection:
            statement = upsert(settings).values(key=SETTING, value=value)
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
