"""Forms as a person fills them: the right field by its label, something sensible in every other one."""

from playwright.sync_api import Error

from bench.webgen import words
from bench.webgen.browsing import Browsing
from bench.webgen.entering import around, field_for, file_for, option_of, sensible, typed, waits
from bench.webgen.looking import Clickable, Field, Row, fields, look
from bench.webgen.verdicts import Unmet, need

STEPS = 6
"""Steps of a form that a person goes through."""
ON = "next|continue|proceed|go on|next step"
Values = dict[str, str]
"""What to type: label with synonyms (`title|name`) to text; `!` at the end says that the field must be there."""


class Filling(Browsing):
    """What a person does with forms."""

    def fields(self) -> list[Field]:
        return fields(self.page)

    def form(self, values: Values, *, least: int = 1) -> list[Field]:
        """The fields of the form that fits the values best: at least `least` of them must have a field."""
        forms: dict[int, list[Field]] = {}
        for each in self.fields():
            forms.setdefault(each.form, []).append(each)
        fit = {n: self._fit(form, values) for n, form in forms.items() if self._asks(form, values)}
        top = max(fit, key=lambda n: (fit[n], len(forms[n])), default=None)
        return forms[top] if top is not None and fit[top] >= least else []

    @staticmethod
    def _fit(form: list[Field], values: Values) -> int:
        return sum(field_for(form, wanted) is not None for wanted in values)

    @staticmethod
    def _asks(form: list[Field], values: Values) -> bool:
        """Whether a form asks for something; a search box does not, unless days or numbers stand beside it."""
        if not all(each.search for each in form) or any(
            words.means("search keyword", each) for each in values
        ):
            return True
        found = [field_for(form, wanted) for wanted in values]
        return any(each.type in ("date", "datetime-local", "time", "number") for each in found if each)

    def fill(self, form: list[Field], values: Values, *, rest: bool = True) -> int:
        """Types the values into a form and something sensible into the rest; the form's number."""
        taken: set[int] = set()
        for wanted, value in values.items():
            field = field_for([each for each in form if each.n not in taken], wanted)
            if field is None:
                if wanted.endswith("!"):
                    raise Unmet(f"the form has no field for {words.synonyms(wanted.rstrip('!'))[0]!r}")
                continue
            taken.add(field.n)
            self.enter(field, value, meant=words.means(field.text, wanted.rstrip("!")))
        if rest:
            groups: set[str] = set()
            for each in form:
                if each.n in taken or (each.search and not each.required) or not waits(each, groups):
                    continue
                groups.add(each.name if each.type == "radio" else "")
                self.enter(each, sensible(each) or around(each, values.values()))
        return form[0].form if form else -1

    def enter(self, field: Field, value: str, *, meant: bool = False) -> None:
        """Give one field a value in the way its kind asks for; of `a|b` a choice takes what it offers.

        `meant`: the value is for this very field, right or wrong.
        """
        place = self.page.locator(f'[data-webgen-n="{field.n}"]').first
        try:
            if field.type == "select":
                chosen = option_of(field, value)
                if chosen is not None:
                    place.select_option(chosen, timeout=2_000)
            elif field.type == "file":
                place.set_input_files(str(file_for(field, value)), timeout=2_000)
            elif field.type in ("checkbox", "radio"):
                if value not in ("", "no") and not field.checked:
                    place.check(timeout=1_500, force=True)
            elif field.type == "range":
                place.evaluate(
                    "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true}));"
                    " e.dispatchEvent(new Event('change', {bubbles: true})); }",
                    value,
                )
            else:
                place.fill(typed(field, value.split("|")[0], meant=meant), timeout=2_000)
        except Error as error:
            raise Unmet(f"the field {field.text[:40]!r} takes no {value[:30]!r}") from error

    def send(self, form: int, wanted: str = "") -> str:
        """Press what sends the form; what that is called."""
        there = [each for each in self.clickables() if each.form == form] or [
            each for each in self.clickables() if not each.nav and not each.row
        ]
        submits = [each for each in there if each.submit]
        button = words.best(submits or there, lambda each: each.text, f"{wanted}|{words.SAVE}")
        found = button or (submits[0] if len(submits) == 1 else None)
        if found is None:
            raise Unmet("the form has nothing to send it with")
        self.click(found.n)
        return found.text

    def refused(self) -> list[str]:
        """What the page finds wrong with the form that was sent."""
        texts = look(self.page, "texts")
        told = [each for each in [*texts["said"], *self.dialogs] if not words.confirms(each)]
        said = [each for each in told if words.means(each, words.REFUSES)]
        return [*(f"{label}" for label in texts["wrong"]), *said]

    def explained(self) -> bool:
        """Whether a person learns that the form was wrong: by the browser's own hint, or by words of the page."""
        hints = self.page.locator("input:invalid, textarea:invalid, select:invalid").count()
        return bool(self.refused() or hints or any(words.means(each, words.REFUSES) for each in self.news()))

    def sent(self) -> None:
        """The form that was sent was taken."""
        need(self.status < 400, f"the app answers {self.status}")
        wrong = self.refused()
        need(not wrong, f"the form was refused: {', '.join(wrong)[:150]}")

    def find_form(self, thing: str, values: Values, verbs: str = "") -> list[Field]:
        """The form for a thing: on this page, or behind a button or link that names the thing or says 'add'.

        A form that has no field for what must be there is passed by, as long as there is another one.
        """
        least = 2 if len(values) > 1 else 1
        here = self.form(values, least=least)
        if here and self._has_all(here, values):
            return here
        url = self.page.url
        for candidate in self._openers(thing, verbs or words.ADD):
            now = self.same(candidate)
            if now is None:
                continue
            self.click(now.n)
            found = self.form(values, least=1) if self.status < 400 else []
            if found and self._has_all(found, values):
                return found
            if self.page.url != url or self.status >= 400:
                self.open(url)
        return self.form(values, least=1)

    @staticmethod
    def _has_all(form: list[Field], values: Values) -> bool:
        return all(field_for(form, wanted) for wanted in values if wanted.endswith("!"))

    def same(self, one: Clickable) -> Clickable | None:
        """What was found before, on the page as it is now."""
        there = self.clickables()
        alike = [
            each for each in there if each.text == one.text and each.href == one.href and each.tag == one.tag
        ]
        return next((each for each in alike if each.n == one.n), None) or next(iter(alike), None)

    def _openers(self, thing: str, verbs: str) -> list[Clickable]:
        """What may open the form: verb and thing, then a verb alone; never a row's own buttons first."""
        there = [each for each in self.clickables() if len(each.text) < 60]
        both = [each for each in there if words.means(each.text, verbs) and words.means(each.text, thing)]
        alone = [
            each
            for each in there
            if words.score(each.text, verbs + "|+") >= 0.5 or each.text.strip() in "+＋"
        ]
        ranked = [*both, *(each for each in alone if each not in both and each.text.strip())]
        return sorted(ranked, key=lambda each: (each not in both, each.row))[:3]

    def add(self, section: str, thing: str, values: Values, verbs: str = "") -> None:
        """Go to a section, open the form for a thing, fill it and send it."""
        form: list[Field] = []
        if self.can_go_to(section):
            form = self.find_form(thing, values, verbs)
            every = (
                None
                if form and self._has_all(form, values)
                else self.find("show all|view all|see all", least=0.4)
            )
            if every:  # A section may show only the first rows of a list whose page has the form.
                self.click(every.n)
                form = self.find_form(thing, values, verbs)
        if not form:
            self.open()
            form = self.find_form(thing, values, verbs)
        need(form, f"there is no form to add {words.synonyms(thing)[0]!r}")
        self._send_all(form, values, verbs)

    def _send_all(self, form: list[Field], values: Values, verbs: str) -> None:
        """Fill the form and send it, and so the steps that follow it, as long as what sends it leads on to one."""
        for _ in range(STEPS):
            text = self.send(self.fill(form, values), verbs)
            self.sent()
            form = [each for each in self.form(values, least=0) if not each.search]
            if not form or not words.means(text, ON):
                return

    def complete(self, values: Values, steps: int = 3, wanted: str = "") -> int:
        """Fill and send the form that follows, and those that follow it (a checkout in steps); how many there were."""
        for step in range(steps):
            form = [each for each in self.form(values, least=0) if not each.search]
            fits = any(field_for(form, each) for each in values)
            if not form or (step and not fits):
                return step
            try:
                self.send(self.fill(form, values), wanted)
            except Unmet:
                if values and fits:
                    raise
                return step  # A form that has nothing to do with it.
            self.sent()
        return steps

    def act(self, section: str, action: str, values: Values | None = None, *, marker: str = "") -> Row:
        """Do something with one of the rows: by a button in the row, or on the page that it opens.

        A person looks in every place that is called so before giving up.
        """
        reason = ""
        for place in list(dict.fromkeys([section, *words.synonyms(section)]))[:4]:
            try:
                return self._act_in(place, action, values, marker)
            except Unmet as unmet:
                reason = reason or str(unmet)
        raise Unmet(reason)

    def _act_in(self, section: str, action: str, values: Values | None, marker: str) -> Row:
        self.go_to(section)
        rows = [row for row in [self.any_row(marker)] if row] if marker else self.rows(section)[:3]
        need(rows or not marker, f"{marker!r} is not listed")
        place = self.page.url
        for each in rows:
            row = next((one for one in self.rows(section) if one.text == each.text), None) or self.any_row(
                each.title
            )
            if row is None:
                continue
            if (button := self.find(action, within=row, least=0.2)) is None:
                self.open_row(row)
                button = self._own_button(action, row.title)
            if button is not None:
                self.click(button.n)
                need(self.status < 400, f"{button.text[:40]!r} answers {self.status}")
                self.complete(values or {}, wanted=action)
                return row
            if values and self.form(values, least=1):
                self.complete(values, wanted=action)
                return row
            self.open(place)
        if not marker and (button := self._own_button(action)):
            self.click(button.n)
            need(self.status < 400, f"{button.text[:40]!r} answers {self.status}")
            self.complete(values or {}, wanted=action)
            return rows[0] if rows else Row(button.n, button.text, button.text, [], 0)
        raise Unmet(f"nothing can be done that is called {words.synonyms(action)[0]!r}")

    def _own_button(self, action: str, never: str = "") -> Clickable | None:
        """What the page itself offers that is called so, outside of its navigation."""
        there = [each for each in self.clickables() if not each.nav and each.text != never]
        return words.best(there, lambda each: each.text, action, 0.2)
