"""Draws: nobody twice, all of them at once, by whom they are for, and what pages tell of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Client, Place, world_at

RAFFLE = """
app Raffle
  people: guest, host
  guest may see
  host may see

thing Evening
  name: text, required

thing Ticket
  name: text, required
  evening: Evening
  secret: text for host
  won: date and time
  by: person

action Draw Three for host
  draw 3 of Ticket where won = empty with won = now, by = me

action Draw on Evening for host
  draw 1 of Ticket where won = empty with won = now, by = me

action By Hand
  draw 1 of Ticket where won = empty with won = now

page Draw
  wheel "Who wins?" of Ticket by won show won, secret
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        made = world.make(RAFFLE)
        owner = made.script("owner")
        first, second = (owner.api("POST", "/api/evening", {"name": name}).json()["id"] for name in "AB")
        for number in range(7):
            owner.api(
                "POST",
                "/api/ticket",
                {"name": f"Guest {number}", "evening": second if number == 6 else first, "secret": "hush"},
            )
        yield made


def winners(client: Client) -> list[str]:
    rows = client.api("GET", "/api/ticket").json()["items"]
    return [row["name"] for row in rows if row["won"] is not None]


def test_several_are_drawn_at_once_and_nobody_twice(place: Place) -> None:
    host = place.script("host")
    for expected in (3, 6, 7):
        assert host.api("POST", "/api/do/draw_three").status_code == 200
        assert len(set(winners(host))) == expected
    assert host.api("POST", "/api/do/draw_three").status_code == 409


def test_who_drew_and_when_is_kept(place: Place) -> None:
    host = place.script("host")
    host.api("POST", "/api/do/draw_three")
    rows = [row for row in host.api("GET", "/api/ticket").json()["items"] if row["won"]]
    assert {row["by"] for row in rows} == {host.person}
    assert len({row["won"] for row in rows}) == 1


def test_only_what_hangs_on_the_row_is_in_its_drum(place: Place) -> None:
    host = place.script("host")
    assert host.api("POST", "/api/evening/2/draw").status_code == 200
    assert winners(host) == ["Guest 6"]
    assert host.api("POST", "/api/evening/2/draw").status_code == 409


def test_draws_are_for_those_who_are_named_or_could_set_the_fields(place: Place) -> None:
    guest = place.script("guest")
    assert guest.api("POST", "/api/do/draw_three").status_code == 403
    assert guest.api("POST", "/api/do/by_hand").status_code == 403
    assert winners(guest) == []
    assert place.script("owner").api("POST", "/api/do/by_hand").status_code == 200


def test_a_wheel_tells_who_was_drawn_without_script(place: Place) -> None:
    guest, host = place.person("guest"), place.person("host")
    page = guest.get("/draw").text
    assert "Nobody has been drawn yet." in page
    assert "/do/draw_three" not in page
    assert 'formaction="/do/draw_three"' in host.get("/draw").text
    host.post("/do/draw_three")
    page = guest.get("/draw").text
    for name in winners(place.script("owner")):
        assert f'data-name="{name}"' in page.split("data-latest")[1].split("</ul>")[0]
    assert "hush" not in page
    assert "hush" in host.get("/draw").text
