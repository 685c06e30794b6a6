"""What tests in a browser share: a home that is served, an owner who has come in, and what axe-core finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.runtime.identity.passes import make_pass
from appling.runtime.site import Site
from appling.store import Home

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = {
    "phone": (390, 844, "light"),
    "phone at night": (390, 844, "dark"),
    "desktop": (1280, 900, "light"),
    "desktop at night": (1280, 900, "dark"),
}
_FAULTS = """async (rules) => {
  const how = rules ? {runOnly: rules} : {}
  const found = await axe.run(document, {resultTypes: ["violations"], ...how})
  return found.violations.flatMap((each) =>
    each.nodes.map((node) => `${each.id}: ${node.target} ${node.failureSummary.split("\\n")[1] ?? ""}`))
}"""

_SETTLE = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  await frame()
  await frame()
  document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish())
}"""


@contextmanager
def serving(home: Home) -> Iterator[int]:
    """The port on which the home's apps are."""
    server = uvicorn.Server(uvicorn.Config(Site(home), port=0, log_level="warning", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    deadline = monotonic() + 20
    while not server.started and monotonic() < deadline:
        sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def made(home: Home, source: str, key: str, *, samples: bool = True) -> App:
    """The app of a blueprint, with sample rows or with none."""
    app = check(source, vocabulary()).app
    assert app is not None
    home.create(app, source, key=key)
    if samples:
        home.open(key).add_samples(date.today())
    return app


def entered(browser: Browser, home: Home, key: str, port: int, screen: str) -> BrowserContext:
    """Its owner's browser, on such a screen."""
    width, height, scheme = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        base_url=f"http://{key}.localhost:{port}",
    )
    context.new_page().goto(f"/-/enter?pass={make_pass(home, key)}")
    return context


def turn(page: Page, screen: str) -> None:
    """Show the page that is open on another screen."""
    width, height, scheme = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.evaluate(_SETTLE)


def barriers(page: Page, *, colours: bool = False) -> list[str]:
    """What axe-core finds on the page that is open, and whether one has to scroll sideways.

    `colours`: only what can be other than it was before the page's colours changed.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    faults: list[str] = page.evaluate(_FAULTS, ["color-contrast"] if colours else None)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*faults, *(["wider than the screen"] if wide else [])]
