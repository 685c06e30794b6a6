"""Actions that ask for something: their form, what was typed, and that nothing but that is taken."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.runtime.conftest import Client, Place, world_at

CASE = Path(__file__).parents[1] / "security" / "cases" / "desk.appling"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        yield world.make(CASE.read_text(encoding="utf-8"))


@pytest.fixture
def clerk(desk: Place) -> Client:
    """With one open claim of a member's."""
    member = desk.person("member")
    assert member.api("POST", "/api/claim", {"title": "Train", "amount": 40}).status_code == 201
    return desk.person("clerk")


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (4, 4), "red").save(made, "PNG")
    return made.getvalue()


def test_the_button_leads_to_a_form_that_says_what_it_is_about(desk: Place, clerk: Client) -> None:
    assert 'href="/data/claim/1/do/reject" data-asks="' in clerk.get("/data/claim").text
    page = clerk.get(
        "/data/claim/1/do/reject", headers={"referer": "http://claims-desk.localhost:8400/data/claim"}
    )
    assert page.status_code == 200
    assert '<a class="link" href="/data/claim/1">Train</a>' in page.text
    assert 'name="reason"' in page.text
    assert 'name="_back" value="/data/claim"' in page.text


def test_what_was_typed_is_used_in_every_step(desk: Place, clerk: Client) -> None:
    answer = clerk.post(
        "/data/claim/1/do/reject", {"reason": "Too late", "until": "2030-05-01", "_back": "/data/claim"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/data/claim")
    claim, note = desk.rows("claim")[0], desk.rows("note")[0]
    assert (claim["state"], claim["answer"], claim["due"]) == ("rejected", "Too late", "2030-05-01")
    assert (note["text"], note["by"]) == ("Too late", clerk.person)
    assert "Train: Too late" in desk.rows("_notices")[0]["text"]


def test_a_default_is_seen_from_the_row_by_the_one_who_is_asked(desk: Place, clerk: Client) -> None:
    manager = desk.person("manager")
    assert manager.api("PATCH", "/api/claim/1", {"due": "2030-05-01", "secret": "hush"}).status_code == 200
    assert 'value="2030-05-08"' in clerk.get("/data/claim/1/do/reject").text
    assert clerk.api("POST", "/api/claim/1/reject", {"reason": "No"}).status_code == 200
    assert desk.rows("claim")[0]["due"] == "2030-05-08"
    assert "hush" not in clerk.get("/data/claim/1/do/tell_secret").text
    assert clerk.post("/data/claim/1/do/tell_secret", {}).status_code == 303
    assert desk.rows("claim")[0]["answer"] is None


def test_what_is_wrong_comes_back_with_all_that_was_typed(desk: Place, clerk: Client) -> None:
    before = desk.dump()
    answer = clerk.post("/data/claim/1/do/reject", {"reason": " ", "until": "2030-05-01"})
    assert answer.status_code == 400
    assert "reason is required" in answer.text
    assert 'value="2030-05-01"' in answer.text
    assert clerk.post("/data/claim/1/do/reject", {}).status_code == 400
    manager = desk.person("manager")
    for amount in ("0", "501", "-3", "NaN", "1e400", "ten"):
        assert manager.post("/data/claim/1/do/pay", {"amount": amount}).status_code == 400
        assert manager.api("POST", "/api/claim/1/pay", {"amount": amount}).status_code == 400
    assert manager.post("/data/claim/1/do/assign", {"who": "1", "kind": "never"}).status_code == 400
    assert desk.dump()[:3] == before[:3]
    assert desk.rows("claim")[0]["state"] == "open"


def test_what_a_field_does_not_take_is_said_of_the_input_it_came_from(desk: Place, clerk: Client) -> None:
    answer = clerk.post("/data/claim/1/do/reject", {"reason": "x" * 5000, "until": "2030-05-01"})
    assert answer.status_code == 400
    assert 'id="asked-reason-error"' in answer.text
    assert desk.rows("claim")[0]["state"] == "open"
    assert desk.rows("note") == []


def test_the_api_takes_what_is_asked_for_and_nothing_else(desk: Place, clerk: Client) -> None:
    refused = clerk.api("POST", "/api/claim/1/reject", {"reason": "No", "state": "paid", "amount": 1})
    assert (refused.status_code, set(refused.json()["fields"])) == (400, {"state", "amount"})
    refused = clerk.api("POST", "/api/claim/1/reject", {})
    assert (refused.status_code, set(refused.json()["fields"])) == (400, {"reason"})
    assert clerk.api("POST", "/api/claim/1/reject", ["No"]).status_code == 400
    assert clerk.api("POST", "/api/claim/1/reject", {"reason": "No"}).status_code == 200
    assert clerk.api("POST", "/api/claim/1/reject", {"reason": "No"}).status_code == 409
    assert clerk.get("/data/claim/1/do/reject").status_code == 409
    taken = clerk.get("/openapi.json").json()["paths"]["/api/claim/{id}/reject"]["post"]["requestBody"]
    schema = taken["content"]["application/json"]["schema"]
    assert (set(schema["properties"]), schema["required"]) == ({"reason", "until"}, ["reason"])
    assert clerk.post("/data/claim/1/do/reject", {"reason": "No", "amount": "1"}).status_code == 409


def test_a_form_takes_nothing_but_what_is_asked_for(desk: Place, clerk: Client) -> None:
    given = {"reason": "No", "until": "2030-05-01", "amount": "1", "answer": "Yes", "member": "1", "_by": "1"}
    assert clerk.post("/data/claim/1/do/reject", given).status_code == 303
    claim = desk.rows("claim")[0]
    assert (claim["amount"], claim["answer"], claim["member"]) == (4000, "No", desk.rows("claim")[0]["_by"])


def test_links_lead_only_to_what_one_sees(desk: Place, clerk: Client) -> None:
    manager = desk.person("manager")
    assert manager.api("POST", "/api/room", {"name": "Attic", "rent": 900}).status_code == 201
    given = {"who": clerk.person, "room": 1}
    assert manager.api("POST", "/api/claim/1/assign", {**given, "room": 7}).status_code == 400
    assert manager.api("POST", "/api/claim/1/assign", {**given, "who": 987_654}).status_code == 400
    assert manager.api("POST", "/api/claim/1/assign", given).status_code == 200
    claim = desk.rows("claim")[0]
    assert (claim["assignee"], claim["room"], claim["answer"]) == (clerk.person, 1, "later Attic")
    assert "Train in Attic (Attic) " in desk.rows("_notices")[-1]["text"]
    assert clerk.get("/data/claim/1/do/assign").status_code == 403


def test_several_rows_are_asked_about_once(desk: Place, clerk: Client) -> None:
    manager = desk.person("manager")
    for title in ("Bus", "Boat"):
        assert manager.api("POST", "/api/claim", {"title": title, "due": "2030-01-01"}).status_code == 201
    rows = {"do": "do/reject", "row": ["1", "2", "3"], "_back": "/data/claim"}
    form = manager.post("/data/claim/many", rows)
    assert form.status_code == 200
    assert all(name in form.text for name in ("Train", "Bus", "Boat", 'name="given.reason"'))
    assert 'value="2030-01-08"' not in form.text
    assert len(desk.store.history()) == 3
    given = rows | {"_asked": "yes", "given.reason": " ", "given.until": "2030-02-02"}
    assert manager.post("/data/claim/many", given).status_code == 400
    assert manager.post("/data/claim/many", given | {"given.reason": "Full"}).status_code == 303
    assert [(row["state"], row["answer"]) for row in desk.rows("claim")] == [("rejected", "Full")] * 3
    assert manager.post("/data/claim/many", rows).status_code == 409
    desk.store.undo()
    assert [row["state"] for row in desk.rows("claim")] == ["open"] * 3
    assert desk.rows("note") == []
    assert "each gets its own: until" in form.text
    assert (
        manager.post("/data/claim/many", given | {"given.reason": "Full", "given.until": ""}).status_code
        == 303
    )
    assert [row["due"] for row in desk.rows("claim")][1:] == ["2030-01-08"] * 2


def test_a_file_is_kept_in_the_field_that_it_goes_into(desk: Place, clerk: Client) -> None:
    member = desk.person("member")
    assert member.api("POST", "/api/claim", {"title": "Taxi"}).status_code == 201
    address = "/data/claim/2/do/prove"
    assert 'enctype="multipart/form-data"' in member.get(address).text
    assert member.post(address, {}).status_code == 400
    wrong = member.post(address, files={"picture": ("a.png", b"no picture", "image/png")})
    assert wrong.status_code == 400
    sent = member.post(address, files={"picture": ("a.png", picture(), "image/png")})
    assert sent.status_code == 303, sent.text
    token = desk.rows("claim")[1]["proof"]
    assert member.get(f"/files/{token}").status_code == 200
    assert member.post(address, {"picture": token}).status_code == 400
    assert member.api("POST", "/api/claim/2/prove", {"picture": token}).status_code == 400
    assert member.post("/data/claim/many", {"do": "do/prove", "row": ["2"]}).status_code == 400


def test_an_action_without_a_thing_asks_too(desk: Place, clerk: Client) -> None:
    assert clerk.get("/do/order_tea").status_code == 200
    assert clerk.post("/do/order_tea", {"cups": "12"}).status_code == 400
    desk.person("manager")
    assert clerk.post("/do/order_tea", {"cups": "3"}).status_code == 303
    assert desk.rows("_notices")[-1]["text"] == "3 cups"
    assert desk.person("member").get("/do/order_tea").status_code == 403


def test_a_script_is_told_where_to_go_on(desk: Place, clerk: Client) -> None:
    given = {"reason": "No", "until": "2030-05-01", "_back": "//evil.example"}
    answer = clerk.post("/data/claim/1/do/reject", given, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/data/claim/1")


def test_a_default_that_is_a_plain_number_is_written_as_one(tmp_path: Path) -> None:
    source = "app A\nthing B\n  a: text\n  b: money = 200\naction C on B\n  d: money = 200\n  set b = d\n"
    with world_at(tmp_path / "home") as world:
        place = world.make(source)
        owner = place.owner()
        assert 'value="200"' in owner.get("/data/b/new").text
        assert owner.api("POST", "/api/b", {"a": "x", "b": 7}).status_code == 201
        assert 'value="200' in owner.get("/data/b/1/do/c").text
        assert "200.000" not in owner.get("/data/b/1/do/c").text
