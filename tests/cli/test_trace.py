"""`appling trace`, `replay` and `fork`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builder.conftest import SHOP
from typer.testing import CliRunner

from appling.builder import Built, build
from appling.cli.main import command_line
from appling.diagnostics.problem import Problem
from appling.models import RecordedModel
from appling.store import Home

BRIEF = "Neighbours swap plants."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("APPLING_HOME", str(tmp_path / "home"))
    made = Home()
    yield made
    made.close()


@pytest.fixture
def replies(tmp_path: Path) -> Path:
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(json.dumps({"text": each, "usage": {"tokens_out": 10}}) for each in SHOP))
    return file


@pytest.fixture
def built(home: Home, replies: Path) -> Built:
    return build(BRIEF, home=home, model=RecordedModel(replies))


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command_line(), [*arguments])
    if isinstance(done.exception, Problem):
        return 1, done.exception.sentence
    return done.exit_code, done.output


def test_the_latest_build_is_shown_step_by_step(built: Built) -> None:
    status, said = run("trace")
    assert status == 0, said
    assert f"Build {built.build} of {built.key}: done" in said
    assert BRIEF in said
    for step in ("recall", "draft", "complete", "check", "try", "deliver"):
        assert f"\n{step} " in said
    assert "20 written" in said


def test_a_step_is_shown_whole(built: Built) -> None:
    status, said = run("trace", str(built.build), "--step", "draft")
    assert status == 0, said
    assert "Question 2" in said
    for reply in SHOP:
        assert reply in said
    status, said = run("trace", "--step", "dance")
    assert status == 1
    assert said.endswith(
        "has no step “dance”; its steps are: recall, ready, draft, complete, check, try, judge, deliver."
    )


def test_programs_get_all_of_it(built: Built) -> None:
    data = json.loads(run("trace", "--json")[1])
    assert (data["number"], data["status"], data["tokens_out"]) == (built.build, "done", 20)
    assert [each["reply"] for step in data["steps"] for each in step["asked"]] == list(SHOP)


def test_a_build_is_replayed(home: Home, built: Built) -> None:
    status, said = run("replay", str(built.build))
    assert status == 0, said
    assert "came out the same" in said
    steps = [step.as_json() for step in built.steps]
    steps[4]["made"] += "\n# by other rules\n"
    home.builds.update(built.build, steps=steps)
    status, said = run("replay", "--json")
    assert status == 1
    assert json.loads(said)["steps"]["check"] is False


def test_a_build_is_gone_on_with_by_another_model(home: Home, built: Built, replies: Path) -> None:
    status, said = run("fork", str(built.build), "--model", f"recorded:{replies}", "--json")
    assert status == 0, said
    made = json.loads(said)
    assert made["app"] != built.key
    assert made["blueprint"] == built.blueprint


def test_nothing_to_show_is_said(home: Home) -> None:
    assert run("trace") == (1, "Nothing was built here yet.")
    assert run("replay", "7") == (1, "There is no build 7 here.")
