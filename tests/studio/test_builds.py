"""Builds of the front page: those that were interrupted go on when the server starts."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from tests.builder.conftest import SHOP
from tests.builder.interrupted import interrupted

from appling.builder.clarifying import Clarifying
from appling.builder.errors import Cancelled
from appling.models import RecordedModel
from appling.store import Home
from appling.studio import builds
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


class Words:
    """Stands in for the writing of words: each app's takes until it is allowed to end or gives way."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.written: list[str] = []
        self.may_end = threading.Event()
        self.meanwhile: Callable[[], object] = lambda: None

    def lacking(self, home: Home, key: str) -> bool:
        return key not in self.written

    def write(self, home: Home, key: str, brief: str, *, model: object, cancel: threading.Event) -> bool:
        self.begun.append(key)
        self.meanwhile()
        while not self.may_end.wait(0.01):
            if cancel.is_set():
                raise Cancelled
        self.written.append(key)
        return True


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Words:
    made = Words()
    monkeypatch.setattr(builds, "words_lacking", made.lacking)
    monkeypatch.setattr(builds, "write_words", made.write)
    return made


@pytest.fixture
def queue(home: Home, tmp_path: Path) -> BuildQueue:
    """Its model writes three apps."""
    file = tmp_path / "replies.jsonl"
    file.write_text("".join(json.dumps({"text": each}) + "\n" for each in SHOP * 3))
    return BuildQueue(home, f"recorded:{file}")


def test_words_that_gave_way_are_begun_again_once_nobody_waits(queue: BuildQueue, words: Words) -> None:
    first = queue.start("Neighbours swap plants.", "en")
    wait_until(lambda: words.begun == ["plant-swap"])
    second = queue.start("Neighbours swap plants.", "en")
    wait_until(lambda: second.done)
    assert words.written == []
    words.may_end.set()
    wait_until(lambda: len(words.written) == 2)
    assert (first.problem, second.problem) == (None, None)
    assert sorted(words.begun) == ["plant-swap", "plant-swap", "plant-swap-2"]


def test_nobody_who_comes_meanwhile_waits_for_the_words_of_another_app(
    queue: BuildQueue, words: Words
) -> None:
    words.may_end.set()
    started = [queue.start("Neighbours swap plants.", "en") for _ in range(2)]
    waited: list[bool] = []

    def come() -> None:
        waited.append(not all(each.done for each in started))
        if len(started) == 2:
            started.append(queue.start("Neighbours swap plants.", "en"))

    words.meanwhile = come
    wait_until(lambda: len(words.written) == 3)
    assert waited == [False] * 3


def test_words_that_give_way_twice_are_left(queue: BuildQueue, words: Words) -> None:
    for count in (1, 2, 3):
        queue.start("Neighbours swap plants.", "en")
        wait_until(lambda count=count: len(words.begun) == count)  # type: ignore[misc]
    words.may_end.set()
    wait_until(lambda: words.written == ["plant-swap-2", "plant-swap-3"])
    assert words.begun == ["plant-swap", "plant-swap", "plant-swap-2", "plant-swap-3"]


def test_a_build_that_waits_for_its_maker_keeps_no_words_waiting(
    queue: BuildQueue, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = (Clarifying("Who may see it?", ("Everybody", "Members")),)
    monkeypatch.setattr(builds, "clarify", lambda brief, **_: asks if "ask" in brief else ())
    words.may_end.set()
    waits = queue.start("Neighbours swap plants and ask each other.", "en")
    wait_until(lambda: bool(waits.questions))
    queue.start("Neighbours swap plants.", "en")
    wait_until(lambda: words.written == ["plant-swap"])
    assert not waits.done
