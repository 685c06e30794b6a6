"""No page of the gallery's apps has what axe-core calls a barrier.

Every other app on one of four screens; with APPLING_FULL=1 every app, and the examples, on all four, with the
pages of every thing.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests import promises
from tests.frontend.served import SCREENS, barriers, entered, made, serving

from appling.store import Home

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
FULL = os.environ.get(promises.FULL) == "1"
GALLERY = {path.stem: path for path in sorted((ROOT / "docs" / "gallery").glob("*.appling"))}
EXAMPLES = {
    path.parent.name: path for path in sorted((ROOT / "examples" / "core").glob("*/blueprint.appling"))
}
APPS = EXAMPLES | GALLERY if FULL else GALLERY


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    for name, path in APPS.items():
        made(home, path.read_text(encoding="utf-8"), name)
    yield home
    home.close()


@pytest.fixture(scope="module")
def port(home: Home) -> Iterator[int]:
    with serving(home) as port:
        yield port


def addresses(home: Home, name: str) -> list[str]:
    """Its pages, and a list, a row and a form of its first thing, or of each."""
    app = home.open(name).app
    things = app.things if FULL else app.things[:1]
    data = [f"/data/{thing.key}{rest}" for thing in things for rest in ("", "/1", "/new", "/1/edit")]
    return ["/", *(f"/{page.key}" for page in app.pages[1:]), *data, *(["/-/people"] if app.roles else [])]


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
        if faults := barriers(page):
            found[address] = faults
    context.close()
    assert found == {}
