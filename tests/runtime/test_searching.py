"""Search over everything: what each person may see, whatever the accents, with the words marked."""

from collections.abc import Callable

from tests.runtime.conftest import Place

from appling.store.sql.finding import folded, found_in, places

LIBRARY = """
app Library
  people: reader, librarian

thing Author
  name: text, required
  life: long text
  visitor may see
  librarian may do all

thing Book
  title: text, required
  author: Author
  shelf: choice(fiction, travel) = fiction
  note: text for librarian
  public: yes/no = yes
  visitor may see where public
  librarian may do all

thing Order
  what: text
  librarian may do all

page Find
  search of Author, Book
page Orders for librarian
  table of Order
"""


def library(make: Callable[..., Place]) -> Place:
    place = make(LIBRARY)
    clerk = place.script("librarian")
    clerk.api("POST", "/api/author", {"name": "Émile Zola", "life": "He wrote about a café in Paris."})
    for title, more in (
        ("Café stories", {"author": 1}),
        ("Hidden café", {"public": False}),
        ("Plain", {"note": "cafe", "shelf": "travel"}),
    ):
        clerk.api("POST", "/api/book", {"title": title, **more})
    clerk.api("POST", "/api/order", {"what": "more cafe books"})
    return place


def test_everybody_finds_what_they_may_see(make: Callable[..., Place]) -> None:
    place = library(make)
    guest = place.visitor().get("/api/-/search?search=CAFE").json()
    assert guest["totals"] == {"author": 1, "book": 1}
    clerk = place.script("librarian").get("/api/-/search?search=cafe").json()
    assert clerk["totals"] == {"author": 1, "book": 3, "order": 1}
    assert clerk["items"][0]["text"] == "He wrote about a café in Paris."


def test_the_words_are_marked_and_the_things_named(make: Callable[..., Place]) -> None:
    page = library(make).visitor().get("/-/search?search=cafe").text
    assert "<mark>Café</mark> stories" in page
    assert "a <mark>café</mark> in" in page
    assert "Hidden" not in page
    assert 'href="/-/search?search=cafe&amp;search.in=book"' in page
    assert "Nothing matches" in library(make).visitor().get("/-/search?search=zebra").text


def test_one_thing_is_narrowed_by_its_fields(make: Callable[..., Place]) -> None:
    clerk = library(make).person("librarian")
    page = clerk.get("/-/search?search=cafe&search.in=book&shelf=travel").text
    assert 'name="shelf"' in page
    assert "Plain" in page
    assert "Hidden" not in page
    assert '<input type="hidden" name="search.in" value="book">' in page


def test_a_part_searches_what_it_is_of(make: Callable[..., Place]) -> None:
    clerk = library(make).person("librarian")
    page = clerk.get("/find?p0.search=cafe").text
    assert "Hidden <mark>café</mark>" in page
    assert "more <mark>cafe</mark> books" not in page
    assert "more <mark>cafe</mark> books" in clerk.get("/-/search?search=cafe").text


def test_the_bar_has_a_search_where_there_is_much_to_find(make: Callable[..., Place]) -> None:
    place = library(make)
    assert 'action="/-/search"' in place.visitor().get("/find").text
    alone = make("app Notes\nthing Note\n  text: text\n  visitor may see\n")
    assert "/-/search" not in alone.visitor().get("/data/note").text
    closed = make("app Secret\n  people: clerk\nthing Note\n  text: text\n")
    assert closed.visitor().get("/-/search?search=x").status_code == 303
    assert closed.visitor().get("/api/-/search?search=x").status_code == 401


def test_texts_are_found_however_they_are_written() -> None:
    assert folded("ÉCOLE") == folded("école") == "ecole"
    assert folded("ＡＢＣ１２") == "abc12"
    assert found_in(2, "图书", "cafe", "我的图书馆", "Le Café")
    assert not found_in(1, "か", "がく")
    assert found_in(1, "мои", "МОЙ")
    assert places("Ein Café, cafés", ("cafe",)) == [(4, 8), (10, 14)]
    assert places("e\u0301te\u0301", ("ete",)) == [(0, 5)]
    assert places("Straße", ("ss",)) == [(4, 5)]
