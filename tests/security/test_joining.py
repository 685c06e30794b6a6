"""Choosing a role at sign-up: one of those that the blueprint offers, and no other by whatever way."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Place

APP = """
app Lifts
  people: admin, rider, driver
  sign up: rider, driver
  driver may see, add own
  admin may do all

thing Lift
  start: text, required
  driver: person = me
"""
ONE = APP.replace("sign up: rider, driver", "sign up: driver")
GOOD = {"name": "Kim", "email": "kim@example.org", "password": "tandem-in-the-rain"}
NOT_OFFERED = ["admin", "owner", "visitor", "Driver", "rider,driver", "nobody", "' OR 1=1 --", "x" * 5_000]


@pytest.fixture
def lifts(make: Callable[..., Place]) -> Place:
    return make(APP.lstrip())


def roles(place: Place) -> list[str]:
    return [row["role"] for row in place.rows("_people")]


def test_the_form_offers_these_roles_and_the_first_is_chosen(lifts: Place) -> None:
    form = lifts.visitor().get("/-/sign-up").text
    assert 'value="rider" required checked' in form
    assert 'value="driver"' in form
    assert 'value="admin"' not in form


@pytest.mark.parametrize(("role", "kept"), [("rider", "rider"), ("driver", "driver"), ("", "rider")])
def test_one_that_is_offered_is_taken(lifts: Place, role: str, kept: str) -> None:
    assert lifts.visitor().post("/-/sign-up", GOOD | {"role": role}).status_code == 303
    assert roles(lifts)[-1] == kept


@pytest.mark.parametrize("role", NOT_OFFERED)
def test_no_other_role_is_taken(lifts: Place, role: str) -> None:
    before = roles(lifts)
    page = lifts.visitor().post("/-/sign-up", GOOD | {"role": role})
    assert page.status_code == 400
    assert "Choose one of these." in page.text
    assert lifts.visitor().api("POST", "/api/-/account", GOOD | {"role": role}).status_code == 400
    assert roles(lifts) == before


def test_scripts_choose_too_or_leave_it(lifts: Place) -> None:
    one, other = lifts.visitor(), lifts.visitor()
    assert one.api("POST", "/api/-/account", GOOD | {"role": "driver"}).status_code == 201
    assert other.api("POST", "/api/-/account", GOOD | {"email": "b@example.org"}).status_code == 201
    assert roles(lifts)[-2:] == ["driver", "rider"]
    for wrong in (1, None, ["driver"], {"key": "driver"}):
        answer = one.api("POST", "/api/-/account", GOOD | {"email": "c@example.org", "role": wrong})
        assert answer.status_code == 400


def test_a_single_role_is_given_whatever_is_sent(make: Callable[..., Place]) -> None:
    place = make(ONE.lstrip())
    guest = place.visitor()
    assert 'name="role"' not in guest.get("/-/sign-up").text
    assert guest.post("/-/sign-up", GOOD | {"role": "admin"}).status_code == 303
    assert roles(place)[-1] == "driver"


def test_nobody_chooses_where_the_owner_lets_people_in(lifts: Place) -> None:
    lifts.owner().post("/-/people/sign-up", {"open": "no"})
    assert lifts.visitor().post("/-/sign-up", GOOD | {"role": "driver"}).status_code == 403


def test_the_description_tells_which_there_are(lifts: Place) -> None:
    paths = lifts.visitor().get("/openapi.json").json()["paths"]
    body = paths["/api/-/account"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"]["role"]["enum"] == ["rider", "driver"]
    assert "role" not in body["required"]
