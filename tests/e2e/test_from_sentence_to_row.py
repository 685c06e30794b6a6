"""A person types a sentence, gets an app, and people use it: in a real Chromium, over the real server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.e2e.conftest import Server, Start

pytestmark = pytest.mark.browser

OPENING = """app Allotment Diary
about What each of us grows and notes.
people gardener, warden
things Note
pages Notes
"""
THINGS = "Note by gardener, private for warden: title, day: date, text: long text\n"
ACTIONS = "\n"
SLOW = 60_000
"""Milliseconds for what takes a build."""


def sign_up(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}-/sign-up")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill("a rather long pass phrase")
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_role("button", name="Make an account")).to_have_count(0)


def grow(page: Page, server: Server, sentence: str) -> str:
    """Builds an app from the sentence box; the address it is opened at."""
    page.goto(server.url)
    page.get_by_label("Your sentence").fill(sentence)
    page.get_by_role("button", name="Grow the app").click()
    page.get_by_role("link", name="Open the app").click(timeout=5 * SLOW)
    page.wait_for_url("**.localhost:*/**")
    return page.url


def test_a_row_is_its_own_persons_alone(
    browser: Browser, start: Start, recorded: Callable[..., Path]
) -> None:
    server = start("--model", f"recorded:{recorded(OPENING, THINGS, ACTIONS)}")
    owner = browser.new_page()
    address = grow(owner, server, "Each gardener keeps notes that only the warden sees too.")
    assert address.startswith(f"http://allotment-diary.localhost:{server.port}/")
    expect(owner.get_by_role("heading", name="Notes").first).to_be_visible()

    one, other, nobody = (browser.new_context().new_page() for _ in range(3))
    sign_up(one, address, "Ada")
    one.goto(f"{address}data/note/new")
    one.get_by_label("Title").fill("Sown the broad beans")
    one.get_by_role("button", name="Add note").click()
    expect(one.get_by_text("Sown the broad beans").first).to_be_visible()
    row = one.evaluate("fetch('/api/note').then(r => r.json())")["items"][0]["id"]

    sign_up(other, address, "Ben")
    other.goto(f"{address}data/note")
    expect(other.get_by_role("heading", name="Notes").first).to_be_visible()
    expect(other.get_by_text("Sown the broad beans")).to_have_count(0)
    answer = other.goto(f"{address}data/note/{row}")
    assert answer is not None
    assert answer.status == 404

    nobody.goto(f"{address}data/note")
    assert "/-/sign-in" in nobody.url
    owner.goto(f"{address}data/note")
    expect(owner.get_by_text("Sown the broad beans").first).to_be_visible()


def test_an_app_is_burnt_from_the_front_page(
    browser: Browser, start: Start, recorded: Callable[..., Path]
) -> None:
    server = start("--model", f"recorded:{recorded(OPENING, THINGS, ACTIONS)}")
    page = browser.new_page()
    grow(page, server, "Notes of gardeners.")
    page.goto(server.url)
    page.get_by_role("link", name="Burn").click()
    page.get_by_role("button", name="Burn it").click()
    expect(page.get_by_text("Allotment Diary is burnt: nothing of it is left.")).to_be_visible()
    assert not list((server.home / "apps").iterdir())


def test_an_empty_sentence_is_answered_in_a_sentence(browser: Browser, start: Start) -> None:
    server = start()
    page = browser.new_page()
    page.goto(server.url)
    page.get_by_label("Your sentence").fill("   ")
    page.get_by_role("button", name="Grow the app").click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing to build from yet.")


@pytest.mark.model
def test_the_local_model_grows_an_app(browser: Browser, start: Start) -> None:
    server = start()
    page = browser.new_page()
    address = grow(page, server, "A lending library for our bike club, with what is overdue")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("heading", level=1)).to_be_visible()
