"""Reviews of rows, whatever numbers came into the file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from tests.runtime.conftest import Place

SOURCE = """\
app Books
  people: reader
  reader may see, add
thing Book
  title: text, required
  has ratings
"""


@pytest.mark.parametrize("stars", [10**9, -(10**9), 2**62])
def test_stars_out_of_range_fill_no_page(make: Callable[..., Place], stars: int) -> None:
    place = make(SOURCE)
    kim = place.person("reader", "Kim")
    kim.post("/data/book", {"title": "Waves"})
    assert kim.post("/data/book_review", {"book": "1", "stars": "4", "text": "Good"}).status_code == 303
    with closing(sqlite3.connect(place.store.folder / "app.db")) as connection:
        connection.execute("UPDATE book_review SET stars = ?", (stars,))
        connection.commit()
    page = kim.get("/data/book/1")
    assert page.status_code == 200
    assert len(page.content) < 100_000
