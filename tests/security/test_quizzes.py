"""One vote each, one answer to a question; the right one is not told, the score is worked out by the app."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Place, world_at
from tests.security.apps import named
from tests.security.serving import served
from tests.security.test_races import at_once, scripts


@pytest.fixture
def quiz(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        place = world.make(named("quiz").text)
        owner = place.script("owner")
        for name in ("Rivers", "Cheese"):
            assert owner.api("POST", "/api/topic", {"name": name}).status_code == 201
        for question in (1, 2):
            assert owner.api("POST", "/api/question", {"text": f"Question {question}?"}).status_code == 201
            for text, correct in (("Yes", True), ("No", False)):
                given = {"question": question, "text": text, "correct": correct}
                assert owner.api("POST", "/api/option", given).status_code == 201
        yield place


def test_everybody_has_one_vote(quiz: Place) -> None:
    one, other = quiz.script("player"), quiz.script("player")
    assert one.api("POST", "/api/topic/1/vote").status_code == 200
    assert one.api("POST", "/api/topic/2/vote").status_code == 400
    assert other.api("POST", "/api/topic/1/vote").status_code == 200
    assert one.api("GET", "/api/topic/1").json()["votes"] == 2
    assert one.api("GET", "/api/vote").json()["total"] == 1


def test_one_vote_of_many_clicks(quiz: Place) -> None:
    with served(quiz.home) as port:
        (client,) = scripts(quiz, "player", [port], 1)
        statuses = at_once(10, lambda _: client.send("POST", "/api/topic/1/vote").status)
    assert sorted(statuses) == [200] + [400] * 9


def test_the_right_answer_is_not_told_and_the_score_is_right(quiz: Place) -> None:
    player = quiz.script("player")
    assert "correct" not in player.api("GET", "/api/option").text
    assert player.api("GET", "/api/option?correct=yes").json()["total"] in (0, 4)
    assert [player.api("POST", f"/api/option/{option}/answer").status_code for option in (1, 4)] == [200] * 2
    assert player.api("POST", "/api/option/2/answer").status_code == 400
    assert player.api("PATCH", "/api/attempt/1", {"score": 2}).status_code == 403
    assert player.api("POST", "/api/attempt/1/finish").status_code == 200
    assert player.api("GET", "/api/attempt/1").json()["score"] == 1
    assert player.api("POST", "/api/answer/1/take_back").status_code == 409
