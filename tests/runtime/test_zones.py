"""Days and times in the server's zone: the same wherever they are typed and read, and kept in UTC."""

from collections.abc import Callable
from csv import DictReader
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from html import unescape
from io import BytesIO, StringIO

import pytest
import time_machine
from openpyxl import load_workbook
from tests.runtime.conftest import Client, Place
from tests.runtime.test_figures import answered
from tests.runtime.test_spreadsheets import bring
from tests.runtime.test_views import days_of

from appling.blueprint.model.expression import Kind, Path, ValueType
from appling.runtime.outward.mail import Mailer
from appling.runtime.outward.worker import Worker
from appling.runtime.reporting.times import Days, within
from appling.store import Query, Viewer, see_all

CLUB = """app Club
  people: member

thing Meeting
  name: text, required
  start: date and time, required
  until: date and time
  host: email
  told: text
  note: text when start > "2026-07-01 06:00+00:00"
  member may do all

when Meeting is added
  email host "Meeting\\n{name} at {start}"
  set told = "at " + start

page Meetings
  chart of Meeting by day(start)
  calendar of Meeting by start, until
  schedule of Meeting by start, until
  list of Meeting
  countdown of Meeting
"""
SLOTS = """app Barber
  people: customer
thing Appointment
  start: date and time, required
  end: date and time, required
  no overlap of start, end
  customer may see own, add own
page Book
  slots of Appointment with from = 12:00, to = 16:00, minutes = 60, days = 2
"""
BOOKED = {"start": "2026-07-01T15:00", "end": "2026-07-01T16:00"}
LAST_WEEK = date(2026, 3, 4), date(2026, 3, 10)
SUMMER, WINTER = "2026-07-01T14:00", "2026-01-15T14:00"
ZONES = [
    ("Europe/Berlin", SUMMER, "2026-07-01 12:00:00"),
    ("Europe/Berlin", WINTER, "2026-01-15 13:00:00"),
    ("Asia/Shanghai", SUMMER, "2026-07-01 06:00:00"),
    ("America/New_York", WINTER, "2026-01-15 19:00:00"),
    ("UTC", SUMMER, "2026-07-01 14:00:00"),
]
Zone = Callable[[str], None]
Make = Callable[..., Place]


@pytest.fixture
def club(make: Make) -> Place:
    return make(CLUB)


def add(client: Client, start: str, **more: object) -> int:
    """By the form, as somebody types it."""
    given = {"name": "Talk", "start": start, "host": "kim@club.org", **more}
    response = client.post("/data/meeting", given)
    assert response.status_code == 303, response.text
    return len(client.api("GET", "/api/meeting").json()["items"])


def kept(place: Place, field: str = "start") -> list[str]:
    """As the database has it, without the fraction that it writes."""
    return [str(row[field])[:19] for row in place.rows("meeting")]


@pytest.mark.parametrize(("name", "typed", "in_utc"), ZONES)
def test_what_is_typed_is_read_everywhere(
    zone: Zone, club: Place, name: str, typed: str, in_utc: str
) -> None:
    zone(name)
    owner = club.owner()
    add(owner, typed)
    assert kept(club) == [in_utc]
    assert ", 2:00 PM" in owner.get("/data/meeting").text
    assert ", 2:00 PM" in owner.get("/data/meeting/1").text
    assert f'value="{typed}"' in owner.get("/data/meeting/1/edit").text
    assert kept(club, "told") == [f"at {typed.replace('T', ' ')}:00"[:19]]
    assert ", 2:00 PM" in mail(club)


def mail(place: Place) -> str:
    Worker(place.home, Mailer(None, "club@club.org"), lambda _: 200).turn()
    (file,) = (place.store.folder / "mail").glob("*.eml")
    return str(message_from_bytes(file.read_bytes(), policy=policy.default).get_content())


@pytest.mark.parametrize(("name", "typed", "in_utc"), ZONES)
def test_sheets_go_out_and_come_in_the_same(
    zone: Zone, club: Place, name: str, typed: str, in_utc: str
) -> None:
    zone(name)
    owner = club.owner()
    add(owner, typed)
    text = owner.get("/data/meeting/rows.csv").text
    (row,) = DictReader(StringIO(text.lstrip("\ufeff")))
    assert row["start"] == typed
    sheet = load_workbook(BytesIO(owner.get("/data/meeting/rows.xlsx").content)).active
    assert sheet is not None
    assert datetime.fromisoformat(typed) in [cell.value for cell in sheet[2]]
    data = f"name,start\nLecture,{typed}\n"
    assert bring(owner, "meeting", data)[0] == 303
    assert kept(club) == [in_utc, in_utc]


@pytest.mark.parametrize(("name", "typed", "in_utc"), ZONES)
def test_the_api_says_utc_and_takes_what_is_meant(
    zone: Zone, club: Place, name: str, typed: str, in_utc: str
) -> None:
    zone(name)
    script = club.script("member")
    said = f"{in_utc.replace(' ', 'T')}Z"
    for sent in (typed, said, "2026-07-01T14:00+02:00"):
        row = script.api("POST", "/api/meeting", {"name": "Talk", "start": sent}).json()
        assert row["start"] == ("2026-07-01T12:00:00Z" if "+" in sent else said)
    again = script.api("PATCH", "/api/meeting/1", {"start": row["start"]})
    assert again.json()["start"] == row["start"]


@pytest.mark.parametrize("name", ["Europe/Berlin", "Asia/Shanghai", "America/New_York"])
def test_a_moment_lies_on_its_day_here(zone: Zone, club: Place, name: str) -> None:
    """In calendars, charts, filters and groups."""
    zone(name)
    owner = club.owner()
    add(owner, "2026-07-01T23:30", name="Late")
    add(owner, "2026-07-02T00:30", name="Early")
    page = owner.get("/meetings?p1.month=2026-07").text
    assert days_of(page, "Late") == ["Wednesday, July 1, 2026"]
    assert days_of(page, "Early") == ["Thursday, July 2, 2026"]
    add(owner, "2026-06-29T00:30", name="First of all")
    add(owner, "2026-08-02T23:30", name="Last of all")
    page = owner.get("/meetings?p1.month=2026-07").text
    assert len(days_of(page, "First of all")) == len(days_of(page, "Last of all")) == 1
    assert "11:30 PM" in page
    assert "12:30 AM" in page
    chart = answered(club)
    counted = dict(zip(chart.starts, chart.lines[0].values, strict=True))
    assert (counted[date(2026, 7, 1)], counted[date(2026, 7, 2)], sum(counted.values())) == (1, 1, 4)
    found = owner.api("GET", "/api/meeting?start.from=2026-07-01&start.to=2026-07-01").json()
    assert [row["name"] for row in found["items"]] == ["Late"]
    exact = owner.api("GET", "/api/meeting?start=2026-07-02T00:30").json()
    assert [row["name"] for row in exact["items"]] == ["Early"]
    by = owner.api("GET", "/api/meeting/groups?by=day(start)").json()["items"]
    assert [each["day(start)"] for each in by][1:3] == ["2026-07-01", "2026-07-02"]


def test_the_days_of_a_range_begin_and_end_here(zone: Zone, make: Make) -> None:
    """In charts and in reports; the last day is March 10."""
    zone("Europe/Berlin")
    place = make(CLUB.replace("by day(start)", "by day(start) with range = 7 days"))
    for start in ("2026-03-03T23:59", "2026-03-04T00:00", "2026-03-10T23:59", "2026-03-11T00:00"):
        add(place.owner(), start)
    chart = answered(place)
    assert (chart.starts[0], chart.starts[-1], chart.lines[0].values) == (*LAST_WEEK, (1, 0, 0, 0, 0, 0, 1))
    when = Path(("start",), ValueType(Kind.MOMENT))
    lies = within(Days(*LAST_WEEK), when)
    assert lies is not None
    viewer = Viewer(None, LAST_WEEK[1], datetime.now(UTC), see_all(place.app))
    with place.store.read(viewer) as reader:
        found = sorted(row.values[0] for row in reader.rows(Query("meeting", (when,), (lies,))))
    assert found == [datetime(2026, 3, 3, 23, tzinfo=UTC), datetime(2026, 3, 10, 22, 59, tzinfo=UTC)]


def test_a_condition_is_about_what_is_typed(zone: Zone, club: Place) -> None:
    """The form's script compares with what stands in the input, the store with what is kept."""
    zone("Asia/Shanghai")
    owner = club.owner()
    form = unescape(owner.get("/data/meeting/new").text)
    assert '["value", "2026-07-01T14:00"]' in form
    for start, note in (("2026-07-01T14:01", "x"), ("2026-07-01T13:59", None)):
        row = owner.api("POST", "/api/meeting", {"name": "Talk", "start": start, "note": "x"}).json()
        assert row["note"] == note


def test_today_is_the_day_here(zone: Zone, club: Place) -> None:
    """Half an hour after midnight in Shanghai it is still yesterday in UTC."""
    zone("Asia/Shanghai")
    with time_machine.travel(datetime(2026, 7, 1, 16, 30, tzinfo=UTC).timestamp(), tick=False):
        page = club.owner().get("/meetings").text
    today = page.split('aria-current="date"')[1].split("</td>")[0]
    assert "Thursday, July 2, 2026" in today


def test_a_countdown_says_when_it_is_here(zone: Zone, club: Place) -> None:
    zone("Europe/Berlin")
    owner = club.owner()
    add(owner, "2030-07-01T14:00")
    assert 'data-until="2030-07-01T14:00"' in owner.get("/meetings").text


@pytest.mark.parametrize(
    ("name", "in_utc"), [("Europe/Berlin", "2026-07-01 13:00"), ("Asia/Shanghai", "2026-07-01 07:00")]
)
def test_a_slot_closes_when_it_begins_here(zone: Zone, make: Make, name: str, in_utc: str) -> None:
    zone(name)
    place = make(SLOTS)
    now = datetime(2026, 7, 1, 14, 30)
    with time_machine.travel(now.timestamp(), tick=False):
        customer = place.person("customer")
        assert slots(customer) == ["2026-07-01T15:00"]
        assert customer.post("/data/appointment", BOOKED).status_code == 303
        assert slots(customer) == []
    assert place.rows("appointment")[0]["start"][:16] == in_utc


def slots(client: Client) -> list[str]:
    """Those of the first day that can be booked."""
    text = client.get("/book").text
    day = text.split('<time datetime="2026-07-01">')[1].split('<time datetime="2026-07-02">')[0]
    return [part.split('value="')[1].split('"')[0] for part in day.split('name="start"')[1:]]


@pytest.mark.parametrize(
    ("typed", "in_utc", "shown"),
    [
        ("2026-03-29T01:59", "2026-03-29 00:59:00", "2026-03-29T01:59"),
        ("2026-03-29T02:30", "2026-03-29 01:30:00", "2026-03-29T03:30"),
        ("2026-03-29T03:00", "2026-03-29 01:00:00", "2026-03-29T03:00"),
        ("2026-10-25T02:30", "2026-10-25 00:30:00", "2026-10-25T02:30"),
        ("2026-10-25T02:30+01:00", "2026-10-25 01:30:00", "2026-10-25T02:30"),
        ("2026-10-25T03:00", "2026-10-25 02:00:00", "2026-10-25T03:00"),
    ],
)
def test_clocks_may_be_changed(zone: Zone, club: Place, typed: str, in_utc: str, shown: str) -> None:
    """An hour that there is not is reckoned as if clocks went on; of one that there is twice, the first."""
    zone("Europe/Berlin")
    owner = club.owner()
    add(owner, typed)
    assert kept(club) == [in_utc]
    assert f'value="{shown}"' in owner.get("/data/meeting/1/edit").text
    day = shown[:10]
    found = owner.api("GET", f"/api/meeting?start.from={day}&start.to={day}").json()
    assert found["total"] == 1
    assert owner.get(f"/meetings?p1.month={day[:7]}").status_code == 200


def test_another_zone_shows_the_same_moments(zone: Zone, club: Place) -> None:
    zone("Europe/Berlin")
    owner = club.owner()
    add(owner, SUMMER)
    zone("Asia/Shanghai")
    assert 'value="2026-07-01T20:00"' in owner.get("/data/meeting/1/edit").text
    assert owner.api("GET", "/api/meeting/1").json()["start"] == "2026-07-01T12:00:00Z"


def test_the_api_is_described(club: Place) -> None:
    schema = club.visitor().get("/openapi.json").json()["components"]["schemas"]["meeting"]
    assert schema["properties"]["start"]["format"] == "date-time"
    assert "UTC" in schema["properties"]["start"]["description"]


def test_a_moment_that_lasts_over_midnight_takes_both_days(zone: Zone, club: Place) -> None:
    zone("Asia/Shanghai")
    owner = club.owner()
    add(owner, "2026-07-01T22:00", until="2026-07-02T02:00", name="Night")
    assert len(days_of(owner.get("/meetings?p1.month=2026-07").text, "Night")) == 2
    assert timedelta(hours=4) == _length(club)


def _length(place: Place) -> timedelta:
    (row,) = place.rows("meeting")
    return datetime.fromisoformat(row["until"]) - datetime.fromisoformat(row["start"])
