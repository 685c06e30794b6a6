"""Blueprints of every shape, made from the vocabulary and so from whatever atoms there are."""

from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.generated.actions import ActionLines
from tests.generated.drawing import Hand
from tests.generated.expressions import COMPARED, DATED, Place
from tests.generated.lines import ABOUT
from tests.generated.model import FieldPlan, ThingPlan
from tests.generated.names import fresh, is_simple, quoted, said
from tests.generated.pages import PageLines

from appling import atoms
from appling.atoms.base import FieldAtom
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import (
    FieldSignature,
    TraitSignature,
    Vocabulary,
)
from appling.blueprint.syntax.characters import name_key

BOUNDED = (Kind.NUMBER, Kind.MONEY, Kind.TEXT, Kind.SEVERAL)
LANGUAGES = ("zh", "en", "de", "ar", "ja", "pt-BR")
COLOURS = ("ivory", "forest green", "#123", "#a1b2c3", "black", "white", "hot pink", "#ffffff", "#000000")
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


def is_accepted(source: str) -> bool:
    return check(source, atoms.vocabulary()).app is not None


class Maker(ActionLines, PageLines):
    """Makes up one blueprint; a thing has so many formulas at most."""

    def __init__(self, hand: Hand, vocabulary: Vocabulary, formulas: int) -> None:
        super().__init__(hand, vocabulary)
        self.formulas = formulas

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
        kept = [field for field in kept if not self._tallied(field)]
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

    def _tallied(self, field: FieldPlan) -> bool:
        signature = self.vocabulary.fields.get(field.type)
        return signature is not None and signature.tallied

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
        fixed = signature.counted or signature.tallied
        field = FieldPlan(name, signature.kind, counted=fixed, type=signature.name, drawn=signature.drawn)
        written = self._written(field, signature)
        if signature.tallied:
            field.line = f"{said(name, hand)}: {written}{self._for(12)}"
            return field
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
            if (
                field.kind in BOUNDED
                and not field.drawn
                and (not field.choices or field.kind is Kind.SEVERAL)
            ):
                text += f", min {hand.one((0, 1, 2, -5))}" if hand.chance(15) else ""
                text += f", max {hand.one((3, 10, 100, 2.5))}" if hand.chance(15) else ""
        if hand.chance(30) and field.kind is not Kind.FILE and not field.drawn:
            default = self.expressions.value_for(field, Place(self.plan, None))
            field.default = default != "empty"
            text += f" = {default}"
        return text + self._for(12)

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


def _kind_made(kind: Kind, made: str) -> Kind:
    """What kind a formula turns out to be: there may be no money, and then it is a number."""
    return Kind.NUMBER if kind is Kind.MONEY and made[:1].isdigit() else kind
