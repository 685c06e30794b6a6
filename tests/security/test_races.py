"""Many at once: what there is one of goes to one, and no edit covers up another without being seen."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.promises import count
from tests.runtime.conftest import Place, world_at
from tests.security.apps import named
from tests.security.serving import processes, served

MANY = 50
LAST = "The last item: fifty take it at once, in one process and in two"
EDITS = "Two edit one row at once: neither edit vanishes unseen"
UNIQUE = "One value at once from many: exactly one row gets it"
SLOTS = "One slot, fifty people at once, by form, API and action: exactly one gets it"
COURTS = """app Courts
  people: member
thing Court
  name: text
  visitor may see
thing Booking
  court: Court, required
  who: person = me
  start: date and time, required
  end: date and time, required
  no overlap of start, end per court
  member may see own, add
action Take on Court for member
  add Booking with court = this, start = now, end = now + 1 day
"""
Ports = list[int]


def at_once(number: int, call: Callable[[int], int]) -> list[int]:
    """The statuses of so many calls that begin together, each in a thread of its own."""
    barrier = Barrier(number)

    def run(index: int) -> int:
        barrier.wait()
        return call(index)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@dataclass(frozen=True)
class Answer:
    status: int
    tag: str
    json: Any


@dataclass(frozen=True)
class Caller:
    """A script of one person, at one of the servers."""

    port: int
    headers: dict[str, str]

    def send(self, method: str, path: str, given: object = None, **more: str) -> Answer:
        body = None if given is None else json.dumps(given)
        kind = {} if given is None else {"Content-Type": "application/json"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body, self.headers | kind | more)
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheader("ETag") or "", json.loads(answer.read()))

    def post(self, path: str, given: dict[str, object]) -> int:
        """What a form of a page would send, with the token that such a page holds."""
        session = self.headers["Authorization"].removeprefix("Bearer ")
        key = self.headers["Host"].partition(".")[0]
        headers = {"Host": self.headers["Host"], "Cookie": f"session_{key}={session}"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", f"{path}/new", None, headers)
            answer = connection.getresponse()
            token = answer.read().decode().split('name="_token" value="')[1].split('"')[0]
            body = urlencode({"_token": token, **given})
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, body, headers | kind)
            return connection.getresponse().status


def scripts(place: Place, role: str, ports: Ports, number: int) -> list[Caller]:
    """People of a role, spread over the ports, each with a session."""
    callers = []
    for index, port in zip(range(number), cycle(ports), strict=False):
        person = place.store.people.create(f"{role} {index}", None, role)
        token, _ = place.store.people.start_session(person.id)
        headers = {"Host": f"{place.key}.localhost", "Authorization": f"Bearer {token}"}
        callers.append(Caller(port, headers))
    return callers


@pytest.fixture(params=[1, pytest.param(2, marks=pytest.mark.slow)], ids=["one process", "two processes"])
def ports(request: pytest.FixtureRequest, shop_home: Place) -> Iterator[Ports]:
    """One server in this process, or two of their own over one home."""
    if request.param == 1:
        with served(shop_home.home) as port:
            yield [port]
    else:
        with processes(shop_home.home.path, 2) as found:
            yield found


@pytest.fixture
def one_port(shop_home: Place) -> Iterator[Ports]:
    with served(shop_home.home) as port:
        yield [port]


@pytest.fixture
def shop_home(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(named("shop").text)
        owner = place.script("owner")
        given = {"name": "Tea", "price": 5, "stock": 1}
        assert owner.api("POST", "/api/product", given).status_code == 201
        yield place


def test_the_last_one_goes_to_one(shop_home: Place, ports: Ports) -> None:
    clients = scripts(shop_home, "customer", ports, MANY)
    statuses = at_once(MANY, lambda index: clients[index].send("POST", "/api/product/1/buy").status)
    assert sorted(statuses) == [200] + [409] * (MANY - 1)
    assert shop_home.rows("product")[0]["stock"] == 0
    orders = shop_home.rows("order")
    assert [order["product"] for order in orders] == [1]
    count(LAST, MANY)


def test_a_unique_value_goes_to_one(shop_home: Place, one_port: Ports) -> None:
    clients = scripts(shop_home, "seller", one_port, 20)
    given = {"name": "Coffee", "price": 7}
    statuses = at_once(20, lambda index: clients[index].send("POST", "/api/product", given).status)
    assert sorted(statuses) == [201] + [400] * 19
    assert [row["name"] for row in shop_home.rows("product")].count("Coffee") == 1
    count(UNIQUE, 20)


@pytest.mark.parametrize("way", ["form", "api", "action"])
def test_a_slot_goes_to_one(tmp_path: Path, way: str) -> None:
    """Fifty people book one court for times that overlap: by form, by script, by a button."""
    with world_at(tmp_path / "home") as world:
        place = world.make(COURTS)
        owner = place.script("owner")
        assert owner.api("POST", "/api/court", {"name": "North"}).status_code == 201
        given = {"court": 1, "start": "2030-05-01T10:00:00Z", "end": "2030-05-01T11:00:00Z"}
        with served(place.home) as port:
            clients = scripts(place, "member", [port], MANY)

            def call(index: int) -> int:
                if way == "action":
                    return clients[index].send("POST", "/api/court/1/take").status
                later = given | {"end": f"2030-05-01T11:{index:02}:00Z"}
                if way == "form":
                    return clients[index].post("/data/booking", later)
                return clients[index].send("POST", "/api/booking", later).status

            statuses = at_once(MANY, call)
        good = 303 if way == "form" else 200 if way == "action" else 201
        assert sorted(statuses) == sorted([good] + [400] * (MANY - 1))
        assert len(place.rows("booking")) == 1
    count(SLOTS, MANY)


def test_one_address_gets_one_account(shop_home: Place, one_port: Ports) -> None:
    given = {"name": "Kim", "email": "kim@example.org", "password": "tandem-in-the-rain"}
    headers = {"Host": f"{shop_home.key}.localhost"}
    clients = [Caller(port, headers) for _, port in zip(range(8), cycle(one_port), strict=False)]
    statuses = at_once(8, lambda index: clients[index].send("POST", "/api/-/account", given).status)
    assert sorted(statuses) == [201] + [400] * 7
    assert len([row for row in shop_home.rows("_people") if row["email"]]) == 1
    count(UNIQUE, 8)


@pytest.mark.parametrize("way", ["version", "if-match"])
def test_of_edits_of_one_version_one_is_kept(shop_home: Place, ports: Ports, way: str) -> None:
    clients = scripts(shop_home, "seller", ports, 20)
    found = clients[0].send("GET", "/api/product/1")
    version, tag = found.json["_version"], found.tag

    def change(index: int) -> int:
        values = {"name": f"Tea {index}"} | ({"_version": version} if way == "version" else {})
        headers = {"If-Match": tag} if way == "if-match" else {}
        return clients[index].send("PATCH", "/api/product/1", values, **headers).status

    statuses = at_once(20, change)
    assert sorted(statuses) == [200] + [409] * 19
    assert shop_home.rows("product")[0]["name"] == f"Tea {statuses.index(200)}"
    assert shop_home.rows("product")[0]["_version"] == version + 1
    count(EDITS, 20)


def test_a_removal_of_an_older_version_is_refused(shop_home: Place, one_port: Ports) -> None:
    (seller,) = scripts(shop_home, "seller", one_port, 1)
    tag = seller.send("GET", "/api/product/1").tag
    changed = seller.send("PATCH", "/api/product/1", {"price": 6}, **{"If-Match": tag})
    assert (changed.status, changed.tag == tag) == (200, False)
    assert seller.send("DELETE", "/api/product/1", **{"If-Match": tag}).status == 409
    assert seller.send("PATCH", "/api/product/1", {"price": 7}, **{"If-Match": "x"}).status == 400
    assert shop_home.rows("product")[0]["price"] == 600
    assert seller.send("PATCH", "/api/product/1", {"price": 8}, **{"If-Match": "*"}).status == 200
    count(EDITS, 4)


def test_two_people_edit_one_row(shop_home: Place) -> None:
    """The second is shown both, keeps what was typed, and saves when that is meant."""
    one, other = shop_home.person("seller"), shop_home.person("seller")
    forms = []
    for client in (one, other):
        page = client.get("/data/product/1/edit").text
        forms.append({"_version": page.split('name="_version" value="')[1].split('"')[0], "price": "5.00"})
    assert one.post("/data/product/1", forms[0] | {"name": "Green tea", "stock": "3"}).status_code == 303
    answer = other.post("/data/product/1", forms[1] | {"name": "Black tea", "stock": "1"})
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.text
    assert 'value="Black tea"' in answer.text
    assert "Somebody else saved: Green tea" in answer.text
    assert "Somebody else saved: 3" in answer.text
    assert shop_home.rows("product")[0]["name"] == "Green tea"
    version = answer.text.split('name="_version" value="')[1].split('"')[0]
    form = {"_version": version, "name": "Black tea", "stock": "3", "price": "5.00"}
    assert other.post("/data/product/1", form).status_code == 303
    assert shop_home.rows("product")[0]["name"] == "Black tea"
    count(EDITS, 1)


def test_a_row_that_is_gone_meanwhile(shop_home: Place) -> None:
    one, other = shop_home.person("seller"), shop_home.person("seller")
    other.get("/data/product/1/edit")
    assert one.post("/data/product/1/remove").status_code == 303
    assert other.post("/data/product/1", {"_version": "1", "name": "Black tea"}).status_code == 404


@pytest.mark.slow
def test_nobody_waits_in_vain(shop_home: Place, one_port: Ports) -> None:
    """Thirty readers and twenty writers: every write is there once, and nobody is told of a fault of ours."""
    clients = scripts(shop_home, "seller", one_port, MANY)

    def call(index: int) -> int:
        if index % 5 < 2:
            given = {"name": f"Tea {index}", "price": index}
            return clients[index].send("POST", "/api/product", given).status
        return clients[index].send("GET", "/api/product?search=tea&sort=-price").status

    statuses = at_once(MANY, call)
    assert statuses.count(201) == 20
    assert statuses.count(200) == 30
    assert len(shop_home.rows("product")) == 21
