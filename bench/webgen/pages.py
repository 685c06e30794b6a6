"""A person with a browser reads what is on a page, and presses things by what they are called."""

import contextlib
import re
import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Dialog, Error, Page, Request, Response

from bench.webgen import words
from bench.webgen.looking import Clickable, Group, Row, clickables, groups, look
from bench.webgen.verdicts import Partial, Unmet, need

PATIENCE = 5_000
"""Milliseconds that a person waits for a page or for something to be pressed."""
MENUS = 6
"""Menus that a person opens to look for something."""
PAGES = 12
"""Pages that a person looks through for a section before giving up."""
Found = TypeVar("Found")


class Pages:
    """What a person reads on pages and presses there; nothing is found by class or by a fixed address."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.status = 200
        self.before: set[str] = set()
        self.dialogs: list[str] = []
        self.answer = "Example"
        self.deadline = float("inf")
        self.pending: set[Request] = set()
        page.set_default_timeout(PATIENCE)
        self._listen(page)

    def _listen(self, page: Page) -> None:
        page.on("response", self._answered)
        page.on("dialog", self._asked)
        page.on("request", self._begins)
        page.on("requestfinished", self._ends)
        page.on("requestfailed", self._ends)

    def _begins(self, request: Request) -> None:
        if request.resource_type in ("fetch", "xhr", "script"):
            self.pending.add(request)

    def _ends(self, request: Request) -> None:
        self.pending.discard(request)

    def _answered(self, response: Response) -> None:
        with contextlib.suppress(Error):
            if response.request.is_navigation_request() and response.frame == self.page.main_frame:
                self.status = response.status

    def _asked(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.accept(self.answer)

    def settle(self, milliseconds: int = 250) -> None:
        """Wait until the page is there and its scripts have their answers; nobody waits beyond the time for a case."""
        need(time.monotonic() < self.deadline, "it takes too long")
        pages = [page for page in self.page.context.pages if not page.is_closed()]
        if pages and pages[-1] is not self.page:
            self.page = pages[-1]
            self._listen(self.page)
        with contextlib.suppress(Error):
            self.page.wait_for_load_state("load", timeout=PATIENCE)
        self.page.wait_for_timeout(milliseconds)
        if self.pending:
            self._wait_for_answers()

    def _wait_for_answers(self) -> None:
        """What a script gets may show something, ask for more, or lead to another page."""
        until = time.monotonic() + PATIENCE / 1000
        while self.pending and time.monotonic() < until:
            self.page.wait_for_timeout(50)
            if not self.pending:
                self.page.wait_for_timeout(200)
        self.pending.clear()
        with contextlib.suppress(Error):
            self.page.wait_for_load_state("load", timeout=PATIENCE)

    def open(self, address: str = "") -> None:
        """Go to an address that the app itself gave; by default its first page."""
        with contextlib.suppress(Error):
            self.page.goto(address or self.address, wait_until="load")
        self.settle(100)
        need(self.status < 400, f"the page answers {self.status}")

    # What is there

    def text(self) -> str:
        return str(look(self.page, "texts")["text"])

    def content(self) -> str:
        """The text that is this page's own: without navigation, and without the links of header and footer."""
        return str(look(self.page, "content"))

    def headings(self) -> list[str]:
        texts = look(self.page, "texts")
        return [*texts["headings"], texts["title"]]

    def said(self) -> list[str]:
        """What the page tells a person right now: alerts, statuses, dialogs of its own and of the browser."""
        return [*look(self.page, "texts")["said"], *self.dialogs]

    def shows(self, literal: str, *, fields: bool = False) -> bool:
        """Whether a literal text is visible (or stands in a field, where that counts too)."""
        text = self.text()
        if fields:
            text += "\n" + "\n".join(each["value"] for each in look(self.page, "fields"))
        return (
            literal.casefold() in re.sub(r"\s+", " ", text).casefold()
            or literal.casefold() in text.casefold()
        )

    def sees(self, *wanted: str) -> None:
        """Every one of these is named in a visible line; each may have synonyms (`a|b c`)."""
        text = self.text()
        missing = [each for each in wanted if not words.lines_with(text, each)]
        need(not missing, f"not visible: {', '.join(missing)}")

    def sees_most(self, *wanted: str) -> None:
        """All are named; half of the case where half of them are."""
        text = self.text()
        missing = [each for each in wanted if not words.lines_with(text, each)]
        if missing and len(missing) <= len(wanted) / 2:
            raise Partial(f"not visible: {', '.join(missing)}")
        need(not missing, f"not visible: {', '.join(missing)}")

    def groups(self) -> list[Group]:
        return groups(self.page)

    def rows(self, near: str = "") -> list[Row]:
        """The rows of the list that a person takes for the page's main one, or that stands below a heading."""
        found = self.groups()
        if near:
            found = [each for each in found if words.means(each.heading, near)] or found
        rank = {"table": 3, "cards": 2.5, "list": 2, "boxes": 1}
        found.sort(
            key=lambda each: (rank[each.kind] * min(len(each.rows), 8)) + _richness(each), reverse=True
        )
        return found[0].rows if found else []

    def listed(self, near: str = "", least: int = 1) -> list[Row]:
        """The rows; the case is not met where there are fewer than `least`."""
        rows = self.rows(near)
        need(
            len(rows) >= least,
            f"{len(rows)} rows are listed, {least} expected" if rows else "nothing is listed",
        )
        return rows

    def any_row(self, literal: str) -> Row | None:
        """The smallest row that shows a literal text, wherever it is listed."""
        found = [
            row for group in self.groups() for row in group.rows if literal.casefold() in row.text.casefold()
        ]
        return min(found, key=lambda row: len(row.text), default=None)

    def charts(self) -> list[dict]:
        self.settle(600)
        return list(look(self.page, "charts"))

    def needs_chart(self) -> None:
        found = self.charts()
        need(found, "no chart or graph is visible")
        need(any(not each["meter"] for each in found), "only meters are visible, no chart or graph")

    def media(self) -> list[dict]:
        return list(look(self.page, "media"))

    def pictures(self) -> list[dict]:
        self.settle(500)
        return list(look(self.page, "pictures"))

    # Pressing

    def clickables(self) -> list[Clickable]:
        return [each for each in clickables(self.page) if not each.disabled]

    def find(self, wanted: str, *, least: float = 0.0, within: Row | None = None) -> Clickable | None:
        """The link or button that is named best by the synonyms."""
        there = self.clickables()
        if within is not None:
            there = [each for each in there if within.n in each.inside]
        return words.best(there, lambda each: each.text[:200], wanted, least)

    def click(self, n: int) -> None:
        """Press what was found, and wait for what comes of it."""
        self.remember()
        place = self.page.locator(f'[data-webgen-n="{n}"]').first
        start = self.page.url
        try:
            place.click(timeout=PATIENCE)
        except Error:
            with contextlib.suppress(Error):
                if self.page.url == start and place.count():  # Else the press was only slow to lead on.
                    place.evaluate("element => element.click()")
        self.settle()

    def remember(self) -> None:
        """Keep what is visible now, to know later what is new."""
        with contextlib.suppress(Error):
            self.before = {line.strip() for line in self.text().splitlines()}
        self.dialogs.clear()

    def press(self, wanted: str, *, within: Row | None = None) -> None:
        """Press what is called so, on this page or in a menu of it."""
        found = self.find(wanted, within=within)
        if found is None and within is None:
            found = self.in_menus(lambda: self.find(wanted))
        if found is None:
            raise Unmet(f"nothing to press is called {words.synonyms(wanted)[0]!r}")
        self.click(found.n)
        need(self.status < 400, f"{found.text[:40]!r} leads to a page that answers {self.status}")

    def in_menus(self, look_for: Callable[[], Found]) -> Found | None:
        """Open one menu after the other, since one may close another, until there is what is looked for."""
        for each in [each for each in self.clickables() if each.menu and not each.row][:MENUS]:
            url = self.page.url
            place = self.page.locator(f'[data-webgen-n="{each.n}"]').first
            with contextlib.suppress(Error):
                place.click(timeout=1_500)
                self.page.wait_for_timeout(150)
            if found := look_for():
                return found
            if self.page.url != url:
                self.open(url)
        return None

    def news(self) -> list[str]:
        """The lines that are visible now and were not before the last press, and what was said."""
        lines = [line.strip() for line in self.text().splitlines() if line.strip()]
        return [line for line in lines if line not in self.before] + self.said()

    def confirmed(self, wanted: str = "") -> None:
        """Something new on the page says that it was done; a button, a column or a listed row says nothing of it."""
        need(self.status < 400, f"the app answers {self.status}")
        idle, said = set(look(self.page, "idle")), self.said()
        news = [line for line in self.news() if line in said or line not in idle]
        need(any(words.confirms(line, wanted) for line in news), "nothing on the page confirms it")


def _richness(group: Group) -> float:
    size = sum(min(len(row.text), 200) for row in group.rows) / max(len(group.rows), 1)
    return size / 40
