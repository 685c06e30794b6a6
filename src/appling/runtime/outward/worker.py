"""Does what waits, for all apps of a home: what the clock sets off, then what is to be sent."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from appling.runtime.identity.forgotten import CAUSE as FORGOTTEN
from appling.runtime.notifying.mail_settings import stop_path
from appling.runtime.outward.digests import write_mails
from appling.runtime.outward.mail import Mail, Mailer, NotSent
from appling.runtime.outward.turns import Turns, each_app
from appling.runtime.outward.web import Post, send
from appling.runtime.translate import translator
from appling.runtime.web.tokens import Signer
from appling.store import AppStore, Home
from appling.store.outgoing.jobs import Job
from appling.store.outgoing.outbox import EMAIL
from appling.store.outgoing.timers import run_due, timed

LOG = logging.getLogger("appling.triggers")
BETWEEN_LOOKS = timedelta(seconds=20)
"""At the clock, for what it sets off."""
AT_ONCE = 20
"""So many jobs of one app before the next app has its turn."""
UNWANTED = "its reader wants no mails"
GIVEN_UP = "“{cause}”: what was to go to {target} could not be sent: {why}."


class Worker:
    """One turn after the other; any number of processes may do so on one home.

    `origin`: how an app's addresses begin.
    """

    def __init__(
        self,
        home: Home,
        mailer: Mailer | None = None,
        post: Callable[[Post], int] | None = None,
        origin: Callable[[str], str] | None = None,
    ) -> None:
        self._home = home
        self._mailer = mailer or Mailer.from_environment()
        self._post = post or send
        self._origin = origin or (lambda _app: "")
        self._turns = Turns(home.app_folder)

    def turn(self, now: datetime | None = None) -> None:
        """Look after every app once."""
        moment = (now or datetime.now(UTC)).replace(microsecond=0)
        each_app(self._home, lambda key: self._look_after(key, moment), LOG)

    def _look_after(self, key: str, now: datetime) -> None:
        if self._turns.is_quiet(key, now):
            return
        store = self._home.open(key)
        store.refresh()
        run_due(store, now)
        hour = write_mails(store, now, self._origin(key))
        for _ in range(AT_ONCE):
            if not self._next_job(store, key, now):
                break
        self._turns.leave(key, _next_look(store, now, hour))

    def _next_job(self, store: AppStore, key: str, now: datetime) -> bool:
        first = store.jobs.next_due()
        job = store.jobs.take(now) if first is not None and first <= now else None
        if job is None:
            return False
        try:
            self._send(store, key, job)
        except NotSent as error:
            given_up = store.jobs.failed(job, now, error.why, for_good=error.for_good)
            if given_up and error.why != UNWANTED:
                t = translator(store.app.language)
                said = t(GIVEN_UP, cause=job.cause, target=_host(job), why=error.why)
                store.jobs.tell_owner(said, now)
        else:
            store.jobs.done(job, now)
        return True

    def _send(self, store: AppStore, key: str, job: Job) -> None:
        if job.kind == EMAIL:
            if job.cause != FORGOTTEN and store.mail_wishes.wants_none(job.target):
                raise NotSent(UNWANTED, for_good=True)
            self._mailer.send(self._mail(store, key, job), store.folder)
        else:
            self._post(Post(job.key, job.target, job.text.encode(), hook_key(self._home.secret(), key)))

    def _mail(self, store: AppStore, key: str, job: Job) -> Mail:
        """With the address by which its reader ends all mails, where it is known how ours begin."""
        origin = self._origin(key)
        signer = Signer(self._home.secret(), key)
        stop = origin + stop_path(signer, job.target) if origin else ""
        t = translator(store.app.language)
        footer = t("No more mails from here: {address}", address=stop) if stop else ""
        return Mail(job.key, job.target, job.text, store.app.name, stop, footer)


def _next_look(store: AppStore, now: datetime, hour: datetime | None = None) -> datetime | None:
    """When there may be something to do although nothing is written until then."""
    times = [store.jobs.next_due(), hour, now + BETWEEN_LOOKS if timed(store.app.triggers) else None]
    return min((each for each in times if each is not None), default=None)


def hook_key(secret: str, app: str) -> str:
    """What the receivers of an app's posts check signatures with."""
    return Signer(secret, app).key_for("posts")


def _host(job: Job) -> str:
    return job.target if job.kind == EMAIL else job.target.split("/")[2]
