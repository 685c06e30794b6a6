"""Apps put together by hand, so that what the store does hangs on no parser."""

from datetime import UTC, date, datetime
from pathlib import Path as Folder

from appling.blueprint.model.app import Action, App, Assignment, Choice, Field, Look, Role, Step, Thing
from appling.blueprint.model.expression import (
    Binary,
    Duration,
    Expression,
    Kind,
    Literal,
    Me,
    Path,
    This,
    Today,
    Unary,
    ValueType,
)
from appling.store import AppStore, Sight, Viewer, see_all

TEXT, NUMBER, MONEY = ValueType(Kind.TEXT), ValueType(Kind.NUMBER), ValueType(Kind.MONEY)
DATE, MOMENT, TRUTH = ValueType(Kind.DATE), ValueType(Kind.MOMENT), ValueType(Kind.TRUTH)
PERSON, EMPTY, SPAN = ValueType(Kind.PERSON), ValueType(Kind.EMPTY), ValueType(Kind.SPAN)
TODAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
TYPES = {
    "text": TEXT,
    "long text": TEXT,
    "choice": TEXT,
    "number": NUMBER,
    "money": MONEY,
    "date": DATE,
    "date and time": MOMENT,
    "yes/no": TRUTH,
    "person": PERSON,
    "file": ValueType(Kind.FILE),
    "image": ValueType(Kind.FILE),
}


def link(thing: str) -> ValueType:
    return ValueType(Kind.LINK, thing)


def field(name: str, type_: str = "text", **more: object) -> Field:
    """A field; a type that is no field type is a link to that thing."""
    key = name.replace(" ", "_").lower()
    if type_ in TYPES:
        return Field(name, key, type_, TYPES[type_], **more)  # type: ignore[arg-type]
    return Field(name, key, "link", link(type_), thing=type_, **more)  # type: ignore[arg-type]


def formula(name: str, value: Expression) -> Field:
    types = {
        Kind.TEXT: "text",
        Kind.NUMBER: "number",
        Kind.MONEY: "money",
        Kind.TRUTH: "yes/no",
        Kind.DATE: "date",
    }
    return Field(name, name, types.get(value.type.kind, "text"), value.type, formula=value)


def thing(
    key: str, *fields: Field, title: str | None = None, owner: str | None = None, was: str | None = None
) -> Thing:
    return Thing(key.title(), key, fields, (), key.title() + "s", title=title, owner=owner, was=was)


def app(*things: Thing, actions: tuple[Action, ...] = ()) -> App:
    return App("Test", "test", "", "en", Look(), (Role("Member", "member"),), things, actions, ())


def path(*steps: str, type_: ValueType = TEXT) -> Path:
    return Path(steps, type_)


def text(value: str) -> Literal:
    return Literal(value, TEXT)


def number(value: float) -> Literal:
    return Literal(value, NUMBER)


YES, NO = Literal(True, TRUTH), Literal(False, TRUTH)


def both(left: Expression, operator: str, right: Expression, type_: ValueType = TRUTH) -> Binary:
    return Binary(operator, left, right, type_)


def negated(operand: Expression) -> Unary:
    return Unary("not", operand, TRUTH)


OVERDUE = both(both(path("due", type_=DATE), "<", Today()), "and", negated(path("returned", type_=TRUTH)))
BORROW = Action(
    "Borrow",
    "borrow",
    "bike",
    None,
    path("available", type_=TRUTH),
    (
        Step(
            "add",
            "loan",
            (
                Assignment(("bike",), This(link("bike"))),
                Assignment(("borrower",), Me()),
                Assignment(("due",), Binary("+", Today(), Duration(14, "day"), DATE)),
            ),
        ),
        Step("set", None, (Assignment(("available",), NO),)),
    ),
)
RETURN = Action(
    "Return",
    "return",
    "loan",
    None,
    negated(path("returned", type_=TRUTH)),
    (
        Step("set", None, (Assignment(("returned",), YES),)),
        Step("set", None, (Assignment(("bike", "available"), YES),)),
    ),
)
BIKE = thing(
    "bike",
    field("name", required=True, unique=True),
    field("kind", "choice", choices=(Choice("road"), Choice("mountain"), Choice("city"))),
    field("price", "money"),
    field("weight", "number", minimum=0),
    field("secret"),
    field("photo", "image"),
    field("available", "yes/no", default=YES),
    title="name",
)
LOAN = thing(
    "loan",
    field("bike", "bike", required=True),
    field("borrower", "person", default=Me()),
    field("due", "date"),
    field("returned", "yes/no"),
    formula("overdue", OVERDUE),
    title="bike",
    owner="borrower",
)
BIKES = app(BIKE, LOAN, actions=(BORROW, RETURN))


def viewer(app_: App, me: int | None = None, sight: Sight | None = None) -> Viewer:
    return Viewer(me, TODAY, NOW, see_all(app_) if sight is None else sight)


def make(folder: Folder, made: App = BIKES) -> AppStore:
    return AppStore.create(folder, made, "app Test")
