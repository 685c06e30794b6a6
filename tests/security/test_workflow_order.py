"""An action is taken only when its condition holds, by those it is for, on a row as it is at that moment."""

from collections.abc import Callable

import pytest
from tests.promises import count, examples
from tests.runtime.conftest import Place
from tests.security.apps import GROUPS, Source, group
from tests.security.stage import Actor, Stage, staged

from appling.blueprint.model.app import OWNER, Action

ORDER = "Nobody cuts corners: actions tried on every row where their condition does not hold"


@pytest.mark.parametrize("name", GROUPS)
def test_nothing_happens_where_the_condition_does_not_hold(name: str) -> None:
    tried = 0
    for source in group(name, few=2, many=100):
        with staged(source) as stage:
            for actor in stage.actors:
                for action in stage.place.app.actions:
                    tried += try_action(source, stage, actor, action)
    count(ORDER, tried)


def try_action(source: Source, stage: Stage, actor: Actor, action: Action) -> int:
    """On each row for which the oracle knows that the condition does not hold."""
    if action.thing is None or action.when is None or not stage.oracle.action(actor.who, action):
        return 0
    tried = 0
    thing = stage.place.app.thing(action.thing)
    for row in stage.rows(thing.key)[: examples(3, 50)]:
        if stage.oracle.holds(action.when, thing, row, actor.who) is not False:
            continue
        seen = stage.oracle.sees_row(actor.who, thing.key, row)
        before = stage.writes()
        page = actor.browser.post(f"/data/{thing.key}/{row['_id']}/do/{action.key}", {})
        api = actor.browser.send("POST", f"/api/{thing.key}/{row['_id']}/{action.key}")
        about = (source.name, str(actor), action.key, row["_id"], page.status, api.status)
        allowed = {409} if actor.who.role == OWNER or action.roles is not None else {409, 403}
        allowed = allowed if seen else {404} if seen is False else {404, *allowed}
        assert {page.status, api.status} <= allowed, about
        assert stage.writes() == before, about
        tried += 2
    return tried


def test_each_step_only_after_the_one_before(shop: Place) -> None:
    """Not paid is not shipped, paid is not paid again, and others' orders are nobody's business."""
    buyer, other, seller = (shop.script(role) for role in ("customer", "customer", "seller"))
    assert seller.api("POST", "/api/product", {"name": "Tea", "price": 5, "stock": 1}).status_code == 201
    assert buyer.api("POST", "/api/product/1/buy").status_code == 200
    assert other.api("POST", "/api/product/1/buy").status_code == 409
    order = shop.rows("order")[0]
    assert (order["buyer"], order["amount"]) == (buyer.person, 1)
    path = f"/api/order/{order['_id']}"
    assert seller.api("POST", f"{path}/ship").status_code == 409
    assert seller.api("POST", f"{path}/pay").status_code == 403
    assert other.api("POST", f"{path}/pay").status_code == 404
    assert buyer.api("POST", f"{path}/ship").status_code == 403
    assert buyer.api("POST", f"{path}/pay").status_code == 200
    assert buyer.api("POST", f"{path}/pay").status_code == 409
    assert seller.api("POST", f"{path}/ship").status_code == 200
    assert shop.rows("product")[0]["stock"] == 0
    assert len(shop.rows("order")) == 1


def test_an_action_takes_no_values(shop: Place) -> None:
    buyer, seller = shop.script("customer"), shop.script("seller")
    assert seller.api("POST", "/api/product", {"name": "Tea", "price": 5}).status_code == 201
    assert buyer.api("POST", "/api/product/1/buy", {"amount": 50, "buyer": 1}).status_code == 400
    assert shop.rows("order") == []


COUNTER = """
app Counter
  people: customer, clerk
  sign up: customer

thing Order
  what: text, required
  status: choice(new, paid, shipped) = new
  urgent: yes/no = no
  gift: yes/no = no
  customer: person = me
  customer may see own, add own
  clerk may do all

action Ship on Order for clerk when status = paid
  set status = shipped

action Hurry on Order for clerk, customer
  set urgent = yes

page Orders for customer
  form of Order
"""


def test_who_adds_a_row_begins_where_it_begins(make: Callable[[str], Place]) -> None:
    """A state that an action for others brings is not brought by adding a row that has it."""
    place = make(COUNTER)
    customer, clerk = place.script("customer"), place.script("clerk")
    refused = customer.api("POST", "/api/order", {"what": "Tea", "status": "shipped"})
    assert (refused.status_code, "status" in refused.text) == (400, True)
    assert (
        customer.api("POST", "/api/order", {"what": "Tea", "urgent": True, "gift": True}).status_code == 201
    )
    assert [(each["status"], each["urgent"]) for each in place.rows("order")] == [("new", 1)]
    form = place.person("customer").get("/orders").text
    assert ('name="status"' in form, 'name="gift"' in form) == (False, True)
    assert clerk.api("POST", "/api/order", {"what": "Cup", "status": "paid"}).status_code == 201
