"""Forms: what they offer, what they keep when something is wrong, and how much they take."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.runtime.conftest import Club, Place, world_at


def version_of(page: str) -> str:
    found = re.search(r'name="_version" value="(\d+)"', page)
    assert found
    return found[1]


def test_defaults_are_filled_in(club: Club) -> None:
    form = club.member.get("/data/loan/new").text
    assert re.search(r'name="due" [^>]*value="\d{4}-\d\d-\d\d"', form)
    assert 'name="borrower"' not in form
    assert 'name="borrower"' in club.organiser.get("/data/loan/new").text


def test_an_address_can_fill_in_a_form(club: Club) -> None:
    form = club.member.get("/data/loan/new?bike=2&note=%3Cb%3E&overdue=yes&_by=3").text
    assert re.search(r'<option value="2" selected>', form)
    assert "&lt;b&gt;" in form
    assert "overdue" not in form


def test_what_was_typed_stays_beside_what_is_wrong_with_it(club: Club) -> None:
    club.organiser.get("/data/bike/new")
    given = {"name": "", "price": "-3", "kind": "boat", "lock_code": "kept words", "frame": "F1"}
    response = club.organiser.post("/data/bike", given)
    assert response.status_code == 400
    for words in ("name is required", "price must be at least 0", "must be one of road, mountain, city"):
        assert words in response.text
    for words in (
        'value="-3"',
        'value="kept words"',
        'value="F1"',
        'id="price-error"',
        'aria-invalid="true"',
    ):
        assert words in response.text
    assert len(club.place.rows("bike")) == 2


def test_a_form_on_a_page_leads_back_there(club: Club) -> None:
    page = club.member.get("/mine").text
    assert '<input type="hidden" name="_back" value="/mine">' in page
    response = club.member.post("/data/loan", {"bike": "1", "_back": "/mine"})
    assert response.headers["location"] == "/mine"
    after = club.member.get("/mine")
    assert "Added." in after.text
    assert "Added." not in club.member.get("/mine").text


@pytest.mark.parametrize("back", ["//evil.example", "http://evil.example/", "/\\evil.example", "mine"])
def test_a_form_leads_nowhere_else(club: Club, back: str) -> None:
    club.member.get("/mine")
    response = club.member.post("/data/loan", {"bike": "1", "_back": back})
    assert response.headers["location"] == "/data/loan/3"


def test_who_adds_without_seeing_is_thanked(club: Club) -> None:
    club.guest.get("/ideas")
    response = club.guest.post("/data/suggestion", {"text": "Paint", "_back": "/ideas"})
    assert response.headers["location"] == "/ideas"
    assert "Added." in club.guest.get("/ideas").text
    assert club.guest.post("/data/suggestion", {"text": "Paint"}).headers["location"] == "/"


COUNTED = """app Office
  people: guest, clerk
thing Booking
  number: counter = "B-0001"
  name: text
  guest: person = me
  guest may add, see own
  clerk may do all
thing Complaint
  number: counter = "C-0001"
  text: text
  guest may add
  clerk may do all
thing Repair
  number: counter = "R-0001" for clerk
  name: text
  guest may see, add
  clerk may do all
page Desk
  form of Booking
  form of Complaint
  form of Repair
"""


def test_who_adds_a_counted_row_is_told_its_number(make: Callable[..., Place]) -> None:
    place = make(COUNTED)
    guest = place.person("guest")
    for thing, said in (
        ("booking", "Added. The number is B-0001."),
        ("booking", "Added. The number is B-0002."),
        ("complaint", "Added."),
        ("repair", "Added."),
    ):
        guest.post(f"/data/{thing}", {"name": "A", "text": "A", "_back": "/desk"})
        assert f">{said}<" in guest.get("/desk").text


def test_two_who_change_the_same_row_see_both_values(club: Club) -> None:
    one, other = club.organiser, club.owner
    first = version_of(one.get("/data/bike/1/edit").text)
    other.get("/data/bike/1/edit")
    assert other.post("/data/bike/1", {"name": "Hers", "_version": first}).status_code == 303
    response = one.post("/data/bike/1", {"name": "Mine", "_version": first})
    assert response.status_code == 409
    assert "Somebody else changed this" in response.text
    assert 'value="Mine"' in response.text
    assert "Somebody else saved: Hers" in response.text
    assert club.place.rows("bike")[0]["name"] == "Hers"
    again = {"name": "Mine", "_version": version_of(response.text)}
    assert one.post("/data/bike/1", again).status_code == 303
    assert club.place.rows("bike")[0]["name"] == "Mine"


def test_the_api_says_so_too(club: Club) -> None:
    version = club.owner.api("GET", "/api/bike/1").json()["_version"]
    assert club.owner.api("PATCH", "/api/bike/1", {"price": 5, "_version": version}).status_code == 200
    assert club.owner.api("PATCH", "/api/bike/1", {"price": 6, "_version": version}).status_code == 409
    assert club.owner.api("PATCH", "/api/bike/1", {"price": 7, "_version": "1"}).status_code == 400
    assert club.owner.api("PATCH", "/api/bike/1", {"price": 8}).status_code == 200


def test_there_is_an_end_to_a_form(club: Club) -> None:
    club.guest.get("/ideas")
    before = club.place.dump()
    many = {f"field{index}": "x" for index in range(10_000)}
    assert club.guest.post("/data/suggestion", {"text": "x"} | many).status_code == 400
    assert club.guest.post("/data/suggestion", {"text": "x" * 3_000_000}).status_code == 413
    assert club.guest.post("/data/suggestion", {"text": "x" * 150_000}).status_code == 400
    assert (
        club.guest.send(
            "POST", "/data/suggestion", content=b"{}", headers={"content-type": "text/plain"}
        ).status_code
        == 415
    )
    assert club.place.dump() == before


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"nul",
        b'{"text": NaN}',
        b'{"text": 1e999}',
        b"[" * 100_000,
        b'{"text": "\\ud800"}',
        b"\xff\xfe",
        b'"x"',
        b"1",
        b"null",
    ],
)
def test_odd_json_is_refused(club: Club, body: bytes) -> None:
    before = club.place.dump()
    headers = {"content-type": "application/json"}
    response = club.guest.send("POST", "/api/suggestion", content=body, headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]
    assert club.place.dump() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stars", -1),
        ("stars", 0),
        ("stars", 10**30),
        ("stars", 1e300),
        ("stars", "5; DROP"),
        ("stars", True),
        ("stars", [1]),
        ("stars", {"a": 1}),
        ("due", "2023-02-29"),
        ("due", 5),
        ("due", None),
        ("bike", 0),
        ("bike", -1),
        ("bike", 2**70),
        ("bike", "1"),
        ("bike", None),
        ("note", "x" * 200_000),
        ("note", 5),
        ("returned", "perhaps"),
        ("nothing", 1),
    ],
)
def test_odd_values_are_refused(club: Club, field: str, value: object) -> None:
    before = club.place.dump()
    response = club.member.api("PATCH", "/api/loan/1", {field: value})
    assert response.status_code == 400
    assert field in response.json()["fields"]
    assert club.place.dump() == before


def test_a_button_leads_back_to_where_it_was(club: Club) -> None:
    club.member.get("/mine")
    here = {"referer": "http://bike-club.localhost:8400/mine?p0.sort=due"}
    assert club.member.post("/data/loan/1/do/return", headers=here).headers["location"] == "/mine?p0.sort=due"
    there = {"referer": "http://evil.example/mine"}
    assert club.member.post("/data/bike/1/do/borrow", headers=there).headers["location"] == "/data/bike/1"


def test_a_removed_row_is_left_for_its_list(club: Club) -> None:
    club.organiser.get("/data/bike/1")
    here = {"referer": "http://bike-club.localhost:8400/data/bike/1"}
    assert club.organiser.post("/data/bike/1/remove", headers=here).headers["location"] == "/data/bike"


def test_samples_are_marked_and_go_when_the_owner_says(make: Callable[..., Place]) -> None:
    place = make("app Notes\n\nthing Note\n  words: text, required\n", samples=True)
    owner = place.owner()
    page = owner.get("/")
    assert "/-/samples/remove" in page.text
    assert 'class="sample"' in page.text
    assert owner.post("/-/samples/remove").status_code == 303
    assert place.rows("note") == []
    assert "/-/samples/remove" not in owner.get("/").text


def test_somebody_who_left_stays_chosen(club: Club) -> None:
    club.place.store.people.set_active(club.other.person or 0, active=False)
    chosen = f'<option value="{club.other.person}" selected>other</option>'
    assert chosen in club.organiser.get("/data/loan/2/edit").text
    assert chosen in club.organiser.post("/data/loan/2", {"stars": "9"}).text
    assert ">other</option>" not in club.organiser.get("/data/loan/new").text


ONE_EACH = """
app Class
  people: student
thing Profile
  name: text, required
  nickname: text
  city: text = "Rome"
  student: person = me
  one per student
  student may see, add own, change own
page Mine for student
  form of Profile show nickname
  detail of Profile where student = me and city = "Oslo"
"""


def test_a_form_on_a_page_asks_for_what_is_named_and_what_must_be_there(make: Callable[..., Place]) -> None:
    student = make(ONE_EACH).person("student")
    page = student.get("/mine").text
    assert 'name="name"' in page
    assert 'name="nickname"' in page
    assert 'name="city"' not in page
    student.post("/data/profile", {"name": "Ada", "nickname": "A", "_back": "/mine"})
    assert student.get("/api/profile").json()["items"][0]["city"] == "Rome"


def test_the_form_of_what_everybody_has_one_of_shows_ones_own(make: Callable[..., Place]) -> None:
    place = make(ONE_EACH)
    one, other = place.person("student"), place.person("student")
    one.get("/mine")
    one.post("/data/profile", {"name": "Ada", "_back": "/mine"})
    page = one.get("/mine").text
    assert 'value="Ada"' in page
    assert 'action="/data/profile/1"' in page
    assert 'value="Ada"' not in other.get("/mine").text
    changed = one.post("/data/profile/1", {"name": "Ada B", "_version": version_of(page), "_back": "/mine"})
    assert changed.headers["location"] == "/mine"
    assert "Saved." in one.get("/mine").text
    assert one.get("/api/profile").json()["items"][0]["city"] == "Rome"


def test_what_shows_one_row_offers_to_add_it(make: Callable[..., Place]) -> None:
    place = make(ONE_EACH)
    assert 'href="/data/profile/new"' in place.person("student").get("/mine").text


LONG = "app Long\nthing Row\n" + "".join(f"  field {n}: text\n" for n in range(12))


def test_a_row_that_is_changed_stands_there_as_a_whole(make: Callable[..., Place]) -> None:
    owner = make(LONG).owner()
    assert "data-step" in owner.get("/data/row/new").text
    owner.post("/data/row", {"field_0": "x"})
    assert "data-step" not in owner.get("/data/row/1/edit").text


def test_long_forms_stand_whole_where_that_is_asked(make: Callable[..., Place]) -> None:
    owner = make(f"{LONG}page Start\n  form of Row with steps = no\n").owner()
    assert "data-step" not in owner.get("/start").text


def test_a_forms_button_says_what_the_part_says(make: Callable[..., Place]) -> None:
    parts = '  form "Checkout" of Row with button = "Pay <now>"\n  form of Row\n'
    page = make(f"app Shop\nthing Row\n  name: text\npage Start\n{parts}").owner().get("/start").text
    assert re.findall(r"<button class=\"btn btn-primary[^>]*>([^<]*)</button>", page) == [
        "Pay &lt;now&gt;",
        "Add row",
    ]


def test_a_search_can_be_sent_by_a_button(club: Club) -> None:
    page = club.member.get("/data/bike").text
    bar = page.partition('class="toolbar ')[2].partition("</form>")[0]
    assert re.search(r'<button [^>]*title="Search">', bar)


def test_what_asks_first_says_who_can_undo_it(club: Club) -> None:
    assert "Only the owner of the app can undo it." in club.member.get("/data/bike").text
    assert "You can undo it later." in club.place.owner().get("/data/bike").text


GIFTS = """
app Gifts
  people: giver
  giver may see, add
thing Gift
  amount: money, min 1, suggest 10, 25.5
"""


def test_suggested_values_are_offered_and_others_are_taken(tmp_path: Path) -> None:
    with world_at(tmp_path / "home") as world:
        giver = world.make(GIFTS).person("giver")
        page = giver.get("/data/gift/new").text
        assert '<option value="10">$10.00</option>' in page
        assert 'value="25.5" aria-pressed="false">$25.50</button>' in page
        assert giver.post("/data/gift", {"amount": "7"}).status_code == 303
        assert giver.post("/data/gift", {"amount": "0.5"}).status_code == 400
