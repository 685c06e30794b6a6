"""A build that another model goes on with: its record says who answered what, and what came of which."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builder.conftest import SHOP
from typer.testing import CliRunner

from appling.builder import Built, build, resume
from appling.builder.built import StepRecord
from appling.builder.costs.choosing import spent_by, used
from appling.builder.costs.estimating import took
from appling.builder.costs.guesses import guesses
from appling.builder.tracing import fork, read_trace, replay
from appling.cli.main import command_line
from appling.models import RecordedModel, open_model
from appling.store import Build, Home
from appling.store.homes.builds import RUNNING, Builds

Answering = Callable[..., RecordedModel]
BRIEF = "Neighbours swap plants."


def recorded(file: Path, *texts: str) -> str:
    """The name of a model that gives these replies, each for half a dollar, and then fails."""
    usage = {"tokens_out": 10, "price": 0.5}
    file.write_text("".join(json.dumps({"text": text, "usage": usage}) + "\n" for text in texts), "utf-8")
    return f"recorded:{file}"


@pytest.fixture
def first(tmp_path: Path) -> str:
    return recorded(tmp_path / "first.jsonl", SHOP[0].replace("Plant Swap", "First Draft"))


@pytest.fixture
def second(tmp_path: Path) -> str:
    return recorded(tmp_path / "second.jsonl", *SHOP)


@pytest.fixture
def built(home: Home, first: str, second: str, tmp_path: Path) -> Built:
    """The first model fails in the middle of its draft."""
    return build(BRIEF, home=home, model=open_model(f"{first},{second}", tmp_path))


def test_the_record_names_who_made_it_and_who_answered(
    home: Home, built: Built, first: str, second: str
) -> None:
    trace = read_trace(home, built.build)
    assert (built.model, trace.model) == (second, second)
    assert [each.model for each in trace.asked] == [first, second, second]
    assert [each.model for each in trace.answers] == [second, second]
    assert trace.models == (first, second)
    assert trace.price == 1.5


def test_each_model_is_counted_for_what_it_answered(
    home: Home, built: Built, first: str, second: str
) -> None:
    counted = {each.model: (each.records, each.tokens_out, each.price) for each in used(home)}
    assert counted == {first: (1, 10, 0.5), second: (1, 20, 1.0)}
    assert spent_by(home) == 1.5


def test_what_it_took_is_what_the_second_one_took(home: Home, built: Built) -> None:
    assert (took(home.builds.get(built.build)).tokens_out, guesses(home)) == (20, ())


def test_it_comes_out_the_same_when_it_is_gone_through_again(home: Home, built: Built) -> None:
    again = replay(home, built.build)
    assert [(each.step, each.same) for each in again.steps] == [
        (name, True) for name in ("draft", "complete", "check", "try")
    ]
    assert (again.blueprint, again.asked_otherwise) == (built.blueprint, 0)


def test_a_fork_begins_with_what_came_of_it(home: Home, built: Built, answering: Answering) -> None:
    forked = fork(home, built.build, step="check", model=answering())
    assert forked.name == built.name == "Plant Swap"


def test_the_command_names_both(
    home: Home, built: Built, first: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APPLING_HOME", str(home.path))
    said = CliRunner().invoke(command_line(), ["trace"]).output
    assert f"{first}, then {second}" in said
    said = CliRunner().invoke(command_line(), ["trace", "--step", "draft"]).output
    assert f"Question 1 to {first}: " in said


def test_records_of_before_say_no_model(home: Home, built: Built, second: str) -> None:
    steps: list[dict[str, Any]] = [step.as_json() for step in built.steps]
    for step in steps:
        for asked in step["asked"]:
            del asked["model"]
    assert StepRecord.from_json(steps[2]).asked[0].model == ""
    home.builds.update(built.build, steps=steps)
    assert [(each.model, each.tokens_out) for each in used(home)] == [(second, 30)]
    assert read_trace(home, built.build).models == (second,)
    assert replay(home, built.build).same


def killed(home: Home, names: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A build by these models whose process ends when the last one fails."""
    update = Builds.update

    def until_it_ends(self: Builds, build: int, *, status: str | None = None, **given: Any) -> None:
        if status != RUNNING:
            raise KeyboardInterrupt
        update(self, build, status=status, **given)

    with monkeypatch.context() as patched:
        patched.setattr(Builds, "update", until_it_ends)
        with pytest.raises(KeyboardInterrupt):
            build(BRIEF, home=home, model=open_model(names, folder))
    return home.builds.interrupted()[0]


def test_an_interrupted_one_goes_on_with_the_second_and_pays_nothing_twice(
    home: Home, first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = recorded(tmp_path / "second.jsonl", SHOP[0])
    left = killed(home, f"{first},{second}", tmp_path, monkeypatch)
    assert left.model == second
    recorded(tmp_path / "second.jsonl", SHOP[1])
    built = resume(left.id, home=home, model=open_model(second, tmp_path))
    trace = read_trace(home, built.build)
    assert [each.model for each in trace.asked] == [first, second, second]
    assert (built.name, trace.price, trace.model) == ("Plant Swap", 1.5, second)
    assert replay(home, built.build).same


def test_the_same_command_goes_on_with_it(
    home: Home, first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = recorded(tmp_path / "second.jsonl", SHOP[0])
    left = killed(home, f"{first},{second}", tmp_path, monkeypatch)
    recorded(tmp_path / "first.jsonl")
    recorded(tmp_path / "second.jsonl", SHOP[1])
    monkeypatch.setenv("APPLING_HOME", str(home.path))
    done = CliRunner().invoke(command_line(), ["new", BRIEF, "--model", f"{first},{second}", "--yes"])
    assert f"Going on with build {left.id}" in done.output, done.output
    assert [each.model for each in read_trace(home, left.id).asked] == [first, second, second]
