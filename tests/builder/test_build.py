"""From a brief to an app, with a model whose replies are known."""

import threading
from collections.abc import Callable

import pytest
from tests.builder.conftest import SHOP

from appling.atoms import vocabulary
from appling.blueprint import mend
from appling.builder import (
    Budget,
    BuildFailed,
    Cancelled,
    DiagnosticFound,
    EmptyBrief,
    Event,
    ModelFailed,
    NothingBuilt,
    OutOfBudget,
    StepFinished,
    StepStarted,
    TextWritten,
    build,
)
from appling.builder.asking import Asking
from appling.builder.repairing import repair, replaced
from appling.models import RecordedModel
from appling.store import Home

Answering = Callable[..., RecordedModel]
WRONG = """\
app A

thing Tea
  name: text
  strength = weight * 2

thing Cup
  size = mass * 2
  name: text
"""


class WholeModel(RecordedModel):
    """A model that writes the full language in one go."""

    takes_grammar = False


def test_a_brief_becomes_an_app(home: Home, answering: Answering) -> None:
    events: list[Event] = []
    brief = "Neighbours swap plants. Use ivory as background and olive for components."
    built = build(brief, home=home, model=answering(*SHOP), on_event=events.append)
    store = home.open(built.key)
    assert store.source == built.blueprint
    assert "look: ivory, olive" in built.blueprint
    assert [thing.name for thing in store.app.things] == ["Plant", "Offer"]
    assert built.tokens_out == 20
    assert built.not_built == ()
    started = [event.step for event in events if isinstance(event, StepStarted)]
    finished = [event.step for event in events if isinstance(event, StepFinished)]
    assert started == finished == ["recall", "ready", "draft", "complete", "check", "try", "judge", "deliver"]
    texts = [event for event in events if isinstance(event, TextWritten)]
    assert texts[-1].so_far.endswith(SHOP[1])
    assert [each.so_far for each in texts] == sorted((each.so_far for each in texts), key=len)
    assert any(isinstance(event, DiagnosticFound) for event in events)


def test_every_step_is_written_down(home: Home, answering: Answering) -> None:
    built = build("Swap plants.", home=home, model=answering(*SHOP))
    record = home.builds.get(built.build)
    assert (record.app, record.status, record.tokens) == (built.key, "done", 20)
    draft = next(step for step in record.steps if step["name"] == "draft")
    assert [asked["reply"] for asked in draft["asked"]] == list(SHOP)
    assert "Swap plants." in draft["asked"][0]["prompt"]


def test_samples_are_there(home: Home, answering: Answering) -> None:
    built = build("Swap plants.", home=home, model=answering(*SHOP))
    record = home.builds.get(built.build)
    assert record.steps[-1]["name"] == "deliver"
    assert home.open(built.key).has_samples()


def test_a_model_without_grammars_writes_the_full_language(home: Home, answering: Answering) -> None:
    source = "app Teas\n\nthing Tea\n  name: text\n  colour: colours\n"
    model = answering(f"Here it is:\n```\n{source}```\nEnjoy.")
    model.__class__ = WholeModel
    built = build("Teas", home=home, model=model)
    assert "thing Tea" in built.blueprint
    assert "colours" not in built.blueprint
    assert built.mended


def test_the_model_repairs_what_rules_can_not(answering: Answering) -> None:
    model = answering("thing Tea\n  name: text\n  weight: number\n  strength = weight * 2\n")
    asking = Asking(model, Budget(), lambda _: None, None)
    mended, tries = repair(mend(WRONG.split("\nthing Cup")[0], vocabulary()), asking, vocabulary())
    assert (mended.checked.errors, tries) == ((), 1)
    assert "strength = weight * 2" in mended.source


def test_three_strikes_and_rules_decide(home: Home, answering: Answering) -> None:
    model = answering(WRONG, "no", "no", "no", "never asked for")
    model.__class__ = WholeModel
    events: list[Event] = []
    built = build("Teas", home=home, model=model, on_event=events.append)
    steps = [event.step for event in events if isinstance(event, StepStarted)]
    assert steps == [
        "recall",
        "ready",
        "draft",
        "complete",
        "check",
        "repair",
        "review",
        "try",
        "judge",
        "deliver",
    ]
    assert sum(len(step.asked) for step in built.steps) == 4
    assert built.not_built
    assert "strength" not in built.blueprint


def test_what_rules_wrote_out_wrongly_no_model_is_asked_to_repair(home: Home, answering: Answering) -> None:
    wrong = 'Plant by member: name, status: choice(new, a"b)\nOffer by member: plant\n'
    built = build("Neighbours swap plants.", home=home, model=answering(SHOP[0], wrong, "never asked for"))
    assert sum(len(step.asked) for step in built.steps) == 2
    assert "repair" in [step.name for step in built.steps]
    assert built.not_built
    assert "name: text" in built.blueprint


def test_a_block_of_the_same_name_is_replaced() -> None:
    source = "app A\n\nthing Tea\n  name: text\n\npage Teas\n  table of Tea\n"
    answer = "page teas\n  cards of Tea\n\nthing Cup\n  size: number\n"
    assert replaced(source, answer) == (
        "app A\n\nthing Tea\n  name: text\n\npage teas\n  cards of Tea\n\nthing Cup\n  size: number\n"
    )


@pytest.mark.parametrize(
    "reply", ["", "🙂🙂", "I cannot help with that.", "things \n", "app A\nthings ,,,\n"]
)
def test_rubbish_is_said_to_be_rubbish(home: Home, answering: Answering, reply: str) -> None:
    with pytest.raises(NothingBuilt, match="wrote nothing that an app can be made of"):
        build("asdf", home=home, model=answering(reply))
    assert home.apps() == []
    assert home.builds.all()[0].status == "nothing-built"


def test_an_empty_brief_costs_nothing(home: Home, answering: Answering) -> None:
    with pytest.raises(EmptyBrief):
        build("  ", home=home, model=answering())
    assert home.builds.all() == []


def test_no_tokens_no_app(home: Home, answering: Answering) -> None:
    with pytest.raises(OutOfBudget, match="all it may"):
        build("teas", home=home, model=answering(*SHOP), budget=Budget(tokens=0))


def test_no_time_no_app(home: Home, answering: Answering) -> None:
    with pytest.raises(OutOfBudget, match="time was up"):
        build("teas", home=home, model=answering(*SHOP), budget=Budget(seconds=0))


def test_a_draft_that_runs_out_of_tokens_is_used_as_far_as_it_goes(home: Home, answering: Answering) -> None:
    built = build("teas", home=home, model=answering(*SHOP), budget=Budget(tokens=10))
    assert built.tokens_out == 10
    assert "thing Offer" in built.blueprint
    assert "quantity" not in built.blueprint


def test_a_cancelled_build_makes_nothing(home: Home, answering: Answering) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        build("teas", home=home, model=answering(*SHOP), cancel=cancel)
    assert home.apps() == []
    assert home.builds.all()[0].status == "build-cancelled"


def test_cancelling_in_the_middle(home: Home, answering: Answering) -> None:
    cancel = threading.Event()

    def stop(event: Event) -> None:
        if isinstance(event, TextWritten) and "things" in event.so_far:
            cancel.set()

    with pytest.raises(Cancelled):
        build("teas", home=home, model=answering(*SHOP), cancel=cancel, on_event=stop)
    assert home.apps() == []


def test_a_model_that_falls_silent(home: Home, answering: Answering) -> None:
    with pytest.raises(ModelFailed, match="holds no further reply") as caught:
        build("teas", home=home, model=answering(*SHOP[:1]))
    assert caught.value.hint
    assert home.builds.all()[0].status == "model-failed"


def test_failures_are_problems_with_a_sentence_and_a_hint(home: Home, answering: Answering) -> None:
    with pytest.raises(BuildFailed) as caught:
        build("teas", home=home, model=answering("no"))
    assert caught.value.sentence.endswith(".")
    assert caught.value.hint.endswith(".")


def test_two_apps_of_one_name_live_side_by_side(home: Home, answering: Answering) -> None:
    keys = [build("teas", home=home, model=answering(*SHOP)).key for _ in range(2)]
    assert keys == ["plant-swap", "plant-swap-2"]
