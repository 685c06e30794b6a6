"""Boards: a column for each value, and only who may change a row moves it."""

import re
from collections.abc import Callable

from tests.runtime.conftest import Client, Place

BOARD = """
app Work
  people: reader, worker

thing Task
  name: text, required
  state: choice(open, busy, done)
  who: person
  reader may see
  worker may see, add
  worker may change where state != done

page Board
  board of Task by state limit 2
page People
  board of Task by who
"""


def add(client: Client, **values: object) -> None:
    assert client.api("POST", "/api/task", {"name": "A task"} | values).status_code == 201


def counts(page: str) -> list[str]:
    return re.findall(r"data-count>(\d+)<", page)


def test_every_column_is_there_and_counts_all_of_its_rows(make: Callable[..., Place]) -> None:
    place = make(BOARD)
    owner = place.owner()
    owner.get("/board")
    for _ in range(3):
        add(owner, state="open")
    page = owner.get("/board").text
    assert counts(page) == ["3", "0", "0"]
    assert page.count("data-row=") == 2
    assert 'href="/data/task?state=open"' in page
    assert 'href="/data/task/new?state=busy"' in page
    add(owner)
    assert counts(owner.get("/board").text) == ["3", "0", "0", "1"]


def test_only_who_may_change_a_row_moves_it(make: Callable[..., Place]) -> None:
    place = make(BOARD)
    owner = place.owner()
    owner.get("/board")
    add(owner, state="open")
    add(owner, state="done")
    seen = place.person("reader").get("/board").text
    assert "data-field" not in seen
    assert "data-row" not in seen
    assert "<noscript>" not in seen
    moved = place.person("worker")
    assert re.findall(r'data-row="([^"]*)"', moved.get("/board").text) == ["/data/task/1/field"]
    assert moved.post("/data/task/1/field", {"name": "state", "value": "busy"}).status_code == 303
    assert counts(moved.get("/board").text) == ["0", "1", "1"]


def test_people_are_columns_too(make: Callable[..., Place]) -> None:
    place = make(BOARD)
    owner = place.owner()
    owner.get("/board")
    add(owner, who=owner.person)
    assert counts(owner.get("/people").text) == ["1"]
