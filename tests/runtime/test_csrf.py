"""Only our own pages can make a browser write; looking never writes."""

import re
from html import unescape
from typing import Any

import pytest
from tests.runtime.conftest import Client, Club

NAME = {"text": "Paint"}
FOREIGN = [
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://other-app.localhost:8400"},
]


def idea(client: Client, token: str | None, **more: Any) -> int:
    data = NAME if token is None else NAME | {"_token": token}
    return client.send("POST", "/data/suggestion", data=data, **more).status_code


def test_a_form_needs_its_token(club: Club) -> None:
    for client in (club.guest, club.member):
        client.get("/ideas")
        assert idea(client, None) == 403
        assert idea(client, "") == 403
        assert idea(client, "x" * 88) == 403
        assert idea(client, client.token) == 303
    assert len(club.place.rows("suggestion")) == 2


def test_a_token_is_of_one_browser(club: Club) -> None:
    club.member.get("/ideas")
    club.other.get("/ideas")
    club.guest.get("/ideas")
    assert idea(club.other, club.member.token) == 403
    assert idea(club.guest, club.member.token) == 403
    assert idea(club.member, club.guest.token) == 403
    assert idea(club.place.visitor(), club.guest.token) == 403
    assert club.place.rows("suggestion") == []


def test_a_token_looks_different_each_time(club: Club) -> None:
    tokens = set()
    for _ in range(3):
        found = re.findall(r'name="_token" value="([^"]*)"', club.member.get("/ideas").text)
        tokens |= {unescape(token) for token in found}
    assert len(tokens) >= 3
    assert all(idea(club.member, token) == 303 for token in tokens)


@pytest.mark.parametrize("headers", FOREIGN)
def test_other_sites_are_refused(club: Club, headers: dict[str, str]) -> None:
    club.member.get("/ideas")
    assert idea(club.member, club.member.token, headers=headers) == 403
    assert club.member.api("POST", "/api/suggestion", NAME).status_code == 201
    response = club.member.send(
        "POST", "/api/suggestion", json=NAME, headers={"x-csrf-token": club.member.token} | headers
    )
    assert response.status_code == 403
    assert len(club.place.rows("suggestion")) == 1


def test_our_own_pages_are_not(club: Club) -> None:
    club.member.get("/ideas")
    own = {"origin": "http://bike-club.localhost:8400", "sec-fetch-site": "same-origin"}
    assert idea(club.member, club.member.token, headers=own) == 303


def test_the_api_with_a_cookie_needs_the_token(club: Club) -> None:
    club.member.get("/ideas")
    assert club.member.send("POST", "/api/suggestion", json=NAME).status_code == 403
    assert club.member.api("POST", "/api/suggestion", NAME).status_code == 201


def test_the_api_takes_no_forms(club: Club) -> None:
    club.guest.get("/ideas")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        response = club.guest.send(
            "POST", "/api/suggestion", content=b'{"text": "x"}', headers={"content-type": kind}
        )
        assert response.status_code == 415
    assert club.place.rows("suggestion") == []


def test_looking_never_writes(club: Club) -> None:
    for client in (club.guest, club.member, club.organiser, club.owner):
        seen: set[str] = set()
        waiting = ["/", "/data/bike/new", "/data/bike/1/edit", "/api/bike", "/-/people", "/-/sign-in"]
        before = club.place.dump()
        while waiting and len(seen) < 60:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            response = client.get(path)
            assert response.status_code < 500
            if "html" in response.headers.get("content-type", ""):
                waiting += [unescape(link) for link in re.findall(r'href="(/[^"#]*)"', response.text)]
        for path in ("/data/bike/1/remove", "/data/bike/1/do/borrow", "/do/note", "/-/sign-out"):
            assert client.get(path).status_code == 405
        assert client.get("/-/samples/remove").status_code == 405
        assert len(seen) > 10
        assert club.place.dump() == before
