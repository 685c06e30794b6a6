"""Other people's rows, fields and files, by every way there is; and other apps."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from tests.runtime.conftest import Club, Place

from appling.runtime import make_pass

WAYS = [
    "/mine",
    "/data/loan",
    "/data/loan?search=private",
    "/data/loan?search=words",
    "/data/loan?borrower=2",
    "/data/loan?stars.from=5",
    "/data/loan?sort=-stars",
    "/data/loan?bike=2",
    "/data/bike/2",
    "/data/bike/2?loan.bike.search=private",
    "/data/complaint/new",
    "/data/complaint/new?loan=2",
    "/api/loan",
    "/api/loan?limit=200&sort=stars",
    "/api/loan?search=private",
    "/api/loan/groups?by=note",
    "/api/loan/groups?by=borrower&measure=max(stars)",
    "/api/loan/groups?measure=sum(stars)",
    "/api/loan?note=private",
    "/openapi.json",
]
IDS = [
    "2",
    "02",
    "+2",
    "2.0",
    "2e0",
    " 2",
    "2%00",
    "-2",
    "*",
    "?",
    "%2a",
    "1,2",
    "1 or 1=1",
    "2147483648",
    "9" * 30,
]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_another_person_is_seen(club: Club, way: str) -> None:
    response = club.member.get(way)
    assert response.status_code in (200, 404)
    text = response.text
    assert "private words" not in text
    assert "/data/loan/2" not in text
    assert not re.search(r'"(max|sum)\(stars\)":5', text)


@pytest.mark.parametrize("number", IDS)
def test_no_spelling_of_an_id_leads_there(club: Club, number: str) -> None:
    before = club.place.dump()
    for path in (f"/data/loan/{number}", f"/data/loan/{number}/edit", f"/api/loan/{number}"):
        response = club.member.get(path)
        assert response.status_code in (200, 404)
        assert "private words" not in response.text
    for path in (f"/data/loan/{number}", f"/data/loan/{number}/remove", f"/data/loan/{number}/do/return"):
        assert club.member.post(path, {"note": "x"}).status_code in (404, 405)
    for method in ("PATCH", "DELETE"):
        assert club.member.api(method, f"/api/loan/{number}", {"note": "x"}).status_code in (404, 405)
    assert club.place.dump() == before


def test_pickers_offer_only_what_is_seen_and_nothing_else_is_taken(club: Club) -> None:
    form = club.member.get("/data/complaint/new").text
    select = re.search(r'<select[^>]*name="loan".*?</select>', form, re.DOTALL)
    assert select
    assert re.findall(r'<option value="(\d+)"', select[0]) == ["1"]
    assert club.member.post("/data/complaint", {"text": "x", "loan": "2"}).status_code == 400
    assert club.member.api("POST", "/api/complaint", {"text": "x", "loan": 2}).status_code == 400
    assert club.member.post("/data/complaint", {"text": "x", "loan": "1"}).status_code == 303
    assert [row["loan"] for row in club.place.rows("complaint")] == [1]


def test_a_link_to_a_row_that_is_not_seen_is_empty(club: Club) -> None:
    club.owner.api("POST", "/api/complaint", {"text": "hers", "loan": 2})
    seen = club.member.api("GET", "/api/complaint/1")
    assert seen.json()["loan"] is None
    page = club.member.get("/data/complaint/1").text
    assert "hers" in page
    assert "/data/loan/2" not in page


def shown_figures(page: str) -> set[str]:
    return set(re.findall(r'tabular-nums">([^<]*)<', page))


def test_charts_and_figures_count_only_what_is_seen(club: Club) -> None:
    figures = club.member.get("/figures").text
    assert "1" in shown_figures(figures)
    assert not {"2", "5"} & shown_figures(figures)
    assert "2" in shown_figures(club.organiser.get("/figures").text)


def test_hidden_fields_are_nowhere(club: Club) -> None:
    ways = [
        "/",
        "/data/bike",
        "/data/bike/1",
        "/data/bike?search=LOCK77",
        "/data/bike?sort=lock_code",
        "/data/bike?lock_code=LOCK77",
        "/api/bike",
        "/api/bike/1",
        "/api/bike?search=LOCK77",
        "/api/bike?lock_code=LOCK77",
        "/api/bike?sort=code_length",
    ]
    for client in (club.guest, club.member):
        for way in ways:
            text = re.sub(r'(lock_code|search)=LOCK77|value="LOCK77"', "", client.get(way).text)
            assert "LOCK77" not in text, way
            assert "code_length" not in text.replace("sort=code_length", ""), way
        assert client.api("GET", "/api/bike?search=LOCK77").json()["total"] == 0
        assert client.api("GET", "/api/bike/groups?by=lock_code").status_code == 400
        assert client.api("GET", "/api/bike/groups?measure=max(lock_code)").status_code == 400
    assert club.organiser.api("GET", "/api/bike?search=LOCK77").json()["total"] == 1


def test_nobody_sets_what_is_not_theirs_to_set(club: Club) -> None:
    club.member.get("/mine")
    everything = {
        "borrower": str(club.other.person),
        "overdue": "yes",
        "_by": "2",
        "_id": "77",
        "id": "77",
        "_created": "2000-01-01",
        "_sample": "1",
        "_version": "",
        "role": "organiser",
        "owner": "2",
    }
    assert club.member.post("/data/loan", {"bike": "1", "note": "new"} | everything).status_code == 303
    assert club.member.post("/data/loan/1", {"note": "changed"} | everything).status_code == 303
    rows = {row["_id"]: row for row in club.place.rows("loan")}
    assert set(rows) == {1, 2, 3}
    for number in (1, 3):
        assert rows[number]["borrower"] == club.member.person
        assert rows[number]["_sample"] == 0
    assert rows[3]["_by"] == club.member.person
    assert rows[1]["_by"] == club.owner.person
    assert club.place.rows("_people")[0]["role"] == "member"
    for key in everything:
        if key != "_version":
            response = club.member.api("POST", "/api/loan", {"bike": 1, key: 2})
            assert response.status_code == 400
            assert key in response.json()["fields"]


def test_one_app_knows_nothing_of_another(club: Club, make: Callable[..., Place]) -> None:
    other = make((club.place.store.source).replace("app Bike Club", "app Rowing Club"))
    there = other.visitor()
    session = club.owner.http.cookies["session_bike-club"]
    for name in ("session_bike-club", f"session_{other.key}"):
        there.http.cookies.set(name, session)
    assert there.get("/-/people").status_code == 303
    there.bearer = session
    assert there.api("GET", "/api/loan").status_code == 401
    there.bearer = ""
    there.http.cookies.clear()
    there.get("/ideas")
    club.guest.get("/ideas")
    stolen = there.send("POST", "/data/suggestion", data={"text": "x", "_token": club.guest.token})
    assert stolen.status_code == 403
    assert there.get(f"/-/enter?pass={make_pass(club.place.home, club.place.key)}").status_code == 403


def test_forms_are_told_apart_by_more_than_their_buttons(club: Club) -> None:
    page = unescape(club.member.get("/data/bike/1").text)
    assert "/do/borrow" in page
    assert "/do/scrap" not in page
    assert "/remove" not in page
