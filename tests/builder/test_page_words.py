"""After an app is live the model writes the words that nobody wrote."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.errors import Cancelled
from appling.builder.telling import words_lacking, write_words, write_words_quietly
from appling.builder.telling.forms import FORMS
from appling.models import RecordedModel, Reply
from appling.store import Home

SOURCE = """\
app Bakery
  about: Bread from a stone oven.
  visitor may see

thing Bread
  name: text, required

page Home
  hero
  features
  faq "Good to know"
  cards of Bread
"""
HERO = "Bread that is still warm\nSee what comes out of the oven, and keep a loaf for yourself.\n"
FEATURES = """\
Why people come
Stone oven: It bakes slowly.
Our mill: Flour from down the road.
Morning: Warm until noon.
"""
FAQ = "Can I keep a loaf: Yes, until the evening.\nDo you bake rye: Yes, on most days.\n"
Answering = Callable[..., RecordedModel]


def living(home: Home, source: str = SOURCE) -> str:
    app = check(source, vocabulary()).app
    assert app is not None
    return home.create(app, source, samples=date(2026, 1, 1)).key


def source_of(home: Home, key: str) -> str:
    store = home.open(key)
    store.refresh()
    return store.source


def test_words_come_in_as_one_step(home: Home, answering: Answering) -> None:
    key = living(home)
    before = home.open(key).version
    assert write_words(home, key, "A bakery site.", model=answering(HERO, FEATURES, FAQ))
    source = source_of(home, key)
    assert 'hero "Bread that is still warm"\n    "See what comes out of the oven' in source
    assert '  features "Why people come"\n    "Stone oven": "It bakes slowly."\n' in source
    assert '  faq "Good to know"\n    "Can I keep a loaf": "Yes, until the evening."\n' in source
    assert home.open(key).version == before + 1
    assert not words_lacking(home, key)


def test_it_can_be_taken_back(home: Home, answering: Answering) -> None:
    key = living(home)
    write_words(home, key, "", model=answering(HERO, FEATURES, FAQ))
    home.open(key).undo()
    assert source_of(home, key) == SOURCE


def test_what_the_model_can_not_say_stays_as_it_is(home: Home, answering: Answering) -> None:
    key = living(home)
    assert write_words(home, key, "", model=answering(HERO, "Nothing of use", "Only one: point"))
    source = source_of(home, key)
    assert "  features\n" in source
    assert '  faq "Good to know"\n  cards' in source


def test_a_model_that_fails_leaves_the_app_alone(home: Home, answering: Answering) -> None:
    key = living(home)
    assert not write_words_quietly(home, key, "", model=answering())
    assert source_of(home, key) == SOURCE


def test_it_ends_when_it_is_told_to(home: Home, answering: Answering) -> None:
    key, cancel = living(home), threading.Event()
    cancel.set()
    assert not write_words_quietly(home, key, "", model=answering(HERO, FEATURES, FAQ), cancel=cancel)
    assert source_of(home, key) == SOURCE


def test_what_is_written_when_somebody_comes_in_is_not_tried(home: Home, answering: Answering) -> None:
    key, cancel, model = living(home), threading.Event(), answering(HERO, FEATURES, FAQ)
    generate = model.generate

    def until_the_second(*given: Any) -> Reply:
        reply = generate(*given)
        if "Stone oven" in reply.text:
            cancel.set()
        return reply

    model.generate = until_the_second  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        write_words(home, key, "", model=model, cancel=cancel)
    assert source_of(home, key) == SOURCE
    (record,) = home.builds.all(key)
    assert (record.kind, record.status, record.tokens) == ("words", "build-cancelled", 20)


def test_an_app_that_lacks_nothing_asks_nothing(home: Home, answering: Answering) -> None:
    key = living(home, SOURCE.replace("  hero\n  features\n  faq", "  text"))
    assert not write_words(home, key, "", model=answering())


def test_an_app_that_is_gone_is_left_in_peace(home: Home, answering: Answering) -> None:
    assert not write_words_quietly(home, "nowhere", "", model=answering(HERO))


@pytest.mark.parametrize(
    "reply",
    [
        "Best since 1921: We bake for 500 people.\nSecond: It costs 3 €.\n",
        "Write to: me@example.org\nSee: https://example.org\n",
        "",
        "No colon at all\nNor here\n",
    ],
)
def test_what_looks_like_a_made_up_fact_is_not_taken(reply: str) -> None:
    assert FORMS["faq"].read(reply) is None


def test_a_heading_with_figures_is_left_out() -> None:
    assert FORMS["features"].read("500 reasons\nA: one is this.\nB: one is that.\n") == (
        None,
        (("A", "one is this."), ("B", "one is that.")),
    )


def test_lines_of_the_examples_are_not_taken_over(home: Home, answering: Answering) -> None:
    key = living(home, SOURCE.replace("  hero\n", "").replace('  faq "Good to know"\n', ""))
    copied = "Cooked the same day: You choose from what the kitchen is making that morning.\n"
    write_words(home, key, "", model=answering(FEATURES.replace("Morning: Warm until noon.\n", copied)))
    assert "Cooked" not in source_of(home, key)
    assert "Stone oven" in source_of(home, key)
