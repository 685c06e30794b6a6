"""The experiment on learning runs with any model, here with one whose replies are known."""

import json
from pathlib import Path

import pytest
from bench import learning
from tests.builder.conftest import SHOP

BRIEFS = {
    "w0001": "Neighbours swap kanarienvogel plants, with offers.",
    "w0002": "Gardeners swap kanarienvogel plants, with offers too.",
    "w0003": "A chess tournament with rounds and results.",
    "w0004": "A chess tournament with results by round.",
    "w0700": "Neighbours swap kanarienvogel plants, unseen.",
}


@pytest.fixture
def requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lines = [json.dumps({"id": name, "brief": brief}) for name, brief in BRIEFS.items()]
    (tmp_path / "briefs.jsonl").write_text("\n".join(lines), "utf-8")
    monkeypatch.setenv("APPLING_WEBGEN", str(tmp_path))
    monkeypatch.setenv("APPLING_HOME", str(tmp_path / "home"))
    return tmp_path


def test_streams_are_of_requests_that_are_alike_and_none_is_in_two() -> None:
    known = {name: brief for name, brief in BRIEFS.items() if name != "w0700"}
    drawn = {frozenset(each) for seed in range(5) for each in learning.streams(known, 9, 2, seed)}
    assert drawn <= {frozenset({"w0001", "w0002"}), frozenset({"w0003", "w0004"})}
    assert learning.streams(known, 1, 2, 3) == learning.streams(known, 1, 2, 3)


def test_both_ways_are_built_and_compared(
    requests: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replies = requests / "replies.jsonl"
    replies.write_text("".join(json.dumps({"text": text}) + "\n" for text in SHOP * 4))
    options = ["--streams", "1", "--length", "2", "--model", f"recorded:{replies}"]
    monkeypatch.setattr("sys.argv", ["learning", *options, "--out", str(requests / "rows.jsonl")])
    learning.main()
    rows = [json.loads(line) for line in (requests / "rows.jsonl").read_text().splitlines()]
    assert [(row["learning"], row["live"]) for row in rows] == [(True, True)] * 2 + [(False, True)] * 2
    assert [row["own"] for row in rows] == [0, 1, 0, 0]
    said = capsys.readouterr().out
    assert said.startswith("seed 7, 1 streams of 2 requests")
    assert "with, where it was shown" in said
