"""Which columns a table shows, how many rows, how close together: by the address, and kept as a view."""

import re
from collections.abc import Callable

from tests.runtime.conftest import Client, Place

SHOP = """
app Shop
  people: clerk, buyer

thing Product
  name: text, required
  kind: choice(fruit, bread) = fruit
  pieces: number
  cost: money for clerk
  visitor may see
  clerk may do all

page Desk
  table of Product show name, pieces, cost with totals = yes
"""


def fill(place: Place) -> Client:
    clerk = place.script("clerk")
    for index in range(60):
        clerk.api("POST", "/api/product", {"name": f"Apple {index}", "pieces": index, "cost": 2})
    return place.person("clerk")


def heads(page: str) -> list[str]:
    found = re.findall(r"<th scope=\"col\".*?</th>", page, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", each).strip() for each in found if "Actions" not in each]


def test_columns_come_as_asked_for(make: Callable[..., Place]) -> None:
    clerk = fill(make(SHOP))
    assert heads(clerk.get("/data/product").text) == ["Name", "Kind", "Pieces", "Cost"]
    asked = "/data/product?list.show=cost&list.show=name&list.show=nonsense&list.rows=50&list.density=compact"
    page = clerk.get(asked).text
    assert heads(page) == ["Cost", "Name"]
    assert page.count("data-version=") == 50
    assert "compact-rows" in page
    assert "tall-rows" in page
    assert "list.show=cost&amp;list.show=name" in page
    assert 'name="query" value="list.show=cost' in page


def test_no_column_is_seen_by_asking_for_it(make: Callable[..., Place]) -> None:
    place = make(SHOP)
    fill(place)
    page = place.person("buyer").get("/data/product?list.show=cost&list.show=name").text
    assert heads(page) == ["Name"]
    assert "$2.00" not in page


def test_sums_are_over_all_pages_and_what_is_found(make: Callable[..., Place]) -> None:
    place = make(SHOP)
    clerk = fill(place)
    foot = clerk.get("/desk").text.partition("<tfoot")[2]
    assert ">1,770<" in foot
    assert ">$120.00<" in foot
    found = clerk.get("/desk?p0.search=Apple+59").text.partition("<tfoot")[2]
    assert ">59<" in found
    assert "$" not in place.person("buyer").get("/desk").text.partition("<tfoot")[2]
