"""After an action that adds a row, the next page leads to where it is listed."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Client, Place

SOURCE = """\
app Market
  people: buyer, clerk
  sign up: buyer

thing Stall
  name: text, required
  left: number
  visitor may see
  clerk may do all

thing Order
  stall: Stall
  buyer: person = me
  buyer may see own
  clerk may do all

thing Complaint
  stall: Stall
  clerk may do all

action Buy on Stall for buyer
  add Order with stall = this

action Complain on Stall for buyer
  add Complaint with stall = this

action Count on Stall for buyer
  set left = left - 1

page Stalls
  table of Stall
page Sums
  stat of Order
page Desk for clerk
  table of Order
  table of Complaint
page Mine for buyer
  text "What is yours."
  table of Order where buyer = me
"""
LINK = '<a class="link" href="/mine">Mine</a>'


@pytest.fixture
def buyer(make: Callable[..., Place]) -> Client:
    place = make(SOURCE)
    assert place.owner().post("/data/stall", {"name": "Cheese", "left": "4"}).status_code == 303
    return place.person("buyer", "Kim")


def pressed(client: Client, action: str, page: str) -> str:
    """The page that follows when the button is pressed on this one."""
    answer = client.post(f"/data/stall/1/do/{action}", {"_back": page})
    assert answer.status_code == 303
    return client.get(answer.headers["location"], follow_redirects=True).text


@pytest.mark.parametrize("page", ["/", "/stalls", "/data/stall/1"])
def test_it_is_said_where_what_was_added_is_listed(buyer: Client, page: str) -> None:
    said = pressed(buyer, "buy", page)
    assert "Buy: completed." in said
    assert LINK in said
    assert LINK not in buyer.get(page, follow_redirects=True).text


def test_who_is_there_already_is_led_nowhere(buyer: Client) -> None:
    said = pressed(buyer, "buy", "/mine?_page=1")
    assert "Buy: completed." in said
    assert LINK not in said


@pytest.mark.parametrize("action", ["complain", "count"])
def test_nobody_is_led_to_what_is_not_for_them_or_was_not_added(buyer: Client, action: str) -> None:
    said = pressed(buyer, action, "/stalls")
    assert f"{action.title()}: completed." in said
    assert '<a class="link" href="/' not in said.split('role="status"')[1].split("</p>")[0]


def test_a_home_page_has_two_addresses(make: Callable[..., Place]) -> None:
    source = (
        SOURCE.replace("page Stalls\n  table of Stall\n", "")
        .replace("page Mine", "page Own")
        .replace("page Sums\n  stat of Order\n", "")
    )
    place = make(source)
    assert place.owner().post("/data/stall", {"name": "Cheese", "left": "4"}).status_code == 303
    buyer = place.person("buyer", "Kim")
    for page, leads in (("/", False), ("/own", False), ("/data/stall/1", True)):
        assert ('<a class="link" href="/own">Own</a>' in pressed(buyer, "buy", page)) == leads
