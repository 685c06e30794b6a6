"""What an app may have models do in a month, and how much of that each of its people used."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.store.homes.home_tables import allowances, shares

Connect = Callable[[], AbstractContextManager[Connection]]
THE_APP = 0
"""Stands for what no person set off, such as a clock."""


@dataclass(frozen=True, slots=True)
class MonthLimit:
    """Of a calendar month; None where there is no limit. `dollars` counts the app's changes, too."""

    questions: int | None = None
    per_person: int | None = None
    dollars: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What was asked for one person, or for nobody, in a month; `price` in US dollars, where it is known."""

    person: int | None
    questions: int
    tokens: int
    price: float


def month_of(day: date) -> date:
    """The month of a day, called by its first."""
    return day.replace(day=1)


class Spending:
    """The limits and counts of a home's apps."""

    def __init__(self, reads: Connect, writes: Connect) -> None:
        self._reads = reads
        self._writes = writes

    def limit(self, app: str) -> MonthLimit:
        """What the owner has set for an app."""
        wanted = select(allowances.c.questions, allowances.c.per_person, allowances.c.dollars)
        with self._reads() as connection:
            row = connection.execute(wanted.where(allowances.c.app == app)).first()
        return MonthLimit() if row is None else MonthLimit(*row)

    def set_limit(self, app: str, limit: MonthLimit) -> None:
        values = {"questions": limit.questions, "per_person": limit.per_person, "dollars": limit.dollars}
        with self._writes() as connection:
            said = upsert(allowances).values(app=app, **values)
            connection.execute(said.on_conflict_do_update(index_elements=["app"], set_=values))

    def shares(self, app: str, day: date) -> tuple[Share, ...]:
        """Who used how much in the month of that day, the most first."""
        mine = (shares.c.app == app, shares.c.month == month_of(day), shares.c.questions > 0)
        wanted = select(shares.c.person, shares.c.questions, shares.c.tokens, shares.c.price).where(*mine)
        with self._reads() as connection:
            rows = connection.execute(wanted.order_by(shares.c.questions.desc(), shares.c.person)).all()
        return tuple(Share(row.person or None, row.questions, row.tokens, row.price) for row in rows)

    def price(self, day: date, app: str | None = None) -> float:
        """What the questions of one app, or of all, cost in the month of that day."""
        wanted = select(func.coalesce(func.sum(shares.c.price), 0.0)).where(shares.c.month == month_of(day))
        if app is not None:
            wanted = wanted.where(shares.c.app == app)
        with self._reads() as connection:
            return float(connection.execute(wanted).scalar_one())

    def count(self, app: str, day: date, person: int | None, number: int = 1) -> None:
        """Count a question before it is asked, so that no interruption loses it."""
        self._add(app, day, person, questions=number)

    def cost(self, app: str, day: date, person: int | None, tokens: int, price: float | None) -> None:
        """Add what a question took that was counted."""
        self._add(app, day, person, tokens=tokens, price=price or 0.0)

    def first_time(self, app: str, day: date, person: int | None) -> bool:
        """Whether nobody has been told yet that this month's share is used up; from now on somebody has."""
        mine = (shares.c.app == app, shares.c.month == month_of(day), shares.c.person == (person or THE_APP))
        self._add(app, day, person)
        with self._writes() as connection:
            untold = shares.update().where(*mine, shares.c.told.is_(False)).values(told=True)
            return connection.execute(untold).rowcount > 0

    def _add(
        self, app: str, day: date, person: int | None, questions: int = 0, tokens: int = 0, price: float = 0.0
    ) -> None:
        key = {"app": app, "month": month_of(day), "person": person or THE_APP}
        more = {"questions": questions, "tokens": tokens, "price": price}
        sums = {name: shares.c[name] + value for name, value in more.items()}
        with self._writes() as connection:
            said = upsert(shares).values(**key, **more, told=False)
            connection.execute(said.on_conflict_do_update(index_elements=[*key], set_=sums))


def forget(connection: Connection, app: str) -> None:
    """Take an app's limits and counts away."""
    for table in (allowances, shares):
        connection.execute(delete(table).where(table.c.app == app))
