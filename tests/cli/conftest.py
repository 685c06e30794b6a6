"""The command `appling` as a person runs it, over a home of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli import forked

COMMAND = (sys.executable, "-c", "from appling.cli.main import main; main()")
SOURCE = Path(__file__).parents[2] / "src"
GOOD = "app Club\n\nthing Bike\n  name: text, required\n"


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str

    def sentence(self) -> str:
        """The one sentence of a refusal; fails unless it and a hint are all that was said of the problem."""
        assert self.status == 1, (self.status, self.err)
        assert "Traceback" not in self.err + self.out
        lines = [line for line in self.err.splitlines() if line and not _is_progress(line)]
        assert len(lines) == 2, self.err
        assert lines[0].endswith("."), lines[0]
        assert len(lines[0]) < 400
        return lines[0]

    def problem(self) -> dict[str, str]:
        """The same for programs, of `--json`."""
        assert self.status == 1, (self.status, self.err)
        assert not self.err
        found: dict[str, Any] = json.loads(self.out)["error"]
        assert found["sentence"]
        assert found["hint"]
        assert found["code"]
        return found


def _is_progress(line: str) -> bool:
    return line.startswith(
        ("About ", "Finding apps like it", "Fetching the model", "Getting the model ready")
    )


Command = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def appling(tmp_path: Path, home: Path) -> Command:
    """Runs the command in `tmp_path`; from its very start where something is to be done `before`."""

    def run(
        *arguments: str | bytes,
        standard_input: bytes = b"",
        before: Callable[[], object] | None = None,
        **environment: str,
    ) -> Said:
        variables = os.environ | {"APPLING_HOME": str(home), "PYTHONPATH": str(SOURCE)} | environment
        if before is None:
            return _forked([os.fsdecode(each) for each in arguments], tmp_path, variables, standard_input)
        done = subprocess.run(
            [*COMMAND, *arguments],
            input=standard_input,
            capture_output=True,
            cwd=tmp_path,
            env=variables,
            timeout=forked.SECONDS,
            preexec_fn=before,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def _forked(arguments: list[str], folder: Path, environment: dict[str, str], standard_input: bytes) -> Said:
    with tempfile.TemporaryDirectory() as aside:
        given, out, err = (Path(aside) / name for name in ("in", "out", "err"))
        given.write_bytes(standard_input)
        status = forked.run(arguments, folder, environment, (given, out, err))
        return Said(status, out.read_bytes().decode(), err.read_bytes().decode())


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A blueprint that is right."""
    file = tmp_path / "good.app"
    file.write_text(GOOD)
    return file
