"""A person with a browser goes to places by what they are called, and opens what is listed there."""

import contextlib
import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from bench.webgen import words
from bench.webgen.looking import Clickable, Row, look
from bench.webgen.pages import Pages
from bench.webgen.verdicts import Partial, Unmet, need

PAGES = 12
"""Pages that a person looks through for a section before giving up."""


class Browsing(Pages):
    """How a person gets somewhere."""

    def go_to(self, wanted: str, *, start: bool = True, content: bool = True) -> None:
        """Go to the section that is called so: by the navigation, by links, or where a heading names it."""
        if start:
            self.open()
        if self._take(wanted, 0.3) or self._menu_take(wanted):
            return
        if content and any(words.score(each, wanted) >= 0.3 for each in self.headings()):
            return
        if self._take(wanted, 0.12) or self._search_through(wanted, content=content):
            return
        raise Unmet(f"no section is called {words.synonyms(wanted)[0]!r}")

    def can_go_to(self, wanted: str) -> bool:
        with contextlib.suppress(Unmet):
            self.go_to(wanted)
            return True
        return False

    def _take(self, wanted: str, least: float) -> bool:
        there = [each for each in self.clickables() if each.tag != "summary" and not each.submit]
        places = [each for each in there if each.nav] or there
        found = words.best(places, lambda each: each.text, wanted, least) or words.best(
            there, lambda each: each.text, wanted, max(least, 0.3)
        )
        if found is None:
            return False
        self.click(found.n)
        need(self.status < 400, f"{found.text[:40]!r} leads to a page that answers {self.status}")
        return True

    def _menu_take(self, wanted: str) -> bool:
        return bool(self.in_menus(lambda: self._take(wanted, 0.3)))

    def _search_through(self, wanted: str, *, content: bool) -> bool:
        for _ in self.places(PAGES):
            if content and any(words.score(each, wanted) >= 0.3 for each in self.headings()):
                return True
            if self._take(wanted, 0.3):
                return True
        return False

    def places(self, most: int) -> Iterator[str]:
        """Opens one page after the other that the first page links to, navigation first."""
        self.open()
        links = sorted((each for each in self.clickables() if each.tag == "a"), key=lambda each: not each.nav)
        seen = {urldefrag(self.page.url).url}
        for each in links:
            target = urldefrag(each.href).url
            if (
                target in seen
                or not self.own(target)
                or words.means(each.text, "sign out|log out|delete|burn")
            ):
                continue
            if len(seen) > most:
                return
            seen.add(target)
            with contextlib.suppress(Unmet):
                self.open(target)
                yield each.text

    def goes_home(self) -> None:
        """From this page a link leads to the first one, or to what is called so."""
        home = urldefrag(self.address).url.rstrip("/")
        back = [each for each in self.clickables() if urldefrag(each.href).url.rstrip("/") == home]
        if not back:
            self.go_to("dashboard|home|overview|start", start=False)
            return
        self.click(back[0].n)
        need(self.status < 400, f"the first page answers {self.status}")

    def own(self, address: str) -> bool:
        """Whether an address belongs to the app."""
        return urlsplit(address).netloc == urlsplit(self.address).netloc or address.startswith("file:")

    def navigates(self, *sections: str) -> None:
        """The navigation leads to each of the sections (`a|b`), none is broken, and the first page is one click away."""
        self.open()
        start = [each for each in self.clickables() if each.nav and each.tag != "summary"]
        need(start, "there is no navigation")
        missing, broken = [], []
        for section in sections:
            try:
                self.open()
                if self._is_here(section):
                    continue
                if not (self._take(section, 0.3) or self._menu_take(section)):
                    missing.append(words.synonyms(section)[0])
                    continue
                if not self._home_again():
                    broken.append(f"{words.synonyms(section)[0]} (no way back)")
            except Unmet as unmet:
                broken.append(str(unmet))
        broken += self._broken_links(start)
        if missing or broken:
            reason = "; ".join(filter(None, [f"no link to {', '.join(missing)}" if missing else "", *broken]))
            if len(missing) + len(broken) <= len(sections) / 2:
                raise Partial(reason)
            raise Unmet(reason)

    def _is_here(self, section: str) -> bool:
        """Whether the first page itself is asked for, or a search whose box stands on it."""
        names = words.synonyms(section)
        if "search" in names and not self.find(section, least=0.3):
            return any(each["search"] for each in look(self.page, "fields"))
        return names[0] == "home" and self._home_again()

    def _home_again(self) -> bool:
        home = urldefrag(self.address).url.rstrip("/")
        links = [each for each in self.clickables() if each.tag == "a"]
        back = any(urldefrag(each.href).url.rstrip("/") == home for each in links)
        return back or bool(
            words.best(self.clickables(), lambda each: each.text, "home|dashboard|start|overview", 0.4)
        )

    def _broken_links(self, links: list[Clickable]) -> list[str]:
        found = []
        for each in {each.href: each for each in links if each.href and self.own(each.href)}.values():
            if words.means(each.text, "sign out|log out|delete|download"):
                continue
            try:
                self.open(each.href)
            except Unmet as unmet:
                found.append(f"{each.text[:30]!r}: {unmet}")
        return found

    # Rows

    def open_row(self, row: Row) -> None:
        """Open what a row stands for: its own link, or the row itself."""
        own = [link for link in row.links if self.own(link["href"])]
        named = words.best(
            own, lambda link: link["text"] or "?", f"{row.title}|view|details|open|show|read more|more|read"
        )
        target = named or (own[0] if own else None)
        if target is None:
            button = self.find("view|details|open|show|read more|more|select|read", within=row)
        self.click(target["n"] if target else button.n if button else row.n)
        need(self.status < 400, f"the row opens a page that answers {self.status}")

    def of_row(self, row: Row) -> bool:
        """Whether what is open is about the row: it shows its title, or the longest of its texts."""
        longest = max(re.split(r"[\n\t]+", row.text), key=len).strip()
        return self.shows(row.title) or self.shows(longest)

    def opens_details(self, near: str = "") -> Row:
        """The first row opens, and its own text is on the page that comes."""
        row = self.listed(near)[0]
        self.open_row(row)
        need(self.shows(row.title) or self.news(), "nothing of the row is shown when it is opened")
        return row
