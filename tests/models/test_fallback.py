"""Several models in order: the next one is asked where one can't answer."""

import json
from pathlib import Path

import pytest

from appling.models import ModelError, ModelSwitched, NoModel, Prompt, Sampling, open_model
from appling.models.fallback import FallbackModel

ASKED = Prompt("", request="x")


def recording(path: Path, *texts: str) -> str:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return f"recorded:{path}"


def test_the_next_one_is_asked_where_one_fails(tmp_path: Path) -> None:
    first, second = recording(tmp_path / "a", "one"), recording(tmp_path / "b", "two", "three")
    model = open_model(f"{first}, {second}", tmp_path)
    assert isinstance(model, FallbackModel)
    assert (model.name, model.generate(ASKED, Sampling(9)).text) == (first, "one")
    with pytest.raises(ModelSwitched, match="goes on"):
        model.generate(ASKED, Sampling(9))
    assert (model.name, model.generate(ASKED, Sampling(9)).text) == (second, "two")


def test_the_last_ones_error_is_passed_on(tmp_path: Path) -> None:
    model = open_model(f"{recording(tmp_path / 'a')}, {recording(tmp_path / 'b')}", tmp_path)
    with pytest.raises(ModelSwitched):
        model.generate(ASKED, Sampling(9))
    with pytest.raises(NoModel, match="no further reply"):
        model.generate(ASKED, Sampling(9))


def test_one_that_cannot_be_opened_is_passed_over(tmp_path: Path) -> None:
    second = recording(tmp_path / "b", "two")
    model = open_model(f"/nowhere/x.gguf, {second}", tmp_path)
    assert (model.name, model.takes_grammar) == (second, True)
    assert model.generate(ASKED, Sampling(9)).text == "two"
    with pytest.raises(ModelError):
        open_model("/nowhere/x.gguf, /nowhere/y.gguf", tmp_path).warm(ASKED)
