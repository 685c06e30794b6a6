"""Lines of text below a part: whoever may not open what they lead to is not shown a link."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Place

SOURCE = """\
app Club
  about: Lend bikes to each other.
  people: member

thing Bike
  name: text, required
  visitor may see
  member may add

thing Note
  words: text, required
  visitor may add

thing Secret
  words: text, required
  member may see

page Home
  announcement "Closed today" with until = 2000-01-01
  hero "Bikes" of Secret
    "Lend and bring back."
    "See the bikes" to Bike
    "Read the secrets" to Secret
  features "More"
    "Say something" to Note
    "Inside": "for members" to Inside
    "Elsewhere" to "https://example.org/a?b=c&d"
    "<b>Bold</b>": "<script>alert(1)</script>"
  call to action "Come in"
    "Go inside" to Inside

page Inside for member
  text "Hello member"

page Bikes
  table of Bike
"""


@pytest.fixture
def place(make: Callable[..., Place]) -> Place:
    return make(SOURCE)


def test_links_lead_to_pages_things_and_addresses(place: Place) -> None:
    html = place.person("member").get("/").text
    assert '<a class="btn btn-lg btn-primary" href="/bikes">See the bikes</a>' in html
    assert 'href="/secrets">Read the secrets</a>' in html
    assert 'href="/inside">Inside</a>' in html
    assert 'href="https://example.org/a?b=c&amp;d" rel="noopener external">Elsewhere</a>' in html


def test_a_link_to_what_is_not_open_is_not_shown(place: Place) -> None:
    html = place.visitor().get("/").text
    assert "See the bikes</a>" in html
    assert "secrets" not in html
    assert "/inside" not in html
    assert "Go inside" not in html
    assert "for members" in html


def test_who_may_only_add_is_led_to_the_form(place: Place) -> None:
    assert 'href="/data/note/new">Say something</a>' in place.visitor().get("/").text


def test_a_part_with_words_shows_them_without_its_rows(place: Place) -> None:
    place.owner().post("/data/secret", {"words": "Hush"})
    assert "Lend and bring back." in place.visitor().get("/").text
    assert "Hush" not in place.visitor().get("/").text


def test_words_are_never_markup(place: Place) -> None:
    html = place.visitor().get("/").text
    assert "<script>alert(1)</script>" not in html
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html


def test_what_is_over_is_not_announced(place: Place) -> None:
    assert "Closed today" not in place.visitor().get("/").text


def test_the_page_has_one_heading_of_the_first_order(place: Place) -> None:
    assert place.visitor().get("/").text.count("<h1") == 1
