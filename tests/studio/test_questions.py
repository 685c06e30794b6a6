"""A larger model's questions are a step in the studio, which waits for nobody else and can be skipped."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.builder.test_clarifying import ASKED, BRIEF, WHOLE
from tests.studio.test_builds import wait_until

from appling.builder.clarifying import questions_prompt
from appling.models import prompt_key
from appling.store import Home
from appling.studio.builds import BuildQueue
from appling.studio.guard import Guard
from appling.studio.pages import studio
from appling.studio.progress import Progress

ORIGIN = "http://localhost"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def asked(home: Home, tmp_path: Path) -> tuple[TestClient, BuildQueue, Progress]:
    """A build that was started on the front page, and waits for answers."""
    file = tmp_path / "large.jsonl"
    asking = {"text": ASKED, "key": prompt_key(questions_prompt(BRIEF)), "takes_grammar": False}
    file.write_text("".join(json.dumps(line) + "\n" for line in (asking, {"text": WHOLE})), "utf-8")
    queue = BuildQueue(home, f"recorded:{file}")
    app = studio(home, queue, Guard(home.secret()), port=8400, domain="localhost")
    pages = TestClient(app, base_url=ORIGIN, client=("127.0.0.1", 5000), headers={"Origin": ORIGIN})
    address = send(pages, "/builds", brief=BRIEF).rpartition("/")[2]
    progress = queue.get(address)
    assert progress is not None
    wait_until(lambda: bool(progress.questions))
    return pages, queue, progress


def send(pages: TestClient, path: str, **fields: str) -> str:
    """Post a form, and return the address that it leads to."""
    token = re.search(r'name="_token" value="([^"]+)"', pages.get("/").text)
    assert token
    answer = pages.post(path, data={"_token": token[1], **fields})
    assert answer.status_code == 200, answer.text
    return str(answer.url.path)


def test_it_waits_for_the_answers(home: Home, asked: tuple[TestClient, BuildQueue, Progress]) -> None:
    pages, _, progress = asked
    page = pages.get(f"/builds/{progress.id}").text
    assert "Who may see the books?" in page
    assert 'data-done="yes"' in page
    assert "event: done" in pages.get(f"/builds/{progress.id}/events").text
    answers = {"answer0": "Members only", "answer1": "14 days", "own1": "three weeks"}
    send(pages, f"/builds/{progress.id}/answers", **answers)
    wait_until(lambda: progress.done)
    said = "Answered before:\n- Who may see the books? Members only\n- How long is a loan? three weeks"
    assert home.builds.all(kind="build")[0].brief == f"{BRIEF}\n\n{said}"
    page = pages.get(f"/builds/{progress.id}").text
    assert "Club is live" in page


def test_all_of_it_can_be_skipped(home: Home, asked: tuple[TestClient, BuildQueue, Progress]) -> None:
    pages, _, progress = asked
    send(pages, f"/builds/{progress.id}/answers", answer0="Members only", skip="yes")
    wait_until(lambda: progress.done)
    assert home.builds.all(kind="build")[0].brief == BRIEF
    assert progress.built is not None


def test_who_waits_for_answers_holds_nobody_up_and_can_be_stopped(
    asked: tuple[TestClient, BuildQueue, Progress],
) -> None:
    pages, queue, progress = asked
    assert [each.id for each in queue.running()] == [progress.id]
    send(pages, f"/builds/{progress.id}/cancel")
    assert progress.done
    assert "The build was stopped." in pages.get(f"/builds/{progress.id}").text
    send(pages, f"/builds/{progress.id}/answers", answer0="Members only")
    assert progress.built is None
