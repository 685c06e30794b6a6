"""Actions and what happens by itself, with their steps, as made-up lines."""

from tests.generated.expressions import Place
from tests.generated.lines import Lines
from tests.generated.model import FieldPlan, ThingPlan
from tests.generated.names import is_simple, said

from appling.blueprint.checks.asking import ANSWERS
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import StepSignature

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


class ActionLines(Lines):
    """Makes up actions, triggers and steps."""

    _inputs: list[str] | None = None
    """The lines of what the action asks for, while one is made that may ask."""

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


def _holds_answers(field: FieldPlan) -> bool:
    """Whether what a model says fits into it."""
    return field.type in ANSWERS
