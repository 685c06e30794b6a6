"""Signing up, in and out as a person does, wherever the app has these forms."""

import contextlib
import uuid
from dataclasses import dataclass

from bench.webgen import words
from bench.webgen.entering import PASSWORD
from bench.webgen.filling import Filling, Values
from bench.webgen.looking import Field
from bench.webgen.verdicts import Unmet, need

UP = "sign up|register|registration|create account|make account|make an account|join|new account|get started"
IN = "sign in|log in|login|signin"
OUT = "sign out|log out|logout|signout"


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody signs in with."""

    name: str
    email: str
    password: str = PASSWORD


def new_account(name: str = "Robin Example") -> Account:
    return Account(name, f"{name.split()[0].lower()}-{uuid.uuid4().hex[:8]}@example.org")


class Persons(Filling):
    """What a person does with accounts."""

    account: Account | None = None
    kind_asked = False
    """Whether the form to sign up was one for the wanted kind of person, or let them choose it."""

    def sign_up(
        self, wanted: str = "", *, name: str = "Robin Example", extra: Values | None = None
    ) -> Account:
        """Make an account; `wanted` names the kind of person where the app asks for one."""
        account = new_account(name)
        self._to_form(UP, IN, wanted)
        values: Values = {
            "email|e-mail|mail": account.email,
            "username|user name|login": account.email.split("@")[0],
            "repeat password|confirm password|password again|confirmation": account.password,
            "password!": account.password,
            "full name|your name|name|first name": account.name,
            **(extra or {}),
        }
        if wanted:
            values = {
                "role|account type|user type|type|i am|register as|kind": wanted.split("|")[0],
                **values,
            }
        form = self.form(values, least=2)
        need(form, "there is no form to sign up")
        self.kind_asked = bool(wanted) and self._asks_kind(form, wanted)
        self.send(self.fill(form, values), UP)
        self.sent()
        self.account = account
        if self._asks_password() and not self._is_in():  # Many apps let a new person sign in themselves.
            need(self._is_form_of(IN) and not self._is_form_of(UP), "signing up leads nowhere")
            self.sign_in(account, wanted)
        return account

    def sign_in(self, account: Account, wanted: str = "") -> None:
        """Sign in; the case is not met where the app refuses."""
        self.try_sign_in(account, wanted)
        need(not self.refused(), "signing in was refused: " + ", ".join(self.refused())[:100])
        need(not self._asks_password() and self.status < 400, "signing in leads back to its form")
        self.account = account

    def try_sign_in(self, account: Account, wanted: str = "") -> None:
        """Fill and send the form to sign in, whatever comes of it."""
        self._to_form(IN, UP, wanted)
        values: Values = {
            "password!": account.password,
            "email|e-mail|mail|username|user name|login|name": account.email,
        }
        form = self.form(values, least=1)
        need(form, "there is no form to sign in")
        self.send(self.fill(form, values, rest=False), IN)

    def sign_out(self) -> None:
        """Sign out by what the app offers for it."""
        self.open()
        try:
            self.press(OUT)
        except Unmet:
            self._open_account()
            self.press(OUT)
        if (again := self.find(OUT)) and again.submit:
            self.click(again.n)

    def signed_in(self) -> bool:
        """Whether the app shows that somebody is signed in."""
        return self._is_in()

    def _is_in(self) -> bool:
        if self.find(OUT):
            return True
        if self.in_menus(lambda: self.find(OUT)):
            return True
        name = self.account.name if self.account else "Robin Example"
        return self.shows(name) and not self.find(IN, least=0.5)

    def _open_account(self) -> None:
        with contextlib.suppress(Unmet):
            self.go_to("account|profile|my account|settings", content=False)

    def _to_form(self, wanted: str, other: str, kind: str = "") -> None:
        """To the form with a password: on this page, behind what is called so, or behind the other form."""
        self.open()
        for step in (wanted, other, wanted):
            elsewhere = self._is_form_of(other) and self.find(wanted, least=0.5)
            if step == wanted and self._asks_password() and not elsewhere:
                return
            there = [each for each in self.clickables() if len(each.text) < 60]
            own = [
                each
                for each in there
                if kind and words.means(each.text, kind) and words.means(each.text, step)
            ]
            found = words.best(own or there, lambda each: each.text, step, 0.2)
            if found is None:
                found = self.in_menus(lambda step=step: self.find(step, least=0.2))
            if found is None:
                continue
            self.click(found.n)
            if step == wanted and self._asks_password():
                return
        need(self._asks_password(), f"there is no way to {words.synonyms(wanted)[0]}")

    def _asks_kind(self, form: list[Field], wanted: str) -> bool:
        offered = [option["text"] for each in form for option in each.options]
        boxes = [each.label for each in form if each.type in ("radio", "checkbox")]
        named = [each.text for each in self.clickables() if each.form == form[0].form or each.current]
        labels = [each.label for each in form if words.means(each.label, "name|profile")]
        texts = [*offered, *boxes, *named, *labels, *self.headings()[:-1]]
        return any(words.means(each, wanted) for each in texts)

    def _asks_password(self) -> bool:
        return any(each.type == "password" for each in self.fields())

    def _is_form_of(self, wanted: str) -> bool:
        """Whether the form on this page is sent by a button that is called so."""
        number = next((each.form for each in self.fields() if each.type == "password"), -1)
        buttons = [each for each in self.clickables() if each.form == number and each.submit]
        return any(words.means(each.text, wanted) for each in buttons)
