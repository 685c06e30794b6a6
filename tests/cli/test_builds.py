"""`appling builds`, `appling resume`, and `appling new` with a brief whose build was interrupted."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builder.conftest import SHOP
from tests.builder.interrupted import BRIEF, interrupted
from typer.testing import CliRunner

from appling.cli.main import command_line
from appling.models import RecordedModel
from appling.store import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("APPLING_HOME", str(tmp_path / "home"))
    made = Home()
    yield made
    made.close()


@pytest.fixture
def model(tmp_path: Path) -> RecordedModel:
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(json.dumps({"text": each, "usage": {"tokens_out": 10}}) for each in SHOP))
    return RecordedModel(file)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command_line(), [*arguments])
    return done.exit_code, done.output


def test_builds_are_listed_as_they_stand(home: Home, model: RecordedModel) -> None:
    assert run("builds")[1].startswith("Nothing was built yet.")
    left = interrupted(home, model)
    status, said = run("builds")
    assert status == 0
    assert "interrupted" in said
    assert "appling resume" in said
    found = json.loads(run("builds", "--json")[1])["builds"]
    assert [(each["build"], each["status"], each["brief"]) for each in found] == [
        (left.id, "interrupted", BRIEF)
    ]
    held = home.builds.claim(left.id)
    assert held is not None
    assert json.loads(run("builds", "--json")[1])["builds"][0]["status"] == "running"
    held.release()
    for word, status_kept in (("failed", "model-failed"), ("stopped", "build-cancelled"), ("done", "done")):
        home.builds.update(left.id, status=status_kept)
        assert word in run("builds")[1]


def test_an_interrupted_build_is_gone_on_with(home: Home, model: RecordedModel) -> None:
    left = interrupted(home, model)
    status, said = run("resume", str(left.id))
    assert status == 0, said
    assert f"Going on with build {left.id}" in said
    assert "Plant Swap is live" in said
    assert [each.key for each in home.apps()] == ["plant-swap"]
    assert run("resume") == (0, "No build was interrupted.\n")


def test_the_same_brief_goes_on_with_its_build(home: Home, model: RecordedModel) -> None:
    interrupted(home, model)
    status, said = run("new", BRIEF, "--model", model.name)
    assert status == 0, said
    assert "which was interrupted" in said
    assert len(home.builds.all()) == 1
    assert len(home.apps()) == 1
