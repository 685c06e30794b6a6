"""What every role may do, worked out from the blueprint's rules alone, without the code that is tested.

Answers are True, False, or None where a rule says more than this oracle understands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from appling.atoms import part_atom, step_atom
from appling.atoms.base import FreeTimes, NewRow, WorkedOut
from appling.blueprint.model.app import OWNER, VISITOR, Action, App, Field, Part, Step, Thing
from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Expression,
    In,
    IsEmpty,
    Kind,
    Literal,
    Me,
    Path,
    Unary,
)
from appling.blueprint.names import unique_keys

Row = Mapping[str, Any]
Verdict = bool | None
UNKNOWN = object()
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def any_of(verdicts: list[Verdict]) -> Verdict:
    return True if True in verdicts else None if None in verdicts else False


def all_of(verdicts: list[Verdict]) -> Verdict:
    return False if False in verdicts else None if None in verdicts else True


@dataclass(frozen=True)
class Who:
    """Somebody: a role, and a person's number (None for a visitor)."""

    role: str
    person: int | None = None


@dataclass(frozen=True)
class Oracle:
    """`rows` gives a thing's rows as they are kept."""

    app: App
    rows: Callable[[str], list[dict[str, Any]]]

    # What a role may do at all -----------------------------------------------

    def may(self, who: Who, thing: str, verb: str) -> bool:
        return who.role == OWNER or any(
            grant.verb.value == verb and self._is_for(who, grant.role) and (not grant.own or who.person)
            for grant in self.app.thing(thing).grants
        )

    def adds_freely(self, who: Who, thing: str) -> bool:
        """Whether a grant lets this role add any row whatever."""
        return who.role == OWNER or any(
            grant.verb.value == "add" and self._is_for(who, grant.role) and not grant.own and not grant.where
            for grant in self.app.thing(thing).grants
        )

    def named(self, who: Who, roles: frozenset[str] | None) -> bool:
        return roles is None or who.role == OWNER or who.role in roles or VISITOR in roles

    def page(self, who: Who, key: str) -> bool:
        page = next(page for page in self.app.pages if page.key == key)
        return self.named(who, page.roles) and any(self._part(who, part) for part in page.parts)

    def home(self, who: Who) -> bool:
        sees = any(self.may(who, thing.key, "see") for thing in self.app.things)
        return who.person is not None or sees or any(self.page(who, page.key) for page in self.app.pages)

    def action(self, who: Who, action: Action) -> bool:
        if action.thing is not None and not self.may(who, action.thing, "see"):
            return False
        if action.roles is not None:
            return self.named(who, action.roles)
        return all(self._step(who, action, step) for step in action.steps)

    def sees_field(self, who: Who, thing: str, field: Field) -> bool:
        """A formula is seen by those who may see all that it reads."""
        if not self.named(who, field.only):
            return False
        if field.formula is None:
            return True
        return all(self.named(who, each.only) for _, each in self.read_by(field, thing))

    def read_by(self, field: Field, thing: str) -> set[tuple[str, Field]]:
        """All fields that a formula depends on, through others as well."""
        found: set[tuple[str, Field]] = set()
        waiting = [(thing, field)]
        while waiting:
            at, each = waiting.pop()
            for read in self._reads(each.formula, at):
                if read not in found:
                    found.add(read)
                    waiting.append(read)
        return found

    # Rows --------------------------------------------------------------------

    def may_row(self, who: Who, thing: str, row: Row, verb: str) -> Verdict:
        """Whether the verb may be done to this very row; to change and remove it, one must see it too."""
        if who.role == OWNER:
            return True
        kind = self.app.thing(thing)
        verdicts: list[Verdict] = []
        for grant in kind.grants:
            if grant.verb.value != verb or not self._is_for(who, grant.role):
                continue
            own = not grant.own or (who.person is not None and row[kind.owner or "_by"] == who.person)
            holds = True if grant.where is None else self.holds(grant.where, kind, row, who)
            fixed = grant.own and verb in ("change", "remove") and self._is_paid(kind, row)
            verdicts.append(all_of([own, holds, not fixed]))
        return any_of(verdicts)

    def sees_row(self, who: Who, thing: str, row: Row) -> Verdict:
        return self.may_row(who, thing, row, "see")

    def pays(self, who: Who, thing: str, row: Row) -> Verdict:
        """Whose own a row is, and the owner of the app, may pay for it."""
        made = self.payment(thing)
        if made is None or who.person is None or not self.may(who, made.key, "see"):
            return False
        own = who.role == OWNER or row[self.app.thing(thing).owner or "_by"] == who.person
        return all_of([own, self.sees_row(who, thing, row)])

    def payment(self, thing: str) -> Thing | None:
        made = (each for each in self.app.things if each.trait is not None and each.trait.name == "payment")
        return next(
            (each for each in made if each.trait and each.field(each.trait.link).thing == thing), None
        )

    def _is_paid(self, thing: Thing, row: Row) -> bool:
        made = self.payment(thing.key)
        if made is None or made.trait is None:
            return False
        paid = made.field("state").choices[1].name
        found = [each for each in self.rows(made.key) if each[made.trait.link] == row["_id"]]
        return any(each["state"] == paid for each in found)

    # -------------------------------------------------------------------------

    def _is_for(self, who: Who, role: str) -> bool:
        return role in (who.role, VISITOR)

    def _part(self, who: Who, part: Part) -> bool:
        if not self.named(who, part.roles):
            return False
        if part.kind == "search":
            named = [key for key in (part.thing, *part.others) if key is not None]
            return any(self.may(who, key, "see") for key in named or self.app.by_key)
        if part.thing is None:
            return part.kind != "members" or who.person is not None
        if part.items or part_atom(part.kind).says_something:
            return True
        need = part_atom(part.kind).need(part, self.app)
        if isinstance(need, WorkedOut):
            return self.may(who, part.thing, "see") or self.may(who, part.thing, "add")
        return self.may(who, part.thing, "add" if isinstance(need, NewRow | FreeTimes) else "see")

    def sees_past(self, who: Who, thing: str) -> bool:
        """The owner, and those for whom a history of the thing is, or the page on which one stands."""
        told = (
            part.roles is not None and self.named(who, part.roles) and self.named(who, page.roles)
            for page in self.app.pages
            for part in page.parts
            if part.kind == "history" and part.thing == thing
        )
        return self.may(who, thing, "see") and (who.role == OWNER or any(told))

    def document(self, who: Who, thing: str, key: str) -> Part | None:
        """The part that makes a document of that name, if it is for this role."""
        made = [
            (page, part)
            for page in self.app.all_pages
            for part in page.parts
            if part.kind == "document" and part.thing == thing
        ]
        names = [part.title or self.app.thing(thing).name for _, part in made]
        page, part = made[unique_keys(names).index(key)]
        return part if self.named(who, page.roles) and self._part(who, part) else None

    def has_part(self, who: Who, part: Part, row: Row) -> Verdict:
        """Whether a row is among those that a part is over."""
        if part.where is None:
            return True
        return self.holds(part.where, self.app.thing(part.thing or ""), row, who)

    def _step(self, who: Who, action: Action, step: Step) -> bool:
        form = step_atom(step.kind).form
        if form in ("tell", "post"):
            return who.role == OWNER
        if form == "delete":
            return self.may(who, action.thing or "", "remove")
        if form in ("create", "draw"):
            return self._writes(who, step, "add" if form == "create" else "change")
        if form == "ask":
            thing = self.app.thing(action.thing or "")
            field = thing.field(step.into or "")
            return self.may(who, thing.key, "change") and self.settable(who, thing, field, "change")
        for each in step.assignments:
            thing = self.app.thing(action.thing or "")
            for link in each.path[:-1]:
                if not self.named(who, thing.field(link).only):
                    return False
                thing = self.app.thing(thing.field(link).thing or "")
            if not self.may(who, thing.key, "change"):
                return False
            if not self.settable(who, thing, thing.field(each.path[-1]), "change"):
                return False
        return True

    def _writes(self, who: Who, step: Step, verb: str) -> bool:
        """Whether rows of another thing may be added, or changed, with what the step gives them."""
        thing = self.app.thing(step.thing or "")
        return self.may(who, thing.key, verb) and all(
            self.settable(who, thing, thing.field(each.path[0]), verb)
            or (verb == "add" and each.path[0] == thing.owner)
            for each in step.assignments
        )

    def settable(self, who: Who, thing: Thing, field: Field, verb: str) -> bool:
        """What a form may set: no formula, nothing hidden, and no owner where all grants are for own rows."""
        grants = [each for each in thing.grants if each.verb.value == verb and self._is_for(who, each.role)]
        usable = [each for each in grants if not each.own or who.person is not None]
        only_own = who.role != OWNER and bool(usable) and all(each.own for each in usable)
        fixed = only_own and field.key == thing.owner
        if thing.trait is not None and thing.trait.name == "payment" and field.key in ("test", "reference"):
            return False
        by_itself = field.counted or field.type in ("views", "clicks")
        if field.formula is not None or by_itself or fixed:
            return False
        return self.named(who, field.only) and not (verb == "add" and self._is_brought(who, thing, field))

    def _is_brought(self, who: Who, thing: Thing, field: Field) -> bool:
        """Whether it is a state that an action for others brings, in rows that this role may not change."""
        if self.may(who, thing.key, "change") or not isinstance(field.default, Literal):
            return False
        if not field.choices and field.value.kind is not Kind.TRUTH:
            return False
        others = [
            each for each in self.app.actions if each.thing == thing.key and not self.named(who, each.roles)
        ]
        set_ = [each.path for action in others for step in action.steps for each in step.assignments]
        return (field.key,) in set_

    def _reads(  # noqa: C901 - one case for each kind of expression
        self, expression: Expression | None, thing: str
    ) -> set[tuple[str, Field]]:
        found: set[tuple[str, Field]] = set()
        match expression:
            case None:
                pass
            case Path(steps=steps):
                at = self.app.thing(thing)
                for step in steps:
                    if step.startswith("_"):
                        break
                    field = at.field(step)
                    found.add((at.key, field))
                    if field.thing is None:
                        break
                    at = self.app.thing(field.thing)
            case Unary(operand=operand) | IsEmpty(operand=operand):
                found |= self._reads(operand, thing)
            case Binary(left=left, right=right):
                found |= self._reads(left, thing) | self._reads(right, thing)
            case In(operand=operand, options=options):
                found = reduce(set.union, (self._reads(each, thing) for each in (operand, *options)), found)
            case Call(arguments=arguments):
                found = reduce(set.union, (self._reads(each, thing) for each in arguments), found)
            case Aggregate(thing=child, of=of, where=where):
                found |= self._reads(of, child) | self._reads(where, child)
        return found

    def holds(self, expression: Expression, thing: Thing, row: Row, who: Who) -> Verdict:
        match expression:
            case Binary(operator="and", left=left, right=right):
                return all_of([self.holds(each, thing, row, who) for each in (left, right)])
            case Binary(operator="or", left=left, right=right):
                return any_of([self.holds(each, thing, row, who) for each in (left, right)])
            case Unary(operator="not", operand=operand):
                held = self.holds(operand, thing, row, who)
                return None if held is None else not held
            case Binary(operator=operator, left=left, right=right) if operator in ("=", "!=", *COMPARED):
                return self._compared(operator, left, right, thing, row, who)
        value = self._value(expression, thing, row, who)
        return None if value is UNKNOWN or value is None else bool(value)

    def _compared(
        self, operator: str, left: Expression, right: Expression, thing: Thing, row: Row, who: Who
    ) -> Verdict:
        one, other = (self._value(each, thing, row, who) for each in (left, right))
        if UNKNOWN in (one, other) or one is None or other is None or type(one) is not type(other):
            return None
        if operator in COMPARED:
            return None if isinstance(one, str) else COMPARED[operator](one, other)
        return (one == other) is (operator == "=")

    def _value(self, expression: Expression, thing: Thing, row: Row, who: Who) -> Any:
        match expression:
            case Literal(value=value):
                return value if isinstance(value, bool | int | float | str) else UNKNOWN
            case Me():
                return who.person
            case Path(steps=(step,)) if not step.startswith("_"):
                return self._field(thing.field(step), row)
            case Path(steps=(step, *rest)) if thing.field(step).thing is not None:
                target = self.app.thing(thing.field(step).thing or "")
                found = [each for each in self.rows(target.key) if each["_id"] == row[step]]
                if not found:
                    return UNKNOWN
                return self._value(Path(tuple(rest), expression.type), target, found[0], who)
        return UNKNOWN

    def _field(self, field: Field, row: Row) -> Any:
        if field.formula is not None:
            return UNKNOWN
        value = row[field.key]
        match field.value.kind:
            case Kind.TRUTH:
                return bool(value)
            case Kind.TEXT | Kind.PERSON | Kind.NUMBER:
                return value
        return UNKNOWN
