"""Many at once: what there is one of is given away once, and nothing is half done."""

import asyncio

from tests.runtime.conftest import Club

MANY = 50


def test_fifty_who_want_the_same_bike(club: Club) -> None:
    scripts = [club.place.script("member") for _ in range(MANY)]

    async def all_at_once() -> list[int]:
        calls = (
            script.http.post("/api/bike/1/borrow", headers={"authorization": f"Bearer {script.bearer}"})
            for script in scripts
        )
        return [response.status_code for response in await asyncio.gather(*calls)]

    statuses = club.place.runner.run(all_at_once())
    assert statuses.count(200) == 1
    assert statuses.count(409) == MANY - 1
    assert len(club.place.rows("loan")) == 3
    assert club.place.rows("bike")[0]["available"] == 0


def test_readers_and_writers_at_once(club: Club) -> None:
    script = club.place.script("organiser")
    headers = {"authorization": f"Bearer {script.bearer}"}

    async def mixed() -> list[int]:
        calls = []
        for index in range(60):
            if index % 3 == 0:
                calls.append(script.http.post("/api/bike", json={"name": f"Bike {index}"}, headers=headers))
            else:
                calls.append(script.http.get("/data/bike"))
        return [response.status_code for response in await asyncio.gather(*calls)]

    statuses = club.place.runner.run(mixed())
    assert statuses.count(201) == 20
    assert statuses.count(200) == 40
    assert len(club.place.rows("bike")) == 22


def test_an_action_that_fails_half_way_leaves_nothing(make) -> None:  # type: ignore[no-untyped-def]
    place = make(
        """
app Seats
  people: guest of honour

thing Seat
  name: text, required
  taken: yes/no
  guest of honour may see

thing Ticket
  number: number, unique
  guest of honour may see

action Take on Seat for guest of honour when not taken
  set taken = yes
  add Ticket with number = 1
"""
    )
    owner, guest = place.owner(), place.script(place.app.roles[0].key)
    for name in ("A1", "A2"):
        assert owner.api("POST", "/api/seat", {"name": name}).status_code == 201
    assert guest.api("POST", "/api/seat/1/take").status_code == 200
    assert guest.api("POST", "/api/seat/2/take").status_code == 400
    assert [bool(seat["taken"]) for seat in place.rows("seat")] == [True, False]
    assert len(place.rows("ticket")) == 1
