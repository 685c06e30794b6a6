"""One app on trial: walked through by everybody there is, every answer looked at."""

import gc
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from urllib.parse import quote

from starlette.datastructures import FormData
from tests.generated.html import faults
from tests.generated.odd_rows import add_odd_rows

from appling.blueprint.model.app import OWNER, VISITOR, App
from appling.runtime import Site
from appling.runtime.trial.browser import Answer, Browser
from appling.runtime.trial.walk import Step, Walk
from appling.store import AppStore

KEY = "trial"
SLOWEST = 2.0
"""Seconds of the processor that one answer may take."""
_NUMBERS = re.compile(r"\d+")
_SECRET = re.compile(
    r'(name="_token" value=|name="[^"]*token[^"]*" content=|hx-headers=)("[^"]*"|\'[^\']*\')'
)


@dataclass(frozen=True)
class OneApp:
    """A home with a single app."""

    store: AppStore

    def open(self, key: str) -> AppStore:
        return self.store

    def secret(self) -> str:
        return "a secret that is kept for one test only"

    def burns(self, key: str) -> None:
        """Never."""


@dataclass
class Seen:
    """What was asked so far, and what was wrong."""

    requests: int = 0
    faults: list[str] = field(default_factory=list)
    parsed: set[tuple[str, ...]] = field(default_factory=set)


class Watcher(Browser):
    """A browser that looks at every answer: no fault of the server, valid HTML or JSON, soon enough."""

    def __init__(self, site: Site, key: str, session: str | None, role: str, seen: Seen) -> None:
        super().__init__(site, key, session)
        self.role = role
        self.seen = seen

    def _send(
        self,
        method: str,
        address: str,
        form: FormData | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        gc.disable()  # The heap is the test's, and what clearing it takes is no part of an answer.
        started = thread_time()
        answer = super()._send(method, address, form, json, headers)
        seconds = thread_time() - started
        gc.enable()
        self.seen.requests += 1
        for fault in self._faults(method, address, answer, seconds):
            self.seen.faults.append(f"{self.role} {method} {address}: {fault}")
        return answer

    def _faults(self, method: str, address: str, answer: Answer, seconds: float) -> Iterator[str]:
        if answer.status >= 500:
            yield f"answers {answer.status}"
        if seconds > SLOWEST:
            yield f"takes {seconds:.1f} s"
        kind = answer.headers.get("content-type", "")
        if kind.startswith("application/json"):
            json.loads(answer.text)
        elif kind.startswith("text/html") and self._is_new(method, address, answer):
            yield from faults(answer.text)

    def _is_new(self, method: str, address: str, answer: Answer) -> bool:
        """Parsing takes long: pages that differ only in their row are parsed once by each role."""
        shape = (self.role, method, _NUMBERS.sub("0", address.partition("?")[0]), str(answer.status))
        if shape in self.seen.parsed:
            return False
        self.seen.parsed.add(shape)
        return True


@dataclass
class Trial:
    """An app in a folder of its own, and its people: one of each role, and the owner."""

    app: App
    store: AppStore
    site: Site
    people: dict[str, int]
    seen: Seen = field(default_factory=Seen)

    def browser(self, role: str) -> Watcher:
        session = None
        if role != VISITOR:
            session = self.store.people.start_session(self.people[role])[0]
        return Watcher(self.site, KEY, session, role, self.seen)


@contextmanager
def on_trial(app: App, source: str) -> Iterator[Trial]:
    with TemporaryDirectory(prefix="generated-") as folder:
        store = AppStore.create(Path(folder) / KEY, app, source)
        try:
            people = {
                role: store.people.create(role, None, role).id for role in roles(app) if role != VISITOR
            }
            yield Trial(app, store, Site(OneApp(store)), people)
        finally:
            store.close()


def roles(app: App) -> tuple[str, ...]:
    return (VISITOR, *(role.key for role in app.roles), OWNER)


def fill(trial: Trial, rows: str, seed: int) -> None:
    """`empty`, `sample` or `odd` rows."""
    if rows == "sample":
        trial.store.add_samples(date.today(), seed=seed, per_thing=3)
    elif rows == "odd":
        add_odd_rows(trial.store, list(trial.people.values()), Random(seed))


def walk_through(trial: Trial, role: str, seed: int, seconds: float = 60) -> None:
    """Everything a role can do by hand, then everything the API answers."""
    browser = trial.browser(role)
    walk = Walk(trial.app, role, browser, trial.store, perf_counter() + seconds, seed, set())
    complete = walk.run()
    trial.seen.faults += [
        f"{role} {step.method} {step.address}: {step.problem}"
        for step in walk.steps
        if step.problem and not _may_refuse(trial.app, step)
    ]
    if not complete:
        trial.seen.faults.append(f"{role}: not done in {seconds} seconds")
    for thing in trial.app.things:
        for address in _questions(trial.app, thing.key):
            browser.get(address)
        _write_by_api(trial, browser, thing.key)
    _act_by_api(trial, browser)
    _look_twice(trial, browser)


def _may_refuse(app: App, step: Step) -> bool:
    """A button whose value does not fit its field, or a row that would not lie in what a rule allows.

    And a sheet whose cells can't hold a text.
    """
    if step.address.partition("?")[0].endswith(".xlsx"):
        return step.status == 400
    if "/do/" in step.address:
        return step.status in (400, 403)
    place = step.address.split("/")
    conditional = place[1] == "data" and any(grant.where for grant in app.thing(place[2]).grants)
    return step.method == "POST" and step.status == 403 and conditional


def _questions(app: App, key: str) -> Iterator[str]:
    """Search, filter, sort, page and put together by every field, on the list and in the API."""
    for base in (f"/data/{key}", f"/api/{key}"):
        yield f"{base}?search={quote('a%_ 图 ' + chr(34))}&page=2"
        for each in app.thing(key).fields:
            name = (
                f"{each.key}_"
                if each.key in ("search", "sort", "page", "limit", "by", "measure")
                else each.key
            )
            typed = quote(each.choices[0].name if each.choices else "1")
            yield f"{base}?sort=-{each.key}&{name}={typed}&{name}.from=2026-01-01&{name}.to=9999-12-31"
    for each in app.thing(key).fields:
        measures = "".join(f"&measure={name}({each.key})" for name in ("count", "min", "max"))
        yield f"/api/{key}/groups?by={each.key}{measures}"
        yield f"/api/{key}/groups?by={each.key}&measure=sum({each.key})&measure=avg({each.key})"


def _write_by_api(trial: Trial, browser: Watcher, key: str) -> None:
    """Nonsense and emptiness; what is right is written by the walk."""
    odd = {each.key: value for each, value in zip(trial.app.thing(key).fields, ODD_JSON * 80, strict=False)}
    for body in ({}, odd, [], "text", None):
        browser.send("POST", f"/api/{key}", body)
        browser.send("PATCH", f"/api/{key}/1", body)
    browser.send("DELETE", f"/api/{key}/2")
    browser.send("DELETE", f"/api/{key}/999999999999999999")


ODD_JSON: tuple[object, ...] = (
    None, "", "x" * 1000, 1e308, -1, True, [], {}, "2026-02-30", 10**30, "\u0000", "🚲", 0.1, {"a": [1]},
    "9999-12-31",
)  # fmt: skip


def _act_by_api(trial: Trial, browser: Watcher) -> None:
    for action in trial.app.actions:
        at = f"/api/{action.thing}/3" if action.thing is not None else "/api/do"
        browser.send("POST", f"{at}/{action.key}", {})


def _look_twice(trial: Trial, browser: Watcher) -> None:
    """A page that is kept is the page that would be made."""
    for page in trial.app.pages[:3]:
        # A page that shows the time may change once between two looks, when a minute ends.
        if not any(_same_twice(browser, f"/{page.key}") for _ in range(2)):
            trial.seen.faults.append(f"{browser.role} /{page.key}: is another the second time")


def _same_twice(browser: Watcher, address: str) -> bool:
    one, other = browser.get(address), browser.get(address)
    return not one.status == other.status == 200 or _bare(one.text) == _bare(other.text)


def _bare(text: str) -> str:
    return _SECRET.sub("", text)
