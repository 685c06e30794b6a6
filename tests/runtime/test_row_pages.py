"""The page of a row with parts of its own: what hangs on that row, to those who may see it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Place, world_at

SOURCE = """
app Corner Shop
  people: customer, seller
  customer may see own
  seller may do all

thing Region
  name: text, required
  visitor may see

thing Customer
  name: text, required
  region: Region
  secret: text for owner
  person: person = me
  visitor may see
  seller may do all

thing Order
  title: text, required
  customer: Customer, required
  amount: money
  buyer: person = me
  customer may see own, add
  seller may do all

thing Call
  customer: Customer, required
  note: text
  customer may add
  seller may do all

page Customers
  list of Customer

page of Customer for customer, seller
  stat "Sum" of Order where customer = this show sum(amount)
  list "Theirs" of Order where customer = this
  list "Neighbours" of Customer where region = this.region and name != this.name
  list "Same secret" of Customer where secret = this.secret and secret is not empty
  form of Call show note for customer
  detail of Customer show name, region
"""
PEOPLE = (("Ann", 1, "x"), ("Ben", 1, "x"), ("Cem", 2, "y"))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(SOURCE)
        owner = place.script("owner")
        for name in ("North", "South"):
            assert owner.api("POST", "/api/region", {"name": name}).status_code == 201
        for name, region, secret in PEOPLE:
            row = {"name": name, "region": region, "secret": secret}
            assert owner.api("POST", "/api/customer", row).status_code == 201
        for title, customer, amount in (("Tea", 1, 3), ("Cup", 1, 4), ("Pot", 2, 50)):
            row = {"title": title, "customer": customer, "amount": amount}
            assert owner.api("POST", "/api/order", row).status_code == 201
        assert owner.api("POST", "/api/call", {"customer": 1, "note": "Rang twice"}).status_code == 201
        yield place


def section(page: str, title: str) -> str:
    found = re.search(rf"<section[^>]*>(?:(?!</section>).)*>{title}</h2>.*?</section>", page, re.DOTALL)
    return found[0] if found else ""


def test_its_parts_are_about_the_row(shop: Place) -> None:
    page = shop.person("seller").get("/data/customer/1").text
    assert "7.00" in page
    assert "50.00" not in page
    theirs = section(page, "Theirs")
    assert "Tea" in theirs
    assert "Pot" not in theirs
    neighbours = section(page, "Neighbours")
    assert "Ben" in neighbours
    assert "Ann" not in neighbours
    assert "Cem" not in neighbours


def test_what_a_part_lists_is_not_listed_again_and_the_rest_is(shop: Place) -> None:
    page = shop.person("seller").get("/data/customer/1").text
    assert page.count(">Tea</a>") == 1
    assert "Rang twice" in page


def test_new_rows_from_there_hang_on_the_row(shop: Place) -> None:
    seller = shop.person("seller")
    assert "/data/order/new?customer=1" in section(seller.get("/data/customer/1").text, "Theirs")
    someone = shop.person("customer")
    page = someone.get("/data/customer/1").text
    assert '<input type="hidden" name="customer" value="1">' in page
    assert 'id="p4-customer"' not in page
    sent = {"note": "Wrote", "customer": "1", "_back": "/data/customer/1"}
    answer = someone.post("/data/call", sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/data/customer/1")
    assert shop.rows("call")[-1]["customer"] == 1


def test_others_see_the_row_as_it_always_is(shop: Place) -> None:
    page = shop.visitor().get("/data/customer/1").text
    assert "Ann" in page
    assert "Neighbours" not in page
    assert "Theirs" not in page


def test_people_see_no_more_of_the_rows_than_they_may(shop: Place) -> None:
    page = shop.person("customer").get("/data/customer/1").text
    assert "Theirs" in page
    assert "Tea" not in page
    assert "7.00" not in page


def test_a_field_kept_from_the_reader_tells_nothing(shop: Place) -> None:
    owner, seller = shop.person("owner"), shop.person("seller")
    assert "Ben" in section(owner.get("/data/customer/1").text, "Same secret")
    assert "Ben" not in section(seller.get("/data/customer/1").text, "Same secret")


def test_there_is_no_page_of_no_row(shop: Place) -> None:
    seller = shop.person("seller")
    assert seller.get("/data/customer/99").status_code == 404
    assert seller.get("/of_customer").status_code == 404
    assert "of Customer" not in seller.get("/customers").text


def test_the_api_is_what_it_was(shop: Place) -> None:
    assert shop.script("seller").api("GET", "/api/customer/1").json()["name"] == "Ann"
