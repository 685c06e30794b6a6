"""The servers that are compared, each in one process of its own, over the same rows."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

import httpx

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.store import Home
from bench.runtime.load import Request

ROWS, CLUBS = 1_000, 10
KINDS = ("road", "mountain", "city")
KEY = "bike-club"
SERVE = "from appling.cli.main import main; main()"
BLUEPRINT = """app Bike club
  people: member

thing Club
  name: text, required
  member may see

thing Bike
  name: text, required
  kind: choice of road, mountain, city
  price: money
  bought: date
  club: Club
  member may see, add, change, remove
"""


@dataclass(frozen=True)
class Server:
    """`headers` are a signed-in person's, `form` is the body that adds a row."""

    name: str
    port: int
    host: str
    list_path: str
    add_path: str
    headers: tuple[tuple[str, str], ...]
    form: bytes
    pid: int

    def pages(self, *, anew: bool) -> tuple[Request, ...]:
        """Asks for the same page again and again; `anew` in so many ways that none is asked twice soon."""
        queries = [f"page=2&anew={number}" for number in range(20_000)] if anew else ["page=2"]
        return tuple(Request(f"{self.list_path}&{query}", headers=self.headers) for query in queries)

    def post(self) -> tuple[Request, ...]:
        return (Request(self.add_path, "POST", self.form, self.headers),)


def bikes() -> list[tuple[str, str, int, str, int]]:
    first = date(2024, 1, 1)
    return [
        (
            f"Bike {number:04}",
            KINDS[number % 3],
            10_000 + number * 25,
            str(first + timedelta(number % 700)),
            number % CLUBS + 1,
        )
        for number in range(ROWS)
    ]


def new_home(folder: Path) -> str:
    """A home with the app and its rows; returns the session of somebody who may add."""
    checked = check(BLUEPRINT, vocabulary())
    assert checked.app is not None, checked.diagnostics
    home = Home(folder)
    key = home.create(checked.app, BLUEPRINT).key
    store = home.open(key)
    member = store.people.create("Member", "member@example.org", checked.app.roles[0].key)
    token, _ = store.people.start_session(member.id)
    with closing(sqlite3.connect(folder / "apps" / key / "app.db")) as file, file:
        _fill(file, "club", "name", [(f"Club {number}",) for number in range(CLUBS)])
        _fill(file, "bike", "name, kind, price, bought, club", bikes())
    home.close()
    return token


def _fill(file: sqlite3.Connection, table: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    marks = "?, " * len(rows[0])
    added = f"{columns}, _created, _changed, _sample, _version"
    values = f"{marks} '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000', 0, 1"
    file.executemany(f"insert into {table} ({added}) values ({values})", rows)


def new_database(path: Path) -> None:
    """The same rows, for the pages written by hand."""
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(
            "pragma journal_mode = wal; create table club (id integer primary key, name text not null);"
            "create table bike (id integer primary key, name text not null, kind text, price integer,"
            " bought date, club integer references club (id));"
            "create index bike_kind on bike (kind); create index bike_club on bike (club);"
        )
        file.executemany("insert into club (name) values (?)", [(f"Club {n}",) for n in range(CLUBS)])
        file.executemany("insert into bike (name, kind, price, bought, club) values (?, ?, ?, ?, ?)", bikes())


FORM = {"name": "Added", "kind": "road", "price": "120.00", "bought": "2025-06-01", "club": "1"}


@contextmanager
def appling(folder: Path) -> Iterator[Server]:
    """`appling serve`, asked by somebody who is signed in."""
    folder /= "home"
    token = new_home(folder)
    with serving(folder) as (port, pid):
        host = f"{KEY}.localhost:{port}"
        headers = (("Cookie", f"session_{KEY}={token}"),)
        page = fetch(port, host, "/data/bike/new", headers)
        found = re.search(r'name="_token" value="([^"]*)"', page)
        assert found, page[:500]
        form = urlencode(FORM | {"_token": found[1]}).encode()
        yield Server("Appling", port, host, "/data/bike?kind=road", "/data/bike", headers, form, pid)


@contextmanager
def serving(home: Path) -> Iterator[tuple[int, int]]:
    """`appling serve` over a home: its port and process."""
    port = free_port()
    command = [sys.executable, "-c", SERVE, "serve", "--port", str(port)]
    with _running(command, port, {"APPLING_HOME": str(home)}) as pid:
        yield port, pid


@contextmanager
def by_hand(folder: Path) -> Iterator[Server]:
    """Starlette under uvicorn, as Appling runs."""
    command = [
        "-m",
        "uvicorn",
        "bench.runtime.starlette_app:app",
        "--log-level",
        "warning",
        "--no-access-log",
    ]
    with _other("Starlette by hand", folder / "starlette.db", [*command, "--port"]) as server:
        yield server


@contextmanager
def in_django(folder: Path) -> Iterator[Server]:
    """Django under waitress, one process with its usual four threads."""
    command = ["-m", "waitress", "--host", "127.0.0.1", "--threads", "4"]
    target = "bench.runtime.django_app:application"
    with _other("Django (waitress)", folder / "django.db", [*command, "--port"], target) as server:
        yield server


@contextmanager
def _other(name: str, database: Path, command: list[str], *rest: str) -> Iterator[Server]:
    new_database(database)
    port = free_port()
    with _running(
        [sys.executable, *command, str(port), *rest], port, {"BENCH_DATABASE": str(database)}
    ) as pid:
        host = f"localhost:{port}"
        yield Server(name, port, host, "/bikes?kind=road", "/bikes/new", (), urlencode(FORM).encode(), pid)


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    process = subprocess.Popen(command, env=os.environ | environment, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"{process.args} ended")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{process.args} did not answer")


def fetch(port: int, host: str, path: str, headers: tuple[tuple[str, str], ...] = ()) -> str:
    """One page's text; ends with an explanation if there is none."""
    with httpx.Client(trust_env=False) as client:
        answer = client.get(f"http://127.0.0.1:{port}{path}", headers={"Host": host} | dict(headers))
    if answer.status_code != 200:
        raise SystemExit(f"{host}{path}: status {answer.status_code}")
    return answer.text


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
