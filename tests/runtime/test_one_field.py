"""One field of one row: set in place, within the same rights and rules as the row's form."""

import pytest
from tests.runtime.conftest import Club

SCRIPT = {"accept": "application/json"}


def test_one_field_is_set_and_leads_back(club: Club) -> None:
    page = "http://bike-club.localhost:8400/late?page=2"
    response = club.organiser.post(
        "/data/bike/1/field", {"name": "price", "value": "12.50"}, headers={"referer": page}
    )
    assert (response.status_code, response.headers["location"]) == (303, "/late?page=2")
    row = club.place.rows("bike")[0]
    assert (row["price"], row["name"], row["kind"], row["lock_code"]) == (1250, "Trek", "road", "LOCK77")
    assert club.organiser.post("/data/bike/1/field", {"name": "kind", "value": ""}).status_code == 303
    assert club.place.rows("bike")[0]["kind"] is None


def test_a_script_is_told_how_it_looks_now(club: Club) -> None:
    response = club.organiser.post("/data/bike/1/field", {"name": "kind", "value": "city"}, headers=SCRIPT)
    told = response.json()
    assert (response.status_code, told["text"]) == (200, "city")
    assert "city" in told["html"]
    assert response.headers["etag"] == f'"{told["version"]}"'


def test_it_is_one_step_of_history(club: Club) -> None:
    before = len(club.place.store.history())
    club.organiser.post("/data/bike/1/field", {"name": "name", "value": "Trek 2"})
    assert len(club.place.store.history()) == before + 1
    club.place.store.undo()
    assert club.place.rows("bike")[0]["name"] == "Trek"


@pytest.mark.parametrize("by_header", [False, True])
def test_who_comes_second_is_told_so(club: Club, by_header: bool) -> None:
    first = club.organiser.api("GET", "/api/bike/1").json()["_version"]

    def save(name: str) -> tuple[int, str]:
        given = {"name": "name", "value": name} | ({} if by_header else {"_version": str(first)})
        headers = SCRIPT | ({"if-match": f'"{first}"'} if by_header else {})
        response = club.organiser.post("/data/bike/1/field", given, headers=headers)
        return response.status_code, response.json().get("error", "")

    assert save("Mine")[0] == 200
    status, sentence = save("Yours")
    assert status == 409
    assert "Somebody else changed this" in sentence
    assert club.place.rows("bike")[0]["name"] == "Mine"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("name", "", "name is required"),
        ("price", "-1", "price must be at least 0"),
        ("kind", "boat", "must be one of"),
        ("frame", "F9", ""),
        ("photo", "x" * 40, "can't be set"),
        ("code_length", "3", "can't be set"),
        ("_by", "1", "can't be set"),
        ("", "1", "can't be set"),
    ],
)
def test_what_the_form_refuses_is_refused_here(club: Club, name: str, value: str, says: str) -> None:
    before = club.place.rows("bike")
    response = club.organiser.post("/data/bike/1/field", {"name": name, "value": value}, headers=SCRIPT)
    if not says:
        assert response.status_code == 200
        return
    assert response.status_code == 400
    assert says in response.json()["error"]
    assert club.place.rows("bike") == before


def test_only_who_may_change_the_row_and_the_field_does(club: Club) -> None:
    before = club.place.dump()
    given = {"name": "note", "value": "x"}
    assert club.member.post("/data/bike/1/field", {"name": "kind", "value": "city"}).status_code == 403
    assert club.guest.post("/data/bike/1/field", {"name": "kind", "value": "city"}).status_code == 303
    assert club.member.post("/data/loan/2/field", given).status_code == 404
    assert club.member.post("/data/loan/1/field", {"name": "borrower", "value": "2"}).status_code == 400
    assert club.member.post("/data/loan/1/field", {"name": "bike"}).status_code == 400
    assert club.member.post("/data/loan/1/field", given | {"_token": "forged"}).status_code == 403
    assert club.place.dump() == before
    assert club.member.post("/data/loan/1/field", given).status_code == 303
