"""Takes the questions that apps have for a model to whoever can answer, one at a time and within a budget."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from appling.atoms.base.zone import day_of, first_of
from appling.runtime.outward.limits import PERSON, UsedUp, used_up
from appling.runtime.outward.questions import Answer, NotAnswered, Question, question, value_of
from appling.runtime.outward.turns import Turns, each_app
from appling.runtime.translate import translator
from appling.store import AppStore, Home, StoreError
from appling.store.outgoing.jobs import Job, utc_now
from appling.store.outgoing.outbox import ASK
from appling.store.writing.answering import Asked, answer, asked

LOG = logging.getLogger("appling.questions")
AT_ONCE = 3
"""So many questions of one app before the next app has its turn."""
LATER = timedelta(minutes=5)
GONE = "the field is no longer there"
GIVEN_UP = "“{cause}”: a model gave no answer for {field}: {why}."

Answering = Callable[[Question], Answer]
"""Asks a model. Raises NotAnswered."""


class Asker:
    """One turn after the other; any number of processes may do so on one home."""

    def __init__(self, home: Home, answering: Answering) -> None:
        self._home = home
        self._answering = answering
        self._turns = Turns(home.app_folder)

    def turn(self, now: datetime | None = None) -> None:
        """Look after every app once."""
        each_app(self._home, lambda key: self._look_after(key, now or utc_now()), LOG)

    def _look_after(self, key: str, now: datetime) -> None:
        if self._turns.is_quiet(key, now):
            return
        jobs = self._home.open(key).jobs
        for _ in range(AT_ONCE):
            first = jobs.next_due([ASK])
            if first is None or first > now:
                break
            job = jobs.take(now, [ASK])
            if job is not None:
                self._carry_out(key, job, now)
        self._turns.leave(key, jobs.next_due([ASK]))

    def _carry_out(self, key: str, job: Job, now: datetime) -> None:
        store = self._home.open(key)
        store.refresh()
        asking = asked(store, job)
        try:
            if asking is None:
                raise NotAnswered(GONE, for_good=True)
            self._ask(store, key, job, asking, now)
        except NotAnswered as error:
            self._failed(store, job, asking, error, now)
        except StoreError as error:
            self._failed(store, job, asking, NotAnswered(str(error)), now)

    def _ask(self, store: AppStore, key: str, job: Job, asking: Asked, now: datetime) -> None:
        day = day_of(now)
        over = used_up(self._home, key, asking.by, day)
        if over is not None:
            self._leave(store, key, job, asking, over, now)
            return
        said = question(asking, store.app.language, job.key[:8])
        found = self._counted(key, day, asking.by, said)
        answer(store, job, asking, value_of(said, found, asking.field), now)

    def _counted(self, key: str, day: date, person: int | None, said: Question) -> Answer:
        """Counted before it is asked: whoever is interrupted meanwhile has asked it all the same."""
        spending = self._home.spending
        spending.count(key, day, person)
        try:
            found = self._answering(said)
        except NotAnswered as error:
            if error.wait:
                spending.count(key, day, person, -1)
            raise
        self._home.questions.note(key, day, found.tokens)
        spending.cost(key, day, person, found.tokens, found.price)
        return found

    def _leave(self, store: AppStore, key: str, job: Job, asking: Asked, over: UsedUp, now: datetime) -> None:
        """Until tomorrow, when there may be more; of a month's limit the owner is told once."""
        day = day_of(now)
        tomorrow = first_of(day + timedelta(days=1))
        store.jobs.put_off(job, tomorrow, over.why)
        whose = asking.by if over.why == PERSON else None
        if over.told and self._home.spending.first_time(key, day, whose):
            name = next((each.name for each in store.people.all() if each.id == whose), "")
            t = translator(store.app.language)
            store.jobs.tell_owner(t(over.told, name=name, used=over.used, limit=over.limit), now)

    def _failed(
        self, store: AppStore, job: Job, asking: Asked | None, error: NotAnswered, now: datetime
    ) -> None:
        if error.wait:
            store.jobs.put_off(job, now + LATER, error.why)
        elif store.jobs.failed(job, now, error.why, for_good=error.for_good):
            t = translator(store.app.language)
            field = asking.field.name if asking is not None else job.target
            store.jobs.tell_owner(t(GIVEN_UP, cause=job.cause, field=field, why=error.why), now)
