"""A number reckoned through a link tells what the link says, so it is for those who see the link."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Place

SOURCE = """\
app Library
  people: keeper
  visitor, keeper may see
thing Book
  title: text
  pages: number
  shelf: Shelf for keeper
thing Shelf
  name: text
  books = {}
page Shelves
  table of Shelf show name, books
"""


@pytest.mark.parametrize("formula", ["count(Book)", "sum(Book.pages)", "count(Book where no and yes)"])
def test_what_is_counted_through_a_hidden_link_is_hidden(make: Callable[..., Place], formula: str) -> None:
    place = make(SOURCE.format(formula))
    owner, keeper, visitor = place.owner(), place.person("keeper"), place.visitor()
    for name in ("History", "Travel"):
        owner.post("/data/shelf", {"name": name})
    owner.post("/data/book", {"title": "Waves", "pages": "7", "shelf": "2"})
    assert "books" in keeper.api("GET", "/api/shelf/1").json()
    assert "books" not in visitor.api("GET", "/api/shelf/1").json()
    orders = [visitor.api("GET", f"/api/shelf?sort={by}").json()["items"] for by in ("books", "-books")]
    assert orders[0] == orders[1]
    assert "Books" not in visitor.get("/shelves").text.partition("<main")[2]
