"""What the apps may ask a model is shown, and set."""

from pathlib import Path

from tests.cli.conftest import Command

from appling.store import Home


def test_it_is_shown_and_set(appling: Command, home: Path) -> None:
    assert "the model on this machine: 200 questions" in appling("questions").out
    appling("questions", "--per-day", "5", "--model", "openai:gpt-5-mini")
    allowance = Home(home).questions.allowance()
    assert (allowance.model, allowance.questions, allowance.tokens) == ("openai:gpt-5-mini", 5, 200_000)
    appling("questions", "--model", "local")
    assert Home(home).questions.allowance().model is None
