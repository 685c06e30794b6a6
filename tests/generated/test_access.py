"""Promise 2: each role sees and does what the blueprint's rules grant, and not one bit more."""

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generated.blueprints import Made, apps
from tests.generated.figured import Figures, compared, measured_field
from tests.generated.granted import Oracle
from tests.generated.marked_rows import add_marked_rows, mark
from tests.generated.reference import Meaning, Unsure
from tests.generated.serving import Trial, on_trial, roles
from tests.generated.trying import ACCESS, tried
from tests.generated.worlds import world_of
from tests.promises import count, examples

from appling.atoms import step_atom
from appling.blueprint.model.app import App, Thing, Verb
from appling.blueprint.model.expression import Kind
from appling.runtime.trial.browser import Answer
from appling.store import Viewer
from appling.store.scope import Sight
from appling.store.sql.tables import stored

REFUSED = (401, 403, 404)
NOTHING = "(?!)"


@pytest.mark.parametrize("part", range(examples(1, 10)))
@tried(2, 150)
@given(made=apps(), seed=st.integers(1, 10_000))
def test_everybody_gets_what_is_granted_and_no_more(part: int, made: Made, seed: int) -> None:
    app, source = made
    with on_trial(app, source) as trial:
        others = [trial.store.people.create("other", None, role.key).id for role in app.roles]
        add_marked_rows(trial.store, [*trial.people.values(), *others], Random(seed))
        wrong: list[str] = []
        for role in roles(app):
            asked = Asked(trial, role, Random(seed))
            try:
                wrong += [f"{role}: {fault}" for fault in asked.faults()]
            except Unsure:
                continue
            count(ACCESS, asked.browser.seen.requests, len(wrong))
            asked.browser.seen.requests = 0
        assert not wrong, "\n".join([*wrong[:8], source])


def marks_of(app: App) -> re.Pattern[str]:
    """Any mark of this app: other letters, such as those of a token, may look like one of another."""
    marked = [mark(thing, field, 0) for thing in app.things for field in thing.fields]
    known = "|".join(sorted({re.escape(each.removesuffix("0qz").casefold()) for each in marked}))
    return re.compile(f"(?:{known or NOTHING})[0-9]+qz")


class Asked:
    """One role's questions, each compared with what the rules say."""

    def __init__(self, trial: Trial, role: str, random: Random) -> None:
        self.trial = trial
        self.app = trial.app
        self.browser = trial.browser(role)
        self.role = role
        self.mark = marks_of(trial.app)
        self.oracle = self._oracle()
        self.figures = Figures(self.oracle, trial.store, random)

    def _oracle(self) -> Oracle:
        from datetime import UTC, datetime

        now = datetime.now(UTC)
        me = self.trial.people.get(self.role)
        return Oracle(world_of(self.trial.store, Viewer(me, now.date(), now, Sight())), self.role)

    def faults(self) -> Iterator[str]:
        allowed = self._marks()
        self.browser.get("/")
        for thing in self.app.things:
            yield from self._rows(thing)
            yield from self._row_by_row(thing)
            yield from self._files(thing)
            yield from self._choices(thing)
        yield from self._pages(allowed)
        yield from self.figures.faults()
        for thing in self.app.things:
            yield from self._changes(thing)
        yield from self._actions()

    # Seeing ----------------------------------------------------------------------

    def _marks(self) -> set[str]:
        """All marks in what this person may see: shown fields of seen rows, their formulas included."""
        found: set[str] = set()
        for thing in self.app.things:
            for row in self.oracle.seen(thing):
                here = Meaning(self.oracle.world, thing, self.oracle.world.rows[thing.key][row], row)
                for field in self.oracle.shown(thing):
                    found |= set(self.mark.findall(str(here.field(field)).casefold()))
        return found

    def _leaks(self, address: str, answer: Answer, allowed: set[str]) -> Iterator[str]:
        more = set(self.mark.findall(answer.text.casefold())) - allowed
        if more:
            yield f"{address} shows {sorted(more)[:3]}"

    def _rows(self, thing: Thing) -> Iterator[str]:
        """The list, the API's list, counts and search."""
        seen, allowed = self.oracle.seen(thing), self._marks()
        listed, api = self.browser.get(f"/data/{thing.key}"), self.browser.get(f"/api/{thing.key}?limit=200")
        may = self.oracle.may(thing, Verb.SEE)
        for name, answer in (("list", listed), ("API list", api)):
            if (answer.status == 200) is not may:
                yield f"{name} of {thing.key} answers {answer.status}"
            yield from self._leaks(f"{name} of {thing.key}", answer, allowed)
        if not may or api.status != 200:
            return
        body = json.loads(api.text)
        keys = {field.key for field in self.oracle.shown(thing)}
        yield from _compared(f"rows of {thing.key}", [_id(item) for item in body["items"]], seen)
        for item in body["items"]:
            yield from _compared(
                f"fields of {thing.key}", set(item) - {"id", "_id", "_version"}, keys - {"id"}
            )
        if seen and keys - {"id"}:
            yield from _compared(f"links of {thing.key}", self._linked(thing, listed), seen)
        groups = json.loads(self.browser.get(f"/api/{thing.key}/groups").text)["items"]
        yield from _compared(f"count of {thing.key}", sum(each["count"] for each in groups), len(seen))
        yield from self._groups(thing)
        yield from self._search(thing, seen)

    def _linked(self, thing: Thing, listed: Answer) -> set[int]:
        """The rows that the pages of a list lead to: triggers may have added more than fit on one."""
        found: set[int] = set()
        for page in range(2, 1_000):
            links = set(map(int, re.findall(rf'href="/data/{thing.key}/(\d+)"', listed.text)))
            if links <= found:
                break
            found |= links
            listed = self.browser.get(f"/data/{thing.key}?page={page}")
        return found

    def _groups(self, thing: Thing) -> Iterator[str]:
        """Counts and sums over the API: of fields that may be seen, over rows that may be seen."""
        figures = self.figures
        for by, measure in figures.some(thing):
            of = measured_field(thing, measure)
            asked = "count" if of is None else f"{measure.label}({of.key})"
            answer = self.browser.get(f"/api/{thing.key}/groups?by={by.key}&measure={asked}")
            open_ = self.oracle.is_shown(by, thing) and figures.measured(thing, measure)
            if (answer.status == 200) is not open_:
                yield f"groups of {thing.key} by {by.key}, {asked} answers {answer.status}"
            elif open_:
                found = [each[asked] for each in json.loads(answer.text)["items"]]
                split = figures.split(thing, by).values()
                expected = [figures.worth(thing, rows, measure) for rows in split]
                yield from compared(f"groups of {thing.key} by {by.key}, {asked}", found, expected)

    def _search(self, thing: Thing, seen: list[int]) -> Iterator[str]:
        """A mark of a row finds rows where it may be seen, and none by what is hidden."""
        for row, values in self.oracle.world.rows[thing.key].items():
            marks = {key: value for key, value in values.items() if self.mark.fullmatch(str(value))}
            for key, value in marks.items():
                body = json.loads(self.browser.get(f"/api/{thing.key}?search={value}").text)
                found = [_id(item) for item in body["items"]]
                open_ = row in seen and self.oracle.is_shown(thing.field(key), thing)
                if (row in found) is not open_:
                    yield f"a search for {value} finds {found}"
                yield from self._search_everything(thing, row, value, open_)

    def _search_everything(self, thing: Thing, row: int, value: str, open_: bool) -> Iterator[str]:
        """The same row by the search over all things, in its counts, and on its page."""
        body = json.loads(self.browser.get(f"/api/-/search?search={value}").text)
        if f"/data/{thing.key}/{row}" in {each["href"] for each in body["items"]} and not open_:
            yield f"a search for {value} in everything finds {thing.key} {row}"
        totals = {each.key: self._counted(each, value) for each in self.app.things}
        for key, total in body["totals"].items():
            yield from _compared(f"what a search for {value} counts of {key}", total, totals[key])
        page = self.browser.get(f"/-/search?search={value}&search.in={thing.key}")
        if (f'href="/data/{thing.key}/{row}"' in page.text) and not open_:
            yield f"the page of a search for {value} shows {thing.key} {row}"

    def _counted(self, thing: Thing, value: str) -> int:
        """How many rows the thing's own search finds, which is held to the rules above."""
        answer = self.browser.get(f"/api/{thing.key}?search={value}")
        return int(json.loads(answer.text)["total"]) if answer.status == 200 else 0

    def _row_by_row(self, thing: Thing) -> Iterator[str]:
        seen, allowed = self.oracle.seen(thing), self._marks()
        for row in self.oracle.world.rows[thing.key]:
            for address in (f"/data/{thing.key}/{row}", f"/api/{thing.key}/{row}"):
                answer = self.browser.get(address)
                if (answer.status == 200) is not (row in seen):
                    yield f"{address} answers {answer.status}"
                yield from self._leaks(address, answer, allowed)

    def _files(self, thing: Thing) -> Iterator[str]:
        seen = self.oracle.seen(thing)
        for field in stored(thing):
            for row, values in self.oracle.world.rows[thing.key].items():
                if field.value.kind is Kind.FILE and values[field.key]:
                    status = self.browser.get(f"/files/{values[field.key]}").status
                    open_ = row in seen and self.oracle.is_shown(field, thing)
                    if (status == 200) is not open_:
                        yield f"the file of {thing.key} {row} answers {status}"

    def _choices(self, thing: Thing) -> Iterator[str]:
        """What a new row may link to."""
        form = self.browser.get(f"/data/{thing.key}/new")
        if (form.status == 200) is not self.oracle.may(thing, Verb.ADD):
            yield f"the form of {thing.key} answers {form.status}"
        for field in thing.fields:
            target = field.thing if field.formula is None else None
            offered = re.search(rf'<select[^>]*name="{field.key}"[^>]*>(.*?)</select>', form.text, re.DOTALL)
            if target is not None and offered is not None:
                ids = {int(found) for found in re.findall(r'<option value="(\d+)"', offered[1])}
                expected = set(self.oracle.seen(self.app.thing(target)))
                yield from _compared(f"choices of {thing.key}.{field.key}", ids, expected)

    def _pages(self, allowed: set[str]) -> Iterator[str]:
        for page in self.app.pages:
            answer = self.browser.get(f"/{page.key}")
            named = self.oracle.is_owner or page.roles is None or self.role in page.roles
            if answer.status == 200 and not named:
                yield f"the page {page.key} is open"
            yield from self._leaks(f"/{page.key}", answer, allowed)

    # Changing --------------------------------------------------------------------

    def _changes(self, thing: Thing) -> Iterator[str]:
        hidden = [each for each in stored(thing) if each not in self.oracle.shown(thing)]
        for row in list(self.oracle.world.rows[thing.key]):
            address = f"/api/{thing.key}/{row}"
            may = self._may(thing, Verb.CHANGE, row)
            status = self.browser.send("PATCH", address, {}).status
            if (status == 200) is not may and not (may and status in self._happening()):
                yield f"PATCH {address} answers {status}"
            for field in hidden:
                if self.browser.send("PATCH", address, {field.key: None}).status == 200:
                    yield f"PATCH {address} sets {field.key}"
        if not self.oracle.may(thing, Verb.ADD):
            status = self.browser.send("POST", f"/api/{thing.key}", {}).status
            if status not in REFUSED:
                yield f"POST /api/{thing.key} answers {status}"

    def _happening(self) -> set[int]:
        """Answers to a change because of what happens by itself: it can't be done, or it took rows away."""
        steps = [step_atom(step.kind) for trigger in self.app.triggers for step in trigger.steps]
        removes = any(step.form == "delete" for step in steps)
        return {400} if steps and not removes else {400, 404} if removes else set()

    def _may(self, thing: Thing, verb: Verb, row: int) -> bool:
        return self.oracle.may_to(thing, Verb.SEE, row) and self.oracle.may_to(thing, verb, row)

    def _actions(self) -> Iterator[str]:
        """Those that must be refused, then removal; whatever may be done is done last, as it changes rows."""
        for action in self.app.actions:
            rows = self.oracle.world.rows[action.thing] if action.thing is not None else {}
            for row in rows:
                if self.oracle.must_refuse(action, row):
                    status = self.browser.send("POST", f"/api/{action.thing}/{row}/{action.key}", {}).status
                    if status == 200:
                        yield f"{action.name} on {action.thing} {row} was taken"
        for thing in self.app.things:
            for row in self.oracle.world.rows[thing.key]:
                if not self._may(thing, Verb.REMOVE, row):
                    status = self.browser.send("DELETE", f"/api/{thing.key}/{row}").status
                    if status not in REFUSED:
                        yield f"DELETE /api/{thing.key}/{row} answers {status}"


def _id(item: dict[str, Any]) -> int:
    found: int = item["_id"] if "_id" in item else item["id"]
    return found


def _compared(what: str, found: Any, expected: Any) -> Iterator[str]:
    if isinstance(expected, list):
        found, expected = sorted(found), sorted(expected)
    if isinstance(found, set):
        expected = set(expected)
    if found != expected:
        yield f"{what}: {found}, and {expected} is granted"
