"""Times to book: offered as they are, taken once, and nobody learns by whom who may not see it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.runtime.conftest import Place, world_at

BARBER = """app Barber
  people: customer, barber

thing Chair
  name: text, required
  visitor may see
  barber may do all

thing Appointment
  chair: Chair, required
  customer: person = me
  name: text = "Somebody"
  start: date and time, required
  end: date and time, required
  cancelled: yes/no
  no overlap of start, end per chair where not cancelled
  customer may see own, add own
  barber may do all

page Book
  slots "Choose a time" of Appointment with from = 10:00, to = 12:00, minutes = 60, days = 2
"""
CLINIC = """app Clinic
  people: patient
thing Visit
  patient: person = me
  day: date, required
  clock: time, required
  reason: text, required
  one per day, clock
  patient may see own, add own
page Book
  slots of Visit with from = 8, to = 10, minutes = 30, days = 3
"""
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date()


@pytest.fixture
def barber(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(BARBER)
        owner = place.script("owner")
        for name in ("North", "South"):
            assert owner.api("POST", "/api/chair", {"name": name}).status_code == 201
        yield place


def slots(place: Place, client: object, path: str = "/book") -> list[str]:
    """The hours of tomorrow's slots that can be booked."""
    text = client.get(path).text  # type: ignore[attr-defined]
    day = text.split(f'<time datetime="{TOMORROW}">')[1].split("</section>")[0]
    found = [part.split('value="')[1].split('"')[0] for part in day.split('name="start"')[1:]]
    return [each.partition("T")[2] for each in found]


def book(client: object, hour: int, chair: int = 1) -> int:
    given = {"chair": chair, "start": f"{TOMORROW}T{hour:02}:00", "end": f"{TOMORROW}T{hour + 1:02}:00"}
    return int(client.post("/data/appointment", given | {"_back": "/book"}).status_code)  # type: ignore[attr-defined]


def test_a_free_time_is_booked_and_gone(barber: Place) -> None:
    one, other = barber.person("customer", "Ada Example"), barber.person("customer", "Bea Example")
    assert slots(barber, one) == ["10:00", "11:00"]
    assert book(one, 10) == 303
    assert slots(barber, other) == ["11:00"]
    assert slots(barber, other, "/book?p0.per=2") == ["10:00", "11:00"]
    assert book(other, 10) == 400


def test_who_took_it_is_told_to_those_who_may_see_it(barber: Place) -> None:
    one, other = barber.person("customer", "Ada Example"), barber.person("customer", "Bea Example")
    given = {"chair": 1, "name": "Secret Name", "start": f"{TOMORROW}T10:00", "end": f"{TOMORROW}T11:00"}
    assert one.post("/data/appointment", given).status_code == 303
    assert "Secret Name" in one.get("/book").text
    assert "Secret Name" in barber.person("barber").get("/book").text
    text = other.get("/book").text
    assert "Secret Name" not in text
    assert "taken" in text
    assert "/data/appointment/1" not in text


def test_a_cancelled_one_is_free_again(barber: Place) -> None:
    one = barber.person("customer")
    assert book(one, 10) == 303
    barber.script("owner").api("PATCH", "/api/appointment/1", {"cancelled": True})
    assert slots(barber, one) == ["10:00", "11:00"]


def test_it_is_there_for_those_who_may_add(barber: Place) -> None:
    assert barber.visitor().get("/book").status_code in (303, 401)


@pytest.mark.parametrize(
    "query", ["p0.day=x", "p0.day=9999-12-31", "p0.day=0001-01-01", "p0.per=99", "p0.per=x"]
)
def test_odd_addresses_lead_to_what_is_there(barber: Place, query: str) -> None:
    assert barber.person("customer").get(f"/book?{query}").status_code == 200


def test_the_form_is_filled_in_where_more_is_asked(tmp_path: Path) -> None:
    with world_at(tmp_path / "home") as world:
        place = world.make(CLINIC)
        client = place.person("patient")
        text = client.get("/book").text
        address = f"/data/visit/new?day={TOMORROW}&amp;clock=08%3A30"
        assert address in text
        form = client.get(address.replace("&amp;", "&")).text
        assert f'value="{TOMORROW}"' in form
        assert 'value="08:30"' in form
        given = {"day": str(TOMORROW), "clock": "08:30", "reason": "A cough"}
        assert client.post("/data/visit", given).status_code == 303
        again = place.person("patient").get("/book").text
        assert address not in again
        assert "A cough" not in again
