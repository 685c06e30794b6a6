"""What apps and their people may ask of models in a month: counted by person, kept to, and told."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from typing import NoReturn

import pytest
from tests.runtime.conftest import Place
from tests.runtime.outward.test_asker import SOURCE, Make, Recorded

from appling.builder.answering import answered
from appling.models import Reply, Usage
from appling.runtime.outward.asker import Asker
from appling.runtime.outward.questions import Answer, NotAnswered, Question
from appling.store import Home, Viewer, see_all
from appling.store.homes.spending import MonthLimit, Share

NOW = datetime(2030, 5, 15, 12, tzinfo=UTC)
TODAY = NOW.astimezone().date()


@pytest.fixture
def letters(make: Make) -> Place:
    place = make(dedent(SOURCE).lstrip())
    place.store.people.create("Owner", None, "owner")
    return place


@pytest.fixture
def ada(letters: Place) -> int:
    return letters.store.people.create("Ada", "ada@example.org", "member").id


def write(letters: Place, person: int | None, now: datetime = NOW) -> None:
    by = Viewer(person, now.date(), now, see_all(letters.store.app))
    with letters.store.write(by) as writer:
        writer.add("letter", {"text": "The tram was late."})


def notices(letters: Place) -> list[str]:
    return [each.text for each in letters.store.notices.of(1)]


def test_it_is_counted_by_person(letters: Place, ada: int, tmp_path: Path) -> None:
    for person in (ada, ada, None):
        write(letters, person)
    Asker(letters.home, Recorded(tmp_path, "One.", "Two.", "Three.")).turn(NOW)
    assert letters.home.spending.shares(letters.key, TODAY) == (
        Share(ada, 2, 84, 0.0),
        Share(None, 1, 42, 0.0),
    )
    assert letters.home.spending.shares(letters.key, date(2030, 6, 1)) == ()


def test_what_the_app_may_ask_ends_with_one_sentence(letters: Place, ada: int, tmp_path: Path) -> None:
    letters.home.spending.set_limit(letters.key, MonthLimit(questions=1))
    for _ in range(3):
        write(letters, ada)
    model = Recorded(tmp_path, "One.", "Two.", "Three.")
    asker = Asker(letters.home, model)
    asker.turn(NOW)
    assert len(model.asked) == 1
    assert notices(letters) == ["What this app may ask a model in a month is used up: 1 of 1 questions."]
    assert {job.why for job in letters.store.jobs.listed() if job.state == "waiting"} == {
        "what the app may ask in a month is used up"
    }
    asker.turn(NOW + timedelta(days=1, hours=12))
    assert (len(model.asked), len(notices(letters))) == (1, 1)
    asker.turn(datetime(2030, 6, 2, 12, tzinfo=UTC))
    assert len(model.asked) == 2


def test_a_raised_limit_is_noticed_the_next_day(letters: Place, tmp_path: Path) -> None:
    letters.home.spending.set_limit(letters.key, MonthLimit(questions=0))
    write(letters, None)
    model = Recorded(tmp_path, "One.")
    asker = Asker(letters.home, model)
    asker.turn(NOW)
    assert model.asked == []
    letters.home.spending.set_limit(letters.key, MonthLimit())
    asker.turn(NOW + timedelta(days=1, hours=12))
    assert len(model.asked) == 1


def test_one_person_uses_up_only_their_own(letters: Place, ada: int, tmp_path: Path) -> None:
    letters.home.spending.set_limit(letters.key, MonthLimit(per_person=1))
    bob = letters.store.people.create("Bob", "bob@example.org", "member").id
    for person in (ada, ada, bob, None, None):
        write(letters, person)
    model = Recorded(tmp_path, *"ABCDE")
    asker = Asker(letters.home, model)
    for minutes in range(3):
        asker.turn(NOW + timedelta(minutes=minutes))
    assert len(model.asked) == 4
    assert "waits: what whoever asked for it may have asked" in letters.owner().get("/data/letter/2").text
    assert notices(letters) == ["Ada has used up what a person may have asked of a model in a month: 1 of 1."]


def test_dollars_count_too(letters: Place, ada: int) -> None:
    letters.home.spending.set_limit(letters.key, MonthLimit(dollars=0.02))
    for _ in range(3):
        write(letters, ada)

    def costly(_: Question) -> Answer:
        return Answer("One.", 10, price=0.015)

    Asker(letters.home, costly).turn(NOW)
    assert letters.home.spending.price(TODAY) == pytest.approx(0.03)
    assert notices(letters) == [
        "What this app may spend on models in a month is used up: 0.03 of 0.02 US dollars."
    ]


def test_a_model_tells_its_price(tmp_path: Path) -> None:
    model = Recorded(tmp_path, "One.").model
    model.generate = lambda *_: Reply("One.", Usage(3, 0, 2, price=0.5), "stop")  # type: ignore[method-assign]
    assert answered(model, Question("", "")).price == 0.5


def test_no_interruption_loses_a_count(letters: Place, ada: int) -> None:
    write(letters, ada)

    def killed(_: Question) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Asker(letters.home, killed).turn(NOW)
    again = Home(letters.home.path)
    assert again.spending.shares(letters.key, TODAY) == (Share(ada, 1, 0, 0.0),)
    again.close()


def test_what_could_not_be_asked_is_not_counted(letters: Place, ada: int) -> None:
    write(letters, ada)

    def nobody(_: Question) -> NoReturn:
        raise NotAnswered("the model is not here", wait=True)

    Asker(letters.home, nobody).turn(NOW)
    assert letters.home.spending.shares(letters.key, TODAY) == ()


def test_burning_takes_counts_and_limits_along(letters: Place, ada: int, tmp_path: Path) -> None:
    letters.home.spending.set_limit(letters.key, MonthLimit(questions=5))
    write(letters, ada)
    Asker(letters.home, Recorded(tmp_path, "One.")).turn(NOW)
    letters.home.burn(letters.key)
    assert letters.home.spending.limit(letters.key) == MonthLimit()
    assert letters.home.spending.shares(letters.key, TODAY) == ()
