"""Whatever a person or a model writes, `appling new` ends with an app or with one sentence."""

import json
import os
import socket
from pathlib import Path
from time import monotonic

import pytest
from tests.cli.conftest import Command

pytestmark = pytest.mark.slow
RUBBISH = "%%% \0 ((( {}[] 这 \x1b[31m"


def recording(folder: Path, text: str, count: int = 12) -> str:
    file = folder / "replies.jsonl"
    file.write_text((json.dumps({"text": text}) + "\n") * count)
    return f"recorded:{file}"


def apps(home: Path) -> list[Path]:
    return list((home / "apps").iterdir())


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.parametrize("brief", ["", " \n\t", "\u200b\u202e\ufeff"])
def test_an_empty_brief_needs_no_model(appling: Command, home: Path, brief: str) -> None:
    said = appling("new", brief, HF_ENDPOINT="http://127.0.0.1:9", PIP_INDEX_URL="http://127.0.0.1:9")
    assert said.sentence() == "There is nothing to build from yet."
    assert "Fetching" not in said.err
    assert not list((home / "models").iterdir())


def test_an_empty_brief_is_said_to_programs(appling: Command) -> None:
    assert appling("new", "", "--json").problem()["code"] == "empty-brief"


def test_a_huge_brief(appling: Command, home: Path) -> None:
    said = appling("new", "-", standard_input=b"a bike club, " * 80_000)
    assert "at most 20,000 are read" in said.sentence()
    assert not apps(home)


def test_a_brief_of_odd_characters(appling: Command, tmp_path: Path, home: Path) -> None:
    brief = b"\xed\xa0\x80\xff \x1b[31m\xe2\x80\xae bikes \xf0\x9f\x98\x80"
    for arguments, given in (((brief,), b""), (("-",), brief)):
        said = appling("new", *arguments, "--model", recording(tmp_path, RUBBISH), standard_input=given)
        assert "wrote nothing that an app can be made of" in said.sentence()
    assert not apps(home)


@pytest.mark.parametrize("text", [RUBBISH * 50, "", "thing Thing thing: a, b, c = 1\n" * 40_000])
def test_a_model_that_writes_no_app(appling: Command, tmp_path: Path, home: Path, text: str) -> None:
    said = appling("new", "asdf 42 qwerty!!", "--model", recording(tmp_path, text))
    assert "wrote nothing that an app can be made of" in said.sentence()
    assert not apps(home)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}\n", b"[1]\n", b"rubbish\n"])
def test_a_recording_that_is_none(appling: Command, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_bytes(content)
    assert "replies.jsonl" in appling("new", "bikes", "--model", f"recorded:{file}").sentence()


@pytest.mark.parametrize(
    "name", ["nosuch", "nosuch:x", "none.gguf", "recorded:none", "recorded:/", b"\xff:x"]
)
def test_a_model_that_there_is_not(appling: Command, home: Path, name: str) -> None:
    appling("new", "bikes", "--model", name).sentence()
    assert not apps(home)


def test_a_model_that_there_is_not_is_said_to_programs(appling: Command) -> None:
    assert appling("new", "bikes", "--json", "--model", "nosuch:x").problem()["code"] == "no-model"


def test_no_model_and_no_network(appling: Command, home: Path) -> None:
    nowhere = f"http://127.0.0.1:{closed_port()}"
    start = monotonic()
    said = appling(
        "new", "bikes", HF_ENDPOINT=nowhere, PIP_INDEX_URL=f"{nowhere}/simple", APPLING_MODEL_FILE=""
    )
    assert "could not be fetched" in said.sentence()
    assert "APPLING_MODEL_FILE" in said.err
    assert monotonic() - start < 15
    assert not apps(home)


def test_a_model_file_that_is_none(appling: Command, tmp_path: Path) -> None:
    file = tmp_path / "noise.gguf"
    file.write_bytes(os.urandom(5000))
    appling("new", "bikes", "--model", str(file)).sentence()
