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


def make_shelf(home: Home) -> str:
    """Two books, a loan, two people, one of them signed in, and an upload."""
    app = blueprint.check(SOURCE, vocabulary()).app
    assert app is not None
    key = home.create(app, SOURCE).key
    store = home.open(key)
    anna = store.people.create("A reader", "reader@example.org", "member", "$argon2id$hash")
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


def content(home: Home, key: str) -> list[str]:
    """All that an app's database holds, but for what stays at home."""
    store = home.open(key)
    store.close()
    with closing(sqlite3.connect(home.app_folder / key / "app.db")) as connection:
        lines = connection.iterdump()
        return sorted(line for line in lines if "_sessions" not in line and "_invitations" not in line)


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


@pytest.fixture
def exported(home: Home, shelf: str, tmp_path: Path) -> Path:
    file = tmp_path / "shelf.appling.zip"
    export_app(home, shelf, file)
    return file
