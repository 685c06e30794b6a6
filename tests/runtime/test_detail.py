"""The part that shows one row: where there is none yet, whoever may add one is led there."""

from collections.abc import Callable

from tests.runtime.conftest import Place

SOURCE = """
app Four Realms
  people: player
  visitor may see
thing City
  name: text, required
  mayor: person = me
  one per mayor
  visitor may see
  player may see, add own
page Base
  detail "Your city" of City where mayor = me
"""


def test_an_empty_place_leads_to_the_form_of_a_new_row(make: Callable[..., Place]) -> None:
    place = make(SOURCE)
    assert 'href="/data/city/new"' in place.person("player").get("/").text


def test_who_may_not_add_is_led_nowhere(make: Callable[..., Place]) -> None:
    assert "/data/city/new" not in make(SOURCE).visitor().get("/").text


def test_a_row_that_is_there_is_shown_alone(make: Callable[..., Place]) -> None:
    person = make(SOURCE).person("player")
    person.post("/data/city", {"name": "Oak Hollow"})
    page = person.get("/base").text
    assert "Oak Hollow" in page
    assert "/data/city/new" not in page
