"""The commands about an app's history."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.history.apps import TODAY
from typer.testing import CliRunner

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.cli.main import command_line
from appling.diagnostics.problem import Problem
from appling.store import Home

BEFORE = "app Club\n\nthing Bike\n  name: text, required\n  colour: text\n"
AFTER = "app Society\n\nthing Bike\n  name: text, required\n"

Command = Callable[..., str]


@pytest.fixture
def appling() -> Command:
    """What a command prints; a problem that it ends with is raised."""

    def run(*arguments: str) -> str:
        ran = CliRunner().invoke(command_line(), arguments)
        if ran.exception is not None:
            raise ran.exception
        return ran.output

    return run


@pytest.fixture
def club(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """An app with sample rows, and then without colours."""
    monkeypatch.setenv("APPLING_HOME", str(tmp_path / "home"))
    home = Home()
    for source in (BEFORE, AFTER):
        app = check(source, vocabulary()).app
        assert app is not None
        if source is BEFORE:
            key = home.create(app, source).key
            home.open(key).add_samples(TODAY)
        else:
            home.open(key).replace(app, source)
    home.close()
    return key


def test_there_and_back(appling: Command, club: str) -> None:
    told = appling("history", club).splitlines()
    assert told[0].split() == ["Step", "When", "(UTC)", "Who", "What"]
    assert told[1].startswith("2 ")
    assert "samples; Bike: 8 added" in told[2]
    different = appling("diff", club)
    assert "-app Club" in different
    assert "-  colour: text" in different
    assert appling("attic", club).splitlines()[1].split()[:3] == ["Bike", "colour", "8"]
    assert "step 2" in appling("undo", club)
    assert "Club" in appling("list")
    assert appling("show", club) == BEFORE
    assert "(undone)" in appling("history", club)
    assert "+ Bike 1: colour" in appling("diff", club)
    assert "step 2" in appling("redo", club)
    assert appling("show", club) == AFTER


def test_for_programs(appling: Command, club: str) -> None:
    steps = json.loads(appling("history", club, "--json"))["steps"]
    assert [(each["step"], each["kind"], each["undone"]) for each in steps] == [
        (2, "app", False),
        (1, "samples", False),
    ]
    assert steps[1]["things"] == {"bike": {"added": 8, "changed": 0, "removed": 0}}
    found = json.loads(appling("diff", club, "0", "--json"))
    assert found["blueprint"] == {"before": BEFORE, "after": AFTER}
    assert found["rows"][0]["after"]["name"]
    undone = json.loads(appling("undo", club, "--to", "0", "--json"))["undone"]
    assert [each["step"] for each in undone] == [2, 1]
    assert len(json.loads(appling("redo", club, "--to", "2", "--json"))["redone"]) == 2
    kept = json.loads(appling("attic", club, "--json"))["kept"]
    assert [(each["thing"], each["field"], each["values"]) for each in kept] == [("Bike", "colour", 8)]


def test_what_cannot_be_done_is_said(appling: Command, club: str) -> None:
    for sentence, *arguments in (
        ("There is no step 7", "undo", club, "--to", "7"),
        ("There is no step 7", "diff", club, "7"),
        ("There is nothing to make again", "redo", club),
        ("emptying the attic needs a yes", "attic", club, "--empty"),
        ("emptying the attic needs a yes", "attic", club, "--empty", "--json"),
        ("There is no app “other” here", "history", "other"),
    ):
        with pytest.raises(Problem, match=sentence) as raised:
            appling(*arguments)
        assert raised.value.hint
    assert "8 values are gone" in appling("attic", club, "--empty", "--yes")
    assert appling("attic", club) == "The attic is empty.\n"
    assert appling("history", club) == "Nothing has happened yet.\n"
    for sentence, command in (("nothing to undo", "undo"), ("Nothing has happened", "diff")):
        with pytest.raises(Problem, match=sentence):
            appling(command, club)


def test_forgetting(appling: Command, club: str) -> None:
    assert appling("history", club, "--forget") == "2 steps are forgotten; the app is as it was.\n"
    assert json.loads(appling("history", club, "--forget", "--json")) == {"forgotten": 0}
