"""No atom has what axe-core calls a barrier: its good examples, each with sample rows and with none.

Every twentieth of them, each on one of four screens; with APPLING_FULL=1 all of them on all four.
"""

import os
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests import promises
from tests.frontend.atom_apps import Example, examples
from tests.frontend.served import SCREENS, barriers, entered, made, serving, turn

from appling.store import Home

pytestmark = pytest.mark.browser
FULL = os.environ.get(promises.FULL) == "1"
PROMISE = "No barrier that axe-core finds: every atom, filled and empty"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    yield home
    home.close()


@pytest.fixture(scope="module")
def port(home: Home) -> Iterator[int]:
    with serving(home) as port:
        yield port


def cases() -> Sequence[object]:
    """Examples, filled or not, and screens."""
    found = []
    for place, (example, filled) in enumerate(product(examples(), (True, False))):
        screens = list(SCREENS) if FULL else [list(SCREENS)[place // 20 % len(SCREENS)]]
        if FULL or place % 20 == 0:
            name = f"{example.name}-{'filled' if filled else 'empty'}"
            found.append(pytest.param(example, filled, screens, id=name))
    return found


@pytest.mark.parametrize(("example", "filled", "screens"), cases())
def test_no_barrier(
    browser: Browser, home: Home, port: int, example: Example, *, filled: bool, screens: list[str]
) -> None:
    key = f"{example.name}-{filled:d}"
    app = made(home, example.source, key, samples=filled)
    addresses = example.addresses(app, rows=filled)
    context = entered(browser, home, key, port, screens[0])
    found = {
        f"{address}, {screen}": faults
        for address in addresses
        for screen, faults in seen(context.pages[0], address, screens)
    }
    context.close()
    promises.count(PROMISE, len(addresses) * len(screens), len(found))
    assert found == {}


def seen(page: Page, address: str, screens: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The screens on which the page has barriers, and which."""
    page.goto(address)
    for number, screen in enumerate(screens):
        turn(page, screen)
        if faults := barriers(page, colours=number % 2 == 1):
            yield screen, faults
