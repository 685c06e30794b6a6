"""Reports that people put together, each over the time that was chosen and under its reader's rights."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from tests.runtime.conftest import Client, Place, read_app

from appling.runtime.reporting.times import CHOSEN, Days, days_of

SHOP = """
app Shop
  people: seller, boss
  seller may see own, add own
  boss may do all

thing Sale
  kind: choice(cash, card)
  pieces: number
  cost: money for boss
  day: date = today
  seller: person = me

thing Shelf
  name: text, required
  seller may see
  boss may do all

page Figures
  stat "Sold" of Sale show sum(pieces)
  chart "Per month" of Sale by month(day) show sum(pieces)
  table "All, one by one" of Sale
  stat "Shelves" of Shelf
page Costs for boss
  stat "Costs" of Sale show sum(cost)
page Reports
  reports
"""
OLD = date(2020, 5, 17)


@pytest.fixture
def shop(make: Callable[..., Place]) -> Place:
    return make(SHOP)


def keep(client: Client, *parts: str, **values: str) -> str:
    """Keep a report, as the form does; its address."""
    given = {"name": "Mine", "period": "all days", **values}
    answer = client.post("/data/saved_report", {**given, "parts": [f'"{each}"' for each in parts]})
    assert answer.status_code == 303, answer.text
    return re.sub(r"\?.*", "", answer.headers["location"])


def sell(client: Client, pieces: int, day: date | None = None, **values: str) -> None:
    given = {"pieces": str(pieces), "day": (day or date.today()).isoformat(), "kind": "cash", **values}
    assert client.post("/data/sale", given).status_code == 303


def stats(text: str) -> dict[str, str]:
    """The figures of a report by what they are called."""
    found = re.findall(r"<dt[^>]*>([^<]*)</dt>\s*<dd[^>]*>.*?tabular-nums\">([^<]*)<", text, re.DOTALL)
    return dict(found)


def order(client: Client, address: str) -> list[str]:
    page = client.get(f"{address}?parts=1").text
    return re.findall(r'<span class="min-w-0 flex-1">([^<]*)<', page)


def pressed(client: Client, address: str, words: str) -> int:
    """Press the first button of that name over a part; the status."""
    page = client.get(f"{address}?parts=1").text
    values, version = (
        re.findall(rf'name="value" value="([^"]*)">\s*<button[^>]*title="{words}"', page),
        re.search(r'name="_version" value="([0-9]+)"', page),
    )
    assert version is not None
    sent = {"name": "parts", "value": unescape(values[0]), "_version": version[1]}
    return client.post(f"{address}/field", sent).status_code


def test_a_report_is_chosen_kept_found_and_shown(shop: Place) -> None:
    boss = shop.person("boss", "Ada")
    sell(boss, 3)
    form = boss.get("/data/saved_report/new").text
    assert ["Sold" in form, "All, one by one" in form, "Number of Sales by kind" in form] == [True] * 3
    address = keep(boss, "Sold", "All, one by one", name="In short")
    assert "In short" in boss.get("/reports").text
    page = boss.get(address).text
    assert stats(page) == {"Sold": "3"}
    assert "All, one by one" in page
    assert "Per month" not in page


def test_every_part_keeps_to_the_time_that_is_chosen(shop: Place) -> None:
    boss = shop.person("boss")
    sell(boss, 3)
    sell(boss, 4, OLD)
    boss.post("/data/shelf", {"name": "A"})
    address = keep(boss, "Sold", "Shelves", period="this year")
    page = boss.get(address).text
    assert stats(page) == {"Sold": "3", "Shelves": "1"}
    assert "of all time: Shelves" in page
    chosen = f"{address}?period={CHOSEN}&first_day=2020-01-01&last_day=2020-12-31"
    assert stats(boss.get(chosen).text)["Sold"] == "4"
    assert stats(boss.get(f"{address}?period=0").text)["Sold"] == "7"
    assert [row["period"] for row in shop.rows("saved_report")] == ["this year"]


@pytest.mark.parametrize("query", ["period=99", "period=-1", "period=x", "period=10&first_day=x", "period=²"])
def test_no_address_breaks_a_report(query: str, shop: Place) -> None:
    boss = shop.person("boss")
    assert boss.get(f"{keep(boss, 'Sold')}?{query}").status_code == 200


def test_readers_see_what_their_own_rights_give(shop: Place) -> None:
    boss, seller = shop.person("boss", "Ada"), shop.person("seller", "Bo")
    sell(boss, 3, cost="9")
    sell(seller, 4)
    address = keep(boss, "Sold", "Costs", "Sales: sum of cost", shared="yes")
    assert stats(boss.get(address).text)["Sold"] == "7"
    page = seller.get(address).text
    assert stats(page) == {"Sold": "4"}
    assert "not for you: Costs, Sales: sum of cost" in page
    assert "cost" not in seller.get("/data/saved_report/new").text.lower()


def test_nobody_finds_what_is_not_shared(shop: Place) -> None:
    boss, seller = shop.person("boss"), shop.person("seller")
    address = keep(boss, "Sold", name="Secret plans")
    assert seller.get(address).status_code == 404
    assert "Secret plans" not in seller.get("/reports").text
    shared = keep(boss, "Sold", name="For all", shared="yes")
    assert seller.get(shared).status_code == 200
    sent = {"name": "parts", "value": "Shelves"}
    assert seller.post(f"{shared}/field", sent).status_code == 403
    assert shop.visitor().get(shared).status_code in (303, 403)


def test_parts_are_moved_taken_out_and_added(shop: Place) -> None:
    boss = shop.person("boss")
    address = keep(boss, "Sold", "Per month", "All, one by one")
    assert pressed(boss, address, "Move down") == 303
    assert order(boss, address) == ["Per month", "Sold", "All, one by one"]
    assert pressed(boss, address, "Take out") == 303
    assert order(boss, address) == ["Sold", "All, one by one"]
    sent = {"name": "parts", "value": ['Sold, "All, one by one"', "Number of Shelves"]}
    assert boss.post(f"{address}/field", sent).status_code == 303
    assert order(boss, address) == ["Sold", "All, one by one", "Number of Shelves"]
    shop.store.undo()
    assert order(boss, address) == ["Sold", "All, one by one"]


def test_a_report_outlives_the_parts_that_it_names(shop: Place) -> None:
    boss = shop.person("boss")
    address = keep(boss, "Sold", "Per month")
    source = SHOP.replace('"Per month"', '"By month"')
    shop.store.replace(read_app(source), source)
    page = boss.get(address).text
    assert "Not there, or not for you: Per month" in page
    assert stats(page) == {"Sold": "0"}
    assert "Per month" in boss.get(f"{address}/edit").text


def test_a_hidden_date_tells_nothing(make: Callable[..., Place]) -> None:
    place = make(SHOP.replace("day: date = today", "day: date = today for boss"))
    boss, seller = place.person("boss"), place.person("seller")
    assert seller.post("/data/sale", {"pieces": "4", "kind": "cash"}).status_code == 303
    address = keep(boss, "Sold", shared="yes")
    page = seller.get(f"{address}?period={CHOSEN}&first_day=2020-01-01&last_day=2020-12-31").text
    assert stats(page) == {"Sold": "4"}
    assert "of all time: Sold" in page


def test_reports_of_one_thing_leave_out_the_others(make: Callable[..., Place]) -> None:
    place = make(SHOP.replace("  reports\n", "  reports of Shelf for boss\n"))
    form = place.person("boss").get("/data/saved_report/new").text
    assert ["Shelves" in form, "Sold" in form] == [True, False]
    assert place.person("seller").get("/data/saved_report").status_code == 403


def test_an_app_without_people_keeps_reports_for_its_owner(make: Callable[..., Place]) -> None:
    place = make("app A\n  visitor may see\nthing T\n  n: number\npage P\n  stat of T\n  reports\n")
    owner = place.owner()
    address = keep(owner, "Number of Ts")
    assert stats(owner.get(address).text) == {"Number of Ts": "0"}
    assert place.visitor().get(address).status_code == 401


def test_periods() -> None:
    today = date(2026, 5, 17)
    assert days_of(1, today, None, None) == Days(date(2026, 5, 11), date(2026, 5, 17))
    assert days_of(3, today, None, None) == Days(date(2026, 4, 1), date(2026, 4, 30))
    assert days_of(4, today, None, None) == Days(date(2026, 4, 1), date(2026, 6, 30))
    assert days_of(5, date(2026, 2, 1), None, None) == Days(date(2025, 10, 1), date(2025, 12, 31))
    assert days_of(7, today, None, None) == Days(date(2025, 1, 1), date(2025, 12, 31))
    assert days_of(CHOSEN, today, today, OLD) == Days(OLD, today)
    assert days_of(CHOSEN, today, None, None) == Days()


APART = """
app Stand
  people: seller, boss
  seller may see
  boss may do all

thing Sale
  pieces: number

page Figures
  stat "Open to all" of Sale show sum(pieces)
  stat "For the boss" of Sale show max(pieces) for boss
page Reports
  reports
"""


def test_a_part_for_others_is_not_offered(make: Callable[..., Place]) -> None:
    place = make(APART)
    offered = {role: place.person(role).get("/data/saved_report/new").text for role in ("seller", "boss")}
    assert "Open to all" in offered["seller"]
    assert "For the boss" in offered["boss"]
    assert "For the boss" not in offered["seller"]
