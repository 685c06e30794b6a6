"""From a request to a plan, with a model that answers from a list."""

from collections.abc import Callable

import pytest
from tests.builder.changing.conftest import Living

from appling.builder import Event, StepFinished
from appling.builder.changing import NothingChanges, apply_plan, plan_request
from appling.models import PATIENTLY, Prompt, RecordedModel, Reply, Sampling, Usage, Wait

Answering = Callable[..., RecordedModel]
SOON = 0.5
"""Seconds for a trial: what it tries is not what these tests are about."""


class Large:
    """A model without a grammar, that answers with blocks."""

    name = "large"
    takes_grammar = False

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        return Reply(self.replies.pop(0), Usage(tokens_out=9), "stop")

    def warm(self, prompt: Prompt) -> None:
        """Nothing to get ready."""

    def close(self) -> None:
        """Nothing to give back."""


def test_a_plain_request_asks_no_model(club: Living, answering: Answering) -> None:
    plan = plan_request(
        "members may see all loans", home=club.home, key=club.key, seconds=SOON, model=answering()
    )
    assert [point.sentence for point in plan.points] == ["member may now see all Loans"]
    assert plan.needs_yes == plan.points
    assert plan.requests > 5


def test_a_small_model_writes_edits_and_only_what_was_asked_for_is_done(
    club: Living, answering: Answering
) -> None:
    model = answering(
        "page Overdue: chart of Loan by month(due)\nremove Bike.description\nmember may see all Loan\n"
    )
    events: list[Event] = []
    plan = plan_request(
        "add a chart of loans by month",
        home=club.home,
        key=club.key,
        seconds=SOON,
        model=model,
        on_event=events.append,
    )
    assert [point.sentence for point in plan.points] == ["the page “Overdue” shows something else"]
    assert plan.needs_yes == ()
    steps = [event.step for event in events if isinstance(event, StepFinished)]
    assert steps == ["ready", "change", "check", "try"]


def test_a_large_model_writes_blocks(club: Living) -> None:
    model = Large(
        "```appling\nremove page Overdue\npage Late for organiser\n  table of Loan where due < today\n```"
    )
    plan = plan_request(
        "call the overdue page Late, only a table", home=club.home, key=club.key, seconds=SOON, model=model
    )
    assert {point.difference.kind for point in plan.points} == {"page-removed", "page-added"}


def test_what_changes_nothing_is_said(club: Living, answering: Answering) -> None:
    model = answering("remove page Overdue\n")
    with pytest.raises(NothingChanges):
        plan_request("make the app nicer", home=club.home, key=club.key, seconds=SOON, model=model)
    assert club.store.history()[0].kind == "samples"


def test_a_change_is_done_and_undone_in_one_step(club: Living, answering: Answering) -> None:
    before = club.store.source
    plan = plan_request(
        "remove the description of bikes", home=club.home, key=club.key, seconds=SOON, model=answering()
    )
    assert [point.sentence for point in plan.points] == ["“description” of Bike goes to the attic (8 values)"]
    apply_plan(club.home, plan, "remove the description of bikes")
    assert "description" not in club.store.source
    assert club.store.history()[0].title == "remove the description of bikes"
    club.store.undo()
    assert club.store.source == before


def test_values_that_come_back_from_the_attic_need_a_yes(club: Living, answering: Answering) -> None:
    for request in ("remove the description of bikes", "add a description to bikes"):
        plan = plan_request(request, home=club.home, key=club.key, seconds=SOON, model=answering())
        apply_plan(club.home, plan)
    assert any(point.difference.kind == "field-returned" and point.difference.widens for point in plan.points)
