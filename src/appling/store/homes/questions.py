"""What may be asked of models: which one, how much an app may ask in a day, and how much it did."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.store.homes.home_tables import settings, usage

MODEL, PER_DAY, TOKENS = "question model", "questions a day", "question tokens a day"
KEPT = timedelta(days=31)

Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What each app may ask in a day. `model` None is the local one."""

    model: str | None = None
    questions: int = 200
    tokens: int = 200_000


@dataclass(frozen=True, slots=True)
class Spent:
    """What an app has asked in a day."""

    questions: int = 0
    tokens: int = 0

    def is_all_of(self, allowance: Allowance) -> bool:
        return self.questions >= allowance.questions or self.tokens >= allowance.tokens


class Questions:
    """The questions of a home's apps."""

    def __init__(self, reads: Connect, writes: Connect) -> None:
        self._reads = reads
        self._writes = writes

    def allowance(self) -> Allowance:
        """What the owner has set."""
        with self._reads() as connection:
            ours = settings.c.key.in_([MODEL, PER_DAY, TOKENS])
            found = select(settings.c.key, settings.c.value).where(ours)
            kept = {row.key: row.value for row in connection.execute(found)}
        usual = Allowance()
        return Allowance(
            kept.get(MODEL) or None,
            int(kept.get(PER_DAY, usual.questions)),
            int(kept.get(TOKENS, usual.tokens)),
        )

    def allow(self, allowance: Allowance) -> None:
        """Set what each app may ask, and whom."""
        given = {MODEL: allowance.model or "", PER_DAY: allowance.questions, TOKENS: allowance.tokens}
        with self._writes() as connection:
            for key, value in given.items():
                said = upsert(settings).values(key=key, value=str(value))
                kept = said.on_conflict_do_update(index_elements=["key"], set_={"value": str(value)})
                connection.execute(kept)

    def spent(self, app: str, day: date) -> Spent:
        with self._reads() as connection:
            found = select(usage.c.questions, usage.c.tokens).where(usage.c.app == app, usage.c.day == day)
            row = connection.execute(found).first()
        return Spent() if row is None else Spent(*row)

    def note(self, app: str, day: date, tokens: int) -> None:
        """Count a question that was asked, with what was read and written for it."""
        with self._writes() as connection:
            said = upsert(usage).values(app=app, day=day, questions=1, tokens=tokens)
            more = {"questions": usage.c.questions + 1, "tokens": usage.c.tokens + tokens}
            connection.execute(said.on_conflict_do_update(index_elements=["app", "day"], set_=more))
            connection.execute(delete(usage).where(usage.c.day < day - KEPT))
