"""An app's own checks: what each role could and could not do when it was last tried, to be held to later.

They are read from the requests of a trial: a role opens a page, lists, adds, changes and removes rows of a
thing, presses a button; and what it has no right to is asked for all the same, and must be refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

from appling.blueprint.changes.matching import Matching
from appling.blueprint.model.app import OWNER, VISITOR, App, Verb
from appling.runtime.access import Rights
from appling.runtime.trial.browser import Answer, Browser
from appling.runtime.trial.walk import Step

OPEN, LIST, ACT = "open", "list", "act"
NO = (401, 403, 404)
_SIGN_IN = "/-/sign-in"


class Asked(NamedTuple):
    """`kind` is open, list, add, change, remove or act; `target` the key of a page, a thing or an action."""

    role: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class AppCheck:
    """What came of it when it was tried."""

    asked: Asked
    works: bool

    def as_json(self) -> list[Any]:
        return [*self.asked, self.works]


def read_check(data: list[Any]) -> AppCheck:
    """The inverse of `as_json`."""
    role, kind, target, works = data
    return AppCheck(Asked(str(role), str(kind), str(target)), bool(works))


def allowed(app: App) -> dict[Asked, bool]:
    """Everything that can be asked for, and whether the role has the right to it, on whatever row."""
    found = {}
    for role in (VISITOR, *(role.key for role in app.roles), OWNER):
        rights = Rights(app, role, signed_in=role != VISITOR)
        for page in app.pages:
            found[Asked(role, OPEN, page.key)] = rights.is_open(page)
        for thing in app.things:
            for verb in Verb:
                kind = LIST if verb is Verb.SEE else verb.value
                found[Asked(role, kind, thing.key)] = rights.may(thing.key, verb)
        for action in app.actions:
            found[Asked(role, ACT, action.key)] = rights.may_try(action)
    return found


def checks_of(steps: Iterable[Step], app: App) -> tuple[AppCheck, ...]:
    """What the steps of a trial show; nothing of what was not tried."""
    results: dict[Asked, bool] = {}
    for step in steps:
        asked = _asked(step, app)
        if asked is None or step.status == 409:
            continue
        works = step.status == (200 if step.method == "GET" else 303) and step.problem is None
        results[asked] = results.get(asked, False) or works
    return tuple(AppCheck(asked, works) for asked, works in results.items())


def forbidden_steps(app: App, role: str, browser: Browser, rows: dict[str, int]) -> Iterator[Step]:
    """Ask for what the role has no right to; `rows` has a row of each thing that has any.

    An answer that lets it through is a problem.
    """
    if not browser.token:
        browser.get(_SIGN_IN)
    for asked, may in allowed(app).items():
        address = None if may or asked.role != role else _address(asked, app, rows)
        if address is not None:
            started = perf_counter()
            method = "GET" if asked.kind in (OPEN, LIST) else "POST"
            answer = browser.get(address) if method == "GET" else browser.post(address, {})
            status, wrong = answer.status, None
            if _refused(answer):
                status = status if status in NO else 401
            else:
                wrong = f"Nobody granted this to {role}, and the answer is {status}"
            yield Step(role, method, address, status, perf_counter() - started, wrong)


def broken(
    before: Iterable[AppCheck], after: Iterable[AppCheck], matching: Matching
) -> tuple[tuple[AppCheck, ...], int]:
    """The earlier checks that no longer hold although nothing about them was to change.

    With how many were held to: those about what is still there, whose right is the same, and that were
    tried again.
    """
    now = {check.asked: check.works for check in after}
    rights_before, rights_after = allowed(matching.before), allowed(matching.after)
    new_keys = _new_keys(matching)
    failed, replayed = [], 0
    for check in before:
        asked = new_keys.get(check.asked)
        if asked is None or rights_before[check.asked] != rights_after[asked] or asked not in now:
            continue
        replayed += 1
        if now[asked] != check.works:
            failed.append(AppCheck(asked, check.works))
    return tuple(failed), replayed


def _new_keys(matching: Matching) -> dict[Asked, Asked]:
    """Everything that could be asked for before, as it is asked for after the change."""
    roles = {old: new for new, old in matching.roles.items()}
    things = {old: new for new, old in matching.things.items()}
    actions = {action.key: action.key for action in matching.after.actions}
    pages = {page.key: page.key for page in matching.after.pages}
    known = {OPEN: pages, ACT: actions}
    return {
        asked: Asked(roles[asked.role], asked.kind, target)
        for asked in allowed(matching.before)
        if asked.role in roles and (target := known.get(asked.kind, things).get(asked.target)) is not None
    }


def _asked(step: Step, app: App) -> Asked | None:
    path = step.address.partition("?")[0]
    if "/do/" in path:
        return Asked(step.role, ACT, path.rpartition("/")[2]) if step.method == "POST" else None
    parts = path.strip("/").split("/")
    if step.method == "GET":
        if len(parts) == 1 and any(page.key == parts[0] for page in app.pages):
            return Asked(step.role, OPEN, parts[0])
        return Asked(step.role, LIST, parts[1]) if len(parts) == 2 and parts[0] == "data" else None
    if parts[0] != "data" or step.method != "POST":
        return None
    kinds = {2: Verb.ADD, 3: Verb.CHANGE, 4: Verb.REMOVE if parts[-1] == "remove" else Verb.CHANGE}
    return Asked(step.role, kinds[len(parts)].value, parts[1]) if len(parts) in kinds else None


def _address(asked: Asked, app: App, rows: dict[str, int]) -> str | None:
    """Where it is asked for; None where there is no row to ask it of."""
    if asked.kind == OPEN:
        return f"/{asked.target}"
    if asked.kind in (LIST, Verb.ADD.value):
        return f"/data/{asked.target}"
    thing: str | None = asked.target
    end = {Verb.REMOVE.value: "/remove", ACT: f"/do/{asked.target}"}.get(asked.kind, "")
    if asked.kind == ACT:
        thing = next(action.thing for action in app.actions if action.key == asked.target)
        if thing is None:
            return end
    return f"/data/{thing}/{rows[thing]}{end}" if thing in rows else None


def _refused(answer: Answer) -> bool:
    return answer.status in NO or (answer.status == 303 and answer.location.startswith(_SIGN_IN))
