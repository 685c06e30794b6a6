"""A list can be narrowed by a town or a brand, chosen among those that its reader may see."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Place, world_at

RAIL = """
app Rail
  people: traveller, clerk

thing Train
  line: text, required
  from: text
  to: text
  remark: text
  open: yes/no = yes
  traveller may see where open
  clerk may do all
"""
TOWNS = (("Lisbon", "Porto", True), ("Faro", "Lisbon", True), ("Lisbon", "Braga", False))


@pytest.fixture(scope="module")
def rail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with world_at(tmp_path_factory.mktemp("rail") / "home") as world:
        place = world.make(RAIL)
        clerk = place.script("clerk")
        for index, (start, end, is_open) in enumerate(TOWNS):
            row = {"line": f"IC {index}", "from": start, "to": end, "remark": f"R{index}", "open": is_open}
            assert clerk.api("POST", "/api/train", row).status_code == 201
        yield place


def offered(page: str, name: str) -> list[str]:
    found = re.search(rf'<select[^>]* name="{name}">(.*?)</select>', page, re.DOTALL)
    return re.findall(r'value="([^"]+)"', found[1]) if found else []


def test_the_towns_that_there_are_can_be_chosen(rail: Place) -> None:
    page = rail.person("clerk").get("/data/train").text
    assert offered(page, "from") == ["Faro", "Lisbon"]
    assert offered(page, "to") == ["Braga", "Lisbon", "Porto"]
    assert offered(page, "remark") == []


def test_what_is_chosen_narrows_the_list(rail: Place) -> None:
    page = rail.person("clerk").get("/data/train?from=Lisbon&to=Porto").text
    assert "IC 0" in page
    assert "IC 1" not in page
    assert "IC 2" not in page


def test_nobody_learns_of_towns_in_rows_out_of_sight(rail: Place) -> None:
    page = rail.person("traveller").get("/data/train").text
    assert "Lisbon" in page
    assert "Braga" not in page


def test_too_many_values_are_not_offered(tmp_path: Path) -> None:
    with world_at(tmp_path / "home") as world:
        place = world.make(RAIL)
        clerk = place.script("clerk")
        for index in range(30):
            clerk.api("POST", "/api/train", {"line": str(index), "from": f"Town {index}", "to": "Porto"})
        page = place.person("clerk").get("/data/train").text
        assert "Town 29" in page
        assert offered(page, "from") == []


OPEN = f"{RAIL}\npage Find\n  table of Train with filters = open\n\npage All\n  table of Train\n"


def test_filters_that_stand_open_are_a_form_to_search_with(tmp_path: Path) -> None:
    with world_at(tmp_path / "home") as world:
        place = world.make(OPEN)
        clerk = place.script("clerk")
        for line, start in (("IC 1", "Lisbon"), ("IC 2", "Faro")):
            assert clerk.api("POST", "/api/train", {"line": line, "from": start}).status_code == 201
        reader = place.person("clerk")
        page = reader.get("/find").text
        assert "Filter and sort" not in page
        name = re.search(r'<select[^>]* name="([\w.-]*from)">', page)
        assert name
        assert "IC 2" not in reader.get(f"/find?{name[1]}=Lisbon").text
        assert "Filter and sort" in reader.get("/all").text


def test_what_a_list_shows_is_what_it_can_be_narrowed_by_first(rail: Place) -> None:
    page = rail.person("clerk").get("/data/train").text
    names = re.findall(r'<select class="select w-full" name="(\w+)">', page)
    assert names.index("from") < names.index("to") < names.index("open")


CLINIC = """
app Clinic
  people: patient, clerk

thing Visit
  why: text, required
  patient: person = me
  room: text
  patient may see own, add
  clerk may do all
"""


def test_nobody_learns_who_else_has_an_account(tmp_path: Path) -> None:
    with world_at(tmp_path / "home") as world:
        place = world.make(CLINIC)
        ann, ben = place.person("patient", "Ann"), place.person("patient", "Ben")
        for patient in (ann, ben):
            patient.get("/data/visit/new")
            for why in ("Tooth", "Ear"):
                assert patient.post("/data/visit", {"why": why}).status_code == 303
        assert offered(ann.get("/data/visit").text, "patient") == [str(ann.person)]
        both = offered(place.person("clerk").get("/data/visit").text, "patient")
        assert both == [str(ann.person), str(ben.person)]
