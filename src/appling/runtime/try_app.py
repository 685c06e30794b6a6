"""Clicks through a whole app before anybody sees it: every page, link, form, button and API address.

It works on a scratch copy with sample rows, in this process and without a network, as a visitor, as
each role and as the owner.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from appling.blueprint.model.app import OWNER, VISITOR, App
from appling.runtime.site import Site
from appling.runtime.trial.browser import Browser
from appling.runtime.trial.checks import forbidden_steps
from appling.runtime.trial.walk import Step, Walk
from appling.runtime.web.tokens import new_token
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

    def burns(self, key: str) -> None:
        """It is thrown away anyway."""


def try_app(
    app: App, source: str, *, per_thing: int = PER_THING, seconds: float = SECONDS, seed: int = 1
) -> TryReport:
    """Try an app, given with the blueprint that it was read from."""
    with TemporaryDirectory(prefix="appling-try-") as folder:
        store = AppStore.create(Path(folder) / KEY, app, source)
        try:
            store.add_samples(date.today(), seed=seed, per_thing=per_thing)
            return _walk_all(store, seconds, seed, probing=False)
        finally:
            store.close()


def try_copy(store: AppStore, *, seconds: float = SECONDS, seed: int = 1) -> TryReport:
    """Try an app with the rows that are in it, and ask for what nobody was granted, too.

    The rows do not stay as they are: give it a copy. Raises what the store raises.
    """
    return _walk_all(store, seconds, seed, probing=True)


def _walk_all(store: AppStore, seconds: float, seed: int, *, probing: bool) -> TryReport:
    started = perf_counter()
    app = store.app
    site = Site(_OneApp(store, new_token()))
    rows = _first_rows(site, store) if probing else {}
    steps: list[Step] = []
    complete = True
    once: set[tuple[str, tuple[str, ...]]] = set()
    roles = (VISITOR, *(role.key for role in app.roles), OWNER)
    for number, role in enumerate(roles, 1):
        browser = Browser(site, KEY, _session(store, role))
        if probing:
            steps += forbidden_steps(app, role, browser, rows)
        walk = Walk(app, role, browser, store, started + seconds * number / len(roles), seed, once)
        complete = walk.run() and complete
        steps += walk.steps
    return TryReport(tuple(steps), perf_counter() - started, complete)


def _first_rows(site: Site, store: AppStore) -> dict[str, int]:
    """A row of each thing that has any."""
    browser = Browser(site, KEY, _session(store, OWNER))
    found = {}
    for thing in store.app.things:
        listed = browser.get(f"/data/{thing.key}").text
        row = re.search(rf'href="/data/{thing.key}/(\d+)"', listed)
        if row:
            found[thing.key] = int(row[1])
    return found


def _session(store: AppStore, role: str) -> str | None:
    """The session of a person of that role, who did not have to think of a password."""
    if role == VISITOR:
        return None
    person = store.people.create(role, None, role)
    return store.people.start_session(person.id)[0]
