"""What the apps may ask a model is shown, and set."""

import json
from pathlib import Path

from tests.cli.conftest import Command

from appling.store import Home
from appling.store.homes.spending import MonthLimit


def test_it_is_shown_and_set(appling: Command, home: Path) -> None:
    assert "the model on this machine: 200 questions" in appling("questions").out
    appling("questions", "--per-day", "5", "--model", "openai:gpt-5-mini")
    allowance = Home(home).questions.allowance()
    assert (allowance.model, allowance.questions, allowance.tokens) == ("openai:gpt-5-mini", 5, 200_000)
    appling("questions", "--model", "local")
    assert Home(home).questions.allowance().model is None


def test_one_app_has_limits_of_its_own(appling: Command, home: Path, good: Path) -> None:
    appling("apply", str(good))
    said = appling(
        "questions", "--app", "club", "--per-month", "50", "--per-person", "5", "--dollars", "1.5"
    ).out
    assert "questions of the app: at most 50 a month" in said
    assert Home(home).spending.limit("club") == MonthLimit(50, 5, 1.5)
    plain = json.loads(appling("questions", "--app", "club", "--per-person", "0", "--json").out)
    assert plain["limits"] == {"questions": 50, "per_person": None, "dollars": 1.5}
    assert appling("questions", "--app", "nothing").sentence() == "There is no app “nothing” here."
