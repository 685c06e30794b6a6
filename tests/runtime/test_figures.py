"""Numbers over time and over groups: nothing left out, nothing put in, and only of what may be seen."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from json import loads
from re import DOTALL, search
from typing import Any

import pytest
from starlette.datastructures import QueryParams
from tests.runtime.conftest import Client, Place

from appling.atoms import part_atom
from appling.blueprint.model.app import OWNER, Verb
from appling.runtime.access import Rights
from appling.runtime.answering import periods
from appling.runtime.answering.reckoning import reckon
from appling.runtime.rows.lists import Lists
from appling.runtime.rows.lists import Place as Where
from appling.runtime.translate import translator
from appling.store import Viewer

TODAY = date(2026, 3, 10)
SHOP = """
app Shop
  people: seller

thing Item
  name: text, required
  visitor may see

thing Sale
  item: Item
  seller: person = me
  kind: choice(cash, card, voucher)
  amount: money
  pieces: number
  day: date
  at: date and time
  secret: number for owner
  seller may see own, add

page Figures
"""


@pytest.fixture
def shop(make: Callable[..., Place]) -> Callable[[str], Place]:
    """The shop with a part of this line on its page."""
    return lambda line: make(f"{SHOP}  {line}\n")


def add(place: Place, *rows: dict[str, object]) -> None:
    owner = Rights(place.app, OWNER, signed_in=True)
    with place.store.write(viewer(owner)) as writer:
        for row in rows:
            thing = "item" if "name" in row else "sale"
            writer.insert(thing, row, owner.scope(thing, Verb.ADD))


def viewer(rights: Rights, me: int | None = None) -> Viewer:
    return Viewer(me, TODAY, datetime(2026, 3, 10, 12, tzinfo=UTC), rights.sight)


def answered(place: Place, query: str = "", role: str = OWNER, me: int | None = None) -> Any:
    """What the runtime answers to the part's need."""
    rights = Rights(place.app, role, signed_in=True)
    part = place.app.pages[0].parts[0]
    need = part_atom(part.kind).need(part, place.app)
    with place.store.read(viewer(rights, me)) as reader:
        lists = Lists(place.app, rights, reader, translator("en"), lambda _: {})
        where = Where("/figures", QueryParams(query), "p0.")
        return reckon(need, lists, where, TODAY, me)  # type: ignore[arg-type]


def test_months_without_rows_are_nought(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by month(day) show sum(amount)")
    add(place, {"day": date(2025, 11, 3), "amount": 5}, {"day": date(2026, 2, 28), "amount": 7})
    found = answered(place)
    assert found.points == ("Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026")
    assert found.lines[0].values == (5, 0, 0, 7)
    assert found.lines[0].texts == ("$5.00", "$0.00", "$0.00", "$7.00")


def test_an_average_of_nothing_is_not_nought(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by month(day) show avg(pieces)")
    add(place, {"day": date(2026, 1, 3), "pieces": 4}, {"day": date(2026, 3, 1), "pieces": 2})
    assert answered(place).lines[0].values == (4, None, 2)


def test_the_same_month_of_two_years_is_not_one(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by month(day)")
    add(place, {"day": date(2025, 3, 3)}, {"day": date(2026, 3, 3)})
    found = answered(place)
    assert (len(found.points), sum(found.lines[0].values)) == (13, 2)


@pytest.mark.parametrize(
    ("range_", "points", "total"),
    [("7 days", 7, 1), ("30 days", 30, 2), ("12 months", 12, 3), ("all", 61, 5), ("nonsense", 61, 5)],
)
def test_a_viewer_chooses_how_much_of_the_past_is_shown(
    range_: str, points: int, total: int, shop: Callable[[str], Place]
) -> None:
    place = shop("chart of Sale by month(day)")
    days = [date(2026, 3, 4), date(2026, 2, 9), date(2025, 4, 1), date(2025, 3, 31), date(2021, 3, 31)]
    add(place, *({"day": day} for day in days))
    found = answered(place, f"p0.range={range_}&other=x")
    assert (len(found.points), sum(found.lines[0].values)) == (points, total)
    assert [span.chosen for span in found.spans].count(True) == 1
    assert found.spans[0].url == "/figures?other=x&p0.range=7+days"


def test_moments_count_to_their_day(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by at with range = 7 days")
    late, early = datetime(2026, 3, 10, 23, 59, tzinfo=UTC), datetime(2026, 3, 4, 0, 0, tzinfo=UTC)
    add(place, {"at": late}, {"at": early}, {"at": datetime(2026, 3, 3, 23, 59, tzinfo=UTC)})
    assert answered(place).lines[0].values == (1, 0, 0, 0, 0, 0, 1)


def test_what_has_no_date_is_told(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by day show sum(amount)")
    add(place, {"day": date(2026, 3, 1), "amount": 1}, {"amount": 9})
    found = answered(place)
    assert (found.points, found.undated) == (("Mar 1",), "$9.00")


def test_the_end_of_the_calendar_is_no_fault(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by week(day)")
    add(place, {"day": date.min}, {"day": date.max})
    found = answered(place)
    assert sum(found.lines[0].values) == 2


def test_the_smallest_groups_are_put_together(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by item show sum(pieces) limit 3")
    add(place, *({"name": f"Item {number}"} for number in range(1, 7)))
    add(place, *({"item": number, "pieces": number} for number in range(1, 7)), {"pieces": 1})
    found = answered(place)
    assert found.points == ("Item 6", "Item 5", "Others")
    assert found.lines[0].values == (6, 5, 1 + 2 + 3 + 4 + 1)


def test_averages_are_not_put_together(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by item show avg(pieces) limit 3")
    add(place, *({"name": f"Item {number}"} for number in range(1, 7)))
    add(place, *({"item": number, "pieces": number} for number in range(1, 7)))
    found = answered(place)
    assert (found.points, found.left_out) == (("Item 6", "Item 5", "Item 4"), 3)


def test_a_second_by_makes_a_line_of_each(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by kind, month(day)")
    add(place, {"kind": "card", "day": date(2026, 1, 1)}, {"kind": "cash", "day": date(2026, 3, 1)})
    found = answered(place)
    assert found.points == ("Jan 2026", "Feb 2026", "Mar 2026")
    assert {line.name: line.values for line in found.lines} == {"card": (1, 0, 0), "cash": (0, 0, 1)}


def test_a_figure_is_compared_with_the_same_days_of_the_month_before(shop: Callable[[str], Place]) -> None:
    place = shop("stat of Sale show sum(amount) with compare = month")
    rows = {date(2026, 3, 1): 60, date(2026, 3, 11): 500, date(2026, 2, 10): 40, date(2026, 2, 11): 900}
    add(place, *({"day": day, "amount": amount} for day, amount in rows.items()))
    figure = answered(place).figures[0]
    assert (figure.text, figure.value, figure.before) == ("$60.00", 60, 40)
    assert figure.trail[-2:] == (940, 60)
    assert len(figure.trail) == 12


def test_who_may_not_see_the_date_sees_the_figure_alone(make: Callable[..., Place]) -> None:
    source = SHOP.replace("day: date", "day: date for owner").replace("  at: date and time\n", "")
    place = make(f"{source}  stat of Sale with compare = month\n")
    me = place.store.people.create("Bo", None, "seller").id
    add(place, {"day": date(2020, 1, 1), "seller": me})
    found = answered(place, role="seller", me=me)
    assert (found.dated, found.figures[0].text, found.figures[0].trail) == (False, "1", ())
    assert answered(place).dated


def test_a_number_of_what_is_hidden_is_not_there(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by day show sum(secret)")
    add(place, {"day": date(2026, 3, 1), "secret": 4711})
    assert answered(place, role="seller", me=1).points == ()
    assert answered(place).lines[0].values == (4711,)


def test_numbers_are_of_the_rows_that_one_sees(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by kind show sum(pieces)")
    mine, other = (place.store.people.create(name, None, "seller").id for name in ("Bo", "Ada"))
    add(place, {"kind": "card", "pieces": 3, "seller": mine}, {"kind": "card", "pieces": 9, "seller": other})
    assert answered(place, role="seller", me=mine).lines[0].values == (3,)
    assert answered(place).lines[0].values == (12,)


def test_a_cross_table_has_totals_of_all_rows(shop: Callable[[str], Place]) -> None:
    place = shop("pivot of Sale by kind, item show avg(pieces)")
    add(place, {"name": "Bread"}, {"name": "Milk"})
    add(place, {"kind": "cash", "item": 1, "pieces": 1}, {"kind": "cash", "item": 2, "pieces": 2})
    add(place, {"kind": "cash", "item": 2, "pieces": 6}, {"kind": "card", "pieces": 9})
    found = answered(place)
    assert found.columns == ("Bread", "Milk", "Without")
    assert [(row.label, *row.texts, row.total) for row in found.rows] == [
        ("cash", "1", "4", "", "3"),
        ("card", "", "", "9", "9"),
    ]
    assert (found.totals, found.total) == (("1", "4", "9"), "4.5")


def test_a_cross_table_shows_the_latest_of_too_many_months(shop: Callable[[str], Place]) -> None:
    place = shop("pivot of Sale by kind, month(day)")
    add(place, *({"day": date(2025, month, 1)} for month in range(1, 13)), {"day": date(2026, 1, 1)})
    found = answered(place)
    assert (found.columns[0], found.columns[-1], found.more_columns) == ("Feb 2025", "Jan 2026", 1)
    assert found.rows[0].total == "13"


def test_who_is_equal_shares_a_place_and_sees_the_own_one_below(shop: Callable[[str], Place]) -> None:
    place = shop("leaderboard of Sale by seller show sum(pieces) limit 3")
    ids = [place.store.people.create(name, None, "seller").id for name in ("Ada", "Bo", "Cy", "Di", "Ed")]
    add(place, *({"seller": who, "pieces": much} for who, much in zip(ids, (5, 9, 5, 1, 5), strict=True)))
    found = answered(place, me=ids[3])
    assert [(each.place, each.label, each.own) for each in found.places] == [
        (1, "Bo", False),
        (2, "Ada", False),
        (2, "Cy", False),
    ]
    assert (found.below.place, found.below.label, found.total) == (5, "Di", 5)
    assert answered(place, me=ids[1]).places[0].own


def test_rows_are_ranked_by_their_own_number(shop: Callable[[str], Place]) -> None:
    place = shop("leaderboard of Sale show pieces, day")
    mine, other = (place.store.people.create(name, None, "seller").id for name in ("Bo", "Ada"))
    add(place, {"pieces": 3, "day": TODAY, "seller": mine}, {"pieces": 8, "seller": other}, {"kind": "cash"})
    found = answered(place)
    assert [(each.place, each.text, each.also) for each in found.places] == [
        (1, "8", ("",)),
        (2, "3", ("Mar 10, 2026",)),
    ]
    assert answered(place, role="seller", me=mine).total == 1


def test_the_choice_of_a_time_stays_in_the_address(shop: Callable[[str], Place]) -> None:
    place = shop("chart of Sale by day")
    add(place, {"day": date.today()})
    shown = place.owner().get("/figures?p0.range=30+days").text
    assert '<a href="/figures?p0.range=30+days#part-0" aria-current="true">30 days</a>' in shown
    assert len(drawn(shown)["labels"]) == 30


def drawn(page: str) -> dict[str, Any]:
    found = search(r'data-chart="(.*?)"', page, DOTALL)
    assert found is not None
    made: dict[str, Any] = loads(unescape(found[1]))
    return made


@pytest.mark.parametrize(
    ("day", "unit", "start"),
    [
        (date(2026, 3, 8), "week", date(2026, 3, 2)),
        (date.min, "week", date.min),
        (date(2026, 3, 8), "month", date(2026, 3, 1)),
        (date(2026, 3, 8), "year", date(2026, 1, 1)),
    ],
)
def test_periods_begin_where_people_say(day: date, unit: str, start: date) -> None:
    assert periods.start_of(day, unit) == start


@pytest.mark.parametrize(
    ("days", "asked", "unit"),
    [(10, "", "day"), (100, "", "week"), (400, "", "month"), (4000, "", "year"), (4000, "day", "month")],
)
def test_a_time_is_shown_in_periods_that_can_be_read(days: int, asked: str, unit: str) -> None:
    assert (
        periods.fitting(date(2000, 1, 1), date.fromordinal(date(2000, 1, 1).toordinal() + days), asked)
        == unit
    )


def test_a_month_is_called_as_people_of_a_language_write_it() -> None:
    assert periods.named(date(2026, 3, 1), "month", "zh") == "2026年3月"
    assert periods.named(date(2026, 3, 1), "month", "de") == "März 2026"


def test_pages_of_figures_serve(shop: Callable[[str], Place]) -> None:
    lines = [
        f"chart of Sale by {by} with kind = {kind}"
        for by in ("day", "kind", "item, kind")
        for kind in ("bar", "horizontal bar", "stacked bar", "line", "donut", "scatter", "heat calendar")
    ]
    place = shop("\n  ".join(lines))
    client: Client = place.owner()
    assert client.get("/figures").status_code == 200
    add(place, {"name": "Bread"})
    add(place, {"item": 1, "kind": "card", "day": date.today(), "amount": 4, "pieces": 1})
    assert client.get("/figures").status_code == 200


def asked(place: Place, query: str, status: int = 200) -> Any:
    answer = place.script(OWNER).get(f"/api/sale/groups?{query}")
    assert answer.status_code == status, answer.text
    return answer.json().get("items") or answer.json().get("error")


def test_the_api_puts_dates_into_periods(shop: Callable[[str], Place]) -> None:
    place = shop("table of Sale")
    add(place, {"day": date(2026, 3, 31), "pieces": 2}, {"day": date(2026, 3, 1), "pieces": 3}, {"pieces": 9})
    assert asked(place, "by=month(day)&measure=sum(pieces)") == [
        {"month(day)": "2026-03-01", "sum(pieces)": 5},
        {"month(day)": None, "sum(pieces)": 9},
    ]
    assert "is not a date" in asked(place, "by=month(kind)", 400)
    assert "no field" in asked(place, "by=month(nothing)", 400)


def test_the_api_gives_the_largest_groups(shop: Callable[[str], Place]) -> None:
    place = shop("table of Sale")
    add(place, {"kind": "cash", "pieces": 2}, {"kind": "card", "pieces": 9}, {"kind": "voucher", "pieces": 3})
    found = asked(place, "by=kind&measure=count&measure=sum(pieces)&sort=-sum(pieces)&limit=2")
    assert found == [
        {"kind": "card", "count": 1, "sum(pieces)": 9},
        {"kind": "voucher", "count": 1, "sum(pieces)": 3},
    ]
