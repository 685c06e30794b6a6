"""A row's page can be put on paper, by a button that is there with script only."""

from pathlib import Path

from tests.runtime.conftest import world_at

TICKETS = """
app Tickets
thing Ticket
  passenger: text, required
"""


def test_a_row_has_a_button_that_prints_and_a_list_has_none(tmp_path: Path) -> None:
    with world_at(tmp_path / "home") as world:
        place = world.make(TICKETS)
        row = place.script("owner").api("POST", "/api/ticket", {"passenger": "Somebody"}).json()
        client = place.person("owner")
        assert "data-print" in client.get(f"/data/ticket/{row['id']}").text
        assert "data-print" not in client.get("/data/ticket").text
