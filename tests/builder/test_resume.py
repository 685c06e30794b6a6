"""A build that was interrupted goes on from what it knows, and makes one app."""

from collections.abc import Callable

import pytest
from tests.builder.conftest import SHOP
from tests.builder.interrupted import BRIEF, interrupted

from appling.atoms import vocabulary
from appling.builder import Budget, Event, NotInterrupted, StepFinished, TextWritten, build, resume
from appling.builder.remembered import Remembered, given
from appling.builder.trying import try_out
from appling.models import RecordedModel
from appling.store import Home

Answering = Callable[..., RecordedModel]


def test_what_was_answered_is_not_asked_again(home: Home, answering: Answering) -> None:
    whole = build(BRIEF, home=home, model=answering(*SHOP))
    left = interrupted(home, answering(*SHOP))
    events: list[Event] = []
    built = resume(left.id, home=home, model=answering(), on_event=events.append)
    assert (built.blueprint, built.tokens_out, built.build) == (whole.blueprint, 20, left.id)
    assert {app.key for app in home.apps()} == {built.key, whole.key}
    finished = [event.step for event in events if isinstance(event, StepFinished)]
    assert finished == ["recall", "ready", "draft", "complete", "check", "try", "judge", "deliver"]
    assert [event.so_far for event in events if isinstance(event, TextWritten)][-1].endswith(SHOP[1])
    record = home.builds.get(left.id)
    assert (record.status, record.app, record.tokens) == ("done", built.key, 20)


def test_another_question_is_asked(home: Home, answering: Answering) -> None:
    """What was answered to an older version's prompt is no answer to this one's."""
    left = interrupted(home, answering(*SHOP))
    with home.database.writes() as connection:
        connection.exec_driver_sql("UPDATE journal SET key = 'reply 1 other' WHERE key LIKE 'reply 1 %'")
    built = resume(left.id, home=home, model=answering(SHOP[1]))
    assert built.tokens_out == 20


@pytest.mark.slow
def test_a_delivered_app_is_not_made_again(home: Home, answering: Answering) -> None:
    left = interrupted(home, answering(*SHOP))
    whole = build(BRIEF, home=home, model=answering(*SHOP))
    home.builds.update(left.id, app=whole.key)
    built = resume(left.id, home=home, model=answering())
    assert built.key == whole.key
    assert len(home.apps()) == 1


@pytest.mark.slow
def test_a_trial_is_remembered(home: Home, answering: Answering) -> None:
    left = interrupted(home, answering(*SHOP))
    built = build(BRIEF, home=home, model=answering(*SHOP))
    app = home.open(built.key).app
    remembered = Remembered(home.builds.journal(left.id))
    assert remembered.tried(built.blueprint) is None
    tried = try_out(app, built.blueprint, vocabulary())
    remembered.keep_tried(built.blueprint, tried)
    again = remembered.tried(built.blueprint)
    assert again is not None
    assert (again.source, again.requests, again.dropped) == (tried.source, tried.requests, tried.dropped)
    assert again.app.name == app.name


def test_only_the_interrupted_go_on(home: Home, answering: Answering) -> None:
    done = build(BRIEF, home=home, model=answering(*SHOP))
    running, held = home.builds.begin(BRIEF, "local", given(None, Budget()))
    for number in (done.build, running.id, 99):
        with pytest.raises(NotInterrupted):
            resume(number, home=home, model=answering())
    assert home.builds.interrupted() == []
    held.release()
    assert [each.id for each in home.builds.interrupted()] == [running.id]


def test_the_same_build_does_not_go_on_twice_at_once(home: Home, answering: Answering) -> None:
    left = interrupted(home, answering(*SHOP))

    def again(event: Event) -> None:
        with pytest.raises(NotInterrupted):
            resume(left.id, home=home, model=answering())

    resume(left.id, home=home, model=answering(), on_event=again)
    assert len(home.apps()) == 1


def test_the_journal_goes_with_the_build(home: Home, answering: Answering) -> None:
    left = interrupted(home, answering(*SHOP))
    assert home.builds.journal(left.id).get("given")
    resume(left.id, home=home, model=answering())
    with home.database.reads() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 0


def test_budgets_go_on_counting(home: Home, answering: Answering) -> None:
    left = interrupted(home, answering(*SHOP))
    home.builds.update(left.id, seconds=100.0)
    built = resume(left.id, home=home, model=answering())
    assert built.seconds > 100
