"""What was asked for and is missing is added before delivery, and nothing is lost for it."""

from collections.abc import Callable
from textwrap import dedent

import pytest
from tests.builder.test_build import WholeModel

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder import Budget, build
from appling.builder.asking import Asking
from appling.builder.reviewing import Reviewed, review
from appling.builder.wants import split
from appling.models import RecordedModel
from appling.store import Home

Answering = Callable[..., RecordedModel]
BRIEF = "A site for our tea club. Tastings stand in a calendar. Favourites can be bookmarked."
TEAS = dedent("""
    app Tea Club
      people: member
      member may see

    thing Tea
      name: text
      notes: long text

    page Teas
      table of Tea
    """).lstrip()
TASTINGS = dedent("""
    thing Tasting
      title: text
      day: date
      member may see
    page Tastings
      calendar of Tasting
    """)
BOOKMARKS = dedent("""
    thing Tea
      name: text
      notes: long text
      has bookmarks
    """)
OPEN = TASTINGS + "app Tea Club\n  visitor may see\n"
LOST = TASTINGS + "remove page Teas\nthing Tea\n  name: text\n"


def whole(model: RecordedModel) -> RecordedModel:
    model.__class__ = WholeModel
    return model


def reviewed(answering: Answering, *replies: str, budget: Budget | None = None) -> tuple[Reviewed, Asking]:
    app = check(TEAS, vocabulary()).app
    assert app is not None
    asking = Asking(whole(answering(*replies)), budget or Budget(), lambda _: None, None)
    return review(TEAS, app, split(BRIEF), asking, vocabulary()), asking


def test_what_is_missing_is_added(answering: Answering) -> None:
    found, asking = reviewed(answering, TASTINGS + BOOKMARKS)
    assert [thing.name for thing in found.app.things][:2] == ["Tea", "Tasting"]
    assert "has bookmarks" in found.source
    assert found.added
    assert found.rounds == len(asking.asked) == 1


def test_what_helps_little_is_followed_by_the_rest(answering: Answering) -> None:
    found, asking = reviewed(answering, TASTINGS, BOOKMARKS)
    assert "calendar of Tasting" in found.source
    assert "has bookmarks" in found.source
    assert len(asking.asked) == 2


@pytest.mark.parametrize(
    "reply", [OPEN, LOST, "I would rather not.", "thing"], ids=["opens", "loses", "words", "cut"]
)
def test_what_costs_something_is_not_taken(answering: Answering, reply: str) -> None:
    found, asking = reviewed(answering, reply, reply, reply, reply)
    assert found.source == TEAS
    assert found.added == ()
    assert len(asking.asked) <= 3


def test_a_model_that_says_no_more_ends_it(answering: Answering) -> None:
    found, asking = reviewed(answering, TASTINGS)
    assert "calendar of Tasting" in found.source
    assert len(asking.asked) == 1


def test_without_budget_nothing_is_asked(answering: Answering) -> None:
    found, asking = reviewed(answering, TASTINGS, budget=Budget(seconds=0))
    assert found.source == TEAS
    assert asking.asked == []


def test_a_build_has_what_was_added(home: Home, answering: Answering) -> None:
    built = build(BRIEF, home=home, model=whole(answering(TEAS, TASTINGS + BOOKMARKS)))
    assert "calendar of Tasting" in built.blueprint
    assert "review" in [step.name for step in built.steps]
    assert all(want.met for want in built.wants)
