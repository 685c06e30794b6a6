"""Who changed what: for the owner and the roles that are named, of what they see now."""

from collections.abc import Callable

from tests.runtime.conftest import Place

SHOP = """
app Print Shop
  people: clerk, manager
  clerk may see, add, change, remove
  manager may see where state != secret

thing Order
  customer: text, required
  title: text
  number: number
  time: time
  kind: text
  person: person
  undone: yes/no
  state: choice(new, done, secret) = new
  cost: money for clerk

page Orders
  table of Order
page Log for manager
  history of Order
page Mine
  history of Order
"""


def shop(make: Callable[..., Place]) -> Place:
    place = make(SHOP)
    clerk = place.script("clerk")
    clerk.api("POST", "/api/order", {"customer": "Ada", "cost": 77.7})
    clerk.api("PATCH", "/api/order/1", {"state": "done", "cost": 88.8})
    clerk.api("POST", "/api/order", {"customer": "Hidden", "state": "secret"})
    clerk.api("POST", "/api/order", {"customer": "Gone"})
    clerk.api("DELETE", "/api/order/3")
    return place


def test_the_owner_sees_all_of_it(make: Callable[..., Place]) -> None:
    owner = shop(make).owner()
    page = owner.get("/log").text
    for told in ("Ada", "Hidden", "Gone", "$88.80", "A clerk"):
        assert told in page
    assert "88.80" in owner.get("/data/order/1/history").text


def test_who_is_named_sees_what_they_may_see_now(make: Callable[..., Place]) -> None:
    manager = shop(make).person("manager")
    page = manager.get("/log").text
    assert "Ada" in page
    assert ">done</ins>" in page
    for secret in ("Hidden", "Gone", "88.80", "77.70"):
        assert secret not in page
    assert 'href="/data/order/1/history"' in manager.get("/data/order/1").text
    assert "88.80" not in manager.get("/data/order/1/history").text
    assert manager.get("/data/order/2/history").status_code == 404


def test_nobody_else_sees_any(make: Callable[..., Place]) -> None:
    place = shop(make)
    clerk = place.person("clerk")
    assert clerk.get("/log").status_code == 403
    assert clerk.get("/mine").status_code == 403
    assert clerk.get("/data/order/1/history").status_code == 403
    assert "/data/order/1/history" not in clerk.get("/data/order/1").text


def test_what_was_undone_did_not_happen(make: Callable[..., Place]) -> None:
    place = shop(make)
    place.store.undo()
    page = place.owner().get("/log").text
    assert "Removed" not in page
    assert "Gone" in page
