"""No page of the examples has what axe-core calls a barrier: on phone and desktop, by day and by night."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.runtime.passes import make_pass
from appling.runtime.site import Site
from appling.store import Home

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/blueprint.appling"))
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
    for name in EXAMPLES:
        source = (ROOT / "examples" / name / "blueprint.appling").read_text(encoding="utf-8")
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
    """Its pages, and a list, a row and a form of each thing."""
    app = home.open(name).app
    data = [f"/data/{thing.key}{rest}" for thing in app.things for rest in ("", "/1", "/new", "/1/edit")]
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


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", EXAMPLES)
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
