"""The checked app as plain frozen data: all that store and runtime ever see of a blueprint.

Every `name` is what a person reads, in any script; every `key` is a unique lower-case ASCII
identifier made from it (for tables, columns and addresses) that never begins with `_`.
"""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Literal

from appling.blueprint.model.expression import Duration, Expression, Kind, ValueType
from appling.diagnostics import Span

VISITOR = "visitor"
"""The role of everyone; what a visitor may do, everybody may."""
OWNER = "owner"
"""The role of the person the app belongs to, who may do all."""


class Verb(StrEnum):
    SEE = "see"
    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    key: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as `#rrggbb`; None leaves the choice to the theme."""

    background: str | None = None
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field: stored and shown as `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a row for a field to be asked for, and how the blueprint says it."""

    holds: Expression
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a thing, or, with a `formula`, a value computed from the row.

    `type` is a field atom's name. `thing` is the target of a link. `only`: the roles that may see
    and set it besides the owner; None means all who may see the row. `counted`: rows are numbered by
    it when they are added, and nobody sets it.
    """

    name: str
    key: str
    type: str
    value: ValueType
    choices: tuple[Choice, ...] = ()
    thing: str | None = None
    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    default: Expression | None = None
    formula: Expression | None = None
    only: frozenset[str] | None = None
    was: str | None = None
    counted: bool = False
    trait: str | None = None
    """The trait whose figure it is, of a formula that nobody wrote."""
    when: Condition | None = None
    suggested: tuple[float, ...] = ()
    """Values that a form offers, of which none must be taken."""
    needed: bool = False
    """Whether it is required in the rows for which `when` holds; `required` is for all rows."""


@dataclass(frozen=True, slots=True)
class Grant:
    """`role` may do `verb` to the rows of a thing: its own ones, or those for which `where` holds."""

    role: str
    verb: Verb
    own: bool = False
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Trait:
    """What made a thing that nobody wrote: the trait's name, and the link to the thing that has it.

    `by`: the keys of the roles whose turn it is, one after the other. `of`: the key of that thing's field
    that the trait is of.
    """

    name: str
    link: str
    by: tuple[str, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """What no two rows of a thing may have together; fields by key, each with a column of its own.

    `lasting` is empty: no two rows have the same values in all fields of `per`. Else it names the two
    fields of a row's beginning and end: no two rows with the same `per` take the same time. Rows that are
    empty in one of `per`, or have no beginning, stand in nobody's way; one without an end goes on.
    `where`: only rows for which it holds count; it reads nothing but fields of the row.
    """

    per: tuple[str, ...]
    lasting: tuple[str, ...] = ()
    where: Expression | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.lasting, *self.per)


@dataclass(frozen=True, slots=True)
class Thing:
    """A table. `title` is the field a row is called by; `owner` the person field that makes it someone's own.

    A row without an owner field is the own row of the person who added it.
    """

    name: str
    key: str
    fields: tuple[Field, ...]
    grants: tuple[Grant, ...]
    plural: str
    title: str | None = None
    owner: str | None = None
    was: str | None = None
    trait: Trait | None = None
    constraints: tuple[Constraint, ...] = ()
    kept_by: str | None = None
    """The kind of part that brought the thing along, and whose rows these are."""

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)


def own_row(thing: Thing) -> Constraint | None:
    """What says that everybody has one row of a thing at most, such as one open order."""
    return next((each for each in thing.constraints if each.per == (thing.owner,) and not each.lasting), None)


@dataclass(frozen=True, slots=True)
class Assignment:
    """`path`: one field key of the row, or a link's key and a field of its target."""

    path: tuple[str, ...]
    value: Expression


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is told: the owner, all people of a role, a person, or whoever has an e-mail address."""

    kind: Literal["owner", "role", "person", "address"]
    role: str | None = None
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an action or a trigger. `kind` is an action atom's name; `thing` what an `add` adds to.

    `text`: what is said to `who`, words and values in turn, or the address that is posted to,
    or what a model is asked, whose answer goes `into` the field of that key.
    """

    kind: str
    thing: str | None
    assignments: tuple[Assignment, ...]
    who: Receiver | None = None
    text: tuple[str | Expression, ...] = ()
    into: str | None = None
    count: Expression | None = None
    """How many rows are drawn, of those for which `where` holds."""
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A button: on a row of `thing`, or on its own when `thing` is None.

    `roles` are granted it for rows they may see. None: those who could take each step by hand. `inputs` are
    asked for when it is pressed; their defaults are seen from the row.
    """

    name: str
    key: str
    thing: str | None
    roles: frozenset[str] | None
    when: Expression | None
    steps: tuple[Step, ...]
    inputs: tuple[Field, ...] = ()

    @property
    def asked(self) -> Thing:
        """What it asks for, as a thing of its own, of which a row is what somebody typed."""
        return Thing(self.name, self.key, self.inputs, (), self.name)


class Event(StrEnum):
    """What sets a trigger off."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    EVERY = "every"
    AFTER = "after"
    BEFORE = "before"


ADDED_AT = "_created"
"""The key that stands for the moment when a row was added."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Steps that are done by themselves, with the app's own authority.

    `name` is what it says of when. `unit` and `at` are of `every`: hour, day, weekday, month or a day of the
    week; `delay` and `field`, a date's key or ADDED_AT, are of `after` and `before`. `where`: for `changed`,
    what has come to hold; with a `field`, that has got another value, what holds then.
    """

    name: str
    key: str
    event: Event
    thing: str | None
    where: Expression | None
    steps: tuple[Step, ...]
    unit: str = ""
    at: time | None = None
    delay: Duration | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class SortKey:
    by: Expression
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Something a part shows of each row, or an aggregate over all its rows."""

    label: str
    value: Expression
    field: str | None = None
    """The key of the thing's own field, when that is what is shown."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where an item leads: the key of a page or thing, or an address outside of the app."""

    kind: Literal["page", "thing", "url"]
    target: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line below a part: a text of its own, or a heading and its text."""

    label: str
    text: str | None = None
    link: Link | None = None


Said = tuple[str | Expression, ...]
"""Words and values in turn."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document: a text, with a `label` or not, or a table of `rows`.

    `word`: what is done with it, or nothing for a text that stands where it is written. Of `rows`, `link` is
    their field that leads to the row, or, with `via`, to where that field of the row leads.
    """

    word: str
    label: Said = ()
    text: Said = ()
    when: Expression | None = None
    rows: "Part | None" = None
    link: str = ""
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page. `kind` is a page atom's name; `text` what a text part says."""

    kind: str
    title: str | None = None
    thing: str | None = None
    text: str | None = None
    where: Expression | None = None
    by: tuple[Column, ...] = ()
    sort: tuple[SortKey, ...] = ()
    show: tuple[Column, ...] = ()
    limit: int | None = None
    roles: frozenset[str] | None = None
    settings: tuple[tuple[str, str | int | bool], ...] = ()
    span: Span | None = None
    items: tuple[Item, ...] = ()
    others: tuple[str, ...] = ()
    """Things besides `thing`, of a part over several."""
    guarded: bool = False
    """Whether it tells more than rows as they are: its roles are those that are named, or nobody."""
    says: Said = ()
    """What stands above a document."""
    lines: tuple[Line, ...] = ()
    """What a document says."""


@dataclass(frozen=True, slots=True)
class Page:
    """`implied` pages were not written: they show a thing that no written page lists.

    `thing`: it is no page of its own, but what the page of each of that thing's rows shows besides.
    """

    name: str
    key: str
    roles: frozenset[str] | None
    parts: tuple[Part, ...]
    implied: bool = False
    thing: str | None = None


@dataclass(frozen=True, slots=True)
class App:
    name: str
    key: str
    about: str
    language: str
    """BCP 47 tag of the language its labels are written in."""
    look: Look
    roles: tuple[Role, ...]
    """Without visitor and owner."""
    things: tuple[Thing, ...]
    actions: tuple[Action, ...]
    pages: tuple[Page, ...]
    triggers: tuple[Trigger, ...] = ()
    sign_up: tuple[str, ...] = ()
    """The keys of the roles among which people choose who sign up; without any, they get the first."""
    row_pages: tuple[Page, ...] = field(default=(), repr=False)
    by_key: dict[str, Thing] = field(init=False, repr=False, compare=False, hash=False)
    profile: Thing | None = field(init=False, repr=False, compare=False, hash=False)
    """The thing of which everybody has one row for good, in which people tell of themselves."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {thing.key: thing for thing in self.things})
        object.__setattr__(self, "profile", _profile(self.things))

    @property
    def all_pages(self) -> tuple[Page, ...]:
        """Those with an address of their own, and those of rows."""
        return (*self.pages, *self.row_pages)

    def thing(self, key: str) -> Thing:
        return self.by_key[key]

    def reached(self, field: Field) -> str | None:
        """The key of the thing that paths go on in behind a field: a link's, or of a person the profile."""
        if field.value.kind is Kind.PERSON:
            return self.profile.key if self.profile is not None else None
        return field.thing

    @property
    def joinable(self) -> tuple[Role, ...]:
        """The roles that people can have who sign up by themselves, the usual one first."""
        chosen = {role.key: role for role in self.roles}
        return tuple(chosen[key] for key in self.sign_up) or self.roles[:1]


def drawn_fields(app: App) -> frozenset[tuple[str, str]]:
    """The fields that draws set, by thing and key: rows that nobody drew have nothing there."""
    steps = (*(block.steps for block in app.actions), *(block.steps for block in app.triggers))
    draws = (step for some in steps for step in some if step.count is not None)
    return frozenset((step.thing or "", each.path[0]) for step in draws for each in step.assignments)


def _profile(things: tuple[Thing, ...]) -> Thing | None:
    """Of several, the first that has a picture."""
    found = [thing for thing in things if thing.trait is None and _is_profile(thing)]
    pictured = (thing for thing in found if any(field.type == "image" for field in thing.fields))
    return next(pictured, found[0] if found else None)


def _is_profile(thing: Thing) -> bool:
    single = own_row(thing)
    return thing.owner is not None and single is not None and single.where is None
