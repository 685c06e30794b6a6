"""What the tests of the runtime share: a site with real apps, and people who ask it things."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import OWNER, App
from appling.runtime import Site
from appling.store import AppStore, Home
from appling.store.sql.tables import table_name

CASES = Path(__file__).parent / "cases"


def blueprint(name: str) -> str:
    return (CASES / f"{name}.appling").read_text(encoding="utf-8")


def read_app(source: str) -> App:
    checked = check(source, vocabulary())
    assert checked.app is not None, checked.diagnostics
    return checked.app


@dataclass
class Client:
    """One browser, or with `bearer` one script, of one person."""

    runner: asyncio.Runner
    http: httpx.AsyncClient
    person: int | None = None
    bearer: str = ""
    token: str = ""

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = dict(more.pop("headers", {}))
        if self.bearer:
            headers.setdefault("authorization", f"Bearer {self.bearer}")
        response = self.runner.run(self.http.request(method, path, headers=headers, **more))
        if response.headers.get("content-type", "").startswith("text/html"):
            found = re.search(r'name="_token" value="([^"]*)"', response.text)
            self.token = unescape(found[1]) if found else self.token
        return response

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.send("GET", path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Send a form as its page would."""
        if not self.token:
            self.get("/-/sign-in")
            self.get("/")
        return self.send("POST", path, data={"_token": self.token, **(data or {})}, **more)

    def api(self, method: str, path: str, json: object = None, **more: Any) -> httpx.Response:
        """Send what a script would: our own, on a page, if there is no bearer token."""
        if not self.token and not self.bearer:
            self.get("/ideas")
        headers = {"x-csrf-token": self.token} if self.token and not self.bearer else {}
        if json is None:
            return self.send(method, path, headers=headers, **more)
        return self.send(method, path, json=json, headers=headers, **more)


@dataclass
class Place:
    """One app of a site, and whoever comes to it."""

    key: str
    app: App
    store: AppStore
    site: Site
    home: Home
    runner: asyncio.Runner
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def visitor(self, scheme: str = "http", address: str = "127.0.0.1") -> Client:
        port = "" if scheme == "https" else ":8400"
        http = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.site, client=(address, 50_000)),
            base_url=f"{scheme}://{self.key}.localhost{port}",
        )
        self.clients.append(http)
        return Client(self.runner, http)

    def person(self, role: str, name: str | None = None) -> Client:
        """Somebody of that role, signed in."""
        client = self.visitor()
        known = self.store.people.create(name or f"A {role}", None, role)
        token, _ = self.store.people.start_session(known.id)
        client.http.cookies.set(f"session_{self.key}", token)
        client.person = known.id
        client.get("/")
        return client

    def script(self, role: str) -> Client:
        """The same with a bearer token."""
        client = self.visitor()
        known = self.store.people.create(f"A {role}", None, role)
        client.person, client.bearer = known.id, self.store.people.start_session(known.id)[0]
        return client

    def owner(self) -> Client:
        return self.person(OWNER)

    def rows(self, thing: str) -> list[dict[str, Any]]:
        """All of a table, straight from the database's file."""
        with closing(sqlite3.connect(self.store.folder / "app.db")) as connection:
            connection.row_factory = sqlite3.Row
            statement = f'SELECT * FROM "{table_name(thing)}" ORDER BY rowid'
            return [dict(row) for row in connection.execute(statement)]

    def dump(self) -> list[str]:
        """The whole database as statements, save what happened and when somebody was last there."""
        with closing(sqlite3.connect(self.store.folder / "app.db")) as connection:
            connection.execute("UPDATE _sessions SET used = created")
            return [
                line for line in connection.iterdump() if "_audit" not in line and "'changes'" not in line
            ]


@dataclass
class World:
    """A home with its site, and everything that was opened there."""

    home: Home
    runner: asyncio.Runner
    places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.site = Site(self.home)

    def make(self, source: str, *, samples: bool = False) -> Place:
        """A live app of a blueprint, with sample rows if wanted."""
        record = self.home.create(read_app(source), source)
        place = self.place(record.key)
        if samples:
            place.store.add_samples(date(2026, 3, 9), per_thing=4)
        return place

    def place(self, key: str) -> Place:
        store = self.home.open(key)
        self.places.append(Place(key, store.app, store, self.site, self.home, self.runner))
        return self.places[-1]

    def close(self) -> None:
        for place in self.places:
            for client in place.clients:
                self.runner.run(client.aclose())
        self.home.close()


@contextmanager
def world_at(folder: Path) -> Iterator[World]:
    with asyncio.Runner() as runner:
        world = World(Home(folder), runner)
        try:
            yield world
        finally:
            world.close()


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Place]]:
    """Makes a live app of a blueprint."""
    with world_at(tmp_path / "home") as world:
        yield world.make


@pytest.fixture
def bikes(make: Callable[..., Place]) -> Place:
    """The club's app without any row."""
    return make(blueprint("bikes"))


@dataclass
class Club:
    """The bike club with two bikes (the second is out, on loan to two members), and a secret."""

    place: Place
    guest: Client
    member: Client
    other: Client
    organiser: Client
    owner: Client


WHO = ("member", "other", "organiser", "owner")


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[int, str]]]:
    """The club's home, closed, with the sessions of its people: each test works on a copy."""
    folder = tmp_path_factory.mktemp("filled") / "home"
    with world_at(folder) as world:
        place = world.make(blueprint("bikes"))
        people = {who: place.person("member" if who == "other" else who, who) for who in WHO}
        owner = people["owner"]
        rows: list[tuple[str, dict[str, object]]] = [
            ("bike", {"name": "Trek", "kind": "road", "lock_code": "LOCK77", "frame": "F1"}),
            ("bike", {"name": "Giant", "kind": "city", "available": False}),
            ("loan", {"bike": 2, "borrower": people["member"].person, "note": "mine"}),
            ("loan", {"bike": 2, "borrower": people["other"].person, "note": "private words", "stars": 5}),
            ("secret", {"text": "the treasure", "bike": 1}),
        ]
        for thing, row in rows:
            assert owner.api("POST", f"/api/{thing}", row).status_code == 201
        sessions = {
            who: (client.person or 0, client.http.cookies[f"session_{place.key}"])
            for who, client in people.items()
        }
    return folder, sessions


@pytest.fixture
def club(tmp_path: Path, filled_home: tuple[Path, dict[str, tuple[int, str]]]) -> Iterator[Club]:
    folder, sessions = filled_home
    shutil.copytree(folder, tmp_path / "home")
    with world_at(tmp_path / "home") as world:
        place = world.place("bike-club")
        clients = {}
        for who, (person, token) in sessions.items():
            client = clients[who] = place.visitor()
            client.http.cookies.set(f"session_{place.key}", token)
            client.person = person
        yield Club(place, place.visitor(), *(clients[who] for who in WHO))
