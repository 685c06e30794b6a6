"""No page of the gallery's apps has what axe-core calls a barrier.

Every other app on one of four screens; with APPLING_FULL=1 every app, and the examples, on all four, with the
pages of every thing.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext
from tests import promises

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.runtime.passes import make_pass
from appling.runtime.site import Site
from appling.store import Home

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FULL = os.environ.get(promises.FULL) == "1"
GALLERY = {path.stem: path for path in sorted((ROOT / "docs" / "gallery").glob("*.appling"))}
EXAMPLES = {
    path.parent.name: path for path in sorted((ROOT / "examples" / "core").glob("*/blueprint.appling"))
}
APPS = EXAMPLES | GALLERY if FULL else GALLERY
SCREENS = {
    "phone": (390, 844, "light"),
    "phone at night": (390, 844, "dark"),
    "desktop": (1280, 900, "light"),
    "desktop at night": (1280, 900, "dark"),
}
FAULTS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap((each) =>
  each.nodes.map((node) => `${each.id}: ${node.target} ${node.failureSummary.split("\\n")[1] ?? ""}`))"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Iterator[Home]:
    made = Home(tmp_path_factory.mktemp("home"))
    for name, path in APPS.items():
        source = path.read_text(encoding="utf-8")
        checked = check(source, vocabulary())
        assert checked.app is not None
        made.create(checked.app, source, key=name)
        made.open(name).add_samples(date.today())
    yield made
    made.close()


@pytest.fixture(scope="module")
def port(home: Home) -> Iterator[int]:
    server = uvicorn.Server(uvicorn.Config(Site(home), port=0, log_level="warning", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    deadline = monotonic() + 20
    while not server.started and monotonic() < deadline:
        sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def addresses(home: Home, name: str) -> list[str]:
    """Its pages, and a list, a row and a form of its first thing, or of each."""
    app = home.open(name).app
    things = app.things if FULL else app.things[:1]
    data = [f"/data/{thing.key}{rest}" for thing in things for rest in ("", "/1", "/new", "/1/edit")]
    return ["/", *(f"/{page.key}" for page in app.pages[1:]), *data, *(["/-/people"] if app.roles else [])]


def entered(browser: Browser, home: Home, name: str, port: int, screen: str) -> BrowserContext:
    width, height, scheme = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        base_url=f"http://{name}.localhost:{port}",
    )
    context.new_page().goto(f"/-/enter?pass={make_pass(home, name)}")
    return context


def cases() -> list[tuple[str, str]]:
    """Apps and screens: every pair, or every other app, each with the next screen."""
    if FULL:
        return [(name, screen) for name in APPS for screen in SCREENS]
    return [(name, list(SCREENS)[place % len(SCREENS)]) for place, name in enumerate(list(APPS)[::2])]


@pytest.mark.parametrize(("name", "screen"), cases())
def test_no_barrier(browser: Browser, home: Home, port: int, name: str, screen: str) -> None:
    context = entered(browser, home, name, port, screen)
    page = context.pages[0]
    found = {}
    for address in addresses(home, name):
        page.goto(address)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate(FAULTS)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append("wider than the screen")
        if faults:
            found[address] = faults
    context.close()
    assert found == {}
