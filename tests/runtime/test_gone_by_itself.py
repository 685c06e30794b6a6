"""A row that its own change takes away: the change is answered all the same."""

from collections.abc import Callable

from tests.runtime.conftest import Place

SOURCE = """
app Desk
  people: clerk
  clerk may do all
thing Ticket
  name: text, required
  closed: yes/no
when Ticket is changed where closed
  remove this
"""


def test_by_hand_the_list_follows(make: Callable[..., Place]) -> None:
    clerk = make(SOURCE).person("clerk")
    clerk.post("/data/ticket", {"name": "Broken lamp"})
    answer = clerk.post("/data/ticket/1", {"name": "Broken lamp", "closed": "yes", "_version": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/data/ticket")


def test_a_program_hears_which_row_it_changed(make: Callable[..., Place]) -> None:
    clerk = make(SOURCE).script("clerk")
    clerk.api("POST", "/api/ticket", {"name": "Broken lamp"})
    answer = clerk.api("PATCH", "/api/ticket/1", {"closed": True})
    assert (answer.status_code, answer.json()) == (200, {"id": 1})
    assert clerk.api("GET", "/api/ticket/1").status_code == 404
