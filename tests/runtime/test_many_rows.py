"""Several rows at once: all of them or none, in one step, and only where each may be acted on."""

from tests.runtime.conftest import Client, Club


def send(client: Client, thing: str, what: str, *rows: object) -> int:
    client.get("/")
    return client.post(f"/data/{thing}/many", {"do": what, "row": [str(row) for row in rows]}).status_code


def test_chosen_rows_go_in_one_step(club: Club) -> None:
    before = len(club.place.store.history())
    assert send(club.organiser, "loan", "remove", 1, 2) == 303
    assert club.place.rows("loan") == []
    assert len(club.place.store.history()) == before + 1
    club.place.store.undo()
    assert len(club.place.rows("loan")) == 2


def test_an_action_is_taken_on_each(club: Club) -> None:
    assert send(club.organiser, "loan", "do/return", 1, 2) == 303
    assert [row["returned"] for row in club.place.rows("loan")] == [1, 1]


def test_one_that_refuses_keeps_all_as_they_were(club: Club) -> None:
    before = club.place.dump()
    assert send(club.organiser, "bike", "remove", 1, 2) == 409
    assert send(club.organiser, "loan", "remove", 1, 987_654) == 404
    assert send(club.member, "loan", "do/return", 1, 2) == 404
    assert send(club.member, "loan", "remove", 1) == 403
    assert send(club.member, "bike", "do/scrap", 1) == 400
    assert send(club.organiser, "loan", "remove") == 400
    assert send(club.organiser, "loan", "do/nothing", 1) == 400
    assert send(club.organiser, "loan", "remove", *range(1, 300)) == 400
    assert club.place.dump() == before


def test_only_what_may_be_changed_is_marked_as_such(club: Club) -> None:
    seen = club.organiser.get("/data/bike").text
    assert 'data-field="price"' in club.organiser.get("/late").text or 'data-field="price"' in seen
    assert "data-version" not in club.guest.get("/data/bike").text
    assert "data-field" not in club.guest.get("/data/bike").text
