"""An app in its owner's hands: every address is the owner's alone, every change can be taken back."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from appling import blueprint
from appling.atoms import vocabulary
from appling.store import Home
from appling.store.homes.spending import MonthLimit
from appling.studio.builds import BuildQueue
from appling.studio.guard import Guard
from appling.studio.pages import studio

BEFORE = (
    "app Bees\n  people: keeper\n  keeper may do all\n\nthing Hive\n  name: text, required\n  colour: text\n"
)
AFTER = BEFORE.replace("  colour: text\n", "  frames: number\n").replace(
    "keeper may do all", "keeper may do all\n  visitor may see"
)
ORIGIN = "http://localhost"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    app = blueprint.check(BEFORE, vocabulary()).app
    assert app is not None
    made.create(app, BEFORE)
    yield made
    made.close()


@pytest.fixture
def pages(home: Home) -> TestClient:
    made = studio(home, BuildQueue(home, None), Guard(home.secret()), port=8400, domain="localhost")
    return TestClient(made, base_url=ORIGIN, client=("127.0.0.1", 5000), headers={"Origin": ORIGIN})


def token(pages: TestClient) -> str:
    found = re.search(r'name="_token" value="([^"]+)"', pages.get("/").text)
    assert found
    return found[1]


def send(pages: TestClient, path: str, **fields: str) -> str:
    """Post a form of the page, and return the page that it leads to."""
    answer = pages.post(path, data={"_token": token(pages), **fields})
    assert answer.status_code == 200, answer.text
    return answer.text


def planned(pages: TestClient, source: str) -> str:
    """The address of a change that has been worked out."""
    answer = pages.post("/apps/bees/blueprint", data={"_token": token(pages), "source": source})
    address = str(answer.url.path)
    until = monotonic() + 60
    while 'data-done="yes"' not in pages.get(address).text and monotonic() < until:
        sleep(0.05)
    return address


def addresses(pages: TestClient) -> Iterator[tuple[str, str]]:
    """Every method and path of the studio but the way in and what all may have."""
    for route in pages.app.routes:  # type: ignore[attr-defined]
        if isinstance(route, Route) and not route.path.startswith("/-/"):
            path = route.path.replace("{app}", "bees").replace("{build}", "none").replace("{record}", "1")
            yield from ((method, path) for method in sorted((route.methods or set()) - {"HEAD"}))


def test_every_address_is_the_owners_alone(home: Home, pages: TestClient) -> None:
    stranger = TestClient(pages.app, base_url=ORIGIN, client=("10.0.0.7", 5000), headers={"Origin": ORIGIN})
    tried = [stranger.request(method, path).status_code for method, path in addresses(pages)]
    assert len(tried) > 15
    assert set(tried) == {403}
    assert home.apps()


def test_no_form_of_another_page_is_taken(home: Home, pages: TestClient) -> None:
    foreign = {"Origin": "https://evil.example"}
    for method, path in addresses(pages):
        if method == "POST":
            given = {"_token": token(pages), "when": "now", "source": AFTER}
            assert pages.post(path, data=given, headers=foreign).status_code == 403
            assert pages.post(path, data=given | {"_token": "made up"}).status_code == 403
    assert home.open("bees").source == BEFORE


def test_what_is_not_there_is_said_to_be_not_there(pages: TestClient) -> None:
    for path in ("/apps/wasps", "/apps/wasps/export", "/apps/..%2fbees", "/builds/none"):
        assert pages.get(path).status_code == 404


def test_a_plan_is_shown_before_anything_happens_and_can_be_undone(home: Home, pages: TestClient) -> None:
    address = planned(pages, AFTER)
    plan = pages.get(address).text
    assert "frames" in plan
    assert "People may see or do more" in plan
    assert home.open("bees").source == BEFORE
    assert "Done." in send(pages, f"{address}/decide", answer="yes")
    assert home.open("bees").source == AFTER
    assert "Undone." in send(pages, "/apps/bees/undo")
    assert home.open("bees").source == BEFORE
    assert "Done again." in send(pages, "/apps/bees/redo")
    assert home.open("bees").source == AFTER


def test_a_plan_is_carried_out_once_and_only_with_a_yes(home: Home, pages: TestClient) -> None:
    address = planned(pages, AFTER)
    assert "Nothing was changed." in send(pages, f"{address}/decide", answer="no")
    assert "Nothing was changed." in send(pages, f"{address}/decide", answer="yes")
    assert home.open("bees").source == BEFORE


def test_a_blueprint_with_faults_comes_back_with_them(home: Home, pages: TestClient) -> None:
    wrong = BEFORE.replace("colour: text", "colour: txet")
    answer = pages.post("/apps/bees/blueprint", data={"_token": token(pages), "source": wrong})
    assert answer.status_code == 400
    assert "7: " in answer.text
    assert "txet" in answer.text
    assert home.open("bees").source == BEFORE


def test_an_empty_request_is_refused_in_words(pages: TestClient) -> None:
    answer = pages.post("/apps/bees/change", data={"_token": token(pages), "request": "  "})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_an_app_goes_away_as_a_file_and_comes_back(home: Home, pages: TestClient) -> None:
    file = pages.get("/apps/bees/export")
    assert file.headers["content-type"] == "application/zip"
    burnt = send(pages, "/apps/bees/burn", when="now")
    assert "nothing of it is left" in burnt
    assert not home.apps()
    answer = pages.post(
        "/bring", data={"_token": token(pages)}, files={"file": ("bees.appling.zip", file.content)}
    )
    assert "It is here" in answer.text
    assert home.open("bees").source == BEFORE


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"<html>"])
def test_a_file_that_is_no_app_is_refused_in_words(home: Home, pages: TestClient, content: bytes) -> None:
    answer = pages.post("/bring", data={"_token": token(pages)}, files={"file": ("a.zip", content)})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert len(home.apps()) == 1


def test_a_later_burning_is_told_and_called_off(home: Home, pages: TestClient) -> None:
    assert "burns on" in send(pages, "/apps/bees/burn", when="7d")
    assert home.burnings.of("bees") is not None
    assert "It stays." in send(pages, "/apps/bees/keep")
    assert home.burnings.of("bees") is None


def test_nothing_to_undo_is_said(pages: TestClient) -> None:
    answer = pages.post("/apps/bees/undo", data={"_token": token(pages)})
    assert answer.status_code == 400


def test_how_it_was_made_can_be_read(home: Home, pages: TestClient) -> None:
    step = {"name": "draft", "seconds": 2.0, "detail": "", "diagnostics": [], "made": "app Bees <b>\n"}
    asked = {"prompt": "Hives & <i>bees</i>", "reply": "app Bees", "price": 0.0, "seconds": 1.5}
    step["asked"] = [asked | {"tokens_in": 4_000, "tokens_cached": 3_900, "tokens_out": 80}]
    made = home.builds.start("Where our hives are", "local", "bees")
    home.builds.update(made.id, steps=[step], tokens=80, seconds=2.0, status="done")
    changed = home.builds.note(
        "bees", "Add frames", model="", steps=[], tokens=0, seconds=0.2, status="nothing-changes"
    )
    listed = pages.get("/apps/bees").text
    assert f'href="/records/{made.id}"' in listed
    assert f'href="/records/{changed}"' in listed
    page = pages.get(f"/records/{made.id}").text
    assert "Where our hives are" in page
    assert "Writing the blueprint" in page
    assert "4,000 tokens read, of them 3,900 known before" in page
    assert "Hives &amp; &lt;i&gt;bees" in page
    assert "app Bees &lt;b&gt;" in page
    page = pages.get(f"/records/{changed}", headers={"Accept-Language": "zh"}).text
    assert "没有要改的" in page
    assert "没有用模型" in page
    for nowhere in ("99", "x", "1" * 40, "-1"):
        assert pages.get(f"/records/{nowhere}").status_code == 404


def test_the_owner_sees_and_forgets_what_was_learnt(pages: TestClient, home: Home) -> None:
    assert "Nothing is learnt yet" in pages.get("/settings").text
    record = home.builds.start("A list of hives.", "recorded:any", "bees")
    home.builds.update(record.id, status="done")
    seen = pages.get("/settings").text
    assert "A list of hives." in seen
    assert "Hive" in seen
    assert "A list of hives." not in send(pages, "/settings/forget", app="bees")
    assert "A list of hives." in send(pages, "/settings/learn", app="bees")
    assert "Left out" in send(pages, "/settings/forget")
    assert "Switched off" in send(pages, "/settings/learning", learn="off")
    assert "Switched off" not in send(pages, "/settings/learning", learn="on")
    assert pages.post("/settings/forget", data={"app": "bees"}).status_code == 403


def test_the_owner_sets_what_models_may_do_in_a_month(pages: TestClient, home: Home) -> None:
    assert "0 questions of the app this month" in pages.get("/apps/bees").text
    person = home.open("bees").people.create("Ada", "ada@example.org", "keeper").id
    home.spending.count("bees", datetime.now().astimezone().date(), person, 3)
    page = send(pages, "/apps/bees/limits", questions="40", per_person="3", dollars="")
    assert home.spending.limit("bees") == MonthLimit(40, 3, None)
    assert "Ada has used up what a person may have asked of a model in a month: 3 of 3." in page
    assert 'value="40"' in page
    send(pages, "/apps/bees/limits", questions="-4", per_person="many", dollars="0.5")
    assert home.spending.limit("bees") == MonthLimit(None, None, 0.5)
