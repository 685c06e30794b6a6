"""Time tracking in plain blueprint: start and stop, one running entry each, totals per task and person."""

from collections.abc import Callable
from html import unescape
from textwrap import dedent

import pytest
from tests.runtime.conftest import Place

SOURCE = """
    app Studio
      people: member, lead
      member may see
      lead may do all
    thing Task
      name: text, required
      planned: duration = 2 hours
      spent = sum(Entry.spent)
      over = spent > planned
    thing Entry
      task: Task, required
      person: person = me
      start: date and time = now
      end: date and time
      break: duration, min 0
      spent = duration(end - start)
      net = spent - break
      short = spent < 105 minutes
      one per person where end is empty
      member may see, change own
    thing Shift
      from: time
      until: time
      length = duration(until - from)
      member may see, add
    action Start on Task for member
      add Entry with task = this
    action Stop on Entry for member when end is empty and person = me
      set end = now
    page Hours
      stat of Entry show sum(spent), avg(break)
      chart of Entry by task show sum(spent)
      leaderboard of Entry by person show sum(net)
      table of Entry where spent > 90 minutes show task, spent
      table of Shift
    """


@pytest.fixture
def studio(make: Callable[..., Place]) -> Place:
    place = make(dedent(SOURCE).lstrip())
    owner = place.owner()
    for name in ("Cut", "Print"):
        owner.post("/data/task", {"name": name})
    return place


def test_a_running_entry_is_kept_and_there_is_one_for_each(studio: Place) -> None:
    kim, lee = studio.person("member", "Kim"), studio.person("member", "Lee")
    assert kim.post("/data/task/1/do/start").status_code == 303
    assert kim.post("/data/task/2/do/start").status_code == 400
    assert lee.post("/data/task/1/do/start").status_code == 303
    assert "Stop" in kim.get("/data/entry/1").text
    assert lee.post("/data/entry/1/do/stop").status_code == 409
    assert kim.post("/data/entry/1/do/stop").status_code == 303
    assert kim.post("/data/task/2/do/start").status_code == 303
    first, other, again = studio.rows("entry")
    assert first["end"] is not None
    assert other["end"] is None is again["end"]


def test_lengths_are_typed_added_up_and_shown(studio: Place) -> None:
    owner = studio.owner()
    times = {"start": "2026-03-09T10:00", "end": "2026-03-09T12:30"}
    assert owner.post("/data/entry", {"task": "1", "break": "1h 15", **times}).status_code == 303
    times = {"start": "2026-03-09T13:00", "end": "2026-03-09T14:00"}
    assert owner.post("/data/entry", {"task": "1", "break": "30 min", **times}).status_code == 303
    assert owner.post("/data/entry", {"task": "1", "break": "soon", **times}).status_code == 400
    row = owner.api("GET", "/api/entry/1").json()
    assert (row["spent"], row["net"], row["break"], row["short"]) == (150, 75, 75, False)
    assert owner.api("GET", "/api/task/1").json()["over"] is True
    assert "3 hr 30 min" in owner.get("/data/task/1").text
    assert 'value="1:15"' in owner.get("/data/entry/1/edit").text
    page = owner.get("/hours").text
    assert "3 hr 30 min" in page
    assert "53 min" in page
    assert "2 hr 30 min" in page


def test_times_of_day_make_a_length(studio: Place) -> None:
    owner = studio.owner()
    owner.post("/data/shift", {"from": "08:30", "until": "17:00"})
    owner.post("/data/shift", {"from": "08:30", "until": ""})
    assert owner.api("GET", "/api/shift/1").json()["length"] == 510
    assert owner.api("GET", "/api/shift/2").json()["length"] is None
    assert "8 hr 30 min" in owner.get("/hours").text


def test_a_chart_of_lengths_is_drawn_in_hours(studio: Place) -> None:
    owner = studio.owner()
    owner.post("/data/entry", {"task": "1", "start": "2026-03-09T10:00", "end": "2026-03-09T12:30"})
    page = unescape(owner.get("/hours").text)
    assert '"unit":"hour"' in page
    assert '"values":[2.5],"texts":["2 hr 30 min"]' in page
