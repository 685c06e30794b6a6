"""What is recorded can be replayed, reply by reply."""

import json
import threading
from pathlib import Path

import pytest

from appling.models import NoModel, Prompt, RecordedModel, Recorder, Sampling, Usage, Wait


def file_with(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_lines_without_key_answer_in_order(tmp_path: Path) -> None:
    model = RecordedModel(file_with(tmp_path / "r.jsonl", {"text": "one"}, {"text": "two"}))
    texts = [model.generate(Prompt("", request=ask), Sampling(9)).text for ask in "ab"]
    assert texts == ["one", "two"]


def test_a_recording_answers_each_prompt_as_the_model_did(tmp_path: Path) -> None:
    source = RecordedModel(
        file_with(
            tmp_path / "source.jsonl",
            {"text": "first", "usage": {"tokens_out": 3}, "finish": "length"},
            {"text": "second"},
            {"text": "first again"},
        )
    )
    recorder = Recorder(source, tmp_path / "deep" / "recording.jsonl")
    asked = [Prompt("p", (("x", "y"),), ask) for ask in ("a", "b", "a")]
    said = [recorder.generate(prompt, Sampling(9)) for prompt in asked]

    replay = RecordedModel(tmp_path / "deep" / "recording.jsonl")
    assert replay.generate(asked[1], Sampling(9)) == said[1]
    assert replay.generate(asked[0], Sampling(9)) == said[0]
    assert replay.generate(asked[2], Sampling(9)) == said[2]
    assert said[0].usage == Usage(tokens_out=3)
    assert said[0].finish == "length"


def test_a_reply_streams_line_by_line(tmp_path: Path) -> None:
    model = RecordedModel(file_with(tmp_path / "r.jsonl", {"text": "app A\nthing B\n"}))
    pieces: list[str] = []
    model.generate(Prompt("", request="x"), Sampling(9), Wait(on_text=pieces.append))
    assert pieces == ["app A\n", "thing B\n"]


def test_an_unknown_prompt_is_told_by_its_beginning(tmp_path: Path) -> None:
    model = RecordedModel(file_with(tmp_path / "r.jsonl", {"text": "one", "key": "other"}))
    with pytest.raises(NoModel, match="“An app for bees”"):
        model.generate(Prompt("", request="An app for bees\nwith hives"), Sampling(9))


def test_a_cancelled_replay_uses_up_nothing(tmp_path: Path) -> None:
    model = RecordedModel(file_with(tmp_path / "r.jsonl", {"text": "one"}))
    cancel = threading.Event()
    cancel.set()
    assert model.generate(Prompt("", request="x"), Sampling(9), Wait(cancel=cancel)).finish == "cancelled"
    assert model.generate(Prompt("", request="x"), Sampling(9)).text == "one"


@pytest.mark.parametrize("line", ["{", '{"key": "x"}', '["text"]', '{"text": "a", "usage": {"no": 1}}'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"text": "fine"}\n\n' + line)
    with pytest.raises(NoModel, match="Line 3"):
        RecordedModel(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match=r"nothing\.jsonl can't be read"):
        RecordedModel(tmp_path / "nothing.jsonl")
