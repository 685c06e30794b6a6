"""Short addresses lead on for those who see their row; looks and clicks are counted by what a page tells."""

import re
from collections.abc import Callable
from html import unescape

import httpx
import pytest
from tests.runtime.conftest import Client, Place

SHELF = """
app Link Shelf
  people: member
thing Link
  title: text, required
  address: url
  short: short link
  clicks: clicks
  open: yes/no = yes
  visitor may see where open
  member may add, see own, change own, remove own
thing Poster
  title: text, required
  code: short link
  views: views
  visitor may see
  member may add, change own
thing Draft
  title: text, required
  code: short link
  address: url for member
  visitor may see
  member may do all
page Links
  list of Link sort clicks desc show title, short, clicks
  share "Give away" of Poster
  qr "Codes" of Poster
"""
LONG = "https://example.org/a?b=c&d=e"
BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def place(make: Callable[..., Place]) -> Place:
    return make(SHELF)


@pytest.fixture
def member(place: Place) -> Client:
    client = place.person("member")
    client.get("/data/link/new")
    return client


def add(member: Client, thing: str = "link", **values: object) -> str:
    """The code of a new row."""
    sent = {"title": "A title", **values}
    answer = member.api("POST", f"/api/{thing}", sent)
    assert answer.status_code == 201, answer.text
    row = member.api("GET", f"/api/{thing}/{answer.json()['id']}").json()
    return str(row.get("short") or row["code"])


def told(client: Client, page: httpx.Response) -> httpx.Response:
    """What the script of a page sends, once the page is seen."""
    found = re.search(r'data-tells="([^"]*)" data-token="([^"]*)"', page.text)
    assert found is not None
    address, token = map(unescape, found.groups())
    return client.send("POST", address, data={"_token": token})


def test_a_code_is_drawn_or_typed(member: Client) -> None:
    drawn = add(member, address=LONG)
    assert re.fullmatch(r"[2-9b-z]{7}", drawn)
    assert add(member, address=LONG, short="Summer-Sale") == "summer-sale"
    again = member.api("POST", "/api/link", {"title": "Another", "short": "SUMMER-SALE"})
    other = member.api("POST", "/api/poster", {"title": "Another", "code": "summer-sale"})
    assert (again.status_code, other.status_code) == (400, 400)
    bad = member.api("POST", "/api/link", {"title": "Another", "short": "a/../b"})
    assert bad.status_code == 400


def test_an_emptied_code_is_drawn_anew(member: Client) -> None:
    add(member, short="summer")
    assert member.api("PATCH", "/api/link/1", {"short": None}).status_code == 200
    assert re.fullmatch(r"[2-9b-z]{7}", member.api("GET", "/api/link/1").json()["short"])
    assert member.get("/s/summer").status_code == 404


def test_it_leads_on_at_once(place: Place, member: Client) -> None:
    code = add(member, address=LONG)
    for client in (member, place.visitor()):
        for said in (code, code.upper()):
            answer = client.get(f"/s/{said}")
            assert (answer.status_code, answer.headers["location"]) == (302, LONG)
            assert answer.headers["cache-control"] == "private, no-store"


def test_without_an_address_it_leads_to_the_row(place: Place, member: Client) -> None:
    poster, bare = add(member, "poster"), add(member)
    assert place.visitor().get(f"/s/{poster}").headers["location"] == "/data/poster/1"
    assert place.visitor().get(f"/s/{bare}").headers["location"] == "/data/link/1"


def test_nobody_is_led_where_they_may_not_see(place: Place, member: Client) -> None:
    code = add(member, address=LONG, open=False)
    assert member.get(f"/s/{code}").status_code == 302
    for client in (place.visitor(), place.person("member")):
        hidden, nothing = client.get(f"/s/{code}"), client.get("/s/nothing")
        assert (hidden.status_code, nothing.status_code) == (404, 404)
        assert "example.org" not in hidden.text
        assert client.post(f"/s/{code}").status_code == 404
    assert member.api("GET", "/api/link/1").json()["clicks"] == 0


def test_an_address_that_is_kept_from_one_is_not_given_away(place: Place, member: Client) -> None:
    code = add(member, "draft", address=LONG)
    assert member.get(f"/s/{code}").headers["location"] == LONG
    assert place.visitor().get(f"/s/{code}").headers["location"] == "/data/draft/1"


def test_who_guesses_is_slowed_down(place: Place) -> None:
    visitor = place.visitor()
    assert 429 in [visitor.get(f"/s/x{each}").status_code for each in range(60)]


def test_a_click_counts_once_a_day_for_each_person(place: Place, member: Client) -> None:
    code = add(member, address=LONG)
    visitor = place.visitor()
    for client in (member, visitor, visitor, place.visitor()):
        page = client.get(f"/s/{code}", headers=BROWSER)
        assert page.status_code == 200
        assert unescape(page.text).count(LONG) == 2
        assert told(client, page).status_code == 204
    assert member.api("GET", "/api/link/1").json()["clicks"] == 3


def test_a_look_counts_and_looking_alone_does_not(place: Place, member: Client) -> None:
    add(member, "poster")
    visitor = place.visitor()
    before = place.dump()
    page = visitor.get("/data/poster/1")
    assert place.dump() == before
    assert told(visitor, page).status_code == 204
    assert told(visitor, visitor.get("/data/poster/1")).status_code == 204
    assert member.api("GET", "/api/poster/1").json()["views"] == 1


def test_counting_is_guarded_as_every_write(place: Place, member: Client) -> None:
    add(member, "poster")
    visitor = place.visitor()
    visitor.get("/data/poster/1")
    assert visitor.send("POST", "/data/poster/1/looked", data={}).status_code == 403
    foreign = {"origin": "http://evil.example"}
    assert visitor.post("/data/poster/1/looked", headers=foreign).status_code == 403
    assert visitor.post("/data/poster/99/looked").status_code == 404
    assert visitor.post("/data/link/1/looked").status_code == 404
    assert member.api("GET", "/api/poster/1").json()["views"] == 0


def test_nobody_sets_a_count(place: Place, member: Client) -> None:
    add(member, "poster")
    sent = member.api("PATCH", "/api/poster/1", {"views": 1000})
    assert sent.status_code == 400
    assert 'name="views"' not in member.get("/data/poster/1/edit").text
    assert place.rows("poster")[0]["views"] == 0


def test_a_list_can_be_copied_and_shows_the_count_at_once(place: Place, member: Client) -> None:
    code, visitor = add(member, address=LONG), place.visitor()
    before = visitor.get("/links").text
    told(visitor, visitor.get(f"/s/{code}", headers=BROWSER))
    after = visitor.get("/links").text
    assert f'data-copy="/s/{code}"' in after
    assert before.count(">1<") < after.count(">1<")


def test_share_and_qr_give_the_short_address(place: Place, member: Client) -> None:
    code = add(member, "poster")
    page = place.visitor().get("/links").text
    assert re.search(rf'value="http://[^"/]+/s/{code}"', page)
    assert re.search(rf'aria-label="QR code: http://[^"/]+/s/{code}"', page)


HIDDEN = """
app Tips
  people: member
thing Tip
  title: text, required
  code: short link for member
  visitor may see
  member may add
"""


def test_a_hidden_link_leads_nobody_else_on(make: Callable[..., Place]) -> None:
    place = make(HIDDEN)
    member = place.person("member")
    code = add(member, "tip")
    assert member.get(f"/s/{code}").status_code == 302
    assert place.visitor().get(f"/s/{code}").status_code in (303, 404)
