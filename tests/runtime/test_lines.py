"""Forms that add a row with what it consists of: all of it in one step, or nothing."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Client, Place

ORDERS = """
app Orders
  people: clerk, reader

thing Product
  name: text, required
  clerk may do all
  reader may see

thing Order
  customer: text, required
  clerk may do all
  reader may see, add

thing Order Line
  order: Order, required
  product: Product, required
  quantity: number, min 1, max 9 = 1
  rush: yes/no
  clerk may do all
  reader may see

page Orders
  table of Order
page Order now
  form of Order
"""


@pytest.fixture
def place(make: Callable[..., Place]) -> Place:
    made = make(ORDERS)
    owner = made.owner()
    owner.get("/orders")
    for name in ("Apple", "Pear"):
        assert owner.api("POST", "/api/product", {"name": name}).status_code == 201
    return made


def send(client: Client, *lines: dict[str, str], customer: str = "Ada") -> tuple[int, str]:
    given = {"customer": customer}
    for number, line in enumerate(lines):
        given |= {f"order_line.{number}.{key}": value for key, value in line.items()}
    client.get("/data/order/new")
    response = client.post("/data/order", given)
    return response.status_code, response.text


def test_a_row_comes_with_its_lines_in_one_step(place: Place) -> None:
    clerk = place.person("clerk")
    before = len(place.store.history())
    untouched = {"product": "", "quantity": "1", "rush": "no"}
    lines = [{"product": "1", "quantity": "3"}, untouched, {"product": "2", "quantity": "1", "rush": "yes"}]
    assert send(clerk, *lines)[0] == 303
    found = [
        (row["order"], row["product"], row["quantity"], bool(row["rush"])) for row in place.rows("order_line")
    ]
    assert found == [(1, 1, 3, False), (1, 2, 1, True)]
    assert len(place.store.history()) == before + 1
    place.store.undo()
    assert (place.rows("order"), place.rows("order_line")) == ([], [])


def test_what_is_wrong_with_a_line_is_said_beside_it_and_nothing_is_kept(place: Place) -> None:
    clerk = place.person("clerk")
    status, page = send(clerk, {"product": "1", "quantity": "3"}, {"product": "2", "quantity": "12"})
    assert status == 400
    assert "quantity can be at most 9" in page
    assert 'id="order_line.1.quantity-error"' in page
    assert 'value="12"' in page
    status, page = send(clerk, {"quantity": "4"})
    assert (status, "product is required" in page) == (400, True)
    assert send(clerk, {"product": "1", "quantity": "3"}, customer="")[0] == 400
    assert send(clerk, {"product": "99", "quantity": "3"})[0] == 400
    assert (place.rows("order"), place.rows("order_line")) == ([], [])


def test_who_may_not_add_lines_is_offered_none_and_adds_none(place: Place) -> None:
    reader = place.person("reader")
    assert "data-lines" in place.person("clerk").get("/order_now").text
    assert "data-lines" not in reader.get("/data/order/new").text
    assert send(reader, {"product": "1", "quantity": "3"})[0] == 303
    assert (len(place.rows("order")), place.rows("order_line")) == (1, [])


def test_a_line_takes_no_link_but_its_own_row(place: Place) -> None:
    clerk = place.person("clerk")
    send(clerk)
    send(clerk, {"product": "1", "order": "1", "_by": "7"})
    assert [row["order"] for row in place.rows("order_line")] == [2]
