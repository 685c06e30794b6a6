"""Runs a command that serves an app on a free port of this machine, until the block ends."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def served(
    command: list[str], port: int, env: dict[str, str], folder: Path | None = None, patience: float = 60
) -> Iterator[Callable[[], bool]]:
    """The command runs; what is given says whether it still does. Raises OSError where nothing ever listens."""
    process = subprocess.Popen(
        command,
        env=env,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + patience
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                raise OSError("it does not start")
            time.sleep(0.1)
        yield lambda: process.poll() is None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
