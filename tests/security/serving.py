"""A home served over real sockets, by a thread of this process or by processes of their own."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn

from appling.runtime import Site
from appling.store import Home

PROCESS = """
import sys, uvicorn
from appling.runtime import Site
from appling.store import Home
uvicorn.run(Site(Home(sys.argv[1])), port=int(sys.argv[2]), log_level="error", ws="none")
"""


@contextmanager
def served(home: Home) -> Iterator[int]:
    """The port at which a thread of this process serves it."""
    server = uvicorn.Server(uvicorn.Config(Site(home), port=0, log_level="warning", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    wait_for(lambda: server.started)
    yield int(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(10)


@contextmanager
def processes(home: Path, number: int) -> Iterator[list[int]]:
    """The ports of so many processes that serve the same home."""
    ports = [free_port() for _ in range(number)]
    started = [
        subprocess.Popen([sys.executable, "-c", PROCESS, str(home), str(port)], stderr=subprocess.DEVNULL)
        for port in ports
    ]
    try:
        for port in ports:
            wait_for(partial(answers, port))
        yield ports
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    end = monotonic() + seconds
    while not happened():
        assert monotonic() < end, "the server did not start"
        sleep(0.02)
