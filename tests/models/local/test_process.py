"""An engine that can't start says why, and leaves nothing behind."""

import tempfile
from pathlib import Path

import pytest

from appling.models import LocalModel, ModelBroke, NoModel, Prompt, Sampling
from appling.models.local.settings import physical_cores


def test_a_file_that_is_no_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = tmp_path / "s"
    short.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(short))
    (tmp_path / "no.gguf").write_bytes(b"GGUF" + bytes(1000))
    model = LocalModel(tmp_path / "no.gguf", tmp_path / "cache")
    with pytest.raises(ModelBroke, match=r"no\.gguf could not be loaded") as refused:
        model.generate(Prompt("", request="x"), Sampling(1))
    assert "whole .gguf file" in refused.value.hint
    assert list(short.iterdir()) == []


def test_a_missing_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match=r"gone\.gguf"):
        LocalModel(tmp_path / "gone.gguf", tmp_path).warm(Prompt("", request="x"))


def test_there_is_at_least_one_core() -> None:
    assert physical_cores() >= 1
