"""Searching, filtering and sorting lists, and taking files away, as a person tries whether they work."""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Error

from bench.webgen import words
from bench.webgen.filling import Filling
from bench.webgen.looking import Field, Row
from bench.webgen.verdicts import Partial, Unmet, need


class Listing(Filling):
    """What a person does with lists."""

    def search(self, query: str, section: str = "") -> list[Row]:
        """Search by the app's own search box (in a section, or wherever there is one); the rows that come."""
        if section:
            self.go_to(section)
        box = self._search_box()
        if box is None:
            with contextlib.suppress(Unmet):
                self.go_to("search|find", start=not section, content=False)
            box = self._search_box()
        if box is None and not section:
            box = next((found for _ in self.places(8) if (found := self._search_box())), None)
        if box is None:
            raise Unmet("there is no search box")
        self.remember()
        place = self.page.locator(f'[data-webgen-n="{box.n}"]').first
        before = (self.page.url, self.text())
        try:
            place.fill(query)
            place.press("Enter")
        except Error as error:
            raise Unmet("the search box takes no text") from error
        self.settle(500)
        if (self.page.url, self.text()) == before and (button := self._search_button(box)):
            self.click(button)
        need(self.status < 400, f"the search answers {self.status}")
        return self.rows()

    def _search_box(self) -> Field | None:
        found = [
            each for each in self.fields() if each.search and each.type in ("text", "search", "textarea")
        ]
        return found[0] if found else None

    def _search_button(self, box: Field) -> int | None:
        there = [each for each in self.clickables() if each.form == box.form]
        found = words.best(there, lambda each: each.text, "search|find|go")
        return found.n if found else None

    def searches(self, section: str) -> None:
        """A search for the title of something listed finds it, and leaves out what is unlike it."""
        self.go_to(section)
        rows = self.listed()
        query = _query(rows)
        before = len(rows)
        found = self.search(query)
        need(
            any(query.casefold() in row.text.casefold() for row in found) or self.any_row(query),
            f"the search for {query!r} finds nothing",
        )
        strangers = [row for row in found if not _shares(row.text, query)]
        if len(found) >= before > 1 and len(strangers) > len(found) / 2:
            raise Unmet("the search lists everything")
        if len(strangers) > max(1, len(found) // 3):
            raise Partial(f"{len(strangers)} of {len(found)} results have nothing of {query!r}")
        self.finds_nothing()

    def finds_nothing(self) -> None:
        """A search for something that isn't there lists no rows."""
        with contextlib.suppress(Unmet):
            rows = self.search("zzqxv unheard of")
            told = words.says(
                self.text(), "no results|nothing found|nothing was found|no match|no matches|0 results"
            )
            if not told and len([row for row in rows if not _shares(row.text, "zzqxv unheard")]) > 2:
                raise Partial("a search for nonsense still lists rows")

    def filters(self, section: str, wanted: str, *, strict: bool = False) -> None:
        """A filter that is called so (a choice, link or field) narrows the list to rows that fit."""
        wide = self._to_list(section, lambda: self._choices(wanted))
        rows = self.listed()
        before, titles = {row.text for row in rows}, {row.title for row in rows}
        for option, choose in self._choices(wanted):
            choose()
            after = self.rows()
            texts = {row.text for row in after}
            same = titles & {row.title for row in after} or self._names(after, option)
            if after and same and texts != before and len(texts) <= len(before):
                fitting = [row for row in after if words.means(row.text, option)]
                if strict and len(fitting) < len(after) and self._names(rows, option):
                    raise Partial(
                        f"filtered by {option!r}, {len(after) - len(fitting)} rows show something else"
                    )
                return
            self.go_to(section)
            self._wider(wide=wide)
        raise Unmet(f"nothing filters the list by {words.synonyms(wanted)[0]!r}")

    def _to_list(self, section: str, tools: Callable[[], list]) -> bool:
        """To a section's list and the tools for it, on a page of its own where the section shows only some rows."""
        self.go_to(section)
        self._wider(wide=False)
        if tools():
            return False
        return self._wider(wide=True)

    def _wider(self, *, wide: bool) -> bool:
        """Follow what shows the whole list, where that is wanted, and open what hides the tools to filter and sort."""
        every = self.find("show all|view all|see all|all results", least=0.4) if wide else None
        if every:
            self.click(every.n)
        for each in self.clickables():
            hides = each.menu or each.tag == "button"
            if (
                hides
                and not each.submit
                and not each.row
                and words.score(each.text, "filter|sort|filter and sort|refine") >= 0.4
            ):
                self.click(each.n)
                break
        return bool(every)

    @staticmethod
    def _names(rows: list[Row], option: str) -> bool:
        return any(words.means(row.text, option) for row in rows)

    def _choices(self, wanted: str) -> list:
        """Ways to filter: options of a select, check boxes, radio buttons, and links or tabs of a group."""
        found = []
        for field in [each for each in self.fields() if each.type == "select"]:
            if words.means(field.text + " " + field.group, "sort|order|per page|language"):
                continue
            named = words.means(f"{field.label} {field.name} {field.group}", f"{wanted}|filter|category|show")
            usable = [
                each
                for each in field.options
                if each["value"] and not words.means(each["text"], "all|any|every")
            ]
            if named:
                found += [(each["text"], self._chooser(field, each["value"])) for each in usable[:4]]
        for field in [each for each in self.fields() if each.type in ("checkbox", "radio")]:
            if words.means(f"{field.group} {field.name} {field.label}", f"{wanted}|filter"):
                found.append((field.label, self._checker(field)))
        for each in self.clickables():
            grouped = words.means(each.heading, f"{wanted}|filter|category") or words.means(each.href, wanted)
            if (
                not each.row
                and not each.submit
                and each.text
                and grouped
                and not words.means(each.text, words.ADD)
            ):
                found.append((re.sub(r"[\d()]+$", "", each.text).strip(), self._clicker(each.text)))
        for field in [
            each for each in self.fields() if each.type in ("date", "number", "text") and not each.search
        ]:
            if words.means(f"{field.label} {field.name}", wanted) and (value := self._value_of(field)):
                limits = field.type != "text"  # 'From' and 'at most' leave other values too.
                found.append(("" if limits else value, self._typer(field, value)))
        return found[:8]

    def _value_of(self, field: Field) -> str:
        texts = [row.text for row in self.rows()]
        if field.type == "date":
            days = sorted(found[0] for text in texts if (found := re.search(r"\d{4}-\d\d-\d\d", text)))
            return days[len(days) // 2] if days else "2026-06-01"
        if field.type == "number":
            figures = sorted(int(found[0]) for text in texts if (found := words.numbers(text)))
            return str(figures[len(figures) // 2] if figures else 3)
        return next((row.title for row in self.rows()), "")

    def _chooser(self, field: Field, value: str):
        def choose() -> None:
            self._again(field, lambda place: place.select_option(value, timeout=2_000))

        return choose

    def _checker(self, field: Field):
        def choose() -> None:
            self._again(field, lambda place: place.check(timeout=2_000, force=True))

        return choose

    def _typer(self, field: Field, value: str):
        def choose() -> None:
            self._again(field, lambda place: place.fill(value, timeout=2_000))

        return choose

    def _clicker(self, text: str):
        def choose() -> None:
            found = next((each for each in self.clickables() if each.text == text and not each.row), None)
            if found:
                self.click(found.n)

        return choose

    def _again(self, field: Field, act) -> None:
        """Act on a field found before the page was opened again, and send its form where that is needed."""
        now = next(
            (each for each in self.fields() if each.label == field.label and each.name == field.name), None
        )
        if now is None:
            return
        self.remember()
        with contextlib.suppress(Error):
            act(self.page.locator(f'[data-webgen-n="{now.n}"]').first)
        self.settle(400)
        there = [each for each in self.clickables() if each.form == now.form]
        button = words.best(there, lambda each: each.text, "filter|apply|search|show|go|update|find")
        if button and button.n:
            self.click(button.n)

    def sorts(self, section: str, wanted: str) -> None:
        """Something sorts the list by one of the criteria, and the order changes."""
        self._to_list(section, lambda: self._sorters(wanted))
        rows = self.listed(least=2)
        before = [row.text for row in rows]
        for choose in self._sorters(wanted):
            choose()
            after = [row.text for row in self.rows()]
            if sorted(after) == sorted(before) and after != before:
                return
            if len(before) >= 20 and after and after != before:
                return
        raise Unmet(f"nothing sorts the list by {words.synonyms(wanted)[0]!r}")

    def _sorters(self, wanted: str) -> list:
        found = []
        for field in [each for each in self.fields() if each.type == "select"]:
            if words.means(f"{field.label} {field.name}", "sort|order|arrange"):
                found += [self._chooser(field, each["value"]) for each in field.options if each["value"]]
        heads = [each for each in self.clickables() if not each.nav and not each.row and len(each.text) < 40]
        named = [each for each in heads if words.means(each.text, f"{wanted}|sort|order|newest|oldest")]
        for each in named[:4]:
            found += [self._clicker(each.text)] * 2
        header = self.page.locator("th:visible,[role=columnheader]:visible").all()[:6]
        found += [
            self._head(place.inner_text())
            for place in header
            for _ in "ab"
            if words.means(place.inner_text(), wanted)
        ]
        return found[:12]

    def _head(self, text: str):
        def choose() -> None:
            with contextlib.suppress(Error):
                self.page.locator("th,[role=columnheader]").filter(has_text=text.strip()).first.click(
                    timeout=1_500
                )
            self.settle(300)

        return choose

    def download(self, wanted: str = "download", *, least: int = 1) -> Path:
        """Press what downloads and get a file of at least so many bytes."""
        there = [each for each in self.clickables() if not each.nav]
        found = words.best(there, lambda each: each.text[:200], wanted) or self.find(wanted)
        if found is None:
            raise Unmet("there is nothing to download with")
        self.remember()
        try:
            with self.page.expect_download(timeout=4_000) as coming:
                self.page.locator(f'[data-webgen-n="{found.n}"]').first.click(timeout=2_500)
            file = Path(coming.value.path())
        except Error as error:
            raise Unmet(f"{found.text[:30]!r} downloads nothing") from error
        need(file.stat().st_size >= least, "the downloaded file is empty")
        self.settle()
        return file


def _query(rows: list[Row]) -> str:
    """A title (or the telling words of one) that not every row has."""
    for row in rows:
        title = row.title.splitlines()[0].strip() if row.title else ""
        if title and sum(title.casefold() in other.text.casefold() for other in rows) < max(2, len(rows)):
            return title[:60]
    return rows[0].title[:60] or rows[0].text.splitlines()[0][:60]


def _shares(text: str, query: str) -> bool:
    """Whether a text has one of the query's words."""
    asked = [each for each in words.stems(query) if len(each) > 2] or list(words.stems(query))
    return any(each in words.stems(text) for each in asked) or query.casefold() in text.casefold()
