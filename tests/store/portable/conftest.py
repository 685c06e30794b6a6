"""An app with everything in it, and a second home to bring it to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from tests.store.apps import viewer

from appling import blueprint
from appling.atoms import vocabulary
from appling.store import Home
from appling.store.portable import export_app

SOURCE = """app Shelf
  people: member, librarian

thing Book
  name: text, required, unique
  cover: image
  price: money
  weight: number
  bought: date
  read at: date and time
  kind: choice(novel, map)
  keeper: person = me
  lent: yes/no
  librarian may do all
  member may see own, add own

thing Loan
  book: Book, required
  due: date = today + 14 days
  late = due < today
"""


PASSWORD = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo"


def make_shelf(home: Home) -> str:
    """Two books, a loan, two people, one of them signed in, and an upload."""
    app = blueprint.check(SOURCE, vocabulary()).app
    assert app is not None
    key = home.create(app, SOURCE).key
    store = home.open(key)
    anna = store.people.create("A reader", "reader@example.org", "member", PASSWORD)
    store.people.start_session(anna.id)
    store.people.create("A keeper", "keeper@example.org", "librarian")
    store.entry.make_link(anna.id)
    token = store.files.add(
        BytesIO(b"\x89PNG picture"),
        name="cover.png",
        type_="image/png",
        thing="book",
        field="cover",
        person=anna.id,
        limit=99,
    ).token
    with store.write(viewer(app, me=anna.id)) as writer:
        first = writer.add("book", {"name": "Red", "cover": token, "price": Decimal("19.99"), "weight": 0.1})
        writer.add(
            "book",
            {
                "name": "蓝\u200f",
                "bought": date(2024, 2, 29),
                "read_at": datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC),
                "kind": "map",
                "lent": True,
            },
        )
        writer.add("loan", {"book": first})
        gone = writer.add("book", {"name": "Gone"})
        writer.remove("book", gone)
    return key


def content(home: Home, key: str) -> dict[str, object]:
    """All that an app's database holds by names, but for what stays at home: rows, indexes and triggers."""
    home.open(key).close()
    found: dict[str, object] = {}
    with closing(sqlite3.connect(home.app_folder / key / "app.db")) as connection:
        connection.row_factory = sqlite3.Row
        for kind, name, statement in connection.execute(
            "SELECT type, name, sql FROM sqlite_master"
        ).fetchall():
            if kind == "table" and name not in ("_sessions", "_invitations"):
                rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
                found[name] = sorted(str(sorted(dict(row).items())) for row in rows)
                found[f"{name} numbered"] = "AUTOINCREMENT" in statement
                keys = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
                found[f"{name} keys"] = sorted(str(tuple(key)[2:]) for key in keys)
            elif kind in ("index", "trigger"):
                found[name] = kind
    return found


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "elsewhere")
    yield made
    made.close()


@pytest.fixture
def shelf(home: Home) -> str:
    return make_shelf(home)


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of such an app; nobody changes it."""
    folder = tmp_path_factory.mktemp("exported")
    home = Home(folder / "home")
    key = make_shelf(home)
    export_app(home, key, folder / "shelf.appling.zip")
    home.close()
    return folder / "shelf.appling.zip"
