"""Addresses to give away: of the app, of one's own page, of rows; and the button on what anybody may see."""

import re
from collections.abc import Callable

from tests.runtime.conftest import Place

SOURCE = """
app Link Shelf
  people: member
thing Link
  title: text, required
  owner: person = me
  visitor may see
  member may add own
thing Note
  words: text, required
  member may see own, add own
page Mine
  share "Mine" with what = me
  share "Rows" of Link where owner = me
page Start
  share "Tell others"
"""


def copied(page: str) -> list[str]:
    return re.findall(r'data-copy="([^"]*)"', page)


def test_ones_own_page_and_rows_have_an_address(make: Callable[..., Place]) -> None:
    place = make(SOURCE)
    member, other = place.person("member"), place.person("member")
    member.get("/mine")
    member.post("/data/link", {"title": "Blog"})
    page = member.get("/mine").text
    assert copied(page) == [f"/-/person/{member.person}", "/data/link/1"]
    assert re.search(rf'value="http://[^"]+/-/person/{member.person}"', page)
    assert copied(other.get("/mine").text) == [f"/-/person/{other.person}"]
    visitor = place.visitor()
    assert copied(visitor.get("/mine").text) == []
    assert copied(visitor.get("/start").text) == ["/"]
    assert "Blog" in visitor.get(f"/-/person/{member.person}").text


def test_only_what_anybody_may_see_has_a_button_to_copy_its_address(make: Callable[..., Place]) -> None:
    member = make(SOURCE).person("member")
    member.get("/mine")
    member.post("/data/link", {"title": "Blog"})
    member.post("/data/note", {"words": "Private"})
    assert copied(member.get("/data/link/1").text) == [""]
    assert copied(member.get("/data/note/1").text) == []
