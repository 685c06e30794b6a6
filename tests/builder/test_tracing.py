"""Records of builds: read, gone through again, gone on with by another model."""

from collections.abc import Callable
from time import sleep

import pytest
from tests.builder.conftest import SHOP
from tests.builder.test_build import WRONG, WholeModel

from appling.builder import Budget, build
from appling.builder.changing import plan_request
from appling.builder.library import examples
from appling.builder.tracing import fork, read_trace, replay
from appling.builder.tracing.errors import NoReplay, NoSuchBuild, NoSuchStep
from appling.models import PATIENTLY, Prompt, RecordedModel, Reply, Sampling, Wait
from appling.store import Home

Answering = Callable[..., RecordedModel]
BRIEF = "Neighbours swap plants."


class SlowInTheEnd(WholeModel):
    """Takes all the time that is left for its second answer."""

    asked = 0

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        reply = super().generate(prompt, sampling, wait)
        self.asked += 1
        if self.asked == 2:
            sleep(wait.deadline_s or 0)
        return reply


MENDED = "thing Tea\n  name: text\n  weight: number\n  strength = weight * 2\n"


def test_a_record_says_what_every_step_did(home: Home, answering: Answering) -> None:
    built = build(BRIEF, home=home, model=answering(*SHOP))
    trace = read_trace(home, built.build)
    assert (trace.kind, trace.app, trace.status, trace.brief) == ("build", built.key, "done", BRIEF)
    assert [step.name for step in trace.steps] == [
        "recall",
        "ready",
        "draft",
        "complete",
        "check",
        "try",
        "judge",
        "deliver",
    ]
    assert [each.reply for each in trace.asked] == list(SHOP)
    assert all(each.held and each.prompt for each in trace.asked)
    assert trace.tokens_out == 20
    assert trace.blueprint == built.blueprint
    assert [step.made for step in trace.steps] == [step.made for step in built.steps]


def test_a_replay_makes_the_same_at_every_step(home: Home, answering: Answering) -> None:
    built = build(BRIEF, home=home, model=answering(*SHOP))
    again = replay(home, built.build)
    assert again.same
    assert [each.step for each in again.steps] == ["draft", "complete", "check", "try"]
    assert (again.blueprint, again.asked_otherwise) == (built.blueprint, 0)
    assert [each.key for each in home.apps()] == [built.key]


def test_a_replay_tells_where_it_differs(home: Home, answering: Answering) -> None:
    built = build(BRIEF, home=home, model=answering(*SHOP))
    steps = [step.as_json() for step in built.steps]
    steps[2]["asked"][0]["reply"] = SHOP[0].replace("neighbours", "friends")
    home.builds.update(built.build, steps=steps)
    again = replay(home, built.build)
    assert not again.same
    assert [each.same for each in again.steps] == [False] * 4
    assert again.asked_otherwise == 1


def test_a_repaired_build_is_replayed_with_its_repairs(home: Home, answering: Answering) -> None:
    answering(WRONG, MENDED, "thing Cup\n  name: text\n")
    model = WholeModel(home.path.parent / "replies.jsonl")
    built = build("Teas and cups", home=home, model=model)
    assert replay(home, built.build).same


def test_a_build_whose_tokens_ran_out_is_replayed_as_it_was(home: Home, answering: Answering) -> None:
    answering(WRONG, "no", MENDED)
    model = WholeModel(home.path.parent / "replies.jsonl")
    built = build("Teas and cups", home=home, model=model, budget=Budget(tokens=20))
    assert [len(step.asked) for step in built.steps if step.asked] == [1, 1]
    again = replay(home, built.build)
    assert (again.same, again.asked_otherwise) == (True, 0)


def test_a_build_whose_time_ran_out_is_replayed_as_it_was(home: Home, answering: Answering) -> None:
    answering(WRONG, "no", MENDED)
    model = SlowInTheEnd(home.path.parent / "replies.jsonl")
    built = build("Teas and cups", home=home, model=model, budget=Budget(seconds=5.0))
    assert [len(step.asked) for step in built.steps if step.asked] == [1, 1]
    again = replay(home, built.build)
    assert (again.same, again.asked_otherwise) == (True, 0)


@pytest.mark.parametrize(("whole", "brief"), [(False, BRIEF), (True, "Teas and cups"), (False, "二手书交换")])
def test_the_examples_that_were_shown_are_named(
    home: Home, answering: Answering, whole: bool, brief: str
) -> None:
    answering(*([WRONG, MENDED, "thing Cup\n  name: text\n"] if whole else SHOP))
    file = home.path.parent / "replies.jsonl"
    built = build(brief, home=home, model=WholeModel(file) if whole else RecordedModel(file))
    named = [examples()[name] for name in built.steps[0].detail.split(", ")]
    asked = built.steps[2].asked[0].prompt
    said = [each.blueprint if whole else each.short for each in named]
    assert said
    assert all(text.strip() in asked for text in said)
    assert asked.count("[assistant]") == len(said)


def test_a_fork_keeps_what_came_before_its_step(home: Home, answering: Answering) -> None:
    answering(WRONG, MENDED, "thing Cup\n  name: text\n")
    built = build("Teas and cups", home=home, model=WholeModel(home.path.parent / "replies.jsonl"))
    other = "thing Tea\n  name: text\n  grams: number\n  strength = grams * 2\n"
    answering(other, "thing Cup\n  name: text\n  colour: text\n")
    model = WholeModel(home.path.parent / "replies.jsonl")
    forked = fork(home, built.build, step="repair", model=model)
    trace = read_trace(home, forked.build)
    assert trace.asked[0].reply == WRONG
    assert trace.asked[1].reply == other
    assert "grams" in forked.blueprint
    assert "grams" not in built.blueprint
    assert len(home.apps()) == 2


def test_what_cannot_be_replayed_is_said(home: Home, answering: Answering) -> None:
    built = build(BRIEF, home=home, model=answering(*SHOP))
    with pytest.raises(NoSuchBuild):
        replay(home, 99)
    with pytest.raises(NoSuchStep, match="draft"):
        fork(home, built.build, step="dance", model=answering())
    plan_request("Add a colour to Plant", home=home, key=built.key, model=answering())
    change = home.builds.all(kind="change")[0]
    with pytest.raises(NoReplay):
        replay(home, change.id)


def test_a_change_is_recorded_too(home: Home, answering: Answering) -> None:
    built = build(BRIEF, home=home, model=answering(*SHOP))
    plan = plan_request("Add a colour to Plant", home=home, key=built.key, model=answering())
    trace = read_trace(home, home.builds.all(built.key, kind="change")[0].id)
    assert (trace.kind, trace.brief, trace.model, trace.status) == (
        "change",
        "Add a colour to Plant",
        "",
        "done",
    )
    assert [step.name for step in trace.steps] == ["check", "try"]
    assert trace.blueprint == plan.source
