"""A cart is one's open order: each line goes there, prices stay, and no more is sold than there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Client, Place, world_at
from tests.security.apps import named
from tests.security.serving import served
from tests.security.test_races import at_once, scripts


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(named("cart").text)
        owner = place.script("owner")
        for name, price in (("Tea", 5), ("Cup", 9)):
            given = {"name": name, "price": price, "received": 2}
            assert owner.api("POST", "/api/product", given).status_code == 201
        yield place


def put(client: Client, product: int) -> int:
    return int(client.api("POST", f"/api/product/{product}/add_to_cart").status_code)


def test_lines_go_to_ones_own_open_order(shop: Place) -> None:
    one, other = shop.script("customer"), shop.script("customer")
    assert [put(one, 1), put(one, 2), put(other, 1)] == [200] * 3
    assert [line["order"] for line in shop.rows("order_line")] == [1, 1, 2]
    assert one.api("POST", "/api/order/1/place_order").status_code == 200
    assert one.api("GET", "/api/order/1").json()["total"] == 14
    assert put(one, 1) == 200
    assert shop.rows("order_line")[-1]["order"] == 3


def test_nobody_reaches_into_the_cart_of_another(shop: Place) -> None:
    one, other = shop.script("customer"), shop.script("customer")
    put(one, 1)
    assert other.api("GET", "/api/order/1").status_code == 404
    assert other.api("POST", "/api/order/1/place_order").status_code == 404
    assert other.api("POST", "/api/order_line/1/take_out").status_code == 404
    assert one.api("PATCH", "/api/order_line/1", {"price": 0}).status_code == 403
    assert one.api("PATCH", "/api/order/1", {"state": "paid"}).status_code == 403
    assert put(shop.visitor(), 1) in (401, 403)


def test_a_price_that_changes_later_does_not_change_the_order(shop: Place) -> None:
    one = shop.script("customer")
    put(one, 1)
    shop.script("seller").api("PATCH", "/api/product/1", {"price": 50})
    assert one.api("GET", "/api/order/1").json()["total"] == 5


def test_no_more_is_sold_than_there_is(shop: Place) -> None:
    """Ten people have the same tea in their carts, of which there are two, and order at once."""
    with served(shop.home) as port:
        clients = scripts(shop, "customer", [port], 10)
        assert (
            at_once(10, lambda index: clients[index].send("POST", "/api/product/1/add_to_cart").status)
            == [200] * 10
        )
        orders = {row["customer"]: row["_id"] for row in shop.rows("order")}
        mine = [orders[person] for person in sorted(orders)]
        statuses = at_once(
            10, lambda index: clients[index].send("POST", f"/api/order/{mine[index]}/place_order").status
        )
    assert sorted(statuses) == [200] * 2 + [409] * 8
    assert shop.script("seller").api("GET", "/api/product/1").json()["left"] == 0


def test_one_cart_each_however_often_it_is_clicked(shop: Place) -> None:
    with served(shop.home) as port:
        (client,) = scripts(shop, "customer", [port], 1)
        statuses = at_once(10, lambda _: client.send("POST", "/api/product/1/add_to_cart").status)
    assert statuses == [200] * 10
    assert len(shop.rows("order")) == 1
