"""Fields of several values, as people and programs meet them: forms, filters, cells, sheets and the API."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Place, world_at

SOURCE = """
app Culture House
  people: guest, host
  guest may see where open
  host may do all

thing Event
  title: text, required
  topics: choices(music, "art, old", sport), required, max 2
  tags: tags
  open: yes/no = yes
  note: text when topics contains music
  how many = length(topics)

page Home
  cards of Event by topics
  board of Event by topics
  chart of Event by topics
  pivot of Event by topics, open show count()

page Worth
  calculator of Event show how many
"""
ROWS = (
    ("Fair", ["music", "art, old"], ["Loud", "summer"], True),
    ("Run", ["sport"], ["summer"], True),
    ("Gala", ["music"], ["secret"], False),
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(SOURCE)
        host = place.script("host")
        for title, topics, tags, is_open in ROWS:
            row = {"title": title, "topics": topics, "tags": tags, "open": is_open}
            assert host.api("POST", "/api/event", row).status_code == 201
        yield place


def topics(house: Place) -> list[str]:
    return [row["topics"] for row in house.rows("event")]


def ticked(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)" checked', page)


def test_a_form_has_a_box_for_each_and_keeps_those_that_are_ticked(house: Place) -> None:
    host = house.person("host")
    page = host.get("/data/event/1/edit").text
    assert ticked(page, "topics") == ["music", "&#34;art, old&#34;"]
    sent = {"title": "Fair", "topics": ["", '"art, old"', "sport"], "tags": "New,  loud", "open": "yes"}
    assert host.post("/data/event/1", sent).status_code == 303
    assert topics(house)[0] == '["art, old", "sport"]'
    assert house.rows("event")[0]["tags"] == '["New", "loud"]'


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ([""], "topics is required"),
        (["", "music", "sport", '"art, old"'], "takes 2 values at most"),
        (["", "dance"], "must be some of"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_the_ticks(house: Place, sent: list[str], says: str) -> None:
    answer = house.person("host").post("/data/event/1", {"title": "Fair", "topics": sent})
    assert answer.status_code == 400
    assert says in answer.text
    assert len(ticked(answer.text, "topics")) == len([each for each in sent if each and each != "dance"])
    assert topics(house)[0] == '["music", "art, old"]'


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topics=music&topics=sport", {"Fair", "Run", "Gala"}),
        ("topics=music&topics=%22art,+old%22&topics.all=yes", {"Fair"}),
        ("topics=%22art,+old%22", {"Fair"}),
        ("tags=SUMMER", {"Fair", "Run"}),
        ("tags=loud,summer&tags.all=yes", {"Fair"}),
        ("topics=dance", {"Fair", "Run", "Gala"}),
        ("search=secret", {"Gala"}),
    ],
)
def test_rows_with_any_or_all_of_some_are_found(house: Place, query: str, found: set[str]) -> None:
    page = house.person("host").get(f"/data/event?{query}").text
    assert {title for title, *_ in ROWS if f">{title}</a>" in page} == found
    items = house.script("host").api("GET", f"/api/event?{query}").json()["items"]
    assert {item["title"] for item in items} == found


def test_a_row_stands_under_each_of_its_values(house: Place) -> None:
    host = house.person("host")
    page = host.get("/home").text
    assert len(re.findall(r'<a [^>]*class="stretched[^>]*>Fair</a>', page)) >= 4
    items = house.script("host").api("GET", "/api/event/groups?by=topics").json()["items"]
    assert items == [
        {"topics": "music", "count": 2},
        {"topics": "art, old", "count": 1},
        {"topics": "sport", "count": 1},
    ]


def test_nobody_learns_of_words_in_rows_out_of_sight(house: Place) -> None:
    guest = house.person("guest")
    assert "secret" in house.person("host").get("/data/event").text
    for path in ("/data/event", "/home"):
        page = guest.get(path).text
        assert "Run" in page
        assert "secret" not in page
    groups = house.script("guest").api("GET", "/api/event/groups?by=tags").json()["items"]
    assert {each["tags"] for each in groups} == {"Loud", "summer"}


def test_one_cell_is_changed_in_place(house: Place) -> None:
    host = house.person("host")
    answer = host.post(
        "/data/event/2/field",
        {"name": "topics", "value": "Sport, music"},
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, answer.json()["text"]) == (200, "music, sport")
    host.post("/data/event/2/field", {"name": "topics", "value": ["music", "sport"]})
    assert topics(house)[1] == '["music", "sport"]'


@pytest.mark.parametrize(
    ("sent", "status"),
    [(["sport"], 200), ([], 400), ("sport", 400), (["sport", 3], 400), (["dance"], 400), (None, 400)],
)
def test_the_api_takes_and_gives_lists(house: Place, sent: object, status: int) -> None:
    script = house.script("host")
    answer = script.api("PATCH", "/api/event/1", {"topics": sent})
    assert answer.status_code == status
    assert script.api("GET", "/api/event/1").json()["topics"] == (
        sent if status == 200 else ["music", "art, old"]
    )


def test_a_sheet_takes_them_out_and_brings_them_in(house: Place) -> None:
    sheet = house.person("host").get("/data/event/rows.csv").text
    assert '"music, ""art, old"""' in sheet
    again = house.owner().post("/data/event/import", files={"rows": ("rows", sheet.encode(), "text/csv")})
    assert again.status_code == 200
    assert "art, old" in again.text


def test_what_hangs_on_one_of_them_is_emptied_with_it(house: Place) -> None:
    script = house.script("host")
    script.api("PATCH", "/api/event/1", {"note": "with drums"})
    assert script.api("GET", "/api/event/1").json()["note"] == "with drums"
    assert script.api("PATCH", "/api/event/1", {"topics": ["sport"]}).json()["note"] is None


def test_an_address_fills_in_several(house: Place) -> None:
    page = house.person("host").get("/data/event/new?topics=music&topics=sport&tags=a,b").text
    assert ticked(page, "topics") == ["music", "sport"]
    assert 'value="a,b"' in page


def test_a_calculator_takes_several(house: Place) -> None:
    page = house.person("host").get("/worth?p0.calculate=1&topics=&topics=music&topics=sport").text
    assert ticked(page, "topics") == ["music", "sport"]
    assert re.search(r">\s*2\s*<", page)


def test_the_api_tells_of_lists_and_their_filters(house: Place) -> None:
    described = house.script("host").api("GET", "/openapi.json").json()
    topics = described["components"]["schemas"]["event_values"]["properties"]["topics"]
    assert (topics["type"], topics["maxItems"]) == ("array", 2)
    assert topics["items"]["enum"] == ["music", "art, old", "sport"]
    asked = {each["name"]: each for each in described["paths"]["/api/event"]["get"]["parameters"]}
    assert asked["topics"]["schema"]["type"] == "array"
    assert "topics.all" in asked
