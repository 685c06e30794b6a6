"""`appling serve` as a person starts it, in a process of its own over a new home."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest

COMMAND = (sys.executable, "-c", "from appling.cli.main import main; main()")
"""The command `appling`, also where only the sources are on the path."""


@dataclass(frozen=True)
class Server:
    """A running server: its front page's address, its home, its process."""

    url: str
    port: int
    home: Path
    process: "subprocess.Popen[bytes]"


Start = Callable[..., Server]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server with these arguments; all are stopped when the test ends."""
    started = []

    def run(*arguments: str) -> Server:
        port, home = free_port(), tmp_path / "home"
        environment = os.environ | {"APPLING_HOME": str(home)}
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port), *arguments], env=environment, stderr=subprocess.DEVNULL
        )
        started.append(process)
        url = f"http://localhost:{port}/"
        _wait_for(url, process)
        return Server(url, port, home, process)

    yield run
    for process in started:
        process.terminate()
    for process in started:
        process.wait(20)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = monotonic() + 40
    while monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            with urlopen(url):
                return
        except URLError:
            sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.fixture
def recorded(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of recorded replies, for `--model recorded:FILE`."""

    def write(*replies: str) -> Path:
        file = tmp_path / "replies.jsonl"
        file.write_text("".join(json.dumps({"text": reply}) + "\n" for reply in replies), encoding="utf-8")
        return file

    return write
