"""A visitor of an app: everything that a check of a page can do."""

import contextlib
import re
from collections.abc import Callable

from playwright.sync_api import Error, Page

from bench.webgen import words
from bench.webgen.filling import Values
from bench.webgen.handed import Handed
from bench.webgen.listing import Listing
from bench.webgen.looking import Row
from bench.webgen.looks import Looks
from bench.webgen.persons import Account, Persons
from bench.webgen.verdicts import Partial, Unmet, need


class Visitor(Persons, Listing, Looks):
    """One person with a browser of their own; `other` gives another one, `is_owner` says which of all it is."""

    def __init__(
        self,
        page: Page,
        app: Handed,
        other: Callable[[bool], "Visitor"] | None = None,
        *,
        is_owner: bool = False,
    ) -> None:
        super().__init__(page, app.address)
        self.app = app
        self.is_owner = is_owner
        self._other = other

    def another(self) -> "Visitor":
        """A second person who signs up (or just comes, where nobody can)."""
        need(self._other, "there is nobody else")
        return self._other(False)

    def owner(self) -> "Visitor":
        """The app's owner, for what has to be there before an ordinary person can do something."""
        need(self._other, "there is nobody else")
        return self if self.is_owner else self._other(True)

    # Patterns that many cases share

    def lists(self, section: str, *details: str, least: int = 1) -> list[Row]:
        """A section lists rows, and they show the details (each `a|b`; half where half of them are shown)."""
        self.go_to(section)
        rows = self.listed(least=least)
        if details:
            self._shows_details("\n".join(row.text for row in rows) + self._heads(), details)
        return rows

    def details(self, section: str, *details: str) -> None:
        """The first row of a section opens and shows the details."""
        self.go_to(section)
        row = self.listed()[0]
        self.open_row(row)
        need(self.of_row(row), "what opens isn't about the row")
        self._shows_details(self.text(), details)

    def _heads(self) -> str:
        return "\n" + "\n".join(self.page.locator("th:visible,[role=columnheader]:visible").all_inner_texts())

    @staticmethod
    def _shows_details(text: str, details: tuple[str, ...]) -> None:
        missing = [words.synonyms(each)[0] for each in details if not _detail(text, each)]
        if missing and len(missing) <= len(details) / 2:
            raise Partial(f"not shown: {', '.join(missing)}")
        need(not missing, f"not shown: {', '.join(missing)}")

    def adds(
        self, section: str, thing: str, values: Values, marker: str, *, verbs: str = "", confirm: bool = False
    ) -> None:
        """Something is added by its form, and the typed marker is then listed (or confirmed, where that is asked)."""
        self.add(section, thing, values, verbs)
        told = self._told()
        there = self.shows(marker) or (self.can_go_to(section) and self.shows(marker))
        need(there or (confirm and told), "what was sent is neither shown nor confirmed")
        if confirm and not told:
            raise Partial("it is listed, but nothing confirmed it")
        need(there or confirm, f"what was added isn't listed in {words.synonyms(section)[0]!r}")

    def sends(self, section: str, thing: str, values: Values, *, verbs: str = "") -> None:
        """A form is sent, and the page confirms it in words."""
        self.add(section, thing, values, verbs)
        self.confirmed()

    def _told(self, wanted: str = "") -> bool:
        with contextlib.suppress(Unmet):
            self.confirmed(wanted)
            return True
        return False

    def kept(self, section: str) -> set[str]:
        """The rows that a section lists now; what is there later and not among them is new."""
        return {row.text for row in self.rows()} if self.can_go_to(section) else set()

    def changes(self, section: str, values: Values, marker: str, *, of: str = "") -> None:
        """A row's form is opened by an edit button, changed and saved; the new text is then shown."""
        self.go_to(section)
        row = (self.any_row(of) if of else None) or self.listed()[0]
        edit = self.find("edit|change|modify|update|manage|rename", within=row)
        if edit is None:
            self.open_row(row)
            edit = self.find("edit|change|modify|update|rename", least=0.2)
        if edit is not None:
            self.click(edit.n)
        form = self.form(values)
        need(form, "there is no form to change it")
        self.send(self.fill(form, values, rest=False), "save|update")
        self.sent()
        need(self.shows(marker) or (self.can_go_to(section) and self.shows(marker)), "the change isn't shown")

    def removes(self, section: str, marker: str) -> None:
        """The row with the marker is deleted, and no longer listed."""
        self.go_to(section)
        row = self.any_row(marker)
        need(row, f"{marker!r} is not listed")
        button = self.find("delete|remove|trash", within=row)
        if button is None:
            self.open_row(row)
            button = self.find("delete|remove|trash", least=0.2)
        if button is None:
            edit = self.find("edit|change|manage", least=0.2)
            need(edit, "nothing deletes it")
            self.click(edit.n)
            button = self.find("delete|remove|trash", least=0.2)
        need(button, "nothing deletes it")
        self.click(button.n)
        asked = self.shows("sure") or any(words.means(each, "delete|remove|undone") for each in self.news())
        still = self.shows(marker) and not self._told("deleted|removed")
        again = self.find("yes|delete|confirm|remove|ok", least=0.2) if asked and still else None
        if again:
            self.click(again.n)
        self.go_to(section)
        need(not self.shows(marker), "it is still listed after it was deleted")

    def reads(self, section: str, about: str, *, least: int = 40) -> None:
        """A section has at least so many words, and speaks of every theme (`a|b`, comma between themes)."""
        self.go_to(section)
        text = self.content()
        count = len(text.split())
        need(count >= least, f"only {count} words are to be read")
        self._shows_details(text, tuple(each.strip() for each in about.split(",")))

    def has_row(self, section: str, thing: str, values: Values, marker: str) -> None:
        """Sees to it that something is there to work on: as the owner adds it where it isn't listed yet."""
        owner = self.owner()
        if owner.can_go_to(section) and owner.any_row(marker):
            return
        owner.adds(section, thing, values, marker)

    def profile(self, values: Values, marker: str) -> None:
        """The person's own profile is changed, and shows the change (one of `a|b`) when it is opened again."""
        section = "my profile|profile|account|my account|personal center|settings|personal information"
        self.go_to(section)
        form = self.form(values)
        if not form:
            edit = self.find("edit|update|change|complete|create|add|new", least=0.2)
            need(edit, "there is no way to change the profile")
            self.click(edit.n)
            form = self.form(values)
        need(form, "there is no form for the profile")
        self.send(self.fill(form, values), "save|update")
        self.sent()
        told = self._told()
        self.go_to(section)

        def there() -> bool:
            return any(self.shows(each, fields=True) for each in marker.split("|"))

        if not there() and (rows := self.rows()):
            self.open_row(rows[0])
        need(there(), "the change isn't shown in the profile")
        if not told:
            raise Partial("saved, but nothing confirmed it")

    def logs_in(self, wanted: str = "", extra: Values | None = None) -> Account:
        """Signs up, out, is refused with a wrong password (and told so), and gets in with the right one."""
        account = self.account or self.sign_up(wanted, extra=extra)
        self.sign_out()
        self.refused_with_reason(account, wanted)
        self.sign_in(account, wanted)
        return account

    def refused_with_reason(self, account: Account, wanted: str = "") -> None:
        """A wrong password is refused in words that a person understands."""
        self.try_sign_in(Account(account.name, account.email, "not the password 1"), wanted)
        need(self._asks_password() or not self.signed_in(), "a wrong password lets in")
        said = " ".join(self.news())
        need(
            words.means(
                said,
                "wrong|incorrect|invalid|not match|doesn't match|try again|no account|unknown|not right|don't match|do not match|failed|check",
            ),
            "a wrong password is not explained",
        )
        need(
            not re.search(r"traceback|exception|stack|sql|null|undefined|\b500\b", said, re.IGNORECASE),
            "the message is technical jargon",
        )

    def pick(self, names: list[str], button: str = "") -> None:
        """Choose things by name, in selects (one each) or check boxes, and press what goes on."""
        fields = self.fields()
        selects = [each for each in fields if each.type == "select" and not each.search]
        for name in names:
            fitting = [
                each
                for each in selects
                if any(words.score(option["text"], name) > 0.4 for option in each.options)
            ]
            if fitting:
                self.enter(fitting[0], name)
                selects.remove(fitting[0]) if not fitting[0].multiple else None
            elif box := words.best(
                [each for each in fields if each.type in ("checkbox", "radio")],
                lambda each: each.label,
                name,
                0.4,
            ):
                self.enter(box, "yes")
        if button and (found := self.find(button, least=0.2)):
            self.click(found.n)

    def pick_all(self, button: str) -> None:
        """Tick every check box, choose all of a list, press what goes on, and fill in what that asks for."""
        for each in self.fields():
            if each.type == "checkbox" and not each.checked:
                self.enter(each, "yes")
            elif each.multiple and each.options:
                every = [option["value"] for option in each.options if option["value"]]
                self.page.locator(f'[data-webgen-n="{each.n}"]').first.select_option(every)
        self.press(button)
        with contextlib.suppress(Unmet):  # What follows need not be a form; the case asks for what is shown.
            self.complete({}, steps=1)

    def in_main(self, literal: str) -> bool:
        """Whether a literal text is visible outside of header, navigation and footer (which name who is signed in)."""
        return bool(
            self.page.evaluate(
                """(wanted) => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                for (let at; (at = walker.nextNode()); ) {
                  const e = at.parentElement;
                  if (at.data.toLowerCase().includes(wanted) && e.checkVisibility() && (e.closest('main') || !e.closest('header,nav,footer,aside'))) return true;
                } return false; }""",
                literal.casefold(),
            )
        )

    def copies(self, wanted: str) -> str:
        """Press what copies, and read the clipboard."""
        with contextlib.suppress(Error):
            self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.press(wanted)
        try:
            return str(self.page.evaluate("navigator.clipboard.readText()"))
        except Error:
            return ""


def _detail(text: str, wanted: str) -> bool:
    """Whether a text has a detail; `#number`, `#date`, `#by` and so on mean a value of that shape."""
    text = re.sub(r".*(©|copyright|all rights reserved).*", "", text, flags=re.IGNORECASE)
    shapes = {
        "#by": r"\b[Bb]y:?\s+[A-Z]",
        "#number": r"\d",
        "#percent": r"\d\s?%",
        "#mail": r"\S+@\S+\.\w+",
        "#time": r"\b\d{1,2}:\d\d\b",
        "#date": r"\d{4}-\d\d-\d\d|\d{1,2}[./ ]\w{2,9}\.?,?[./ ]\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}|"
        r"\b(19|20)\d\d\b|\b(yesterday|today|tomorrow|ago)\b",
    }
    return any(
        re.search(shapes[each], text)
        if each in shapes
        else words.means(text[:20_000], each)
        if len(text) < 2000
        else bool(words.lines_with(text, each))
        for each in words.synonyms(wanted)
    )
