"""Builds of the front page: those that were interrupted go on when the server starts."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from tests.builder.conftest import SHOP
from tests.builder.interrupted import interrupted

from appling.models import RecordedModel
from appling.store import Home
from appling.studio.builds import MOST_ATTEMPTS, BuildQueue


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def model(tmp_path: Path) -> RecordedModel:
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(json.dumps({"text": each, "usage": {"tokens_out": 10}}) for each in SHOP))
    return RecordedModel(file)


def wait_until(holds: Callable[[], bool]) -> None:
    until = monotonic() + 60
    while not holds() and monotonic() < until:
        sleep(0.02)
    assert holds()


def test_a_server_that_starts_goes_on(home: Home, model: RecordedModel) -> None:
    left = interrupted(home, model)
    queue = BuildQueue(home, None)
    queue.go_on()
    (progress,) = queue.running() or [None]
    assert progress is not None
    assert progress.interrupted == left.id
    wait_until(lambda: progress.done)
    assert progress.problem is None
    assert home.builds.get(left.id).status == "done"
    assert queue.running() == []


def test_what_ended_the_process_too_often_is_left_alone(home: Home, model: RecordedModel) -> None:
    left = interrupted(home, model)
    given = home.builds.journal(left.id).get("given")
    home.builds.journal(left.id).put("given", given | {"attempts": MOST_ATTEMPTS})
    queue = BuildQueue(home, None)
    queue.go_on()
    assert queue.running() == []
    assert [each.id for each in home.builds.interrupted()] == [left.id]
