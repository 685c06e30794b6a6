"""Forms fill in the link to the row by which somebody is known, and send it unasked if there is no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Client, Place, world_at

SOURCE = """
app Rowing Club
  people: rower, coach

thing Member
  name: text, required
  person: person = me
  one per person
  rower may see own, add
  coach may do all

thing Boat
  name: text, required
  visitor may see

thing Outing
  member: Member, required
  boat: Boat, required
  distance: number
  rower may see own, add
  coach may do all

page Log for rower, coach
  form of Outing
"""


@pytest.fixture
def club(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(SOURCE)
        assert place.script("owner").api("POST", "/api/boat", {"name": "Eight"}).status_code == 201
        yield place


def joined(place: Place, role: str, name: str) -> Client:
    client = place.person(role)
    client.get("/data/member/new")
    assert client.post("/data/member", {"name": name}).status_code == 303
    return client


@pytest.mark.parametrize("address", ["/data/outing/new", "/log"])
def test_who_has_no_other_choice_is_not_asked(club: Place, address: str) -> None:
    joined(club, "rower", "Ann")
    rower = joined(club, "rower", "Ben")
    form = rower.get(address).text
    assert '<input type="hidden" name="member" value="2">' in form
    assert '<select id="member"' not in form
    assert ">Ann<" not in form
    assert rower.post("/data/outing", {"member": "2", "boat": "1"}).status_code == 303
    assert club.rows("outing")[0]["member"] == 2


def test_who_can_choose_finds_their_own_chosen(club: Place) -> None:
    joined(club, "rower", "Ann")
    coach = joined(club, "coach", "Cem")
    form = coach.get("/data/outing/new").text
    assert '<option value="2" selected>Cem</option>' in form
    assert '<option value="1">Ann</option>' in form
    assert '<option value="1" selected>Ann</option>' in coach.get("/data/outing/new?member=1").text


def test_who_has_none_is_asked(club: Place) -> None:
    joined(club, "rower", "Ann")
    form = club.person("rower").get("/data/outing/new").text
    assert 'name="member"' in form
    assert "selected" not in form.partition('name="member"')[2].partition("</select>")[0]
    assert ">Ann<" not in form


def test_a_link_that_is_nobodys_is_left_to_choose(club: Place) -> None:
    form = joined(club, "rower", "Ann").get("/data/outing/new").text
    assert '<option value="1">Eight</option>' in form


def test_what_is_sent_unasked_is_judged_as_ever(club: Place) -> None:
    joined(club, "rower", "Ann")
    rower = joined(club, "rower", "Ben")
    rower.get("/log")
    assert rower.post("/data/outing", {"member": "1", "boat": "1"}).status_code == 400
    assert club.rows("outing") == []
