"""Lists: search, filters, sorting and paging by the address, each list of a page by itself."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.runtime.conftest import Client, Place, world_at

SHOP = """
app Shop
  people: clerk

thing Product
  name: text, required
  kind: choice(fruit, bread)
  price: money
  pieces: number
  fresh: yes/no
  until: date
  search: text
  clerk may do all

thing Sale
  product: Product
  day: date
  clerk may do all

page Desk
  table "Fruit" of Product where kind = fruit sort name
  table "Bread" of Product where kind = bread sort name desc
  table "Dear" of Product sort price desc limit 2
"""


def fill(place: Place) -> Client:
    clerk = place.script("clerk")
    for index in range(60):
        kind = "fruit" if index % 2 else "bread"
        row = {
            "name": f"{kind} {index:02}",
            "kind": kind,
            "price": index,
            "pieces": index - 30,
            "fresh": index % 3 == 0,
            "until": f"2026-01-{index % 28 + 1:02}",
            "search": "needle" if index == 7 else None,
        }
        assert clerk.api("POST", "/api/product", row).status_code == 201
    return clerk


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with world_at(tmp_path_factory.mktemp("shop") / "home") as world:
        place = world.make(SHOP)
        fill(place)
        yield place


@pytest.fixture(scope="module")
def clerk(shop: Place) -> Client:
    return shop.person("clerk")


def names(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"(?:fruit|bread) \d\d", page)))


def items(clerk: Client, query: str) -> list[str]:
    return [item["name"] for item in clerk.get(f"/api/product?{query}").json()["items"]]


def test_a_page_has_25_rows_the_newest_first(clerk: Client) -> None:
    found = names(clerk.get("/data/product").text)
    assert len(found) == 25
    assert found[0] == "fruit 59"
    last = clerk.get("/data/product?page=3")
    assert len(names(last.text)) == 10
    assert "Page 3 of 3" in last.text


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "", "1.5", "²", "٣"])
def test_a_page_that_there_is_not_is_one_that_there_is(clerk: Client, page: str) -> None:
    response = clerk.get("/data/product", params={"page": page})
    assert response.status_code == 200
    assert names(response.text)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("search=fruit 07", ["fruit 07"]),
        ("search=FRUIT 17", ["fruit 17"]),
        ("search=needle", ["fruit 07"]),
        ("kind=bread&pieces.to=-29", ["bread 00"]),
        ("kind=boat&pieces.to=-29", ["fruit 01", "bread 00"]),
        ("price.from=58", ["fruit 59", "bread 58"]),
        ("price.from=58&price.to=58", ["bread 58"]),
        ("price=7", ["fruit 07"]),
        ("fresh=yes&price.to=3", ["fruit 03", "bread 00"]),
        ("fresh=no&price.to=2", ["bread 02", "fruit 01"]),
        ("until=2026-01-28", ["fruit 55", "fruit 27"]),
        ("until.from=2026-01-28&sort=price", ["fruit 27", "fruit 55"]),
        ("sort=name&limit=2", ["bread 00", "bread 02"]),
        ("sort=-name&limit=1", ["fruit 59"]),
        ("sort=nothing&limit=1", ["fruit 59"]),
        ("price.from=lots&limit=1", ["fruit 59"]),
    ],
)
def test_what_the_address_asks_for(clerk: Client, query: str, expected: list[str]) -> None:
    assert items(clerk, query) == expected
    assert names(clerk.get(f"/data/product?{query}").text)[: len(expected)] == expected


def test_lists_on_one_page_have_their_own_controls(clerk: Client) -> None:
    page = clerk.get("/desk?p0.search=07&p1.page=2&p1.sort=price").text
    fruit, rest = page.split('id="part-1"')
    bread, dear = rest.split('id="part-2"')
    assert names(fruit) == ["fruit 07"]
    assert names(bread) == ["bread 50", "bread 52", "bread 54", "bread 56", "bread 58"]
    assert names(dear) == ["fruit 59", "bread 58"]
    assert 'name="p0.search"' in page
    assert re.search(r'name="p1.page" value="2"', fruit)
    assert "Show all 60" in dear


def test_links_keep_what_was_asked_for(clerk: Client) -> None:
    page = clerk.get("/data/product?search=fruit&kind=fruit&sort=name").text
    assert "page=2" in page
    following = re.search(r'rel="next" href="([^"]*)"', page)
    assert following
    second = clerk.get(following[1].replace("&amp;", "&"))
    assert names(second.text) == [f"fruit {index}" for index in range(51, 60, 2)]
    assert "selected>fruit" in second.text


def test_groups_count_and_sum(clerk: Client) -> None:
    found = clerk.get(
        "/api/product/groups?by=kind&measure=count&measure=sum(price)&measure=max(until)"
    ).json()
    assert found["items"] == [
        {"kind": "fruit", "count": 30, "sum(price)": 900, "max(until)": "2026-01-28"},
        {"kind": "bread", "count": 30, "sum(price)": 870, "max(until)": "2026-01-27"},
    ]
    assert clerk.get("/api/product/groups?price.from=58").json()["items"] == [{"count": 2}]
    for wrong in ("measure=sum(name)", "measure=drop", "by=nothing", "measure=sum()"):
        assert clerk.get(f"/api/product/groups?{wrong}").status_code == 400


def test_rows_lead_to_those_that_link_to_them(clerk: Client) -> None:
    made = clerk.api("POST", "/api/sale", {"product": 5, "day": "2026-02-03"})
    assert made.status_code == 201
    page = clerk.get("/data/product/5").text
    assert f"/data/sale/{made.json()['id']}" in page
    assert "/data/sale/new?product=5" in page


words = st.text(max_size=30)
fields = (
    "search",
    "sort",
    "page",
    "limit",
    "name",
    "kind",
    "price",
    "price.from",
    "until.to",
    "fresh",
    "search_",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(fields) | words, words, max_size=5))
def test_no_address_breaks_a_list(clerk: Client, query: dict[str, str]) -> None:
    for path in ("/data/product", "/api/product", "/desk", "/api/product/groups"):
        prefixed = {f"p0.{name}": value for name, value in query.items()} if path == "/desk" else query
        assert clerk.get(path, params=prefixed).status_code in (200, 400), path
    assert clerk.get("/data/product", params=query).status_code == 200


def test_empty_lists_say_so(make: Callable[..., Place], tmp_path: Path) -> None:
    place = make(SHOP)
    clerk = place.person("clerk")
    assert "No products yet" in clerk.get("/data/product").text
    assert (
        "No products yet" in clerk.get("/data/product?search=x").text
        or "Nothing matches" in clerk.get("/data/product?search=x").text
    )


def test_one_of_many_rows_is_chosen_by_its_title(clerk: Client, shop: Place) -> None:
    script = shop.script("clerk")
    for index in range(60):
        assert script.api("POST", "/api/product", {"name": f"cake {index:03}"}).status_code == 201
    assert script.api("POST", "/api/product", {"name": "cake 001"}).status_code == 201
    form = clerk.get("/data/sale/new?product=7").text
    assert re.search(r'<input type="text" list="product-options"[^>]*value="bread 06"', form)
    assert '<option value="bread 00">' in form
    assert clerk.post("/data/sale", {"product": "Cake 059"}).status_code == 303
    number = shop.rows("sale")[-1]["product"]
    assert clerk.get(f"/api/product/{number}").json()["name"] == "cake 059"
    assert 'value="cake 059"' in clerk.get(f"/data/sale/{shop.rows('sale')[-1]['_id']}/edit").text
    for wrong in ("nothing of the kind", "cake 001", "cake", "#5"):
        response = clerk.post("/data/sale", {"product": wrong})
        assert response.status_code == 400, wrong
        assert f'value="{wrong}"' in response.text


FILMS = """
app Films
thing Film
  title: text, required
  stars: rating
  visitor may see
"""


def test_stars_are_asked_for_from_so_many_on(make: Callable[..., Place]) -> None:
    place = make(FILMS)
    owner = place.script("owner")
    for title, stars in (("Bad", 1), ("Fair", 3), ("Good", 5)):
        assert owner.api("POST", "/api/film", {"title": title, "stars": stars}).status_code == 201
    page = place.visitor().get("/data/film?stars.from=3").text
    assert '<option value="3" selected>3 stars and more</option>' in page
    assert [title in page for title in ("Bad", "Fair", "Good")] == [False, True, True]
