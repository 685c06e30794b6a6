"""A page is made once for the same person and rows, and never shown when anything is different."""

import re
from collections.abc import Callable

import pytest
from tests.runtime.conftest import Club, Place, blueprint, read_app

from appling.blueprint.model.reading import tells_the_hour
from appling.runtime import endpoints
from appling.runtime.web import kept
from appling.runtime.web.kept import SECONDS, KeptPages


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that were really made."""
    pages: list[str] = []

    class Noting(KeptPages):
        def put(self, key: object, html: bytes, token: bytes) -> None:  # type: ignore[override]
            pages.append(key[4])  # type: ignore[index]
            super().put(key, html, token)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "kept_pages", Noting())
    return pages


def test_the_same_page_is_made_once(club: Club, made: list[str]) -> None:
    club.member.get("/ideas")
    first = club.member.get("/data/bike")
    second = club.member.get("/data/bike")
    assert made.count("/data/bike") == 1
    without = [re.sub(r'value="[^"]{80,}"', "", page.text) for page in (first, second)]
    assert without[0] == without[1]
    tokens = [set(re.findall(r'name="_token" value="([^"]*)"', page.text)) for page in (first, second)]
    assert all(len(found) == 1 for found in tokens)
    assert tokens[0] != tokens[1]
    assert club.member.post("/data/bike/1/do/borrow").status_code == 303


def test_whatever_is_written_makes_it_anew(club: Club, made: list[str]) -> None:
    assert "Tandem" not in club.guest.get("/data/bike").text
    club.organiser.get("/ideas")
    assert club.organiser.api("POST", "/api/bike", {"name": "Tandem"}).status_code == 201
    assert "Tandem" in club.guest.get("/data/bike").text
    club.owner.get("/")
    club.owner.post(f"/-/people/{club.member.person}", {"role": "organiser"})
    assert made.count("/data/bike") == 2


def test_another_process_that_writes_makes_it_anew(club: Club, made: list[str]) -> None:
    from appling.store import AppStore

    club.guest.get("/data/bike")
    other = AppStore(club.place.store.folder)
    person = other.people.create("x", None, "member")
    assert person.id
    other.close()
    club.guest.get("/data/bike")
    assert made.count("/data/bike") == 2


def test_nobody_gets_the_page_of_another(club: Club, made: list[str]) -> None:
    assert "/data/loan/1" in club.member.get("/data/loan").text
    theirs = club.other.get("/data/loan").text
    assert "/data/loan/1" not in theirs
    assert "/data/loan/2" in theirs
    assert club.guest.get("/data/loan").status_code == 303
    assert made == ["/data/loan", "/data/loan"]
    assert "LOCK77" in club.organiser.get("/data/bike/1").text
    assert "LOCK77" not in club.member.get("/data/bike/1").text


def test_each_visitor_has_a_token_of_their_own(club: Club, made: list[str]) -> None:
    club.guest.get("/ideas")
    other = club.place.visitor()
    other.get("/ideas")
    assert made == ["/ideas"]
    assert other.post("/data/suggestion", {"text": "x"}).status_code == 303
    assert (
        club.guest.send("POST", "/data/suggestion", data={"text": "x", "_token": other.token}).status_code
        == 403
    )


def test_who_comes_by_another_address_gets_its_links(make: Callable[..., Place], made: list[str]) -> None:
    """What a stranger's host says is in no page of others."""
    place = make("app Fair\n\npage Home\n  share\n")
    one, other = place.visitor(), place.visitor("https")
    pages = [client.get("/").text for client in (one, other)]
    assert [f"{client.http.base_url}" in page for client, page in zip((one, other), pages, strict=True)] == [
        True,
        True,
    ]
    assert len(made) == 2


def test_what_is_said_once_is_not_kept(club: Club, made: list[str]) -> None:
    club.member.get("/mine")
    club.member.post("/data/loan", {"bike": "1", "_back": "/mine"})
    assert "Added." in club.member.get("/mine").text
    assert "Added." not in club.member.get("/mine").text


def test_an_app_that_tells_the_hour_is_not_kept(make: Callable[..., Place], made: list[str]) -> None:
    source = "app Parking\n\nthing Ticket\n  until: date and time\n  over = until < now\n"
    place = make(source)
    assert tells_the_hour(place.app)
    assert not tells_the_hour(read_app(blueprint("bikes")))
    owner = place.owner()
    assert owner.get("/data/ticket").status_code == 200
    assert made == []


def test_there_is_an_end_to_what_is_kept() -> None:
    now = [0.0]
    pages = KeptPages(lambda: now[0], most_bytes=10)
    pages.put("a", b"12345", b"")
    pages.put("b", b"12345", b"")
    pages.put("c", b"12345", b"")
    assert pages.get("a") is None
    assert pages.get("c") is not None
    pages.put("c", b"1234567890", b"")
    assert pages.get("b") is None
    now[0] = SECONDS + 1
    assert pages.get("c") is None


def test_only_pages_that_change_nothing_are_kept() -> None:
    wrapped = {kind for kind, endpoint in endpoints.ENDPOINTS.items() if endpoint.__module__ == kept.__name__}
    assert {kind.value for kind in wrapped} == {"home", "page", "list", "row", "document"}
