"""A link is handed on by the sheet of a phone, and copied where there is none.

The browser under test has no such sheet: a function in its place writes down what it is given.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from tests.frontend.served import made, serving

from appling.store import Home

pytestmark = pytest.mark.browser
SOURCE = """
app Kitchen Notes

thing Recipe
  name: text, required
  visitor may see

page Start
  share "Tell others"
"""
SHEET = """
addEventListener("DOMContentLoaded", () => { window.given = []; });
navigator.share = async (what) => {
  window.given.push(what);
  if (window.closed) throw new DOMException("closed", "AbortError");
};
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Iterator[tuple[Home, int]]:
    home = Home(tmp_path_factory.mktemp("home"))
    made(home, SOURCE.lstrip(), "kitchen")
    with serving(home) as port:
        yield home, port
    home.close()


@pytest.fixture
def visitor(
    browser: Browser, served: tuple[Home, int], request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """Somebody with a phone or a desk, as the test says."""
    context = browser.new_context(
        has_touch=request.param == "phone",
        is_mobile=request.param == "phone",
        base_url=f"http://kitchen.localhost:{served[1]}",
    )
    yield context
    context.close()


@pytest.mark.parametrize("visitor", ["phone"], indirect=True)
@pytest.mark.parametrize("path", ["/start", "/data/recipe/1"])
def test_a_phone_hands_the_address_to_its_sheet(visitor: BrowserContext, path: str) -> None:
    visitor.add_init_script(SHEET)
    page = visitor.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path)
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    page.evaluate("window.closed = true")
    page.get_by_role("button", name="Share").tap()
    shared = page.evaluate("window.given")
    address = page.evaluate("location.origin") + ("/" if path == "/start" else path)
    assert [each["url"] for each in shared] == [address]
    assert "Kitchen Notes" in shared[0]["title"]
    assert faults == []


@pytest.mark.parametrize(("visitor", "sheet"), [("phone", ""), ("desk", SHEET)], indirect=["visitor"])
def test_without_a_sheet_or_at_a_desk_it_is_copied(visitor: BrowserContext, sheet: str) -> None:
    visitor.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.add_init_script(sheet)
    page = visitor.new_page()
    page.goto("/data/recipe/1")
    expect(page.get_by_role("button", name="Share")).to_be_hidden()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
