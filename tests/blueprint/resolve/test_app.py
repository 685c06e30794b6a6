"""What a blueprint means: the plain App that it resolves to."""

from collections.abc import Callable

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import VISITOR, App, Grant, Look, Verb
from appling.blueprint.model.expression import Aggregate, Call, Kind, Literal, Me, Path, This, ValueType

BIKES = """
app Bike Club Lending
  about: Borrow and return club bikes, and see what is overdue.
  look: ivory, forest green
  people: member, club organiser
  member may see

thing Bike
  name: text, required
  photo: image
  kind: choice(road, mountain, city)
  available: yes/no = yes
  on loan = count(Loan where not returned)

thing Loan (was Lending)
  bike: Bike, required
  borrower: person = me
  due date: date
  deposit: money, min 5, max 99.5
  returned: yes/no
  note: long text for club organiser
  overdue = due date < today and not returned
  member may see own, add
  club organiser may do all
  visitor may see where returned

action Borrow on Bike for member when available
  add Loan with bike = this, borrower = me, due date = today + 14 days
  set available = no

action Return on Loan when not returned
  set returned = yes
  set bike.available = yes

page Bikes
  cards of Bike where available by kind
  text "Ride safely."
page Overdue for club organiser
  table "Late" of Loan where overdue sort due date desc show bike.name, due date limit 5
  chart of Loan by month(due date) show sum(deposit) with kind = line
"""


def made(source: str) -> App:
    checked = check(source, vocabulary())
    assert checked.errors == ()
    assert checked.app is not None
    return checked.app


@pytest.fixture(scope="module")
def bikes() -> App:
    return made(BIKES)


def test_the_app_has_an_address_a_look_and_roles(bikes: App) -> None:
    assert (bikes.name, bikes.key) == ("Bike Club Lending", "bike-club-lending")
    assert bikes.about == "Borrow and return club bikes, and see what is overdue."
    assert bikes.look == Look("#fffff0", "#228b22")
    assert [(role.name, role.key) for role in bikes.roles] == [
        ("member", "member"),
        ("club organiser", "club_organiser"),
    ]


def test_things_have_keys_plurals_titles_and_owners(bikes: App) -> None:
    bike, loan = bikes.things
    assert (bike.key, bike.plural, bike.title, bike.owner, bike.was) == ("bike", "Bikes", "name", None, None)
    assert (loan.key, loan.plural, loan.title, loan.owner, loan.was) == (
        "loan",
        "Loans",
        "bike",
        "borrower",
        "Lending",
    )


def test_fields_have_types_values_and_bounds(bikes: App) -> None:
    loan = bikes.thing("loan")
    assert [(field.key, field.type, field.value.kind) for field in loan.fields] == [
        ("bike", "link", Kind.LINK),
        ("borrower", "person", Kind.PERSON),
        ("due_date", "date", Kind.DATE),
        ("deposit", "money", Kind.MONEY),
        ("returned", "yes/no", Kind.TRUTH),
        ("note", "long text", Kind.TEXT),
        ("overdue", "yes/no", Kind.TRUTH),
    ]
    deposit = loan.field("deposit")
    assert (deposit.minimum, deposit.maximum) == (5.0, 99.5)
    assert loan.field("bike").thing == "bike"
    assert loan.field("bike").required
    assert loan.field("borrower").default == Me()
    assert loan.field("note").only == frozenset({"club_organiser"})
    assert [choice.name for choice in bikes.thing("bike").field("kind").choices] == [
        "road",
        "mountain",
        "city",
    ]


def test_rules_of_a_thing_stand_in_for_those_of_the_app(bikes: App) -> None:
    assert bikes.thing("bike").grants == (Grant("member", Verb.SEE),)
    grants = bikes.thing("loan").grants
    assert grants[:2] == (Grant("member", Verb.SEE, own=True), Grant("member", Verb.ADD))
    assert grants[2:6] == tuple(Grant("club_organiser", verb) for verb in Verb)
    assert grants[6] == Grant(VISITOR, Verb.SEE, where=Path(("returned",), ValueType(Kind.TRUTH)))


def test_actions_have_roles_conditions_and_steps(bikes: App) -> None:
    borrow, hand_back = bikes.actions
    assert (borrow.key, borrow.thing, borrow.roles) == ("borrow", "bike", frozenset({"member"}))
    assert borrow.when == Path(("available",), ValueType(Kind.TRUTH))
    add, change = borrow.steps
    assert (add.kind, add.thing) == ("add", "loan")
    assert [item.path for item in add.assignments] == [("bike",), ("borrower",), ("due_date",)]
    assert add.assignments[0].value == This(ValueType(Kind.LINK, "bike"))
    assert change.assignments[0].value == Literal(False, ValueType(Kind.TRUTH))
    assert hand_back.roles is None
    assert hand_back.steps[1].assignments[0].path == ("bike", "available")


def test_parts_have_columns_with_labels(bikes: App) -> None:
    cards, text = bikes.pages[0].parts
    assert cards.show == ()
    assert [column.label for column in cards.by] == ["kind"]
    assert (text.kind, text.title, text.text) == ("text", None, "Ride safely.")
    table, chart = bikes.pages[1].parts
    assert [(column.label, column.field) for column in table.show] == [
        ("bike", None),
        ("due date", "due_date"),
    ]
    assert (table.title, table.limit, table.sort[0].descending) == ("Late", 5, True)
    assert isinstance(chart.by[0].value, Call)
    assert isinstance(chart.show[0].value, Aggregate)
    assert [column.label for column in (*chart.by, *chart.show)] == ["due date", "deposit"]
    assert chart.settings == (("kind", "line"),)


def test_pages_are_for_the_roles_they_name(bikes: App) -> None:
    assert [page.roles for page in bikes.pages] == [None, frozenset({"club_organiser"})]


def pages(source: str) -> list[tuple[str, str, bool]]:
    return [(page.name, page.parts[0].kind, page.implied) for page in made(source).pages]


def test_a_thing_that_no_page_lists_gets_one() -> None:
    assert pages("app A\nthing Bike\n  name: text\nthing Shop\n  name: text\n  front: image\n") == [
        ("Bikes", "table", True),
        ("Shops", "cards", True),
    ]


def test_rows_that_belong_to_others_are_reached_through_them() -> None:
    source = "app A\nthing Item\n  order: Order\nthing Order\n  note: text\n"
    assert pages(source) == [("Orders", "table", True)]


def test_things_in_a_ring_are_still_reached() -> None:
    source = "app A\nthing Egg\n  hen: Hen\nthing Hen\n  egg: Egg\n"
    assert pages(source) == [("Eggs", "table", True)]


def test_an_implied_page_does_not_take_the_name_of_a_written_one() -> None:
    source = "app A\nthing Bike\n  name: text\npage Bikes\n  stat of Bike\n"
    assert pages(source) == [("Bikes", "stat", False), ("All Bikes", "table", True)]


def test_addresses_of_pages_keep_clear_of_ours() -> None:
    source = 'app A\npage Data\n  text "x"\npage API\n  text "x"\npage files\n  text "x"\n'
    assert [page.key for page in made(source).pages] == ["data_2", "api_2", "files_2"]


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("app Bikes\nthing Bike\n  name: text\n", "en"),
        ("app 自行车\nthing 车\n  名称: text\n", "zh"),
        ("app じてんしゃ\nthing 車\n  名前: text\n", "ja"),
        ("app 자전거\nthing Bike\n  name: text\n", "ko"),
        ("app Велосипеды\nthing Bike\n  name: text\n", "ru"),
        ("app Fahrräder\n  language: de\nthing Rad\n  Name: text\n", "de"),
        ("app Fahrräder\n  language: Deutsch\nthing Rad\n  Name: text\n", "de"),
        ("app X\n  language: pt-br\nthing Y\n  Nome: text\n", "pt-BR"),
    ],
)
def test_the_language_is_set_or_seen_in_the_names(source: str, language: str) -> None:
    assert made(source).language == language


def test_only_english_names_have_plurals() -> None:
    names = "thing Category\n  name: text\nthing Night person\n  name: text\n"
    assert [thing.plural for thing in made(f"app A\n{names}").things] == ["Categories", "Night people"]
    assert [thing.plural for thing in made("app A\n  language: de\nthing Rad\n  Name: text\n").things] == [
        "Rad"
    ]


def test_names_in_any_script_become_readable_keys() -> None:
    app = made(
        "app 自行车 租借\nthing 自行车\n  名称: text\n  3D model: text\n  3-D model: text\n  №: text\n"
    )
    assert app.key == "zixingche-zujie"
    assert app.things[0].key == "zixingche"
    keys = [field.key for field in app.things[0].fields]
    assert keys == ["mingcheng", "n3d_model", "n3_d_model", "no"]
    assert all(key.isascii() and key[0].isalpha() for key in keys)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("code: number\nname: text", "name"),
        ("nick: text\nfull name: text, required", "full_name"),
        ("state: choice(a, b)\nday: date", "state"),
        ("mail: email\nname: text", "name"),
        ("effect: text\nname: choice(sword, shield), required", "name"),
        ("day: date", "day"),
        ("done: yes/no", None),
    ],
)
def test_a_row_is_called_by_its_best_text(fields: str, title: str | None) -> None:
    lines = "".join(f"  {line}\n" for line in fields.splitlines())
    assert made(f"app A\nthing T\n{lines}").things[0].title == title


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("ivory, navy", Look("#fffff0", "#000080")),
        ("ivory", Look("#fffff0", None)),
        ("navy", Look(None, "#000080")),
        ("#123456, #fff", Look("#123456", "#ffffff")),
    ],
)
def test_colours_are_background_and_accent(look: str, expected: Look) -> None:
    assert made(f"app A\n  look: {look}\nthing T\n  name: text\n").look == expected


PATHS: list[tuple[str, Callable[[App], object], object]] = [
    ("for visitor", lambda app: app.pages[0].roles, None),
    ("for owner", lambda app: app.pages[0].roles, frozenset({"owner"})),
    ("for member, visitor", lambda app: app.pages[0].roles, None),
]


@pytest.mark.parametrize(("roles", "of", "expected"), PATHS)
def test_what_visitors_may_open_everybody_may(
    roles: str, of: Callable[[App], object], expected: object
) -> None:
    source = f"app A\n  people: member\nthing T\n  name: text\npage P {roles}\n  table of T\n"
    assert of(made(source)) == expected
