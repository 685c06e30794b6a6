"""What goes wrong over HTTP ends in a sentence and loses nothing: the front page, and an app's own pages."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.runtime import make_pass
from appling.store import Home
from appling.studio.server import create_server

SOURCE = """
app Plot Book
  people: grower

thing Plot
  name: text, required
  size: number, min 1, max 400
  kind: choice(flowers, herbs)
  planted: date
  grower may do all
"""
TOKEN = re.compile(r'name="_token" value="([^"]+)"')
ORIGIN = {"Origin": "http://localhost:8400"}

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    checked = check(SOURCE.lstrip(), vocabulary())
    assert checked.app is not None
    made.create(checked.app, SOURCE.lstrip(), key="plots")
    made.open("plots").add_samples(date.today())
    yield made
    made.close()


def client(home: Home, host: str = "localhost", peer: str = "127.0.0.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_server(home), client=(peer, 5555))
    return httpx.AsyncClient(transport=transport, base_url=f"http://{host}:8400")


async def token_of(browser: httpx.AsyncClient, path: str = "/") -> str:
    found = TOKEN.search((await browser.get(path)).text)
    assert found
    return found[1]


def assert_plain(answer: httpx.Response, status: int) -> None:
    """The status, a heading for people, and no word of the program's insides."""
    assert answer.status_code == status
    assert "<h1" in answer.text
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text


async def test_a_build_needs_the_pages_own_token(home: Home) -> None:
    async with client(home) as browser:
        for form in ({"brief": "A club"}, {"brief": "A club", "_token": "made up"}):
            assert_plain(await browser.post("/builds", data=form, headers=ORIGIN), 403)
    assert home.builds.all() == []


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://plots.localhost:8400"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
async def test_another_origin_cannot_burn(home: Home, headers: dict[str, str]) -> None:
    async with client(home) as browser:
        form = {"_token": await token_of(browser)}
        assert_plain(await browser.post("/apps/plots/burn", data=form, headers=headers), 403)
    assert [app.key for app in home.apps()] == ["plots"]


@pytest.mark.parametrize(("host", "peer"), [("localhost", "192.0.2.7"), ("127.0.0.1", "192.0.2.7")])
async def test_the_front_page_is_its_owners(home: Home, host: str, peer: str) -> None:
    async with client(home, host, peer) as browser:
        for path in ("/", "/apps/plots/open", "/apps/plots/burn", "/builds/x"):
            assert_plain(await browser.get(path), 403)


async def test_a_foreign_name_reaches_nothing(home: Home) -> None:
    async with client(home, "evil.example") as browser:
        assert (await browser.get("/")).status_code == 404
        assert (await browser.get("/apps/plots/open")).status_code == 404


@pytest.mark.parametrize("brief", ["", "   \n\t ", "\u200b\u202e", "x" * 20_001])
async def test_a_brief_that_is_none_is_answered_on_the_page(home: Home, brief: str) -> None:
    async with client(home) as browser:
        form = {"_token": await token_of(browser), "brief": brief}
        answer = await browser.post("/builds", data=form, headers=ORIGIN)
    assert_plain(answer, 400)
    assert 'role="alert"' in answer.text
    assert home.builds.all() == []


async def test_an_enormous_form_is_refused(home: Home) -> None:
    async with client(home) as browser:
        form = {"_token": await token_of(browser), "brief": "x" * 1_000_000}
        assert_plain(await browser.post("/builds", data=form, headers=ORIGIN), 413)


@pytest.mark.parametrize(
    ("path", "method"),
    [("/nothing", "GET"), ("/builds/none", "GET"), ("/apps/none/open", "GET"), ("/apps/../x/burn", "GET")],
)
async def test_what_is_not_there_is_said(home: Home, path: str, method: str) -> None:
    async with client(home) as browser:
        assert_plain(await browser.request(method, path), 404)


async def test_a_damaged_app_leaves_the_others(home: Home) -> None:
    checked = check(SOURCE.lstrip(), vocabulary())
    assert checked.app is not None
    home.create(checked.app, SOURCE.lstrip(), key="sound")
    folder = home.app_folder / "plots"
    home.close()
    for each in folder.glob("app.db*"):
        each.unlink()
    (folder / "app.db").write_bytes(b"rubbish" * 1000)
    again = Home(home.path)
    async with client(again) as browser:
        front = await browser.get("/")
    assert front.status_code == 200
    assert "/apps/sound/open" in front.text
    async with client(again, "plots.localhost") as browser:
        answer = await browser.get("/")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text
    async with client(again, "sound.localhost") as browser:
        assert (await browser.get("/", follow_redirects=True)).status_code == 200
    again.close()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "A", "size": "-3"}, "size"),
        ({"name": "A", "size": "NaN"}, "size"),
        ({"name": "A", "size": "9" * 400}, "size"),
        ({"name": "A", "kind": "trees"}, "kind"),
        ({"name": "A", "planted": "2026-02-31"}, "planted"),
        ({"name": "x" * 100_000}, "name"),
    ],
)
async def test_a_wrong_form_comes_back_with_what_was_typed(
    home: Home, given: dict[str, str], said: str
) -> None:
    before = _rows(home)
    async with client(home, "plots.localhost") as browser:
        await browser.get(f"/-/enter?pass={make_pass(home, 'plots')}")
        form = given | {"_token": await token_of(browser, "/data/plot/new"), "unheard_of": "1", "id": "7"}
        answer = await browser.post(
            "/data/plot", data=form, headers={"Origin": "http://plots.localhost:8400"}
        )
    assert_plain(answer, 400)
    inputs = re.findall(r"<(?:input|select|textarea)[^>]*>", answer.text)
    assert [each for each in inputs if f'name="{said}"' in each and 'aria-invalid="true"' in each]
    assert _rows(home) == before


def _rows(home: Home) -> int:
    with sqlite3.connect(home.app_folder / "plots" / "app.db") as connection:
        count: int = connection.execute("select count(*) from plot").fetchone()[0]
    return count


NO_PAGE = """
app Two Desks
  people: reader, writer

thing Draft
  title: text, required
  writer may do all

thing Leaflet
  title: text, required
  {rule}

page Drafts for writer
  table of Draft
page Leaflets for writer
  table of Leaflet
"""


@pytest.mark.parametrize(
    ("rule", "lands", "said"),
    [("reader may see", "/data/leaflet", "Leaflets"), ("writer may see", "/", "nothing here for you yet")],
)
async def test_somebody_without_a_page_finds_what_there_is(
    tmp_path: Path, rule: str, lands: str, said: str
) -> None:
    home = Home(tmp_path / "two")
    source = NO_PAGE.format(rule=rule).lstrip()
    checked = check(source, vocabulary())
    assert checked.app is not None
    home.create(checked.app, source, key="desks")
    async with client(home, "desks.localhost") as browser:
        token = await token_of(browser, "/-/sign-up")
        form = {"_token": token, "name": "R", "email": "r@example.org", "password": "a rather long one 7"}
        await browser.post("/-/sign-up", data=form, headers={"Origin": "http://desks.localhost:8400"})
        answer = await browser.get("/", follow_redirects=True)
    assert_plain(answer, 200)
    assert answer.url.path == lands
    assert said in answer.text
    home.close()
