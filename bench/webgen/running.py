"""Runs the checks of a task against an app that was handed over: each case in fresh browser windows, within a time."""

import contextlib
import importlib
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from playwright.sync_api import Browser, BrowserContext, Error, sync_playwright

from bench.webgen.api import Api
from bench.webgen.case import tries_of
from bench.webgen.database import Database
from bench.webgen.handed import Handed
from bench.webgen.tasks import Task
from bench.webgen.verdicts import Partial, Unmet, Verdict
from bench.webgen.visitor import Visitor

LIMIT = 90.0
"""Seconds that one try of one case may take; after that the next thing it does ends it."""
NAMES = ("chromium", "chromium-browser", "google-chrome")
ADMIN = "admin|administrator|manager|owner"
"""As what somebody signs up who is to administer an app that hands over no owner."""
KINDS = ("ui", "api", "db")


@dataclass(frozen=True, slots=True)
class Result:
    """One case of a task and what came of it."""

    task: str
    kind: str
    index: int
    score: float
    reason: str
    seconds: float
    colour: bool = False

    @property
    def case(self) -> str:
        return f"{self.task}-{self.kind}-{self.index}"


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise SystemExit("The checks need Chromium: install it (on Debian: apt install chromium).")
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        with contextlib.suppress(Error):
            browser.close()


class Run:
    """All cases of one task against one app."""

    def __init__(self, task: Task, app: Handed, browser: Browser, module: ModuleType | None = None) -> None:
        self._task = task
        self._app = app
        self._browser = browser
        self._module = module or importlib.import_module(f"bench.webgen.checks.t{task.id}")
        self._states: dict[str, dict] = {}
        self._contexts: list[BrowserContext] = []
        self._deadline = 0.0

    def results(self, tell: Callable[[Result], None] = lambda _: None) -> list[Result]:
        found = []
        for kind in KINDS:
            for index, text in enumerate(self._task.cases[kind]):
                started = time.monotonic()
                verdict = self.verdict(kind, index)
                colour = text.startswith("Verify that the website uses")
                result = Result(
                    self._task.id,
                    kind,
                    index,
                    verdict.score,
                    verdict.reason,
                    time.monotonic() - started,
                    colour,
                )
                tell(result)
                found.append(result)
        return found

    def verdict(self, kind: str, index: int) -> Verdict:
        """The best that anybody who may do the case gets out of it."""
        check = getattr(self._module, f"{kind}_{index}", None)
        if check is None:
            return Verdict(0, "the case has no check")
        if kind == "db":
            return _judged(lambda: check(Database(self._app.database)))
        best = Verdict(0, "nobody can try it")
        reasons: list[str] = []
        for who, worth in tries_of(check, kind):
            if who == "owner" and self._app.owner is None and reasons:
                continue
            verdict = self._tried(check, kind, who)
            score = int(2 * verdict.score * worth) / 2  # Half of a half is none: a case is worth 1, 0.5 or 0.
            if score > best.score:
                best = Verdict(score, ("" if worth == 1 else f"only as the {who}; ") + verdict.reason)
            if best.score == 1:
                return Verdict(1)
            reasons.append(verdict.reason)
        return best if best.score else Verdict(0, reasons[0] if reasons else best.reason)

    def _tried(self, check: Callable, kind: str, who: str) -> Verdict:
        self._deadline = time.monotonic() + LIMIT
        try:
            return _judged(lambda: check(self._visitor(who) if kind == "ui" else self._api(who)))
        finally:
            for context in self._contexts:
                with contextlib.suppress(Error):
                    context.close()
            self._contexts.clear()

    def _context(self, who: str) -> BrowserContext:
        state = self._states.get(who)
        context = self._browser.new_context(
            viewport={"width": 1280, "height": 800},
            locale="en-GB",
            accept_downloads=True,
            storage_state=state,
        )
        context.set_default_timeout(5_000)
        self._contexts.append(context)
        return context

    def _visitor(self, who: str) -> Visitor:
        if who not in self._states and who != "visitor":
            self._states[who] = self._state(who)
        page = self._context(who).new_page()
        visitor = Visitor(page, self._app, self._other(who), is_owner=who == "owner")
        visitor.deadline = self._deadline
        return visitor

    def _other(self, who: str) -> Callable[[bool], Visitor]:
        return lambda owner: self._visitor(
            "owner" if owner else "person" if who in ("owner", "visitor") else "second"
        )

    def _state(self, who: str) -> dict:
        """What makes a browser this person's, from signing up (or the owner's own way in) once."""
        context = self._context("visitor")
        visitor = Visitor(context.new_page(), self._app)
        visitor.deadline = time.monotonic() + LIMIT
        if who == "owner" and self._app.owner:
            visitor.open(self._app.owner())
        else:
            kind = ADMIN if who == "owner" else who.partition(":")[2]
            with contextlib.suppress(Unmet, Partial, Error):
                visitor.sign_up(kind, name="Kim Example" if who == "second" else "Robin Example")
        self._deadline = max(self._deadline, time.monotonic() + LIMIT)
        return dict(context.storage_state())

    def _api(self, who: str) -> Api:
        visitor = self._visitor(who)
        with contextlib.suppress(Unmet):  # The API may answer where the first page does not.
            visitor.open()
        api = Api(visitor.page, self._app, lambda stranger: self._api("visitor" if stranger else "second"))
        api.deadline = self._deadline
        api._again_by = lambda: self._api(who)
        return api


def _judged(check: Callable[[], None]) -> Verdict:
    try:
        check()
    except Partial as partial:
        return Verdict(0.5, str(partial))
    except Unmet as unmet:
        return Verdict(0, str(unmet))
    except Error as error:
        return Verdict(0, "the browser stops: " + str(error).splitlines()[0][:120])
    except Exception as error:  # A fault of a check must not end the run; it is shown for what it is.
        return Verdict(0, f"the check itself fails: {type(error).__name__}: {error}"[:200])
    return Verdict(1)
