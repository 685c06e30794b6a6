"""Blueprints of every shape, made from the vocabulary and so from whatever atoms there are."""

from dataclasses import replace
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.generated.drawing import Hand
from tests.generated.expressions import COMPARED, DATED, SHOWN, WRITTEN, Expressions, Place
from tests.generated.model import AppPlan, FieldPlan, ThingPlan
from tests.generated.names import KEYWORDS, fresh, is_simple, quoted, said

from appling import atoms
from appling.atoms.base import FieldAtom
from appling.blueprint import check
from appling.blueprint.checks.asking import ANSWERS
from appling.blueprint.model.app import App
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import (
    FieldSignature,
    PartSignature,
    Setting,
    StepSignature,
    TraitSignature,
    Vocabulary,
)
from appling.blueprint.syntax.characters import name_key

TIMES = (Kind.DATE, Kind.MOMENT)
BOUNDED = (Kind.NUMBER, Kind.MONEY, Kind.TEXT, Kind.SEVERAL)
LANGUAGES = ("zh", "en", "de", "ar", "ja", "pt-BR")
COLOURS = ("ivory", "forest green", "#123", "#a1b2c3", "black", "white", "hot pink", "#ffffff", "#000000")
ABOUT = ("Borrow and return bikes.", "借阅图书。", "A <b>bold</b> & 'odd' one # no comment", "١٢٣ نص")
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
PERIODS = ("hour", "day", "weekday", "monday", "sunday", "month")
CLOCKS = ("08:00", "00:00", "23:59", "12:30")
TOLD = (
    Kind.TEXT,
    Kind.NUMBER,
    Kind.MONEY,
    Kind.DATE,
    Kind.MOMENT,
    Kind.TRUTH,
    Kind.PERSON,
    Kind.LINK,
    Kind.SEVERAL,
)
ASKED = ("asked for", "given", "原因", "سبب", "neu")
VERBS = ("see", "add", "change", "remove")


@st.composite
def blueprints(draw: DrawFn, vocabulary: Vocabulary | None = None, formulas: int = 2) -> str:
    """The text of a blueprint that the checker mostly accepts."""
    return Maker(Hand(draw), vocabulary or atoms.vocabulary(), formulas).text()


class Made(NamedTuple):
    """An app with its blueprint, which says all of it."""

    app: App
    source: str

    def __repr__(self) -> str:
        return f"\n{self.source}"


@st.composite
def apps(draw: DrawFn, formulas: int = 2) -> Made:
    """An app that the checker accepts, with its blueprint; a thing has so many formulas at most."""
    source = draw(blueprints(formulas=formulas).filter(is_accepted))
    found = check(source, atoms.vocabulary()).app
    assert found is not None
    return Made(found, source)


def _holds_answers(field: FieldPlan) -> bool:
    """Whether what a model says fits into it."""
    return field.type in ANSWERS


def is_accepted(source: str) -> bool:
    return check(source, atoms.vocabulary()).app is not None


class Maker:
    """Makes up one blueprint."""

    def __init__(self, hand: Hand, vocabulary: Vocabulary, formulas: int) -> None:
        self.hand = hand
        self.vocabulary = vocabulary
        self.formulas = formulas
        self.expressions = Expressions(hand)
        self.plan = AppPlan()
        self._inputs: list[str] | None = None

    def text(self) -> str:
        """All blocks; what is said of things comes after their fields are known."""
        hand = self.hand
        things: set[str] = set()
        roles: set[str] = {"visitor", "owner"}
        self.plan.roles = [fresh(hand, roles) for _ in range(hand.number(0, 3))]
        for _ in range(hand.number(1, 4)):
            name = fresh(hand, things)
            self.plan.things[name] = ThingPlan(name)
        for thing in self.plan.things.values():
            self._fields(thing)
        for thing in self.plan.things.values():
            self._formulas(thing)
        blocks = [self._app(), *(self._thing(thing) for thing in self.plan.things.values())]
        taken: set[str] = set()
        blocks += [self._action(fresh(hand, taken)) for _ in range(hand.number(0, 3))]
        blocks += [self._trigger() for _ in range(hand.number(0, 2))]
        taken = set()
        self.plan.pages = [fresh(hand, taken) for _ in range(hand.number(0, 3))]
        blocks += [self._page(name) for name in self.plan.pages]
        blocks += [self._row_page(thing) for thing in self.plan.things.values() if hand.chance(15)]
        return "\n".join(block for block in blocks if block)

    # The app -----------------------------------------------------------------

    def _app(self) -> str:
        hand = self.hand
        lines = [f"app {said(fresh(hand, set()), hand)}"]
        lines += [f"about: {hand.one(ABOUT)}"] if hand.chance(50) else []
        lines += [f"language: {hand.one(LANGUAGES)}"] if hand.chance(40) else []
        lines += [f"look: {', '.join(hand.some(COLOURS, 2))}"] if hand.chance(40) else []
        if self.plan.roles:
            lines.append(f"people: {', '.join(self._declared(role) for role in self.plan.roles)}")
            lines += [f"sign up: {', '.join(hand.some(self._role_names(), 2))}"] if hand.chance(15) else []
        if hand.chance(60):
            lines += [self._rule(None) for _ in range(hand.number(1, 2))]
        return "\n  ".join(lines) + "\n"

    def _declared(self, role: str) -> str:
        was = f" (was {said('Former ' + role, self.hand)})" if self.hand.chance(5) else ""
        return said(role, self.hand) + was

    def _role_names(self) -> list[str]:
        return [said(role, self.hand) for role in self.plan.roles]

    def _rule(self, thing: ThingPlan | None) -> str:
        hand = self.hand
        roles = hand.some(["visitor", *self._role_names()], 2)
        if hand.chance(20):
            verbs = ["do all"]
        else:
            verbs = [verb + (" own" if hand.chance(35) else "") for verb in hand.some(VERBS, 4)]
        where = ""
        if thing is not None and hand.chance(30):
            where = f" where {self.expressions.of(Kind.TRUTH, Place(self.plan, thing), 2)}"
        return f"{', '.join(roles)} may {', '.join(verbs)}{where}"

    # Things ------------------------------------------------------------------

    def _thing(self, thing: ThingPlan) -> str:
        was = f" (was {said('Former ' + thing.name, self.hand)})" if self.hand.chance(5) else ""
        lines = [f"thing {said(thing.name, self.hand)}{was}", *(field.line for field in thing.fields)]
        lines += [self._constraint(thing)] if self.hand.chance(25) else []
        if self.hand.chance(70):
            lines += [self._rule(thing) for _ in range(self.hand.number(1, 3))]
        if self.vocabulary.traits and self.hand.chance(25):
            traits = self.hand.some([each.name for each in self._traits() if not each.measured], 3)
            turns = self.plan.roles and any(self.vocabulary.traits[name].turns for name in traits)
            by = f" by {', '.join(self.hand.some(self._role_names(), 2))}" if turns else ""
            lines.append(f"has {', '.join(traits)}{by}{self._for(20)}")
        lines += [self._measured(thing)] if self.hand.chance(20) else []
        return "\n  ".join(lines) + "\n"

    def _traits(self) -> list[TraitSignature]:
        return list(self.vocabulary.traits.values())

    def _measured(self, thing: ThingPlan) -> str:
        """A trait that is of a sum of money."""
        sums = thing.of_kind(Kind.MONEY)
        measured = [each.name for each in self._traits() if each.measured]
        if not sums or not measured:
            return "has likes"
        return f"has {self.hand.one(measured)} of {said(self.hand.one(sums).name, self.hand)}{self._for(20)}"

    def _constraint(self, thing: ThingPlan) -> str:
        hand = self.hand
        kept = [field for field in thing.fields if not field.formula]
        kept = [field for field in kept if field.kind not in (Kind.FILE, Kind.SEVERAL)]
        if not kept:
            return ""
        per = ", ".join(self._own(field) for field in hand.some(kept, 3))
        times = [found for kind in (*DATED, Kind.TIME) if len(found := thing.of_kind(kind)) > 1]
        times = [found for found in times if not any(field.formula for field in found)]
        where = [field for field in kept if field.kind in (Kind.TRUTH, Kind.NUMBER)]
        moments = [field for field in kept if field.kind is Kind.MOMENT]
        if moments and hand.chance(50):
            thing.apart = True
            return f"one per {self._own(moments[0])}"
        line = f"one per {per}"
        if times and hand.chance(70):
            start, end, *_ = hand.one(times)
            line = f"no overlap of {self._own(start)}, {self._own(end)}"
            others = [field for field in kept if field not in (start, end)]
            line += f" per {self._own(hand.one(others))}" if others and hand.chance(60) else ""
        counted = f" where {self._own(hand.one(where))} is not empty" if where and hand.chance(30) else ""
        return line + counted

    def _fields(self, thing: ThingPlan) -> None:
        hand = self.hand
        taken: set[str] = set()
        for _ in range(hand.number(1, 6)):
            name = fresh(hand, taken)
            if hand.chance(25):
                thing.fields.append(self._link(name, hand.one(list(self.plan.things))))
            else:
                thing.fields.append(self._field(name, hand.one(list(self.vocabulary.fields.values()))))
            if hand.chance(15):
                self._ask_only_when(thing)

    def _ask_only_when(self, thing: ThingPlan) -> None:
        """Let the last field hang on an earlier one that everybody sees."""
        *others, field = thing.fields
        plain = [
            each
            for each in others
            if " for " not in each.line and each.kind is not Kind.FILE and is_simple(each.name)
        ]
        if plain and not field.required and not field.counted:
            field.line += f" when {self.hand.one(plain).name} is not empty"

    def _link(self, name: str, target: str) -> FieldPlan:
        field = FieldPlan(name, Kind.LINK, target=target)
        type_name = target if is_simple(target) and name_key(target) not in self._types() else quoted(target)
        field.line = f"{said(name, self.hand)}: {type_name}" + self._behind(field)
        return field

    def _types(self) -> set[str]:
        signatures = self.vocabulary.fields.values()
        return {word for each in signatures for word in (each.name, *each.aliases)}

    def _field(self, name: str, signature: FieldSignature) -> FieldPlan:
        hand = self.hand
        field = FieldPlan(name, signature.kind, counted=signature.counted, type=signature.name)
        written = self._written(field, signature)
        behind = self._numbered() if field.counted else self._behind(field, flags="," not in written)
        field.line = f"{said(name, hand)}: {written.partition(' =')[0] if field.counted else written}{behind}"
        return field

    def _written(self, field: FieldPlan, signature: FieldSignature) -> str:
        """The type: as one of the atom's own examples has it, or by one of its names."""
        hand = self.hand
        word = hand.one((signature.name, *signature.aliases)) if hand.chance(30) else signature.name
        if signature.arguments == "choices":
            taken: set[str] = set()
            field.choices = tuple(fresh(hand, taken) for _ in range(hand.number(1, 4)))
            return f"{signature.name}({', '.join(said(choice, hand) for choice in field.choices)})"
        lines = [good.line for good in self._atom(signature).good if good.line]
        return hand.one(lines) if lines and hand.chance(25) else word

    def _atom(self, signature: FieldSignature) -> FieldAtom:
        return atoms.field_atom(signature.name)

    def _numbered(self) -> str:
        """What the first number looks like, and for whom the numbers are."""
        firsts = ("", " = 1001", ' = "INV-{year}-0001"', ' = "7/{month}"', ' = "%_é9"')
        return self.hand.one(("", ", unique", ", required")) + self.hand.one(firsts) + self._for(12)

    def _behind(self, field: FieldPlan, *, flags: bool = True) -> str:
        """Flags, a default, and for whom the field is."""
        hand = self.hand
        text = ""
        if flags:
            field.required = hand.chance(25)
            text += ", required" if field.required else ""
            text += ", unique" if hand.chance(12) and field.kind is not Kind.SEVERAL else ""
            if field.kind in BOUNDED and (not field.choices or field.kind is Kind.SEVERAL):
                text += f", min {hand.one((0, 1, 2, -5))}" if hand.chance(15) else ""
                text += f", max {hand.one((3, 10, 100, 2.5))}" if hand.chance(15) else ""
        if hand.chance(30) and field.kind is not Kind.FILE:
            default = self.expressions.value_for(field, Place(self.plan, None))
            field.default = default != "empty"
            text += f" = {default}"
        return text + self._for(12)

    def _for(self, percent: int) -> str:
        if not self.plan.roles or not self.hand.chance(percent):
            return ""
        return f" for {', '.join(self.hand.some(self._role_names(), 2))}"

    def _formulas(self, thing: ThingPlan) -> None:
        """They use declared fields and the formulas made before, so none uses itself."""
        hand = self.hand
        taken = {name_key(field.name) for field in thing.fields}
        for _ in range(hand.number(0, self.formulas)):
            kind = hand.one((Kind.TRUTH, Kind.TRUTH, *COMPARED))
            made = self.expressions.of(kind, Place(self.plan, thing))
            if made in ("empty", "me"):
                continue
            name = fresh(hand, taken)
            line = f"{said(name, hand)} = {made}{self._for(12)}"
            thing.fields.append(FieldPlan(name, _kind_made(kind, made), line, formula=True))

    # Actions -----------------------------------------------------------------

    def _action(self, name: str) -> str:
        hand = self.hand
        thing = hand.one(list(self.plan.things.values())) if hand.chance(80) else None
        place = Place(self.plan, thing, this=thing.name if thing is not None else "")
        header = f"action {said(name, hand)}"
        header += f" on {said(thing.name, hand)}" if thing is not None else ""
        if self.plan.roles or hand.chance(30):
            roles = hand.some(["visitor", *self._role_names()], 2)
            header += f" for {', '.join(roles)}" if hand.chance(50) else ""
        if thing is not None and hand.chance(40):
            header += f" when {self.expressions.of(Kind.TRUTH, place, 2)}"
        self._inputs = [] if hand.chance(60) else None
        steps = [step for _ in range(hand.number(1, 3)) if (step := self._step(place))]
        lines, self._inputs = [*steps, *(self._inputs or ())], None
        return "\n  ".join([header, *(reversed(lines) if hand.chance(50) else lines)]) + "\n" if steps else ""

    def _given(self, field: FieldPlan, place: Place) -> str:
        """What is asked for to be put into a field: of the field's own type; nothing if nothing is asked."""
        hand = self.hand
        if (
            self._inputs is None
            or len(self._inputs) > 5
            or not hand.chance(60)
            or not (field.type or field.target)
        ):
            return ""
        name = f"{hand.one(ASKED)} {len(self._inputs)}"
        kind = said(field.target, hand) if field.target else field.type
        if field.choices:
            kind = f"choice({', '.join(said(each, hand) for each in hand.some(list(field.choices), 9))})"
        line = f"{name}: {kind}" + (", required" if hand.chance(30) else "")
        if field.kind is not Kind.FILE and not field.choices and hand.chance(30):
            line += f" = {self.expressions.value_for(field, place)}"
        self._inputs.append(line)
        return name

    def _trigger(self) -> str:
        """What happens by itself."""
        hand = self.hand
        thing = hand.one(list(self.plan.things.values()))
        about: ThingPlan | None = thing
        dated = [field for field in thing.fields if field.kind in (Kind.DATE, Kind.MOMENT)]
        name = said(thing.name, hand)
        kind = hand.one(("added", "changed", "removed", "every", "after"))
        if kind == "every":
            about = thing if hand.chance(60) else None
            header = f"every {hand.one(PERIODS)}" + (f" at {hand.one(CLOCKS)}" if hand.chance(60) else "")
            header += f" for each {name}" if about is not None else ""
        elif kind == "after":
            header = f"{hand.number(0, 9)} days {hand.one(('after', 'before'))} "
            header += f"{said(hand.one(dated).name, hand)} of {name}" if dated else ""
            header = header if dated else f"{hand.number(2, 9)} days after {name} is added"
        else:
            kept = [field for field in thing.fields if not field.formula]
            field = f"{said(hand.one(kept).name, hand)} of " if kept and kind == "changed" else ""
            header = f"when {field if hand.chance(40) else ''}{name} is {kind}"
        place = Place(self.plan, about, this=thing.name if about is not None else "")
        if about is not None and hand.chance(40):
            header += f" where {self.expressions.of(Kind.TRUTH, place, 2)}"
        steps = [self._step(place, going=kind == "removed") for _ in range(hand.number(1, 3))]
        return "\n  ".join([header, *(step for step in steps if step)]) + "\n" if any(steps) else ""

    def _told(self, signature: StepSignature, place: Place) -> str:
        """Somebody, and a text with values."""
        hand = self.hand
        if signature.form == "post":
            return f'{signature.name} "https://example.org/{hand.number(1, 9)}"'
        fields = place.thing.fields if place.thing is not None else []
        people = [said(field.name, hand) for field in fields if field.kind is Kind.PERSON]
        who = hand.one(["owner", *self._role_names(), *people])
        values = [hand.one(("Soon: ", "到期 ", "{{}} ", "a \\n b "))]
        spoken = [field for field in fields if field.kind in TOLD and is_simple(field.name)]
        values += [f"{{{hand.one(spoken).name}}}"] if spoken and hand.chance(70) else []
        return f'{signature.name} {who} "{"".join(values)}"'

    def _asked(self, signature: StepSignature, place: Place) -> str:
        """A question about the row, for a field that can hold an answer."""
        hand = self.hand
        fields = place.thing.fields if place.thing is not None else []
        holding = [field for field in fields if _holds_answers(field)]
        if not holding:
            return ""
        spoken = [field for field in fields if field.kind in TOLD and is_simple(field.name)]
        value = f" {{{hand.one(spoken).name}}}" if spoken and hand.chance(80) else ""
        asked = hand.one(("Summarise:", "这是什么？", "One word, {{}}:"))
        return f'{signature.name} "{asked}{value}" into {self._own(hand.one(holding))}'

    def _step(self, place: Place, *, going: bool = False) -> str:
        rowless = ("create", "draw", "tell", "post")
        allowed = rowless if place.thing is None or going else ("assign", "delete", "ask", *rowless)
        signature = self.hand.one([each for each in self.vocabulary.steps.values() if each.form in allowed])
        match signature.form:
            case "tell" | "post":
                return self._told(signature, place)
            case "create":
                return self._create(signature, place)
            case "draw":
                return self._draw(signature, place)
            case "delete":
                return f"{signature.name} this"
            case "ask":
                return self._asked(signature, place)
        return self._assign(signature, place)

    def _draw(self, signature: StepSignature, place: Place) -> str:
        """Some rows, in which a field is set that was not."""
        thing = self.hand.one(list(self.plan.things.values()))
        kinds = (Kind.TRUTH, Kind.MOMENT)
        free = [
            field for field in thing.of_kind(*kinds) if not (field.fixed or field.formula or field.required)
        ]
        if not free:
            return ""
        field = self.hand.one(free)
        name = self._own(field)
        where, value = (f"not {name}", "yes") if field.kind is Kind.TRUTH else (f"{name} = empty", "now")
        count = self.hand.number(1, 4)
        return (
            f"{signature.name} {count} of {said(thing.name, self.hand)} where {where} with {name} = {value}"
        )

    def _create(self, signature: StepSignature, place: Place) -> str:
        thing = self.hand.one(list(self.plan.things.values()))
        fields = [field for field in thing.fields if not field.fixed]
        needed = [field for field in fields if field.required and not field.default]
        more = [field for field in fields if field not in needed and self.hand.chance(40)]
        given = [self._set(field, self._own(field), place) for field in (*needed, *more)]
        if not all(given):
            return ""
        return f"{signature.name} {said(thing.name, self.hand)}" + (
            f" with {', '.join(given)}" if given else ""
        )

    def _own(self, field: FieldPlan) -> str:
        return said(field.name, self.hand)

    def _set(self, field: FieldPlan, path: str, place: Place) -> str:
        """Nothing where a required field would be emptied."""
        if given := self._given(field, place):
            return f"{path} = {given}"
        made = self.expressions.value_for(field, place)
        if made == "empty" and field.required:
            return ""
        bracketed = made not in ("empty", "this") and self.hand.chance(10)
        return f"{path} = ({made})" if bracketed else f"{path} = {made}"

    def _assign(self, signature: StepSignature, place: Place) -> str:
        assert place.thing is not None
        fields = [field for field in place.thing.fields if not field.fixed]
        if not fields:
            return ""
        field = self.hand.one(fields)
        target = self.plan.things.get(field.target)
        beyond = [each for each in target.fields if not each.fixed] if target is not None else []
        if beyond and self.hand.chance(50):
            far = self.hand.one(beyond)
            item = self._set(far, f"{self._own(field)}.{self._own(far)}", place)
        else:
            item = self._set(field, self._own(field), place)
        return f"{signature.name} {item}" if item else ""

    # Pages -------------------------------------------------------------------

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
        if signature.name != "document" or thing is None:
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


def _kind_made(kind: Kind, made: str) -> Kind:
    """What kind a formula turns out to be: there may be no money, and then it is a number."""
    return Kind.NUMBER if kind is Kind.MONEY and made[:1].isdigit() else kind
