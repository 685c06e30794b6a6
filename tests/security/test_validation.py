"""What no field should hold is refused where it is written, and then nothing at all is stored."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.promises import count, examples
from tests.runtime.conftest import Place
from tests.security.apps import GROUPS, Source, group
from tests.security.stage import Actor, Stage, staged

from appling.blueprint.model.app import OWNER, Action, Field, Thing
from appling.blueprint.model.expression import Kind

WRONG = "Nothing wrong is stored: values that no field should take"
JSON = {"content-type": "application/json"}
ODD: tuple[Any, ...] = (
    "x" * 300_000,
    [],
    {},
    {"$ne": 1},
    [1, 2],
    1e999,
    "NaN",
    "1e400",
    "-" * 50,
    "9" * 400,
    True,
    2**70,
    -(2**70),
    "\x00",
    "0x41",
    "１２３四",
)
BY_KIND: dict[Kind, tuple[Any, ...]] = {
    Kind.NUMBER: ("abc", "", [], "NaN", "Infinity", 2**70, "1;2"),
    Kind.MONEY: ("abc", [], "NaN", "1e30", 10**18, "--1"),
    Kind.DATE: ("2026-02-30", "tomorrow", 5, "0000-00-00", "20260301T", "9" * 20),
    Kind.MOMENT: ("2026-02-30T10:00", "now", 5, "99:99"),
    Kind.TIME: ("25:00", "10", 5, "10:61"),
    Kind.TRUTH: ("maybe", 7, [], "tru"),
    Kind.LINK: (0, -1, "1 or 1=1", 2**63, 10**30, 987_654_321, 1.5, True),
    Kind.PERSON: (0, -1, 987_654_321, "me", 2**63),
}


@pytest.mark.parametrize("name", GROUPS)
def test_no_field_takes_what_it_is_not_for(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=60):
        with staged(source, per_person=1) as stage:
            for thing in stage.place.app.things:
                for field in thing.fields:
                    tried += try_field(source, stage, stage.actor(OWNER), thing, field)
            for action in stage.place.app.actions:
                for field in action.inputs:
                    tried += try_input(source, stage, stage.actor(OWNER), action, field)
    count(WRONG, tried)
    assert tried


def try_field(source: Source, stage: Stage, owner: Actor, thing: Thing, field: Field) -> int:
    """None of it is an error of ours; what is plainly of another kind is refused."""
    if field.formula is not None or field.value.kind is Kind.FILE:
        return 0
    values = list(odd_values(field))
    for value, is_wrong in values:
        before = stage.writes()
        status = owner.browser.send("POST", f"/api/{thing.key}", {field.key: value}).status
        about = (source.name, thing.key, field.key, field.type, str(value)[:40], status)
        assert status in (201, 400), about
        if is_wrong:
            assert status == 400, about
        if status == 400:
            assert stage.writes() == before, about
        row = next(iter(stage.rows(thing.key)), None)
        if row is not None and not isinstance(value, list | dict | float):
            answer = owner.browser.post(f"/data/{thing.key}/{row['_id']}", {field.key: value})
            assert answer.status in (303, 400, 409), about
    return 2 * len(values)


def odd_values(field: Field) -> Iterator[tuple[Any, bool]]:
    """Each with whether it surely is of another kind."""
    wrong = [value for value in BY_KIND.get(field.value.kind, ()) if value != ""]
    if field.choices:
        wrong += ["no such choice", 3, ["a"]]
    yield from ((value, False) for value in ODD[:: examples(3, 1)])
    yield from ((value, True) for value in wrong)


def try_input(source: Source, stage: Stage, owner: Actor, action: Action, field: Field) -> int:
    """What an action asks for is looked at like a field: the page and the API take the same."""
    row = next((row["_id"] for row in stage.rows(action.thing)), None) if action.thing is not None else None
    if field.value.kind is Kind.FILE or (row is None and action.thing is not None):
        return 0
    path = f"/api/do/{action.key}" if action.thing is None else f"/api/{action.thing}/{row}/{action.key}"
    page = f"/do/{action.key}" if action.thing is None else f"/data/{action.thing}/{row}/do/{action.key}"
    values = list(odd_values(field))
    for value, is_wrong in values:
        before = stage.writes()
        status = owner.browser.send("POST", path, {field.key: value}).status
        about = (source.name, action.key, field.key, field.type, str(value)[:40], status)
        assert status in (200, 400, 404, 409), about
        assert not (is_wrong and status == 200), about
        if status != 200:
            assert stage.writes() == before, about
        if not isinstance(value, list | dict | float):
            answer = owner.browser.post(page, {field.key: value})
            assert answer.status in (303, 400, 404, 409), (*about, answer.status)
    return 2 * len(values)


@pytest.mark.parametrize(
    "values",
    [
        {"amount": -1},
        {"amount": 0},
        {"amount": 101},
        {"amount": "NaN"},
        {"amount": 1e400},
        {"amount": None},
        {"product": 99},
        {"product": None},
    ],
)
def test_an_order_of_nothing_or_less(shop: Place, values: dict[str, Any]) -> None:
    seller, buyer = shop.script("seller"), shop.script("customer")
    seller.api("POST", "/api/product", {"name": "Tea", "price": 5})
    content = json.dumps({"product": 1, "amount": 1} | values).encode()
    answer = buyer.send("POST", "/api/order", content=content, headers=JSON)
    assert answer.status_code == 400
    assert shop.rows("order") == []


@pytest.mark.parametrize(
    "values", [{"price": -0.01}, {"stock": -1}, {"rating": 0}, {"rating": 6}, {"rating": 1.5}]
)
def test_prices_stocks_and_ratings_have_bounds(shop: Place, values: dict[str, Any]) -> None:
    seller = shop.script("seller")
    assert seller.api("POST", "/api/product", {"name": "Tea", "price": 5} | values).status_code == 400
    assert shop.rows("product") == []


def test_dividing_by_nothing_is_empty(shop: Place) -> None:
    """A formula that divides by a stock of zero, or by an empty one, breaks no page and no figure."""
    seller, owner = shop.script("seller"), shop.owner()
    seller.api("POST", "/api/product", {"name": "Tea", "price": 0})
    owner.api("POST", "/api/order", {"product": 1, "amount": 1})
    owner.api("PATCH", "/api/product/1", {"price": None})
    for path in ("/api/order", "/my_orders", "/sales", "/shop", "/data/order/1"):
        assert owner.get(path).status_code == 200, path


def test_a_form_of_ten_thousand_fields(shop: Place) -> None:
    seller = shop.person("seller")
    seller.get("/data/product/new")
    form = {f"field{number}": "x" for number in range(10_000)} | {"name": "Tea", "price": "5"}
    assert seller.post("/data/product", form).status_code == 400
    given = {f"field{number}": "x" for number in range(10_000)} | {"name": "Tea", "price": 5}
    assert seller.api("POST", "/api/product", given).status_code == 400
    assert shop.rows("product") == []


@pytest.mark.parametrize("depth", [10, 1_000, 100_000])
def test_a_body_nested_deeply(shop: Place, depth: int) -> None:
    content = b"[" * depth + b"]" * depth
    answer = shop.visitor().send("POST", "/api/order", content=content, headers=JSON)
    assert answer.status_code in (400, 401)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"name": "\\ud800"}', b'{"a":1,"a":2}', b"NaN"])
def test_a_body_that_is_no_json(shop: Place, content: bytes) -> None:
    seller = shop.script("seller")
    answer = seller.send("POST", "/api/product", content=content, headers=JSON)
    assert answer.status_code == 400
    assert shop.rows("product") == []
