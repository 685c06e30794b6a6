"""Approval in several steps: whose turn it is, what is kept and told, and what nobody can get round."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from textwrap import dedent
from typing import Any

import pytest
from tests.runtime.conftest import Client, Place

SOURCE = """
    app Leave
      people: employee, team lead, director
      employee may see own, add own, change own
      team lead, director may see, add own, change own
    thing Request
      reason: text, required
      days: number
      employee: person = me
      has approval by team lead, director
    action Book on Request for employee when approved
      set days = 0
    """
PATH = "/data/request_decision"


@pytest.fixture
def leave(make: Callable[..., Place]) -> Place:
    return make(dedent(SOURCE).lstrip())


def decide(client: Client, verdict: str, attempt: int = 0, **more: Any) -> int:
    values = {"request": "1", "verdict": verdict, "attempt": str(attempt), **more}
    return client.post(PATH, values).status_code


def state(place: Place) -> tuple[int, int, int]:
    row = place.owner().api("GET", "/api/request/1").json()
    return row["approvals"], row["rejections"], row["attempt"]


def test_one_after_the_other(leave: Place) -> None:
    kim = leave.person("employee", "Kim")
    lead, director = leave.person("team_lead", "Lee"), leave.person("director", "Dee")
    kim.post("/data/request", {"reason": "Coast"})
    assert [n.text for n in leave.store.notices.of(lead.person or 0)] == ["“Coast” waits for your approval."]
    assert "waits for your approval" not in director.get("/-/notices").text
    assert "Coast" in lead.get("/waiting_for_me").text
    assert "Coast" not in director.get("/waiting_for_me").text
    assert "Waits for team lead" in kim.get("/data/request/1").text
    assert decide(director, "approved") == 403
    assert decide(kim, "approved") == 403
    assert decide(lead, "approved") == 303
    assert "Coast" not in lead.get("/waiting_for_me").text
    assert "Coast" in director.get("/waiting_for_me").text
    assert "waits for your approval" in director.get("/-/notices").text
    assert kim.post("/data/request/1/do/book").status_code == 409
    assert decide(director, "approved") == 303
    assert "“Coast” is approved." in kim.get("/-/notices").text
    page = kim.get("/data/request/1").text
    assert "Approved" in page and "Lee" in page and "Dee" in page  # noqa: PT018
    assert kim.post("/data/request/1/do/book").status_code == 303


def test_no_turn_is_taken_twice_or_by_others(leave: Place) -> None:
    kim, lead, other = leave.person("employee"), leave.person("team_lead"), leave.person("team_lead", "Ola")
    kim.post("/data/request", {"reason": "Coast"})
    assert leave.visitor().post(PATH, {"request": "1", "verdict": "approved"}).status_code == 303
    assert state(leave) == (0, 0, 0)
    assert decide(lead, "approved", 1) in (400, 403)
    assert decide(lead, "approved") == 303
    assert decide(lead, "approved") in (400, 403)
    assert decide(other, "approved") == 403
    assert decide(other, "rejected") == 403
    assert state(leave) == (1, 0, 0)


def test_nobody_decides_on_their_own(leave: Place) -> None:
    lead, other = leave.person("team_lead"), leave.person("team_lead", "Ola")
    lead.post("/data/request", {"reason": "Coast"})
    page = lead.get("/data/request/1").text
    assert "Nobody decides on what they asked for themselves." in page
    assert "Approve</button>" not in page
    assert decide(lead, "approved") == 403
    assert "Approve</button>" in other.get("/data/request/1").text
    assert decide(other, "approved", author=str(lead.person)) == 303
    assert leave.rows("request_decision")[0]["author"] == other.person


def test_a_refusal_says_why_and_can_be_asked_again(leave: Place) -> None:
    kim = leave.person("employee")
    lead, director = leave.person("team_lead"), leave.person("director")
    kim.post("/data/request", {"reason": "Coast"})
    assert decide(kim, "asked again", 0) == 303  # it begins anew, which changes nothing yet
    decide(lead, "approved", 1)
    assert decide(director, "rejected", 1, text="Not in May") == 303
    assert "is not approved. Not in May" in kim.get("/-/notices").text
    assert decide(director, "approved", 1) in (400, 403)
    assert kim.post("/data/request/1", {"reason": "Mountains"}).status_code == 303
    assert "Ask again" in kim.get("/data/request/1").text
    assert decide(lead, "asked again", 1) == 403
    assert decide(kim, "asked again", 1) == 303
    assert state(leave) == (0, 0, 2)
    assert decide(lead, "approved", 1) in (400, 403)
    assert decide(lead, "approved", 2) == 303
    assert "Not in May" in kim.get("/data/request/1").text


def test_what_was_approved_is_not_changed(leave: Place) -> None:
    kim, lead = leave.person("employee"), leave.person("team_lead")
    kim.post("/data/request", {"reason": "Coast"})
    assert kim.post("/data/request/1", {"reason": "Lake"}).status_code == 303
    decide(lead, "approved")
    assert kim.post("/data/request/1", {"reason": "Moon"}).status_code == 403
    assert kim.api("PATCH", "/api/request_decision/1", {"verdict": "rejected"}).status_code in (403, 404)
    assert lead.post("/data/request_decision/1/remove").status_code == 403
    assert "Lake" in kim.get("/data/request/1").text


def test_a_row_without_a_verdict_decides_nothing(leave: Place) -> None:
    """Such as one that was brought in with a file; what it tells stands in the file, and no page breaks."""
    leave.person("employee", "Kim").post("/data/request", {"reason": "Coast"})
    assert decide(leave.person("team_lead", "Lee"), "approved") == 303
    with closing(sqlite3.connect(leave.store.folder / "app.db")) as connection:
        connection.execute("UPDATE request_decision SET verdict = NULL")
        connection.commit()
    page = leave.owner().get("/data/request/1")
    assert page.status_code == 200
    assert "Waits for team lead" in page.text


def test_without_roles_the_owner_decides(make: Callable[..., Place]) -> None:
    source = dedent(SOURCE).lstrip().replace(" by team lead, director", "")
    place = make(source)
    kim, owner = place.person("employee"), place.owner()
    kim.post("/data/request", {"reason": "Coast"})
    assert "waits for your approval" in owner.get("/-/notices").text
    assert "Approve</button>" in owner.get("/data/request/1").text
    assert decide(owner, "approved") == 303
    assert "is approved" in kim.get("/-/notices").text


def test_two_of_one_role_are_two_people(make: Callable[..., Place]) -> None:
    source = (
        dedent(SOURCE).lstrip().replace("team lead, director\n    action", "team lead, team lead\n    action")
    )
    place = make(source.replace("by team lead, director", "by team lead, team lead"))
    kim, lead, other = place.person("employee"), place.person("team_lead"), place.person("team_lead", "Ola")
    kim.post("/data/request", {"reason": "Coast"})
    assert decide(lead, "approved") == 303
    assert decide(lead, "approved") == 400
    assert decide(other, "approved") == 303
    assert state(place) == (2, 0, 0)
