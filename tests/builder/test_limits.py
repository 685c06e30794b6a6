"""Limits of a month and of an app hold for whichever model answers, and count all that is asked."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.builder.conftest import SHOP
from tests.builder.interrupted import BRIEF, interrupted
from tests.builder.test_choosing import paid
from tests.builder.test_page_words import FAQ, FEATURES, HERO, living

from appling.builder import build, resume
from appling.builder.answering import answering as answers_of
from appling.builder.changing import plan_request
from appling.builder.costs.choosing import set_limit, spent_by, used
from appling.builder.errors import OverAppLimit, OverLimit
from appling.builder.telling import write_words
from appling.models import LanguageModel, RecordedModel, open_model
from appling.runtime.outward.limits import DOLLARS, used_up
from appling.runtime.outward.questions import NotAnswered, Question
from appling.store import Home
from appling.store.homes.builds import CHANGE, WORDS
from appling.store.homes.questions import Allowance
from appling.store.homes.spending import MonthLimit

Answering = Callable[..., RecordedModel]
TODAY = datetime.now(UTC).date()


@pytest.fixture
def names(tmp_path: Path) -> Callable[..., str]:
    """The names of a free model that opens and fails, and of one that is paid for and would answer."""

    def write(*replies: str) -> str:
        free, costly = tmp_path / "free.jsonl", tmp_path / "costly.jsonl"
        free.write_text("", "utf-8")
        usage = {"tokens_out": 10, "price": 0.2}
        lines = [{"text": text, "usage": usage, "takes_grammar": False} for text in replies]
        costly.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        return f"recorded:{free},recorded:{costly}"

    return write


@pytest.fixture
def both(names: Callable[..., str], tmp_path: Path) -> Callable[..., LanguageModel]:
    return lambda *replies: open_model(names(*replies), tmp_path)


def used_all(home: Home) -> None:
    set_limit(home, 1.0)
    paid(home, 1.0)


def test_a_build_does_not_go_on_with_a_paid_model_beyond_the_limit(
    home: Home, both: Callable[..., LanguageModel]
) -> None:
    used_all(home)
    with pytest.raises(OverLimit):
        build(BRIEF, home=home, model=both("app Teas\n\nthing Tea\n  name: text, required\n"))
    record = home.builds.all(limit=1)[0]
    assert (record.status, record.tokens) == ("over-limit", 0)


def test_nor_does_one_that_was_interrupted(
    home: Home, answering: Answering, both: Callable[..., LanguageModel]
) -> None:
    left = interrupted(home, answering(*SHOP))
    with home.database.writes() as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE key LIKE 'reply 1 %'")
    used_all(home)
    with pytest.raises(OverLimit):
        resume(left.id, home=home, model=both("app Teas\n\nthing Tea\n  name: text, required\n"))


def test_nor_a_change(home: Home, answering: Answering, both: Callable[..., LanguageModel]) -> None:
    built = build(BRIEF, home=home, model=answering(*SHOP))
    used_all(home)
    with pytest.raises(OverLimit):
        plan_request("a large new page with everything", home=home, key=built.key, model=both("page A\n"))
    assert home.builds.all(built.key, kind=CHANGE)[0].status == "over-limit"


def test_nor_the_words_of_pages(home: Home, both: Callable[..., LanguageModel]) -> None:
    key = living(home)
    home.spending.set_limit(key, MonthLimit(dollars=0.5))
    home.spending.cost(key, TODAY, None, 10, 0.6)
    with pytest.raises(OverAppLimit):
        write_words(home, key, "", model=both(HERO, FEATURES, FAQ))
    home.spending.set_limit(key, MonthLimit())
    used_all(home)
    with pytest.raises(OverLimit):
        write_words(home, key, "", model=both(HERO, FEATURES, FAQ))
    assert {each.status for each in home.builds.all(key, kind=WORDS)} == {"over-limit", "over-app-limit"}


def test_nor_the_questions_of_apps(home: Home, names: Callable[..., str]) -> None:
    home.questions.allow(Allowance(model=names("A late tram.")))
    used_all(home)
    with pytest.raises(NotAnswered, match=r"limit is 1\.00") as waits:
        answers_of(home)(Question("", "Summarise: the tram was late."))
    assert waits.value.wait


def test_a_question_of_an_app_goes_on_to_the_next_model(home: Home, names: Callable[..., str]) -> None:
    home.questions.allow(Allowance(model=names("A late tram.")))
    answer = answers_of(home)(Question("", "Summarise: the tram was late."))
    assert (answer.text, answer.price) == ("A late tram.", 0.2)


def test_the_words_of_pages_are_counted(home: Home, both: Callable[..., LanguageModel]) -> None:
    key = living(home)
    home.spending.set_limit(key, MonthLimit(dollars=0.5))
    assert write_words(home, key, "A bakery site.", model=both(HERO, FEATURES, FAQ))
    assert spent_by(home) == spent_by(home, key) == pytest.approx(0.6)
    (record,) = home.builds.all(key, kind=WORDS)
    assert (record.status, record.tokens) == ("done", 30)
    assert record.steps[0]["detail"] == "3 of 3 parts"
    assert used(home)[0].price == pytest.approx(0.6)
    assert used_up(home, key, None, TODAY) is not None


def test_what_an_app_may_spend_counts_its_changes_when_it_asks(home: Home) -> None:
    key = living(home)
    home.spending.set_limit(key, MonthLimit(dollars=0.5))
    assert used_up(home, key, None, TODAY) is None
    asked = {"tokens_in": 1, "tokens_out": 1, "price": 0.6}
    home.builds.note(key, "", model="large", steps=[{"asked": [asked]}], tokens=1, seconds=1.0, status="done")
    found = used_up(home, key, None, TODAY)
    assert found is not None
    assert (found.why, found.used, found.limit) == (DOLLARS, "0.60", "0.50")
    assert used_up(home, "another", None, TODAY) is None
