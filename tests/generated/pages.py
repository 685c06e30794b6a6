"""Pages and their parts, as made-up lines."""

from dataclasses import replace

from tests.generated.expressions import DATED, SHOWN, WRITTEN, Place
from tests.generated.lines import ABOUT, Lines
from tests.generated.model import ThingPlan
from tests.generated.names import KEYWORDS, quoted, said

from appling.atoms import part_atom
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import PartSignature, Setting

TIMES = (Kind.DATE, Kind.MOMENT)
WORDS = (
    *ABOUT,
    *KEYWORDS[:4],
    "to Home",
    "a: b",
    "two\nlines",
    "“curly” \\",
    "9:30 – 18:00",
    "€ 12",
)
ADDRESSES = ("https://example.org/a?b=c#d", "mailto:me@example.org", "tel:+49301234")


class PageLines(Lines):
    """Makes up pages, of their own and of rows, and parts."""

    def _page(self, name: str) -> str:
        parts = [self._part() for _ in range(self.hand.number(1, 4))]
        return "\n  ".join([f"page {said(name, self.hand)}{self._for(30)}", *parts]) + "\n"

    def _row_page(self, thing: ThingPlan) -> str:
        """What the page of each row of a thing shows besides."""
        parts = [self._part(thing) for _ in range(self.hand.number(1, 3))]
        return "\n  ".join([f"page of {said(thing.name, self.hand)}{self._for(30)}", *parts]) + "\n"

    def _part(self, about: ThingPlan | None = None) -> str:
        hand = self.hand
        signature = hand.one(list(self.vocabulary.parts.values()))
        thing = None
        if signature.thing == "required" or (signature.thing == "optional" and hand.chance(60)):
            thing = hand.one(list(self.plan.things.values()))
        if signature.apart and (thing is None or not thing.apart):
            return 'text "Nothing to book"'
        text = signature.name
        if signature.text or hand.chance(30):
            text += f" {quoted(hand.one(ABOUT + KEYWORDS[:4]))}"
        if thing is not None:
            text += (
                f" of {said(thing.name, hand)}"
                + self._further(signature)
                + self._clauses(signature, thing, about)
            )
        return text + self._for(15) + self._settings(signature, thing) + self._below(signature, thing)

    def _further(self, signature: PartSignature) -> str:
        """Things besides the first, where a part can be over several."""
        if not signature.several or not self.hand.chance(60):
            return ""
        return "".join(f", {said(name, self.hand)}" for name in self.hand.some(list(self.plan.things), 2))

    def _below(self, signature: PartSignature, thing: ThingPlan | None) -> str:
        if thing is None or not part_atom(signature.name).prints:
            return self._items(signature)
        lines = (self._document_line(thing) for _ in range(self.hand.number(0, 5)))
        return "".join(f"\n    {line}" for line in lines)

    def _document_line(self, thing: ThingPlan) -> str:
        """A text with a value of the row, or a table of rows that link to it."""
        hand = self.hand
        place = Place(self.plan, thing)
        children = self.plan.children(thing)
        if children and hand.chance(30):
            return f"table of {said(hand.one(children).name, hand)}"
        word = hand.one(["", "", "", "from", "to", "footer", "signature", "code"])
        value = self.expressions.of(hand.one([Kind.TEXT, Kind.NUMBER, Kind.DATE]), place, 1)
        text = quoted(f"{hand.one(WORDS)} {{{value}}}" if hand.chance(70) else hand.one(WORDS))
        label = f"{quoted(hand.one(WORDS))}: " if not word and hand.chance(50) else ""
        when = f" when {self.expressions.of(Kind.TRUTH, place, 1)}" if hand.chance(20) else ""
        return " ".join(each for each in (word, label + text) if each) + when

    def _items(self, signature: PartSignature) -> str:
        """Lines below it; their links lead to pages, things and addresses."""
        if signature.items == "none" or (signature.items == "some" and not self.hand.chance(70)):
            return ""
        return "".join(f"\n    {self._item_line()}" for _ in range(self.hand.number(1, 4)))

    def _item_line(self) -> str:
        hand = self.hand
        text = quoted(hand.one(WORDS))
        text += f": {quoted(hand.one(WORDS))}" if hand.chance(50) else ""
        if not hand.chance(50):
            return text
        target = hand.one([*self.plan.pages, *self.plan.things, *ADDRESSES])
        return f"{text} to {quoted(target) if target in ADDRESSES else said(target, hand)}"

    def _clauses(self, signature: PartSignature, thing: ThingPlan, about: ThingPlan | None) -> str:
        hand, made = self.hand, self.expressions
        place = Place(self.plan, thing, quoted(thing.name) if about else "this", about=about)
        text = ""
        if "where" in signature.clauses and hand.chance(40):
            text += f" where {made.of(Kind.TRUTH, place, 2)}"
        least, single = signature.groupings, signature.single and hand.chance(25)
        if "by" in signature.clauses and not single and (least or hand.chance(30)):
            most = max(least, 2 if signature.measures else 1)
            keys = [self._grouping(place) for _ in range(hand.number(max(least, 1), most))]
            text += f" by {', '.join(keys)}"
        if "sort" in signature.clauses and hand.chance(40):
            keys = [made.any(place, WRITTEN) for _ in range(hand.number(1, 2))]
            text += " sort " + ", ".join(f"({key}){' desc' if hand.chance(40) else ''}" for key in keys)
        if "show" in signature.clauses and (single or hand.chance(50)):
            count = hand.number(2 if single else 1, 3)
            shown = [
                made.any(place, SHOWN) if single else self._shown(signature, place) for _ in range(count)
            ]
            text += f" show {', '.join(shown)}"
        if "limit" in signature.clauses and hand.chance(30):
            text += f" limit {hand.one((1, 2, 5, 100, 1000))}"
        return text

    def _grouping(self, place: Place) -> str:
        dated = self.expressions.path(place, *DATED)
        if dated and self.hand.chance(50):
            return f"{self.hand.one(('year', 'month', 'week', 'day'))}({dated})"
        return self.expressions.any(place, (*WRITTEN, Kind.SEVERAL))

    def _shown(self, signature: PartSignature, place: Place) -> str:
        made = self.expressions
        if not signature.measures:
            return made.any(place, SHOWN)
        over = replace(place, rows=True)
        one = made.aggregate(over, self.hand.one((Kind.NUMBER, Kind.MONEY))) or "count()"
        if self.hand.chance(20):
            return f"{one} {self.hand.one('+-*/')} {self.hand.one((2, 0, 100))}"
        return f"round({one})" if self.hand.chance(10) else one

    def _settings(self, signature: PartSignature, thing: ThingPlan | None) -> str:
        dated = thing is not None and any(each.kind in TIMES and not each.formula for each in thing.fields)
        offered = [each for each in signature.settings if dated or not each.dated]
        chosen = [each for each in offered if self.hand.chance(50)]
        given = [f"{each.key} = {self._setting(each)}" for each in chosen]
        return f" with {', '.join(given)}" if given else ""

    def _setting(self, setting: Setting) -> str:
        match setting.type:
            case "time":
                return self.hand.one(("9:00", "17", "0:30", "23:59"))
            case "moment":
                return self.hand.one(("2030-12-31", '"2030-12-31 18:00"', "1999-01-01"))
            case "number":
                return str(self.hand.one((0, 1, 3, 12, 999)))
            case "truth":
                return self.hand.one(("yes", "no"))
            case "text":
                return quoted(self.hand.one(ABOUT))
        return self.hand.one(setting.options) if setting.options else "word"
