"""The local model itself, asked by an app."""

from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model import expression
from appling.builder.answering import answered
from appling.models import open_model
from appling.runtime.outward.asker import Asker
from appling.store import Home, Viewer, see_all

pytestmark = pytest.mark.model
TEXT = expression.ValueType(expression.Kind.TEXT)
SOURCE = dedent("""
    app Letters
    thing Letter
      text: long text, required
      summary: text
      mood: choice(glad, neutral, angry)
    when Letter is added
      ask "Summarise in one sentence: {text}" into summary
      ask "How does the writer of this letter feel? {text}" into mood
    """).lstrip()


def test_the_local_model_answers(home: Home, models_dir: Path) -> None:
    app = check(SOURCE, vocabulary()).app
    assert app is not None
    store = home.open(home.create(app, SOURCE).key)
    now = datetime.now(UTC)
    text = "This is a disgrace! The tram was an hour late again, and nobody said sorry. I want my money back."
    with store.write(Viewer(None, now.date(), now, see_all(app))) as writer:
        row = writer.add("letter", {"text": text})
    model = open_model(None, models_dir)
    Asker(home, lambda question: answered(model, question)).turn()
    with store.read(Viewer(None, now.date(), now, see_all(app))) as reader:
        paths = [expression.Path((key,), TEXT) for key in ("summary", "mood")]
        summary, mood = reader.row("letter", row, tuple(paths), ()).values
    assert "tram" in summary.lower()
    assert "\n" not in summary
    assert mood == "angry"
