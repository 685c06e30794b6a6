"""Servers of this machine that stand in for the network's."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from starlette.applications import Starlette

Serve = Callable[[Starlette], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves an application on 127.0.0.1 until the test ends; gives its address."""
    running: list[tuple[uvicorn.Server, threading.Thread, socket.socket]] = []

    def start(app: Starlette) -> str:
        bound = socket.socket()
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread, bound))
        return f"http://127.0.0.1:{bound.getsockname()[1]}"

    yield start
    for server, thread, bound in running:
        server.should_exit = server.force_exit = True
        thread.join(5)
        bound.close()


@pytest.fixture
def closed_address() -> str:
    """An address of this machine where nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{bound.getsockname()[1]}"
