"""Calendars, schedules, trees, comparisons and maps: what they show, to whom, and from how far back."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from tests.runtime.conftest import Client, Place

from appling.runtime.answering.reaches import weeks_of

CLUB = """
app Club
  people: guest, member

thing Trip
  name: text, required
  start: date
  end: date
  where to: place for member
  guest may see
  member may see, add

thing Topic
  title: text, required
  above: Topic
  guest may see where title != "Secret"
  member may do all

page Calendar
  calendar of Trip
page Plan
  schedule of Trip
page Topics
  tree of Topic
page Beside
  compare of Trip show start, end
page Map
  map of Trip
"""


@pytest.fixture
def place(make: Callable[..., Place]) -> Place:
    return make(CLUB)


def add(client: Client, thing: str, **values: object) -> int:
    response = client.api("POST", f"/api/{thing}", values)
    assert response.status_code == 201, response.text
    return int(response.json()["id"])


@pytest.fixture
def owner(place: Place) -> Client:
    owner = place.owner()
    owner.get("/calendar")
    return owner


def days_of(page: str, title: str) -> list[str]:
    """The days in whose cells a row stands."""
    cells = re.findall(r'<span class="long-date">([^<]*)</span>(.*?)</td>', page, re.DOTALL)
    return [day for day, cell in cells if title in re.findall(r"<span[^>]*>([^<]*)</span>", cell)]


def test_a_month_shows_what_lies_in_it_on_all_of_its_days(owner: Client) -> None:
    add(owner, "trip", name="Alps", start="2026-02-27", end="2026-03-02")
    add(owner, "trip", name="Sea", start="2026-03-14")
    add(owner, "trip", name="Later", start="2026-05-01")
    march = owner.get("/calendar?p0.month=2026-03").text
    assert days_of(march, "Sea") == ["Saturday, March 14, 2026"]
    assert len(days_of(march, "Alps")) == 4
    assert "Later" not in march
    assert 'href="/calendar?p0.month=2026-02"' in march
    assert 'href="/calendar?p0.month=2026-04"' in march
    assert len(days_of(owner.get("/calendar?p0.month=2026-02").text, "Alps")) == 3
    assert "Nothing in this month" in owner.get("/calendar?p0.month=2031-03").text


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0000-01", "99999-01", "2026-03-01"])
def test_no_month_is_too_strange(owner: Client, month: str) -> None:
    assert owner.get(f"/calendar?p0.month={month}&p0.day={month}").status_code == 200


def test_a_full_day_leads_on_and_shows_all_when_asked(owner: Client) -> None:
    for number in range(7):
        add(owner, "trip", name=f"Trip {number}", start="2026-03-14")
    page = owner.get("/calendar?p0.month=2026-03").text
    assert "4 more" in page
    whole = owner.get("/calendar?p0.month=2026-03&p0.day=2026-03-14").text
    assert all(days_of(whole, f"Trip {number}") for number in range(7))


def test_only_who_may_add_finds_a_way_to_add_on_a_day(place: Place) -> None:
    link = "/data/trip/new?start=2026-03-14"
    assert link in place.person("member").get("/calendar?p0.month=2026-03").text
    assert link not in place.person("guest").get("/calendar?p0.month=2026-03").text


@pytest.mark.parametrize(("language", "weekday"), [("en", 0), ("zh", 6), ("de", 0), ("ar", 5)])
def test_weeks_begin_as_the_language_does(language: str, weekday: int) -> None:
    for month in range(1, 13):
        first, last = weeks_of(date(2026, month, 1), language)
        assert (last - first).days % 7 == 6
        assert first <= date(2026, month, 1) <= last
    assert first.weekday() in (weekday, 0, 6)


def test_bars_lie_along_time(owner: Client) -> None:
    assert '<rect x="0.0%"' not in owner.get("/plan").text
    add(owner, "trip", name="Alps", start="2026-03-01", end="2026-03-10")
    add(owner, "trip", name="Sea", start="2026-03-06")
    page = owner.get("/plan").text
    assert '<rect x="0.0%" width="100.0%"' in page
    assert '<circle cx="50.0%"' in page


def test_a_tree_shows_every_row_once_even_in_a_circle(place: Place, owner: Client) -> None:
    root = add(owner, "topic", title="Root")
    secret = add(owner, "topic", title="Secret", above=root)
    leaf = add(owner, "topic", title="Leaf", above=secret)
    assert owner.api("PATCH", f"/api/topic/{root}", {"above": leaf}).status_code == 200
    page = owner.get("/topics").text
    assert [page.count(f'href="/data/topic/{row}"') for row in (root, secret, leaf)] == [1, 1, 1]
    assert f"/data/topic/new?above={leaf}" in page
    seen = place.person("guest").get("/topics").text
    assert "Secret" not in seen
    assert [seen.count(f'href="/data/topic/{row}"') for row in (root, leaf)] == [1, 1]
    assert "/data/topic/new" not in seen


def test_what_differs_is_marked_side_by_side(owner: Client) -> None:
    rows = [
        add(owner, "trip", name=f"Trip {day}", start=f"2026-03-0{day}", end="2026-03-09") for day in (1, 2, 3)
    ]
    page = owner.get(f"/beside?p0.row={rows[0]}&p0.row={rows[2]}&p0.row=77&p0.row=x").text
    assert page.count("checked") == 2
    assert page.count('class="differs"') == 1
    assert "Mar 2, 2026" not in page


def test_a_place_is_on_the_map_of_those_who_may_know_it(place: Place, owner: Client) -> None:
    add(owner, "trip", name="Alps", where_to="46.5, 8.0")
    assert 'data-place="46.5, 8"' in place.person("member").get("/map").text
    seen = place.person("guest").get("/map").text
    assert "Alps" in seen
    assert "46.5" not in seen
