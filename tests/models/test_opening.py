"""A model's name opens it; a wrong one says what to give instead."""

from pathlib import Path

import pytest

from appling.models import LocalModel, NoModel, known_models, open_model
from appling.models.local import DEFAULT, SMALL


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("APPLING_MODEL_FILE", raising=False)


def test_the_default_model_is_the_home_s_file(tmp_path: Path) -> None:
    (tmp_path / DEFAULT.file).touch()
    model = open_model(None, tmp_path)
    assert isinstance(model, LocalModel)
    assert (model.name, model.file) == ("local", tmp_path / DEFAULT.file)


def test_a_local_model_is_opened_once(tmp_path: Path) -> None:
    (tmp_path / SMALL.file).touch()
    assert open_model("local:small", tmp_path) is open_model("local:small", tmp_path)


def test_the_variable_takes_the_place_of_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = tmp_path / "own.gguf"
    given.touch()
    monkeypatch.setenv("APPLING_MODEL_FILE", str(given))
    model = open_model("local", tmp_path / "home")
    assert isinstance(model, LocalModel)
    assert model.file == given
    assert known_models(tmp_path)[0].file == given


def test_a_path_is_opened_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a b.gguf").touch()
    assert open_model(str(tmp_path / "a b.gguf"), tmp_path).takes_grammar


@pytest.mark.parametrize("name", ["local:huge", "hello", "openai:", ":x", "/nowhere/x.gguf", "recorded:"])
def test_a_name_of_nothing_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoModel) as refused:
        open_model(name, tmp_path)
    assert refused.value.hint


def test_a_variable_that_points_nowhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPLING_MODEL_FILE", str(tmp_path / "gone.gguf"))
    with pytest.raises(NoModel, match=r"gone\.gguf"):
        open_model(None, tmp_path)


def test_recorded_models_are_opened_by_file(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"text": "hello"}\n')
    assert open_model(f"recorded:{tmp_path / 'r.jsonl'}", tmp_path).name.startswith("recorded:")


def test_known_models_say_whether_they_are_here(tmp_path: Path) -> None:
    (tmp_path / SMALL.file).touch()
    here = {info.name: info.file for info in known_models(tmp_path)}
    assert here == {"local": None, "local:small": tmp_path / SMALL.file}
