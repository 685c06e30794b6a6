"""Pages that people arrange: each for themselves, by buttons alone, undone like everything else."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from json import loads
from pathlib import Path
from re import findall

import pytest
from tests.runtime.conftest import Client, Place

from appling.store import AppStore
from appling.store.portable import export_app, import_app

SHOP = """
app Shop
  people: seller, guest

thing Sale
  kind: choice(cash, card)
  pieces: number
  seller may see, add

thing Note
  text: text
  guest may see

page Figures
  stat "How many" of Sale
  chart "By kind" of Sale by kind
  chart "By kind" of Sale by kind show sum(pieces)
  table "All" of Sale
  stat "Notes" of Note

page Words
  text "Nothing to count."
"""


@pytest.fixture
def shop(make: Callable[..., Place]) -> Place:
    return make(SHOP)


def arrange(client: Client, do: str, part: str = "", **more: object) -> int:
    return client.post("/-/arrange/figures", {"do": do, "part": part, **more}).status_code


def order(client: Client) -> list[str]:
    """The parts as the page shows them."""
    page = client.get("/figures?arrange=1").text
    return [name.replace("&#34;", '"') for name in findall(r'data-part="([^"]*)"', page)]


AS_MADE = ["stat/sale/How many", "chart/sale/By kind", "chart/sale/By kind#2", "table/sale/All"]


def test_parts_are_moved_sized_and_hidden_for_one_person_alone(shop: Place) -> None:
    ada, bo = shop.person("seller", "Ada"), shop.person("seller", "Bo")
    assert order(ada) == AS_MADE
    assert arrange(ada, "up", AS_MADE[3]) == 303
    assert arrange(ada, "wide", AS_MADE[1]) == 303
    assert arrange(ada, "hide", AS_MADE[0]) == 303
    assert order(ada) == [AS_MADE[0], AS_MADE[1], AS_MADE[3], AS_MADE[2]]
    page = ada.get("/figures").text
    assert 'class="size-wide"><section id="part-1"' in page
    assert 'id="part-0"' not in page
    assert order(bo) == AS_MADE
    assert 'class="arranged"' not in bo.get("/figures").text


def test_all_parts_are_put_in_an_order_at_once(shop: Place) -> None:
    ada = shop.person("seller")
    assert arrange(ada, "order", order=list(reversed(AS_MADE))) == 303
    assert order(ada) == list(reversed(AS_MADE))


def test_a_page_is_as_it_was_again(shop: Place) -> None:
    ada = shop.person("seller")
    arrange(ada, "hide", AS_MADE[1])
    arrange(ada, "reset")
    assert order(ada) == AS_MADE
    assert shop.rows("_personal") == []


def test_nobody_arranges_a_page_that_is_not_theirs(make: Callable[..., Place]) -> None:
    place = make(SHOP.replace("page Figures", "page Figures for seller"))
    visitor = place.visitor()
    visitor.get("/-/sign-in")
    sent = visitor.post("/-/arrange/figures", {"do": "reset"})
    assert sent.headers["location"].startswith("/-/sign-in")
    assert arrange(place.person("guest"), "reset") == 403
    assert place.rows("_personal") == []


@pytest.mark.parametrize(("do", "part"), [("up", "nothing"), ("burn", AS_MADE[0]), ("", "")])
def test_nonsense_changes_nothing(do: str, part: str, shop: Place) -> None:
    assert arrange(shop.person("seller"), do, part) == 400
    assert shop.rows("_personal") == []


def test_a_part_that_a_person_may_not_see_stays_unseen(shop: Place) -> None:
    ada = shop.person("seller")
    arrange(ada, "show", "stat/note/Notes")
    assert "Notes" not in ada.get("/figures?arrange=1").text


def test_pages_without_figures_are_not_arranged(shop: Place) -> None:
    assert "arrange=1" not in shop.person("seller").get("/words").text
    assert "arrange=1" in shop.person("seller", "Bo").get("/figures").text
    assert "arrange=1" not in shop.visitor().get("/figures").text


def test_arranging_is_undone_and_made_again(shop: Place) -> None:
    ada = shop.person("seller")
    arrange(ada, "down", AS_MADE[0])
    moved = order(ada)
    assert shop.store.history()[0].title == "Arranged: Figures"
    shop.store.undo()
    assert order(ada) == AS_MADE
    shop.store.redo()
    assert order(ada) == moved


def test_what_came_since_stands_where_the_page_has_it(shop: Place) -> None:
    from tests.runtime.conftest import read_app

    ada = shop.person("seller")
    arrange(ada, "hide", AS_MADE[3])
    source = SHOP.replace('  table "All" of Sale\n', "").replace(
        '  stat "How many"', '  stat "Pieces" of Sale show sum(pieces)\n  stat "How many"'
    )
    shop.store.replace(read_app(source), source)
    assert order(ada) == ["stat/sale/Pieces", *AS_MADE[:3]]


def test_an_app_that_is_older_than_arranging_learns_it(shop: Place) -> None:
    with closing(sqlite3.connect(shop.store.folder / "app.db")) as connection, connection:
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER _was__personal__{event}")
        connection.execute("DROP TABLE _was__personal")
        connection.execute("DROP TABLE _personal")
    ada = shop.person("seller")
    assert order(ada) == AS_MADE
    arrange(ada, "down", AS_MADE[0])
    assert order(ada)[0] == AS_MADE[1]
    shop.store.undo()
    assert order(ada) == AS_MADE


OLDER = """
CREATE TABLE _arranged (_id INTEGER PRIMARY KEY AUTOINCREMENT,
  person INTEGER REFERENCES _people (_id) ON DELETE CASCADE, page VARCHAR NOT NULL, parts VARCHAR NOT NULL);
INSERT INTO _arranged SELECT _id, person, place, kept FROM _personal;
UPDATE sqlite_sequence SET seq = 41 WHERE name = '_arranged';
CREATE TABLE _was__arranged (_order INTEGER PRIMARY KEY, _step INTEGER NOT NULL, _image INTEGER NOT NULL,
  _id, person, page, parts);
INSERT INTO _was__arranged SELECT * FROM _was__personal;
DROP TABLE _personal;
DROP TABLE _was__personal;
DELETE FROM sqlite_sequence WHERE name = '_personal';
"""
"""A file as it was while the table had another name."""


def make_older(place: Place) -> None:
    place.store.close()
    with closing(sqlite3.connect(place.store.folder / "app.db")) as connection:
        connection.executescript(OLDER)


def test_what_an_older_file_kept_goes_on_under_its_new_name(shop: Place) -> None:
    ada = shop.person("seller")
    arrange(ada, "down", AS_MADE[0])
    arrange(ada, "hide", AS_MADE[3])
    hidden = shop.rows("_personal")
    make_older(shop)
    older = AppStore(shop.store.folder)
    assert older.personal.of(ada.person or 0, "figures") == loads(hidden[0]["kept"])
    older.undo()
    assert [row["kept"] for row in shop.rows("_personal")] != [hidden[0]["kept"]]
    older.redo()
    assert shop.rows("_personal") == hidden
    older.personal.keep(ada.person or 0, "elsewhere", [], "")
    assert [row["_id"] for row in shop.rows("_personal")] == [1, 42]
    older.close()
    with closing(sqlite3.connect(shop.store.folder / "app.db")) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert not [name for name in names if "arranged" in name]


def test_an_older_app_that_is_brought_in_keeps_what_it_kept(shop: Place, tmp_path: Path) -> None:
    ada = shop.person("seller")
    arrange(ada, "hide", AS_MADE[3])
    kept = shop.rows("_personal")
    make_older(shop)
    export_app(shop.home, shop.key, tmp_path / "older.appling.zip")
    brought = shop.home.open(import_app(shop.home, tmp_path / "older.appling.zip", key="brought").key)
    assert brought.personal.of(ada.person or 0, "figures") == loads(kept[0]["kept"])
    brought.undo()
    assert brought.personal.of(ada.person or 0, "figures") is None
    brought.redo()
    assert brought.personal.of(ada.person or 0, "figures") == loads(kept[0]["kept"])
