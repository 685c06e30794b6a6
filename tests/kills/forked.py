"""Runs functions in forked children: to their end, up to a kill, or for what they answer.

Whoever forks must be a process of one thread; nothing that is open over a home is carried over.
"""

import os
import pickle
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

WRITE = os.write
"""Kept, so that what is told to the parent is no point of what is watched."""
LONGEST = 120.0
"""Seconds that any child may take."""
Acknowledge = Callable[[], None]


class ChildFailed(AssertionError):
    """A child raised something; the text is its traceback."""


@dataclass(frozen=True)
class Outcome:
    """`acknowledged`: operations the child said were done; `killed`: it did not end by itself."""

    acknowledged: int
    killed: bool
    seconds: float


def asked(function: Callable[[], Any]) -> Any:
    """What the function answers in a child of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _run(lambda: _answer(writing, function))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if not said:
        raise ChildFailed(f"A child ended with status {status} and said nothing.")
    sound, value = pickle.loads(said)
    if not sound:
        raise ChildFailed(value)
    return value


def killed(function: Callable[[Acknowledge], None], after: float | None) -> Outcome:
    """Runs it in a child that is killed so many seconds after it began; None leaves the end to the child."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _run(lambda: _acknowledging(writing, function))
    os.close(writing)
    said, began = b"", time.monotonic()
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        said += pipe.read(1) or b""
        began = time.monotonic()
        until = began + (LONGEST if after is None else after)
        while (left := until - time.monotonic()) > 0:
            if not select.select([pipe], [], [], left)[0]:
                break
            piece = pipe.read(4096)
            if not piece:
                break
            said += piece
        os.kill(child, signal.SIGKILL)
        while piece := pipe.read(4096):
            said += piece
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise ChildFailed(
            f"A child that was to be killed failed by itself:\n{said.decode('utf-8', 'replace')}"
        )
    return Outcome(said.count(b"+"), os.WIFSIGNALED(status), time.monotonic() - began)


def _run(body: Callable[[], None]) -> None:
    """The child's whole life."""
    status = 1
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        body()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _answer(pipe: int, function: Callable[[], Any]) -> None:
    try:
        answer = (True, function())
    except BaseException:
        answer = (False, traceback.format_exc())
    with os.fdopen(pipe, "wb") as file:
        pickle.dump(answer, file)


def _acknowledging(pipe: int, function: Callable[[Acknowledge], None]) -> None:
    WRITE(pipe, b".")
    try:
        function(lambda: WRITE(pipe, b"+") and None)
    except BaseException:
        WRITE(pipe, traceback.format_exc().replace("+", " ").encode())
        raise
