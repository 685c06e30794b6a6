"""An app that is about to burn says so to everybody, on every page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.runtime.conftest import Club, Place

SAYS = "then all of it is destroyed"


def test_everybody_sees_it_everywhere(club: Club) -> None:
    home, key = club.place.home, club.place.key
    for client in (club.guest, club.member, club.owner):
        assert SAYS not in client.get("/").text
    home.burnings.schedule(key, datetime.now(UTC) + timedelta(days=7))
    for client in (club.guest, club.member, club.owner):
        for address in ("/", "/bikes", "/data/bike", "/nothing"):
            assert SAYS in client.get(address).text, address
    home.burnings.keep(key)
    for client in (club.guest, club.member, club.owner):
        assert SAYS not in client.get("/").text


def test_the_day_is_said_in_the_apps_language(make: Callable[..., Place]) -> None:
    place = make("app 计划\nthing 记录\n  名称: text\n  visitor may see\n")
    day = datetime(2127, 3, 9, 12).astimezone()
    place.home.burnings.schedule(place.key, day)
    assert "此应用将于 2127年3月9日" in place.visitor().get("/").text


def test_when_the_time_has_come_nobody_finds_it(club: Club) -> None:
    club.place.home.burnings.schedule(club.place.key, datetime.now(UTC) - timedelta(seconds=1))
    assert club.guest.get("/bikes").status_code == 200
    club.place.home.rest()
    assert club.guest.get("/bikes").status_code == 404
