"""Pages in a real browser, under the strict policy that the runtime sends."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Route

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.runtime.identity.passes import make_pass
from appling.runtime.site import Site
from appling.store import Home

pytestmark = pytest.mark.browser
SOURCE = """
app Orchard

thing Tree
  name: text, required
  kind: choice(apple, pear, plum)
  height: number
  planted: date
  cider: text, required when kind = apple
  notes: long text
  uses: choices(juice, jam, cake, cider, dried, fresh, tea, dye, wood, shade, bees, seed, fodder)
  tags: tags
  press: text when uses contains juice

action Prune on Tree
  new height: number, required, min 1 = height
  why: text
  set height = new height, notes = why

page Trees
  table of Tree
page Numbers
  stat of Tree
  chart of Tree by kind
  chart of Tree by kind with kind = pie
"""
# What htmx says when a later change of a filter takes the place of a request under way, as it should.
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Iterator[str]:
    """An app with samples, served on this machine; what follows is a fresh pass for its owner."""
    home = Home(tmp_path_factory.mktemp("home"))
    checked = check(SOURCE.lstrip(), vocabulary())
    assert checked.app is not None
    home.create(checked.app, SOURCE, key="orchard")
    home.open("orchard").add_samples(date.today(), per_thing=30)
    server = uvicorn.Server(uvicorn.Config(Site(home), port=0, log_level="warning", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    deadline = monotonic() + 20
    while not server.started and monotonic() < deadline:
        sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://orchard.localhost:{port}/-/enter?pass={make_pass(home, 'orchard')}"
    server.should_exit = True
    thread.join(10)
    home.close()


@pytest.fixture(scope="module")
def session(browser: Browser, address: str) -> str:
    """The owner's cookies: a pass is good only once."""
    context = browser.new_context()
    context.new_page().goto(address)
    state = context.cookies()
    context.close()
    return next(each["name"] + "=" + each["value"] for each in state if each["name"].startswith("session"))


@pytest.fixture(params=[(390, 844), (1280, 900)], ids=["phone", "desktop"])
def page(browser: Browser, address: str, session: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The owner's page; whatever the browser complains about fails the test."""
    width, height = request.param
    base = address.partition("/-/")[0]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=base)
    name, _, value = session.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": base}])
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    context.close()
    assert [said for said in complaints if not said.startswith(REPLACED)] == []


def test_a_list_is_searched_in_place(page: Page) -> None:
    page.goto("/trees")
    first = page.locator("tbody tr a.stretched").first.inner_text()
    page.fill("input[type=search]", first)
    page.wait_for_url("**/trees?p0.search=**")
    page.get_by_text("found", exact=False).wait_for()
    assert page.locator("tbody tr").count() < 25
    assert page.evaluate("document.activeElement.type") == "search"
    page.fill("input[type=search]", "zzzz")
    page.get_by_text("Nothing matches").wait_for()


def test_a_key_leads_to_the_search(page: Page) -> None:
    page.goto("/trees")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className").startswith("search-words")
    page.keyboard.type("/")
    assert page.input_value("input[type=search]") == "/"


def test_a_field_comes_and_goes_with_what_it_hangs_on(page: Page) -> None:
    page.goto("/data/tree/new")
    page.locator("[name=cider]").wait_for(state="hidden")
    page.select_option("[name=kind]", "apple")
    page.fill("[name=cider]", "dry")
    assert page.get_attribute("[name=cider]", "required") is not None
    page.select_option("[name=kind]", "pear")
    page.get_by_text("No longer asked for: Cider").wait_for(state="attached")
    assert page.locator("[name=cider]").is_disabled()
    page.select_option("[name=kind]", "apple")
    assert page.input_value("[name=cider]") == "dry"


def test_columns_are_moved_and_left_out(page: Page) -> None:
    page.goto("/trees")
    page.locator("summary", has_text="Columns and rows").click()
    page.get_by_label("Earlier: Height").click()
    page.wait_for_url("**list.show=name&p0.list.show=height**")
    page.get_by_label("Kind", exact=True).uncheck()
    page.wait_for_url(lambda address: "show=kind" not in address)


def test_what_is_chosen_before_its_script_is_there_counts(page: Page) -> None:
    held: list[Route] = []
    page.route("**/part-htmx*", lambda route: held.append(route))
    page.goto("/trees")
    with page.expect_request("**/part-htmx*"):
        page.locator("summary", has_text="Columns and rows").click()
    page.get_by_label("Earlier: Height").click()
    held[0].continue_()
    page.wait_for_url("**list.show=name&p0.list.show=height**")


def test_removing_asks_first(page: Page) -> None:
    page.goto("/trees")
    before = page.locator("tbody tr a.stretched").first.inner_text()
    page.locator("tbody tr button.bin").first.click()
    assert before in page.inner_text("#confirm")
    page.click("#confirm button[value=no]")
    assert page.url.endswith("/trees")
    page.locator("tbody tr button.bin").first.click()
    page.click("#confirm button[value=yes]")
    page.get_by_text("Removed.").wait_for()


def test_a_button_that_asks_opens_its_form_in_a_dialog(page: Page) -> None:
    page.goto("/data/tree")
    button = page.locator("a:has-text('Prune')").first
    button.click()
    dialog = page.get_by_role("dialog", name="Prune")
    height = dialog.get_by_label("New height")
    assert height.evaluate("each => each === document.activeElement")
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert button.evaluate("each => each === document.activeElement")
    button.click()
    dialog.locator("form").evaluate("each => each.noValidate = true")
    height.fill("0")
    dialog.get_by_label("Why").fill("Too tall")
    dialog.get_by_role("button", name="Prune").click()
    page.wait_for_selector("dialog [aria-invalid=true]")
    assert dialog.get_by_label("Why").input_value() == "Too tall"
    height.fill("3")
    dialog.get_by_role("button", name="Prune").click()
    page.wait_for_selector("text=Prune: completed.")
    assert page.locator("dialog[open]").count() == 0


def test_dark_is_remembered(page: Page) -> None:
    page.goto("/trees")
    day = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("header details summary").last.click()
    page.click("[data-theme-toggle]")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != day
    assert page.get_attribute("html", "data-theme") == "dark"


def test_charts_are_drawn_and_said_in_numbers(page: Page) -> None:
    page.goto("/numbers")
    page.locator("[data-chart] canvas").nth(1).wait_for()
    assert page.locator("[data-chart-fallback]").count() == 0
    page.get_by_text("The numbers as a table").first.click()
    assert page.locator("figure table").first.is_visible()


@pytest.mark.parametrize("path", ["/trees", "/numbers", "/data/tree", "/data/tree/new", "/data/tree/5"])
def test_nothing_is_wider_than_the_screen(page: Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_input_has_a_label_and_the_page_its_landmarks(page: Page) -> None:
    page.goto("/data/tree/new")
    nameless = page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        ".filter((each) => !each.labels.length && !each.ariaLabel).map((each) => each.name)"
    )
    assert nameless == []
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"


def test_several_are_found_ticked_and_given_again(page: Page) -> None:
    page.goto("/data/tree/new")
    page.fill("[name=name]", "By the gate")
    page.locator("[name=press]").wait_for(state="hidden")
    page.get_by_label("Find: uses").fill("jui")
    assert page.locator(".several-value:visible").count() == 1
    page.keyboard.press("Enter")
    page.fill("[name=press]", "small")
    offer = page.locator(".tag-offer").first
    offer.click()
    assert offer.get_attribute("aria-pressed") == "true"
    assert page.input_value("[name=tags]") == offer.inner_text()
    offer.click()
    assert page.input_value("[name=tags]") == ""
    page.get_by_role("button", name="Add tree").click()
    page.get_by_text("Added.").wait_for()
    page.get_by_role("link", name="By the gate").first.click()
    page.get_by_text("small").wait_for()


def test_several_are_filtered_in_place(page: Page) -> None:
    page.goto("/data/tree")
    page.get_by_text("Filter and sort").click()
    page.locator(".several-value", has_text="jam").first.click()
    page.wait_for_url("**uses=jam**")
    page.locator(".several-value", has_text="cake").first.click()
    page.wait_for_url("**uses=cake**")
    page.get_by_text("With all of them").first.click()
    page.wait_for_url("**uses.all=yes**")
    found = page.locator("tbody tr").all_inner_texts()
    assert found
    assert all("jam" in row and "cake" in row for row in found)
