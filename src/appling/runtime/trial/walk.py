"""One role's walk through an app: all pages and what they link to, all forms, all buttons, the API."""

import re
from collections import Counter, deque
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from appling.atoms import field_atom
from appling.atoms.samples import SampleFile, sample_rows
from appling.blueprint.model.app import Action, App, Field, Thing
from appling.blueprint.model.expression import Kind
from appling.runtime import addresses
from appling.runtime.trial.browser import Answer, Browser
from appling.store import AppStore

MOST_ALIKE = 2
"""Addresses that differ only in the row, or in the values they ask for, are tried so often by one role."""
FINE_AFTER_POST = (303, 409)
_SENT = r'<input type="hidden" name="{name}" value="(\d+)">'
_OPTION = r'<select[^>]*\bname="{name}"[^>]*>.*?<option value="(\d+)"'
_ACTION = re.compile(r"/do/")
_ID = re.compile(r"/\d+(?=/|$)")
_FILE = re.compile(r"/files/[^/]+$")
_ORDER = re.compile(r"(^|\.)sort$")
_SAME_ROWS = re.compile(r"^/-/static/|/rows\.\w+$")
"""With `_ORDER`, what one role tries for all: the rows of a page that each role tries, in another order or
format, and files that are the same for everybody."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request. `problem` says what was wrong with its answer, in a sentence; None: nothing."""

    role: str
    method: str
    address: str
    status: int
    seconds: float
    problem: str | None = None


class Walk:
    """Collects the steps of one role until `deadline` (of the performance counter).

    `once` holds what a role before has tried, of that which one role may try for all.
    """

    def __init__(
        self,
        app: App,
        role: str,
        browser: Browser,
        store: AppStore,
        deadline: float,
        seed: int,
        once: set[tuple[str, tuple[str, ...]]],
    ) -> None:
        self.steps: list[Step] = []
        self._app = app
        self._role = role
        self._browser = browser
        self._store = store
        self._deadline = deadline
        self._once = once
        self._asked = {addresses.act(each, 0): _asked(each) for each in app.actions if each.inputs}
        every = replace(app, things=(*app.things, *self._asked.values()))
        self._samples = sample_rows(every, per_thing=2, seed=seed + 1, today=date.today())
        self._opened: set[str] = set()
        self._alike: Counter[tuple[str, tuple[str, ...], bool]] = Counter()
        self._actions: set[str] = set()

    def run(self) -> bool:
        """Whether there was time for everything."""
        self._browse()
        for thing in self._app.things:
            if self._late():
                return False
            self._use(thing)
        for action in sorted(self._actions):
            if self._late():
                return False
            if self._is_worth_it(action, sent=True):
                self._press(action)
        return not self._late()

    def _late(self) -> bool:
        return perf_counter() > self._deadline

    # Pages -----------------------------------------------------------------

    def _browse(self) -> None:
        """Open every address that can be known, then whatever the pages offer."""
        start = ["/", "/openapi.json", "/-/theme.css", "/-/manifest.webmanifest", "/-/icon.svg"]
        start += ["/-/sign-in", "/-/sign-up"] if self._app.roles else []
        start += [f"/{page.key}" for page in self._app.pages]
        for thing in self._app.things:
            start += [f"/data/{thing.key}", f"/api/{thing.key}", f"/api/{thing.key}/groups"]
        waiting = deque((address, False) for address in start)
        while waiting and not self._late():
            address, offered = waiting.popleft()
            if address not in self._opened and self._is_worth_it(address):
                self._opened.add(address)
                answer = self._get(address, offered=offered)
                waiting += [(link, True) for link in answer.links]
                self._actions |= {action for action in answer.actions if _ACTION.search(action)}

    def _is_worth_it(self, address: str, *, sent: bool = False) -> bool:
        """Whether enough of its like have been tried; `sent`: by forms."""
        parts = urlsplit(address)
        names = tuple(sorted(name for name, _ in parse_qsl(parts.query)))
        path = _ID.sub("/0", _FILE.sub("/files/0", parts.path))
        same = bool(_SAME_ROWS.search(path))
        if same or any(_ORDER.search(name) for name in names):
            once = path, () if same else names
            if once in self._once:
                return False
            self._once.add(once)
        self._alike[path, names, sent] += 1
        return self._alike[path, names, sent] <= (1 if names else MOST_ALIKE)

    def _get(self, address: str, *, offered: bool) -> Answer:
        started = perf_counter()
        answer = self._browser.get(address)
        wrong = None
        if answer.status >= 500:
            wrong = "The page can't be shown"
        elif offered and answer.status >= 400:
            wrong = f"A link leads here, but the answer is {answer.status}"
        self._note("GET", address, answer.status, started, wrong)
        return answer

    # Forms -----------------------------------------------------------------

    def _use(self, thing: Thing) -> None:
        """Add a row by the form, look at it, change it, and remove it; the same by the API."""
        form = self._browser.get(f"/data/{thing.key}/new")
        if form.status != 200:
            return
        values = self._values(thing, form.text)
        if values is None:
            return
        added = self._post(f"/data/{thing.key}", values)
        found = re.fullmatch(rf"/data/{thing.key}/(\d+)", self._row_of(thing, added))
        if found:
            self._use_row(thing, int(found[1]))

    def _row_of(self, thing: Thing, added: Answer) -> str:
        """The address of the row that was added: the newest that this role sees."""
        if added.status != 303:
            return ""
        listed = self._browser.get(f"/data/{thing.key}?sort=")
        rows = re.findall(rf'href="(/data/{thing.key}/\d+)"', listed.text)
        return max(rows, key=lambda row: int(row.rpartition("/")[2]), default="")

    def _use_row(self, thing: Thing, row: int) -> None:
        address = f"/data/{thing.key}/{row}"
        answer = self._get(address, offered=True)
        if f'href="{address}/edit"' in answer.text:
            form = self._get(f"{address}/edit", offered=True)
            values = self._values(thing, form.text)
            if values is not None:
                self._post(address, values)
                answer = self._browser.get(address)
                if answer.status != 200:
                    return  # A change may take a row out of sight, and what happens by itself may remove it.
        self._api_row(thing, row)
        if f'action="{address}/remove"' in answer.text:
            self._post(f"{address}/remove", {})

    def _api_row(self, thing: Thing, row: int) -> None:
        started = perf_counter()
        answer = self._browser.send("GET", f"/api/{thing.key}/{row}")
        wrong = None if answer.status == 200 else f"The API answers {answer.status} for a row that is seen"
        self._note("GET", f"/api/{thing.key}/{row}", answer.status, started, wrong)

    def _values(self, thing: Thing, form: str) -> dict[str, object] | None:
        """Sample values for the inputs of a form; None if a required link has nothing to lead to."""
        sample = next(iter(self._samples.get(thing.key, [])), {})
        values: dict[str, object] = {}
        for field in thing.fields:
            if f'name="{field.key}"' not in form or field.formula is not None:
                continue
            value = self._value(field, sample.get(field.key), form)
            if value is None and field.required:
                return None
            if value is not None:
                values[field.key] = value
        return values

    def _value(self, field: Field, sample: Any, form: str) -> object:
        if field.value.kind in (Kind.LINK, Kind.PERSON):
            name = re.escape(field.key)
            found = re.search(_SENT.format(name=name), form) or re.search(
                _OPTION.format(name=name), form, re.DOTALL
            )
            return found[1] if found else None
        if field.value.kind is Kind.FILE:
            return sample.data() if isinstance(sample, SampleFile) else b"A sample.\n"
        if sample is None:
            return None
        typed = field_atom(field.type).typed(sample, field)
        return f"{typed} {self._role}" if field.unique and field.type == "text" else typed

    # Buttons ---------------------------------------------------------------

    def _press(self, action: str) -> None:
        """Press a button that a page offered, if it still does."""
        row = action.partition("/do/")[0]
        page = self._browser.get(row) if row else self._browser.get("/")
        asked = self._asked.get(_ID.sub("/0", action))
        if asked is None and action in page.actions:
            self._post(action, {})
        elif asked is not None and action in page.links:
            values = self._values(asked, self._get(action, offered=True).text)
            if values is not None:
                self._post(action, values, fine=(*FINE_AFTER_POST, 400))

    def _post(
        self, address: str, values: dict[str, object], fine: tuple[int, ...] = FINE_AFTER_POST
    ) -> Answer:
        """`fine`: what a button may answer; what was made up for one that asks may not fit the row."""
        started = perf_counter()
        answer = self._browser.post(address, values)
        wrong = None
        if answer.status >= 500:
            wrong = "The form can't be sent"
        elif answer.status in (403, 404):
            wrong = f"A form is offered, but its answer is {answer.status}"
        elif _ACTION.search(address) and answer.status not in fine:
            wrong = f"The button does not work: its answer is {answer.status}"
        self._note("POST", address, answer.status, started, wrong)
        if answer.status == 303 and wrong is None:
            self._get(answer.location, offered=True)
        return answer

    def _note(self, method: str, address: str, status: int, started: float, problem: str | None) -> None:
        self.steps.append(Step(self._role, method, address, status, perf_counter() - started, problem))


def _asked(action: Action) -> Thing:
    """What an action asks for, by a key that no thing has."""
    return replace(action.asked, key=f"_{action.key}")
