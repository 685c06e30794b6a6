"""The only place that decides who may do what. Whatever is not granted is denied.

Pages, files, charts, counts, search, pickers and the API all ask here, and the store takes no
question about rows without the scopes that are made here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain

from appling.atoms import field_atom, part_atom, step_atom
from appling.atoms.base import FreeTimes, NewRow, WorkedOut
from appling.atoms.base.needs import Members, Search
from appling.blueprint.model.app import (
    OWNER,
    VISITOR,
    Action,
    App,
    Assignment,
    Field,
    Grant,
    Link,
    Page,
    Part,
    Step,
    Thing,
    Verb,
)
from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Expression,
    Kind,
    Literal,
    Me,
    Path,
    ValueType,
)
from appling.blueprint.model.reading import fields_read
from appling.blueprint.model.states import left_to_others
from appling.store.scope import ADDED_BY, Scope, Sight

TRUTH = ValueType(Kind.TRUTH)
BY_US = frozenset({"test", "reference"})
"""Fields of a payment that nobody sets by hand: a test stays one."""
STATE, PAID = "state", 1
"""Of a payment: the field, and which of its choices says that money came."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `person` is None for visitors; `role` is a role's key, `visitor` or `owner`."""

    person: int | None = None
    role: str = VISITOR
    name: str = ""

    @property
    def signed_in(self) -> bool:
        return self.person is not None

    @property
    def is_owner(self) -> bool:
        return self.role == OWNER


class Rights:
    """What people of one role may do in one app. They are the same for all of them, save for who `me` is."""

    def __init__(self, app: App, role: str, *, signed_in: bool) -> None:
        self.app = app
        self.role = role
        self.signed_in = signed_in
        self.is_owner = role == OWNER
        self._roles = frozenset({role, VISITOR})
        self._scopes: dict[tuple[str, Verb], Scope] = {}

    @cached_property
    def sight(self) -> Sight:
        """The rows and fields that may be seen, of every thing."""
        return Sight(self.scope(thing.key, Verb.SEE) for thing in self.app.things)

    def scope(self, thing: str, verb: Verb) -> Scope:
        """The rows to which this verb may be done."""
        known = self._scopes.get((thing, verb))
        if known is None:
            known = self._scopes[thing, verb] = self._make_scope(self.app.thing(thing), verb)
        return known

    def may(self, thing: str, verb: Verb) -> bool:
        """Whether there can be any row to which the verb may be done."""
        return not self.scope(thing, verb).empty

    def is_public(self, thing: str) -> bool:
        """Whether there can be a row that is seen by whoever has its address."""
        return Rights(self.app, VISITOR, signed_in=False).may(thing, Verb.SEE)

    def only_own(self, thing: Thing, verb: Verb) -> bool:
        """Whether every grant of this verb is for one's own rows, so that nobody else may be put in."""
        grants = tuple(self._grants(thing, verb))
        return bool(grants) and all(grant.own for grant in grants) and not self.is_owner

    def sees(self, field: Field) -> bool:
        """Whether the field's value may be seen, by those who may see the row."""
        return self._in(field.only)

    def hidden(self, thing: Thing) -> frozenset[str]:
        """The fields kept from this role, with the formulas that would tell what is in them."""
        return frozenset(
            field.key
            for field in thing.fields
            if not self.sees(field)
            or not all(self.sees(read) for read in fields_read(field, thing.key, self.app))
        )

    def seen(self, thing: Thing) -> tuple[Field, ...]:
        hidden = self.scope(thing.key, Verb.SEE).hidden
        return tuple(field for field in thing.fields if field.key not in hidden)

    def searched(self, thing: Thing) -> tuple[Field, ...]:
        """The fields that may be seen, and that a search looks through."""
        return tuple(field for field in self.seen(thing) if is_searched(field))

    def settable(self, thing: Thing, verb: Verb) -> tuple[Field, ...]:
        """The fields that a form offers and a request may set."""
        fixed: set[str | None] = {thing.owner} if self.only_own(thing, verb) else set()
        if verb is Verb.ADD and not any(self._grants(thing, Verb.CHANGE)):
            fixed |= left_to_others(self.app, thing, self._roles)
        return tuple(
            field
            for field in thing.fields
            if not _sets_itself(field, thing) and self.sees(field) and field.key not in fixed
        )

    def payer_scope(self, thing: Thing) -> Scope:
        """The rows that this person may pay: their own, of those that they may see; for the owner, all."""
        payment = payment_of(thing, self.app)
        if payment is None or not (self.signed_in and self.may(payment.key, Verb.SEE)):
            return Scope.nothing(thing.key)
        return Scope(thing.key, None if self.is_owner else _own(thing))

    def may_take_out(self, thing: Thing) -> bool:
        """Whether rows may be had as a file: those that may be seen."""
        return self.may(thing.key, Verb.SEE)

    def may_bring_in(self, thing: Thing) -> bool:
        """Whether rows may be added from a file: by people who may add and whose name is known."""
        return self.signed_in and self.may(thing.key, Verb.ADD)

    def may_send_files(self) -> bool:
        """Whether a file may be sent ahead: by who may then put one into a row, by hand or by an action."""
        by_hand = (
            self.settable(thing, verb)
            for thing in self.app.things
            for verb in (Verb.ADD, Verb.CHANGE)
            if self.may(thing.key, verb)
        )
        by_action = (action.inputs for action in self.app.actions if self.may_try(action))
        return any(field.value.kind is Kind.FILE for fields in chain(by_hand, by_action) for field in fields)

    def importable(self, thing: Thing) -> tuple[Field, ...]:
        """The fields that a file's columns may give to new rows: all that can be written as text.

        Rows that the owner brings along keep the numbers that they have.
        """
        numbers = [field for field in thing.fields if _counts(field) and self.is_owner]
        settable = [*self.settable(thing, Verb.ADD), *numbers]
        return tuple(field for field in settable if field.value.kind is not Kind.FILE)

    def is_open(self, page: Page) -> bool:
        """Whether the page is for this role, and shows it anything."""
        return self._in(page.roles) and any(self.is_visible(part) for part in page.parts)

    def row_page(self, thing: str) -> Page | None:
        """What the pages of a thing's rows show besides, to this role; who sees a row, its own rules say."""
        return next((page for page in self.app.row_pages if page.thing == thing and self.is_open(page)), None)

    def page_of(self, thing: str) -> Page | None:
        """The first open page that lists rows of a thing."""
        return next(
            (page for page in self.app.pages if self._in(page.roles) and self._lists(page, thing)), None
        )

    def _lists(self, page: Page, thing: str) -> bool:
        parts = (part for part in page.parts if part.thing == thing and part_atom(part.kind).collection)
        return any(map(self.is_visible, parts))

    def is_visible(self, part: Part) -> bool:
        if not self._in(part.roles):
            return False
        return self.reaches(part) or bool(part.items) or part_atom(part.kind).says_something

    def reaches(self, part: Part) -> bool:
        """Whether the part may ask for its rows, or for a form to add one."""
        need = part_atom(part.kind).need(part, self.app)
        if isinstance(need, Search):
            return any(self.may(thing.key, Verb.SEE) for thing in self.app.things if need.covers(thing.key))
        if part.thing is None:
            return self.signed_in or not _is_directory(part, self.app)
        if isinstance(need, WorkedOut):
            return self.may(part.thing, Verb.SEE) or self.may(part.thing, Verb.ADD)
        return self.may(part.thing, Verb.ADD if isinstance(need, NewRow | FreeTimes) else Verb.SEE)

    def prints(self, page: Page, part: Part) -> bool:
        """Whether the part's documents are for this role, of rows that it sees."""
        return self._in(page.roles) and self.is_visible(part)

    def sees_past(self, thing: Thing) -> bool:
        """Whether this role may see who changed what in the rows that it sees: where a part says so."""
        told = (
            part
            for page in self.app.all_pages
            if self._in(page.roles)
            for part in page.parts
            if part.thing == thing.key and part.guarded and self._in(part.roles)
        )
        return self.may(thing.key, Verb.SEE) and (self.is_owner or any(told))

    def may_follow(self, link: Link) -> bool:
        """Whether there is anything for this role where the link leads."""
        match link.kind:
            case "page":
                return any(self.is_open(page) for page in self.app.pages if page.key == link.target)
            case "thing":
                return self.may(link.target, Verb.SEE) or self.may(link.target, Verb.ADD)
        return True

    def has_directory(self) -> bool:
        """Whether an open page shows who has an account."""
        parts = [part for page in self.app.all_pages if self.is_open(page) for part in page.parts]
        return any(self.is_visible(part) and _is_directory(part, self.app) for part in parts)

    def home(self) -> Page | None:
        """The first page that is open."""
        return next((page for page in self.app.pages if self.is_open(page)), None)

    def lists(self) -> tuple[Thing, ...]:
        """The things whose rows this role may see: where somebody finds a way for whom no page is open."""
        return tuple(thing for thing in self.app.things if self.may(thing.key, Verb.SEE))

    @cached_property
    def searched_things(self) -> tuple[Thing, ...]:
        """The things with texts of their own to be searched, those that traits made last."""
        found = [
            thing
            for thing in self.lists()
            if any(field.value.kind is Kind.TEXT for field in self.searched(thing))
        ]
        return tuple(sorted(found, key=lambda thing: thing.trait is not None))

    def may_try(self, action: Action) -> bool:
        """Whether the action is for this role at all; on which rows, its scopes say."""
        if action.thing is not None and not self.may(action.thing, Verb.SEE):
            return False
        if action.roles is not None:
            return self._in(action.roles)
        return all(self._could_do(step, action) for step in action.steps)

    def action_scopes(self, action: Action) -> tuple[Scope, ...]:
        """What a row must lie in, all of it, for the action to be offered on it and taken."""
        if action.thing is None:
            return ()
        verbs = [Verb.SEE]
        if action.roles is None:
            forms = {step_atom(step.kind).form for step in action.steps}
            verbs += [Verb.CHANGE] if any(self._changes_row(step) for step in action.steps) else []
            verbs += [Verb.REMOVE] if "delete" in forms else []
        return tuple(self.scope(action.thing, verb) for verb in verbs)

    def _make_scope(self, thing: Thing, verb: Verb) -> Scope:
        hidden = self.hidden(thing)
        if self.is_owner:
            return Scope(thing.key)
        conditions = [self._condition(grant, thing, verb) for grant in self._grants(thing, verb)]
        if not conditions:
            return Scope.nothing(thing.key)
        if any(condition is None for condition in conditions):
            return Scope(thing.key, None, hidden)
        stated = [condition for condition in conditions if condition is not None]
        return Scope(thing.key, reduce(_or, stated), hidden)

    def _grants(self, thing: Thing, verb: Verb) -> Iterator[Grant]:
        """A visitor owns nothing, so rules about own rows grant a visitor nothing."""
        for grant in thing.grants:
            if grant.role in self._roles and grant.verb is verb and (self.signed_in or not grant.own):
                yield grant

    def _condition(self, grant: Grant, thing: Thing, verb: Verb) -> Expression | None:
        """What is one's own and paid for, its payer leaves as it is."""
        if not grant.own:
            return grant.where
        own = _own(thing)
        payment = payment_of(thing, self.app) if verb in (Verb.CHANGE, Verb.REMOVE) else None
        if payment is not None:
            own = Binary("and", own, _unpaid(payment), TRUTH)
        return own if grant.where is None else Binary("and", own, grant.where, TRUTH)

    def _in(self, roles: frozenset[str] | None) -> bool:
        return roles is None or self.is_owner or not self._roles.isdisjoint(roles)

    def _could_do(self, step: Step, action: Action) -> bool:
        """Whether the step could be done by hand, as far as the role alone decides."""
        match step_atom(step.kind).form:
            case "tell" | "post":
                return self.is_owner
            case "ask":
                return self._could_set(self.app.thing(action.thing or ""), (step.into or "",))
            case "delete":
                return self.may(action.thing or "", Verb.REMOVE)
            case "draw":
                drawn = self.app.thing(step.thing or "")
                return all(self._could_set(drawn, each.path) for each in step.assignments)
            case "create":
                allowed = {field.key for field in self.settable(self.app.thing(step.thing or ""), Verb.ADD)}
                return self.may(step.thing or "", Verb.ADD) and all(
                    assignment.path[0] in allowed or self._is_owner_field(step.thing or "", assignment)
                    for assignment in step.assignments
                )
        return all(
            self._could_set(self.app.thing(action.thing or ""), each.path) for each in step.assignments
        )

    def _could_set(self, thing: Thing, path: tuple[str, ...]) -> bool:
        if len(path) > 1:
            link = thing.field(path[0])
            return self.sees(link) and self._could_set(self.app.thing(link.thing or ""), path[1:])
        allowed = {field.key for field in self.settable(thing, Verb.CHANGE)}
        return self.may(thing.key, Verb.CHANGE) and path[0] in allowed

    def _is_owner_field(self, thing: str, assignment: Assignment) -> bool:
        """Setting it to oneself is fine, and the scope for adding allows nothing else."""
        return assignment.path == (self.app.thing(thing).owner,)

    def _changes_row(self, step: Step) -> bool:
        own = any(len(each.path) == 1 for each in step.assignments)
        return step.into is not None or (own and step_atom(step.kind).form == "assign")


def is_searched(field: Field) -> bool:
    """Whether it holds texts to be searched, or is called by what it leads to."""
    return field.value.kind in (Kind.LINK, Kind.PERSON) or (
        field.formula is None and field_atom(field.type).searchable
    )


def _is_directory(part: Part, app: App) -> bool:
    return part.thing is None and isinstance(part_atom(part.kind).need(part, app), Members)


def _own(thing: Thing) -> Expression:
    owner = Path((thing.owner,), ValueType(Kind.PERSON)) if thing.owner else ADDED_BY
    return Binary("=", owner, Me(), TRUTH)


def payment_of(thing: Thing, app: App) -> Thing | None:
    """The thing whose rows are the payments of a thing's rows."""
    hanging = (each for each in app.things if each.trait is not None and each.trait.of is not None)
    return next((each for each in hanging if each.field(_link(each)).thing == thing.key), None)


def _unpaid(payment: Thing) -> Expression:
    number = ValueType(Kind.NUMBER)
    state = payment.field(STATE)
    paid = Binary("=", Path((STATE,), state.value), Literal(state.choices[PAID].name, state.value), TRUTH)
    count = Aggregate("count", payment.key, _link(payment), None, paid, number)
    return Binary("=", count, Literal(0, number), TRUTH)


def _sets_itself(field: Field, thing: Thing) -> bool:
    of_payment = thing.trait is not None and thing.trait.of is not None and field.key in BY_US
    return field.formula is not None or _counts(field) or of_payment


def _counts(field: Field) -> bool:
    """Whether it numbers rows, or counts by itself what is done to them."""
    return field.counted or (field.formula is None and bool(field_atom(field.type).tally))


def _link(payment: Thing) -> str:
    return payment.trait.link if payment.trait is not None else ""


def _or(left: Expression, right: Expression) -> Expression:
    return Binary("or", left, right, TRUTH)
