"""The helpers on an app that works and on its hollow twin: what holds for the one must fail for the other."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from bench.webgen.api import Api
from bench.webgen.endpoints import logs_in, registers
from bench.webgen.handed import Handed
from bench.webgen.looking import clickables, groups, look
from bench.webgen.verdicts import Partial, Unmet
from bench.webgen.visitor import Visitor
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from tests.bench_webgen.library import make_app

pytestmark = pytest.mark.browser
BOOK = {"title|name!": "Mushroom hunting 771", "pages": "64", "genre": "nature"}
Make = Callable[[bool], Visitor]


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The app's address, for as long as it is served."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(params=[False, True], ids=["works", "hollow"])
def handed(request: pytest.FixtureRequest) -> Iterator[tuple[bool, Handed]]:
    with serving(make_app(hollow=request.param)) as address:
        yield request.param, Handed(address, openapi=f"{address}openapi.json")


class Tried:
    """Tries a helper, and expects it to end as it should for this app."""

    def __init__(self, browser: Browser, app: Handed, *, hollow: bool) -> None:
        self.browser, self.app, self.hollow = browser, app, hollow

    def visitor(self, _: bool = False) -> Visitor:
        return Visitor(self.browser.new_context().new_page(), self.app, self.visitor)

    def api(self, stranger: bool = False) -> Api:
        visitor = self.visitor()
        visitor.open()
        if not stranger:
            visitor.page.context.add_cookies([{"name": "who", "value": "Robin", "url": self.app.address}])
        return Api(visitor.page, self.app, lambda other: self.api(other))

    def __call__(self, helper: Callable[[], object]) -> None:
        if not self.hollow:
            helper()
            return
        with pytest.raises((Unmet, Partial)):
            helper()


@pytest.fixture
def tried(browser: Browser, handed: tuple[bool, Handed]) -> Iterator[Tried]:
    yield Tried(browser, handed[1], hollow=handed[0])
    for context in browser.contexts:
        context.close()


def test_pages(tried: Tried) -> None:
    v = tried.visitor()
    tried(lambda: v.details("books", "pages", "#number"))
    tried(lambda: v.has_colours("mint cream", "teal"))
    tried(lambda: (v.go_to("figures|statistics"), v.needs_chart()))
    tried(lambda: v.searches("books"))
    tried(lambda: v.filters("books", "genre|category", strict=True))
    tried(lambda: v.sorts("books", "title|name"))
    tried(lambda: v.sends("contact", "message", {"message|text": "Hello 772", "email": "a@example.org"}))
    v.navigates("home", "books", "contact")
    v.lists("books", "genre", least=3)
    with pytest.raises(Unmet, match="no link to orders"):
        v.navigates("orders")
    with pytest.raises(Unmet, match="no section"):
        v.go_to("orders|purchases")
    with pytest.raises(Unmet, match="nothing to press"):
        v.press("refund")
    with pytest.raises(Unmet, match="not visible"):
        v.sees("reading room|library", "invoices")
    with pytest.raises(Partial, match="invoice"):
        v.lists("books", "genre", "invoice")


def test_forms(tried: Tried) -> None:
    v = tried.visitor()
    tried(lambda: v.adds("books", "book", BOOK, "Mushroom hunting 771"))
    tried(lambda: v.changes("books", {"title": "Moss hunting 772"}, "Moss hunting 772", of="Mushroom"))
    tried(lambda: v.removes("books", "Moss hunting 772"))
    tried(lambda: (v.go_to("books"), v.open_row(v.rows()[0]), v.download()))
    with pytest.raises(Unmet, match="no form"):
        v.add("books", "invoice", {"amount of money": "3", "invoice number": "7"}, "bill")
    with pytest.raises(Unmet, match="no field"):
        v.add("contact", "message", {"message": "Hello", "fax number!": "7"})


def test_persons(tried: Tried) -> None:
    tried(lambda: tried.visitor().sign_up())
    tried(lambda: tried.visitor().sign_up(name="Later Example"))
    tried(lambda: tried.visitor().logs_in())
    tried(lambda: registers(tried.api()))
    tried(lambda: logs_in(tried.api()))


def test_api(tried: Tried) -> None:
    a = tried.api()
    made: list[dict] = []
    tried(lambda: made.append(a.adds("book", {"title": "Api book 771"}, marker="Api book 771")))
    tried(lambda: a.changes("book", {"title": "Api book 772"}, "Api book 772"))
    tried(lambda: a.removes("book", a.rows("book")[0]))
    tried(lambda: a.searches("book", "title"))
    tried(lambda: a.filters("book", "genre"))
    tried(lambda: a.sorts("book"))
    tried(lambda: a.acts("book", "borrow|lend"))
    tried(lambda: a.numbers("statistics|books"))
    tried(lambda: a.refuses("book", {"title": None}, says="title"))
    tried(lambda: a.keeps_out_adding("book", {"title": "Spam"}, "Spam"))
    a.lists("book", "title", "pages")
    a.gets("book", "title")
    with pytest.raises(Unmet, match="no operation is called"):
        a.acts("book", "book|reserve")  # That is a thing here, no action.
    with pytest.raises(Unmet, match="figures"):
        a.numbers("statistics|books", of="revenue|profit")
    with pytest.raises(Unmet, match="no operation lists"):
        a.lists("invoice")
    with pytest.raises(Partial, match="isbn"):
        a.lists("book", "title", "isbn")
    with pytest.raises(Unmet, match="no operation is called"):
        a.acts("book", "auction")


BARE = """<title>Bare</title><style>.now{background:#fc0}.card{cursor:pointer}</style>
<div><a href="#a" class=now>Teams</a><a href="#b">Games</a><a href="#c">Help</a></div>
<div style="margin-top:150px"><h1>Teams</h1><label>Name <select><option>Zebras<option>Lions</select></label>
<table><tr><td>1<td>Otters<td><select><option>open<option selected>closed</select>
<tr><td>2<td>Herons<td></table>
<div><div class="card one">First card</div><div class="card two big">Second card</div></div></div>"""


def test_pages_of_any_making(browser: Browser) -> None:
    """A page without elements that say what they are is read as a person reads it."""
    page = browser.new_page()
    page.set_content(BARE)
    there = {each.text: each for each in clickables(page)}
    assert [text for text, each in there.items() if each.nav] == ["Teams", "Games", "Help"]
    assert there["Teams"].current
    assert not there["Games"].current
    assert "First card" in there
    rows = [row for group in groups(page) for row in group.rows]
    assert [row.title for row in rows] == ["Otters", "Herons", "First card", "Second card"]
    assert "closed" in rows[0].text
    assert "open" not in rows[0].text
    assert "Zebras" not in look(page, "texts")["text"]
    assert "Games" not in look(page, "content")
    page.close()


SENDS = (
    """<button onclick="fetch('/sent', {method: 'POST'}).then(() => location.assign('/done'))">Go</button>"""
)


def test_a_person_waits_for_what_a_script_sends(browser: Browser) -> None:
    async def sent(_: Request) -> Response:
        await asyncio.sleep(1.5)
        return Response()

    async def page(request: Request) -> HTMLResponse:
        return HTMLResponse(SENDS if request.url.path == "/" else "<p>It was sent.</p>")

    routes = [Route("/", page), Route("/done", page), Route("/sent", sent, methods=["POST"])]
    with serving(Starlette(routes=routes)) as address:
        visitor = Visitor(browser.new_context().new_page(), Handed(address), lambda _=False: visitor)
        visitor.open()
        visitor.click(visitor.clickables()[0].n)
        assert visitor.text() == "It was sent."
