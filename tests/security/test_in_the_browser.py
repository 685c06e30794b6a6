"""In a real Chromium: rows full of attacks run nothing and add nothing, and no edit is lost unseen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.promises import count, examples
from tests.runtime.conftest import Place
from tests.security.apps import named
from tests.security.attacks import SCRIPTS, TEMPLATES
from tests.security.serving import served
from tests.security.stage import NOON, TODAY

from appling.blueprint.model.app import OWNER, VISITOR
from appling.blueprint.model.expression import Kind as ValueKind
from appling.runtime.routes import Kind, routes
from appling.runtime.site import Site
from appling.store import Home, StoreError, Viewer, see_all

pytestmark = pytest.mark.browser
SHOWN = "Nothing typed runs in a browser: pages over rows of attacks in Chromium"
APPS = ("forum", "shop", "notes", "garden-forum", "recipes", "city-news", "tea-shop", "bike-club")
LOOKED_AT = (Kind.HOME, Kind.PAGE, Kind.LIST, Kind.NEW, Kind.ROW, Kind.EDIT, Kind.PEOPLE)
WATCH = """
window.__hurt = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  window[name] = (...given) => window.__hurt.push(name + ' ' + given);
}
addEventListener('securitypolicyviolation', (event) => window.__hurt.push(event.violatedDirective));
"""
FOREIGN = """
[...document.querySelectorAll(
  'script:not([src]), iframe, object, embed, math, base, form[action^="javascript"], svg[onload], [onerror],'
  + '[onload], [onfocus], [onclick], [srcdoc], a[href^="javascript" i], a[href^="data" i]'
)].map((each) => each.outerHTML.slice(0, 200))
"""


@dataclass
class Watched:
    """A page, and whatever was wrong with it."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    def look(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_timeout(40)
        found = [*self.page.evaluate("window.__hurt"), *self.page.evaluate(FOREIGN), *self.wrong]
        assert found == [], (address, found)


@contextmanager
def running(name: str, folder: Path) -> Iterator[tuple[Place, int]]:
    """An app with its port; no loop of asyncio may run in this thread beside Playwright's."""
    home, source = Home(folder), named(name)
    record = home.create(source.app, source.text)
    store = home.open(record.key)
    with served(home) as port:
        yield Place(record.key, store.app, store, Site(home), home, None), port  # type: ignore[arg-type]
    home.close()


@pytest.fixture(params=APPS[: examples(1, 100)])
def live(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Place, int]]:
    with running(request.param, tmp_path / "home") as (place, port):
        place.store.add_samples(TODAY, per_thing=4)
        yield place, port


def watch(context: BrowserContext, host: str) -> Watched:
    """A page that notes each alert, console error, crash and request to another host."""
    context.add_init_script(WATCH)
    page = context.new_page()
    made = Watched(page)
    page.on("dialog", lambda dialog: (made.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda said: made.wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: made.wrong.append(str(error)))
    page.on("request", lambda sent: None if host in sent.url else made.wrong.append(sent.url))
    return made


def signed_in(browser: Browser, place: Place, port: int, role: str) -> BrowserContext:
    base = f"http://{place.key}.localhost:{port}"
    context = browser.new_context(base_url=base)
    if role != VISITOR:
        person = place.store.people.create("<b onclick=alert(1)>Kim", None, role)
        token, _ = place.store.people.start_session(person.id)
        context.add_cookies([{"name": f"session_{place.key}", "value": token, "url": base}])
    return context


def fill(place: Place, text: str) -> None:
    """The text in every field of every row that takes it, past the forms."""
    viewer = Viewer(None, TODAY, NOON, see_all(place.app))
    for thing in place.app.things:
        for row in place.rows(thing.key):
            for each in thing.fields:
                if each.formula is None and each.value.kind is ValueKind.TEXT and not each.choices:
                    try:
                        with place.store.write(viewer) as writer:
                            writer.change(thing.key, row["_id"], {each.key: f"{text} {row['_id']}"})
                    except StoreError:
                        continue


def test_nothing_typed_runs(browser: Browser, live: tuple[Place, int]) -> None:
    place, port = live
    tried = 0
    for text in (*SCRIPTS, *TEMPLATES)[:: examples(8, 1)]:
        fill(place, text)
        for role in (VISITOR, OWNER):
            context = signed_in(browser, place, port, role)
            watched = watch(context, f"{place.key}.localhost:{port}")
            for address in looked_at(place, role):
                watched.look(address)
                tried += 1
            context.close()
    count(SHOWN, tried)


def looked_at(place: Place, role: str) -> list[str]:
    """What the owner sees, or of it what a visitor does."""
    return [
        route.pattern.replace("{id}", "1")
        for route in routes(place.app)
        if route.kind in LOOKED_AT
        and (role == OWNER or (route.kind in (Kind.LIST, Kind.ROW) and visible(place, route.thing)))
    ]


def visible(place: Place, thing: str) -> bool:
    return any(
        grant.role == VISITOR and grant.verb.value == "see" and grant.where is None and not grant.own
        for grant in place.app.thing(thing).grants
    )


def test_two_people_edit_one_row(browser: Browser, tmp_path: Path) -> None:
    """The second sees both versions beside each other, and what was typed is still there."""
    with running("shop", tmp_path / "home") as (place, port):
        with place.store.write(Viewer(None, TODAY, NOON, see_all(place.app))) as writer:
            writer.add("product", {"name": "Tea", "price": Decimal(5), "stock": 1})
        pages = [signed_in(browser, place, port, "seller").new_page() for _ in range(2)]
        for page in pages:
            page.goto("/data/product/1/edit")
        for page, name in zip(pages, ("Green tea", "Black tea"), strict=True):
            page.get_by_label("Name").fill(name)
            page.get_by_role("button", name="Save").click()
        one, other = pages
        expect(one).to_have_url(re.compile("/data/product/1$"))
        expect(other.get_by_role("alert")).to_contain_text("Somebody else changed this in the meantime")
        expect(other.get_by_label("Name")).to_have_value("Black tea")
        expect(other.get_by_text("Somebody else saved: Green tea")).to_be_visible()
        assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
        other.get_by_role("button", name="Save").click()
        expect(other).to_have_url(re.compile("/data/product/1$"))
        assert place.rows("product")[0]["name"] == "Black tea"


def test_the_owner_lets_somebody_in(browser: Browser, tmp_path: Path) -> None:
    """A link is made, sent, and used to choose a password; strangers may then be kept out."""
    with running("notes", tmp_path / "home") as (place, port):
        owner = signed_in(browser, place, port, OWNER).new_page()
        owner.goto("/-/people")
        owner.get_by_label("Name").fill("Robin")
        owner.get_by_label("Email").fill("robin@example.org")
        owner.get_by_role("button", name="Make the link").click()
        link = owner.get_by_label("Link", exact=True).input_value()
        owner.get_by_role("button", name="Only let in people I choose").click()
        expect(owner.get_by_role("heading", name="Only people you let in")).to_be_visible()
        guest = browser.new_context(base_url=f"http://{place.key}.localhost:{port}").new_page()
        guest.goto("/-/sign-in")
        expect(guest.get_by_text("Ask the owner for a link.")).to_be_visible()
        guest.goto(link)
        guest.get_by_label("Password").fill("tandem-in-the-rain")
        guest.get_by_role("button", name="Choose a password").click()
        expect(guest.get_by_text("Welcome, Robin!")).to_be_visible()
        guest.goto("/-/account")
        guest.get_by_label("Present password").fill("tandem-in-the-rain")
        guest.get_by_label("New password").fill("another-long-one")
        guest.get_by_role("button", name="Change the password").click()
        expect(guest.get_by_text("Your password is changed.")).to_be_visible()
