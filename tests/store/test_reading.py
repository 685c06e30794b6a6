"""Searching, filtering, sorting, paging and grouping."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, literal, select
from tests.store.apps import (
    DATE,
    MONEY,
    NUMBER,
    PERSON,
    TODAY,
    TRUTH,
    both,
    link,
    negated,
    number,
    path,
    text,
    viewer,
)

from appling.blueprint.model.app import SortKey
from appling.blueprint.model.expression import Aggregate, Call, Me
from appling.store import AppStore, Grouping, Match, Query, Range, Scope, TooCostly, Viewer
from appling.store.reader import run
from appling.store.scope import ROW_ID
from appling.store.sql import sqlite

NAMES = ["Racer", "racer two", "Älter", "älter zwei", "city 100%", "under_score", "日本の自転車"]


@pytest.fixture
def full(store: AppStore, owner: Viewer) -> AppStore:
    kinds = ["mountain", "road", None]
    with store.write(owner) as writer:
        for index, name in enumerate(NAMES):
            values = {"name": name, "kind": kinds[index % 3], "price": Decimal(index) / 4, "weight": index}
            writer.insert("bike", values, Scope("bike"))
        for index in range(4):
            values = {"bike": 1 + index % 2, "due": TODAY + timedelta(days=index - 2), "returned": index == 0}
            writer.insert("loan", values, Scope("loan"))
    return store


def names(store: AppStore, query: Query) -> list[str]:
    with store.read(viewer(store.app)) as reader:
        return [row.values[0] for row in reader.rows(query)]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("racer", ["Racer", "racer two"]),
        ("TWO racer", ["racer two"]),
        ("äLT", ["Älter", "älter zwei"]),
        ("100%", ["city 100%"]),
        ("%", ["city 100%"]),
        ("_", ["under_score"]),
        ("自転", ["日本の自転車"]),
        ("' OR 1=1 --", []),
        ("", NAMES),
        ("x" * 5000, []),
    ],
)
def test_search(full: AppStore, search: str, expected: list[str]) -> None:
    query = Query("bike", (path("name"),), search=search)
    assert names(full, query) == expected
    with full.read(viewer(full.app)) as reader:
        assert reader.count(query) == len(expected)


def test_search_finds_what_links_are_called(full: AppStore) -> None:
    with full.read(viewer(full.app)) as reader:
        assert [row.id for row in reader.rows(Query("loan", search="two"))] == [2, 4]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Match(path("kind"), ("road",)), [1, 4]),
        (Match(path("kind"), ("road", None)), [1, 2, 4, 5]),
        (Match(path("kind"), ()), []),
        (Range(path("price", type_=MONEY), Decimal("0.25"), Decimal("0.75")), [1, 2, 3]),
        (Range(path("weight", type_=NUMBER), 5), [5, 6]),
        (Range(path("weight", type_=NUMBER)), [0, 1, 2, 3, 4, 5, 6]),
        (Match(path("available", type_=TRUTH), (True,)), [0, 1, 2, 3, 4, 5, 6]),
        (Match(path("available", type_=TRUTH), (False,)), []),
    ],
)
def test_filters(full: AppStore, chosen: Match | Range, expected: list[int]) -> None:
    assert names(full, Query("bike", (path("name"),), filters=(chosen,))) == [
        NAMES[each] for each in expected
    ]


def test_sorting(full: AppStore) -> None:
    """Texts whatever their case, choices as declared with empty ones last, links by name."""
    by_name = Query("bike", (path("name"),), sort=(SortKey(path("name")),))
    assert names(full, by_name)[:4] == ["city 100%", "Racer", "racer two", "under_score"]
    by_kind = Query("bike", (path("kind"),), sort=(SortKey(path("kind")),))
    assert names(full, by_kind) == ["road", "road", "mountain", "mountain", "mountain", None, None]
    weight = path("weight", type_=NUMBER)
    down = Query("bike", (weight,), sort=(SortKey(weight, True),))
    assert names(full, down) == [6, 5, 4, 3, 2, 1, 0]
    by_bike = Query("loan", (ROW_ID,), sort=(SortKey(path("bike", type_=link("bike")), True),))
    assert names(full, by_bike) == [2, 4, 1, 3]


def test_paging(full: AppStore) -> None:
    with full.read(viewer(full.app)) as reader:
        pages = [
            reader.page(Query("bike", (path("name"),), limit=3, offset=offset)) for offset in (0, 3, 6, 9)
        ]
        assert reader.page(Query("bike")).total == 7
        assert reader.rows(Query("bike", limit=-5, offset=-5)) == []
        assert reader.rows(Query("bike", limit=5, offset=10**30)) == []
    assert [len(page.rows) for page in pages] == [3, 3, 1, 0]
    assert [page.total for page in pages] == [7, 7, 7, 7]


def test_values_come_as_python_has_them(full: AppStore) -> None:
    wanted = (
        path("price", type_=MONEY),
        path("weight", type_=NUMBER),
        path("available", type_=TRUTH),
        path("photo"),
    )
    with full.read(viewer(full.app)) as reader:
        row = reader.row("bike", 3, wanted)
        loan = reader.row("loan", 1, (path("due", type_=DATE), path("overdue", type_=TRUTH)))
    assert row.values == (Decimal("0.50"), 2, True, None)
    assert [type(each) for each in row.values[:3]] == [Decimal, int, bool]
    assert loan.values == (date(2026, 3, 7), False)


def test_groups(full: AppStore) -> None:
    count = Aggregate("count", "bike", None, None, None, NUMBER)
    heavy = Aggregate("count", "bike", None, None, both(path("weight", type_=NUMBER), ">", number(3)), NUMBER)
    prices = Aggregate("sum", "bike", None, path("price", type_=MONEY), None, MONEY)
    with full.read(viewer(full.app)) as reader:
        by_kind = reader.groups(Grouping("bike", (path("kind"),), (count, heavy, prices)))
        searched = reader.groups(Grouping("bike", (), (count,), search="racer"))
        none = reader.groups(Grouping("bike", (), (prices,), where=(both(path("name"), "=", text("?")),)))
        by_month = reader.groups(
            Grouping(
                "loan",
                (Call("month", (path("due", type_=DATE),), NUMBER), path("overdue", type_=TRUTH)),
                (Aggregate("count", "loan", None, None, None, NUMBER),),
            )
        )
        limited = reader.groups(Grouping("bike", (path("name"),), (count,), limit=2))
    assert by_kind == [
        (("road",), (2, 1, Decimal("1.25"))),
        (("mountain",), (3, 1, Decimal("2.25"))),
        ((None,), (2, 1, Decimal("1.75"))),
    ]
    assert searched == [((), (2,))]
    assert none == [((), (Decimal("0.00"),))]
    assert by_month == [((3, False), (3,)), ((3, True), (1,))]
    assert len(limited) == 2


def test_references_know_their_labels(full: AppStore) -> None:
    person = full.people.create("Somebody", None, "member")
    with full.write(viewer(full.app, person.id)) as writer:
        loan = writer.insert("loan", {"bike": 1}, Scope("loan"))
        columns = (
            path("bike", type_=link("bike")),
            path("borrower", type_=PERSON),
            path("borrower", "name"),
            Me(),
        )
        row = writer.read.row("loan", loan, columns)
    assert row.values == (1, person.id, "Somebody", person.id)
    assert [row.values[0].label, row.values[1].label] == ["Racer", "Somebody"]


def test_options_and_people(full: AppStore) -> None:
    full.people.create("Somebody", "a@example.org", "member")
    full.people.create("Gone", "b@example.org", "member", active=False)
    with full.read(viewer(full.app)) as reader:
        assert [each.label for each in reader.options(Scope("bike"), "RACER")] == ["Racer", "racer two"]
        assert len(reader.options(Scope("bike"), limit=2)) == 2
        light = Scope("bike", negated(both(path("weight", type_=NUMBER), ">", number(0))))
        assert [each.label for each in reader.options(light)] == ["Racer"]
        assert [each.label for each in reader.people()] == ["Somebody"]
        assert reader.people("nobody") == []


def test_what_takes_too_long_is_interrupted(store: AppStore, owner: Viewer) -> None:
    endless = literal(1).label("n")
    counting = select(endless).cte(recursive=True)
    counting = counting.union_all(select(counting.c.n + 1))
    with store.read(owner) as reader:
        sqlite.limit_time(reader._connection, 0.05)
        with pytest.raises(TooCostly):
            run(reader._connection, select(func.max(counting.c.n)), {})
