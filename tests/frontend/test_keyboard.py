"""Every atom is used with the keyboard: Tab leads to all that can be pressed, and shows where one is.

Every tenth of the good examples; with APPLING_FULL=1 all of them.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests import promises
from tests.frontend.atom_apps import Example, examples
from tests.frontend.served import entered, made, serving

from appling.store import Home

pytestmark = pytest.mark.browser
FULL = os.environ.get(promises.FULL) == "1"
SCRIPT = Path(__file__).parent / "keyboard.js"
MOST = 400
"""Times that Tab is pressed on one page."""


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
    return [
        pytest.param(example, id=example.name)
        for place, example in enumerate(examples())
        if FULL or place % 10 == 0
    ]


@pytest.mark.parametrize("example", cases())
def test_a_keyboard_is_enough(browser: Browser, home: Home, port: int, example: Example) -> None:
    app = made(home, example.source, example.name)
    context = entered(browser, home, example.name, port, "desktop")
    found = {}
    for address in example.addresses(app, rows=True):
        context.pages[0].goto(address)
        if faults := list(hindrances(context.pages[0])):
            found[address] = faults
    context.close()
    assert found == {}


def hindrances(page: Page) -> Iterator[str]:
    """What stands in the way of somebody without a mouse."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate("keyboard.step()")
        if at is None:
            break
        if not at["shown"]:
            yield f"the focus can't be seen: {at['name']}"
    yield from (f"not reached: {each}" for each in page.evaluate("keyboard.missed()"))
    yield from (f"only for a mouse: {each}" for each in page.evaluate("keyboard.pretending()"))
    yield from (f"has no name: {each}" for each in nameless(page))


def nameless(page: Page) -> list[str]:
    """The roles of what takes the focus and has no name for a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        node["role"]["value"]
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] not in ("RootWebArea", "main")
        and any(each["name"] == "focusable" and each["value"]["value"] for each in node.get("properties", ()))
        and not node.get("name", {}).get("value", "").strip()
    ]


def test_hindrances_are_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("""
        <style>.plain { outline: none }</style>
        <button class="plain">Unseen</button><div style="cursor: pointer">Drawn</div><button></button>
        <input aria-label="Last" onfocus="this.previousElementSibling.focus()"><a href="#">Beyond</a>
    """)
    found = "\n".join(hindrances(page))
    page.close()
    assert 'the focus can\'t be seen: <button class="plain"> Unseen' in found
    assert "only for a mouse: <div" in found
    assert "has no name: button" in found
    assert "not reached: <a" in found
