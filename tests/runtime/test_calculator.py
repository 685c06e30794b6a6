"""A calculator works out what is typed, keeps nothing, and tells nothing that its reader may not see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Place, world_at

PAINT = """app Paint
  people: customer, seller

thing Paint
  name: text, required
  price: money, required
  margin: money for seller
  online: yes/no = yes
  visitor may see where online
  seller may do all

thing Estimate
  length: number, min 0, max 100 = 4
  width: number, required
  paint: Paint
  secret: number = 7 for seller
  area = length * width
  cost = area * paint.price
  gain = area * paint.margin
  hint = area + secret
  visitor may see
  seller may do all

page Estimate
  calculator of Estimate
"""


@pytest.fixture
def paint(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(PAINT)
        owner = place.script("owner")
        for name, price, online in (("White", 3, True), ("Secret Gold", 90, False)):
            given = {"name": name, "price": price, "margin": 1, "online": online}
            assert owner.api("POST", "/api/paint", given).status_code == 201
        yield place


def results(text: str) -> list[str]:
    part = text.split('class="card results"')[1].split("</dl>")[0]
    return [each.split(">")[1].split("<")[0] for each in part.split("<dd")[1:]]


def test_results_are_worked_out_and_nothing_is_kept(paint: Place) -> None:
    client = paint.visitor()
    assert results(client.get("/estimate").text)[0] == "–"
    text = client.get("/estimate?p0.calculate=1&length=5&width=2&paint=1").text
    assert results(text)[:2] == ["10", "$30.00"]
    assert 'value="5"' in text
    assert paint.rows("estimate") == []


def test_what_is_kept_from_somebody_is_not_worked_out_for_them(paint: Place) -> None:
    text = paint.visitor().get("/estimate?p0.calculate=1&length=5&width=2&paint=1&secret=1").text
    assert len(results(text)) == 2
    assert "secret" not in text
    seller = paint.person("seller").get("/estimate?p0.calculate=1&length=5&width=2&paint=1&secret=1").text
    assert results(seller) == ["10", "$30.00", "$10.00", "11"]


def test_a_row_that_is_not_seen_can_not_be_chosen(paint: Place) -> None:
    for chosen in ("2", "Secret Gold", "99"):
        text = paint.visitor().get(f"/estimate?p0.calculate=1&length=5&width=2&paint={chosen}").text
        assert results(text)[1] == "–"
        assert "$900" not in text
        assert "must be one of the list" in text


@pytest.mark.parametrize("typed", ["x", "1e999", "-1", "101", "' or 1=1", "9" * 400])
def test_what_is_no_number_is_said(paint: Place, typed: str) -> None:
    answer = paint.visitor().get("/estimate", params={"p0.calculate": "1", "length": typed, "width": "2"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text or "text-error-text" in answer.text
    assert results(answer.text)[0] == "–"


def test_who_may_add_can_keep_it(paint: Place) -> None:
    address = "/data/estimate/new?length=5&amp;width=2"
    assert address not in paint.visitor().get("/estimate?p0.calculate=1&length=5&width=2").text
    assert address in paint.person("seller").get("/estimate?p0.calculate=1&length=5&width=2").text
