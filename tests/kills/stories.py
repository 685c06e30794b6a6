"""What people do with a home, one whole operation after the other: each `yield` says that one is done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from random import Random

from tests.kills.building import build_apps, go_on_building
from tests.kills.later import back_and_forth, change_by_plan, file_is_whole, history_holds, take_away
from tests.kills.sending import nothing_is_lost, order_and_send, orders

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.store import AppStore, Home, Scope, Viewer, see_all

TODAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
OPERATIONS = 12
CLUB = """\
app Club
  people: member

thing Bike
  name: text, required, unique
  price: text
  photo: image
  available: yes/no = yes

thing Loan
  bike: Bike, required
  due: date
  returned: yes/no = no

action Borrow on Bike for member when available
  add Loan with bike = this, due = today + 14 days
  set available = no

action Bring Back on Loan for member when not returned
  set returned = yes
  set bike.available = yes

page Bikes
  table of Bike
"""
GARAGE = (
    CLUB.replace("app Club", "app Garage")
    .replace("thing Bike", "thing Cycle (was Bike)")
    .replace(" on Bike", " on Cycle")
    .replace("bike: Bike", "bike: Cycle")
    .replace("of Bike", "of Cycle")
    .replace("  price: text", "  price: number\n  colour: choice(red, blue) = red")
)
BACK = CLUB.replace("thing Bike\n", "thing Bike (was Cycle)\n")

Operations = Iterator[None]


@dataclass(frozen=True)
class Story:
    """`operations` make the same of the same home with the same chances, whatever the clock says."""

    name: str
    prepare: Callable[[Home, Random], None]
    operations: Callable[[Home, Random], Operations]
    go_on: Callable[[Home], list[str]] | None = None
    """Goes on with what was interrupted, and says what went wrong with that."""


def read_app(source: str) -> App:
    checked = check(source, vocabulary())
    assert checked.app is not None, checked.diagnostics
    return checked.app


def owner(store: AppStore) -> Viewer:
    return Viewer(None, TODAY, NOW, see_all(store.app))


def club(home: Home, chances: Random) -> None:
    """An app with some rows."""
    record = home.create(read_app(CLUB), CLUB)
    store = home.open(record.key)
    with store.write(owner(store)) as writer:
        for number in range(6):
            price = chances.choice(["", "12", "12.5", "a lot", "1e3"])
            writer.insert("bike", {"name": f"Bike {number}", "price": price or None}, Scope("bike"))


def nothing(_home: Home, _chances: Random) -> None:
    """A new home."""


def write_rows(home: Home, chances: Random) -> Operations:
    """Adds, changes, removes, and takes actions of several steps."""
    store = home.open("club")
    for number in range(OPERATIONS):
        _write_row(store, chances, number)
        yield


def _write_row(store: AppStore, chances: Random, number: int) -> None:
    borrow, back = store.app.actions
    with store.write(owner(store)) as writer:
        free = _ids(store, "bike", "available = 1")
        lent = _ids(store, "loan", "returned = 0")
        kind = chances.choice(["add", "change", "remove", "borrow", "borrow", "back"])
        if kind == "borrow" and free:
            writer.act(borrow, chances.choice(free))
        elif kind == "back" and lent:
            writer.act(back, chances.choice(lent))
        elif kind == "change" and free:
            writer.update("bike", chances.choice(free), {"price": str(number)}, Scope("bike"))
        elif kind == "remove" and (done := _ids(store, "loan", "returned = 1")):
            writer.delete("loan", chances.choice(done), Scope("loan"))
        else:
            writer.insert("bike", {"name": f"New {number}"}, Scope("bike"))


def _ids(store: AppStore, table: str, condition: str) -> list[int]:
    with store._reads() as connection:
        found = connection.exec_driver_sql(f"SELECT _id FROM {table} WHERE {condition} ORDER BY _id")
        return [row[0] for row in found]


def make_apps(home: Home, chances: Random) -> Operations:
    """Makes apps, with and without samples."""
    for _ in range(4):
        home.create(read_app(CLUB), CLUB, samples=chances.choice([None, TODAY]))
        yield


def burn_apps(home: Home, chances: Random) -> Operations:
    """Makes two apps and burns one of them."""
    made = [each.key for each in home.apps()]
    for _ in range(4):
        made.append(home.create(read_app(CLUB), CLUB, samples=TODAY).key)
        yield
        home.burn(made.pop(chances.randrange(len(made))))
        yield


def upload(home: Home, chances: Random) -> Operations:
    """Uploads a photo for a bike, sometimes in the place of another."""
    store = home.open("club")
    for _ in range(OPERATIONS):
        content = BytesIO(chances.randbytes(chances.choice([10, 5_000, 300_000])))
        bike = chances.choice(_ids(store, "bike", "1"))
        photo = store.files.add(
            content, name="a.png", type_="image/png", thing="bike", field="photo", person=None, limit=10**6
        )
        with store.write(owner(store)) as writer:
            writer.update("bike", bike, {"photo": photo.token}, Scope("bike"))
        yield


def migrate(home: Home, chances: Random) -> Operations:
    """Changes the app to and fro: a thing's name, a field's type, a field more or less; rows in between."""
    for number in range(4):
        source = (GARAGE, BACK)[number % 2]
        store = home.open("club")
        store.replace(read_app(source), source)
        home.take_over("club")
        yield
        key = store.app.things[0].key
        with store.write(owner(store)) as writer:
            writer.insert(key, {"name": f"Number {number}"}, Scope(key))
        yield


def write_or_change(home: Home, chances: Random, number: int) -> None:
    """A change of a row, or of the app."""
    store = home.open("club")
    if chances.random() < 0.3:
        source = GARAGE if store.app.name == "Club" else BACK
        store.replace(read_app(source), source)
    elif store.app.name == "Club":
        _write_row(store, chances, number)
    else:
        with store.write(owner(store)) as writer:
            writer.insert("cycle", {"name": f"Number {number}"}, Scope("cycle"))


STORIES: tuple[Story, ...] = (
    Story("rows", club, write_rows),
    Story("making", nothing, make_apps),
    Story("burning", club, burn_apps),
    Story("uploads", club, upload),
    Story("migrations", club, migrate),
    Story("builds", nothing, build_apps, go_on_building),
    Story("undo", club, back_and_forth(write_or_change), history_holds),
    Story("changes", club, change_by_plan((GARAGE, BACK))),
    Story("portable", club, take_away, file_is_whole),
    Story("sending", orders, order_and_send, nothing_is_lost),
)


def story(name: str) -> Story:
    return next(each for each in STORIES if each.name == name)
