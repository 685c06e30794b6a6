"""Clicks through a whole app before anybody sees it: every page, link, form, button and API address.

It works on a scratch copy with sample rows, in this process and without a network, as a visitor, as
each role and as the owner.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from appling.blueprint.model.app import OWNER, VISITOR, App
from appling.runtime.site import Site
from appling.runtime.tokens import new_token
from appling.runtime.trial.browser import Browser
from appling.runtime.trial.walk import Step, Walk
from appling.store import AppStore, NoSuchApp

KEY = "trial"
PER_THING = 3
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class TryReport:
    """What was done, and whether it was all right; `complete` is False if time ran out before the end."""

    steps: tuple[Step, ...]
    seconds: float
    complete: bool

    @property
    def failures(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.problem is not None)

    @property
    def ok(self) -> bool:
        return not self.failures


@dataclass(frozen=True, slots=True)
class _OneApp:
    """The home of the app on trial."""

    store: AppStore
    key_secret: str

    def open(self, key: str) -> AppStore:
        if key != KEY:
            raise NoSuchApp(f"There is no app “{key}” here.")
        return self.store

    def secret(self) -> str:
        return self.key_secret


def try_app(
    app: App, source: str, *, per_thing: int = PER_THING, seconds: float = SECONDS, seed: int = 1
) -> TryReport:
    """Try an app, given with the blueprint that it was read from."""
    started = perf_counter()
    with TemporaryDirectory(prefix="appling-try-") as folder:
        store = AppStore.create(Path(folder) / KEY, app, source)
        try:
            store.add_samples(date.today(), seed=seed, per_thing=per_thing)
            steps, complete = _walk_all(store, app, started + seconds, seed)
        finally:
            store.close()
    return TryReport(tuple(steps), perf_counter() - started, complete)


def _walk_all(store: AppStore, app: App, deadline: float, seed: int) -> tuple[list[Step], bool]:
    site = Site(_OneApp(store, new_token()))
    steps: list[Step] = []
    complete = True
    for role in (VISITOR, *(role.key for role in app.roles), OWNER):
        browser = Browser(site, KEY, _session(store, role))
        walk = Walk(app, role, browser, store, deadline, seed)
        complete = walk.run() and complete
        steps += walk.steps
    return steps, complete


def _session(store: AppStore, role: str) -> str | None:
    """The session of a person of that role, who did not have to think of a password."""
    if role == VISITOR:
        return None
    person = store.people.create(role, None, role)
    return store.people.start_session(person.id)[0]
