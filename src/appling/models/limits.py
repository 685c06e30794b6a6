"""How long a caller waits for a reply that comes in pieces."""

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from appling.models.base import Finish, Wait

_LOOK_S = 0.05

Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Limits:
    """When the caller stops waiting; times are of `time.monotonic`."""

    started: float
    until: float | None = None
    cancel: threading.Event | None = None

    @classmethod
    def of(cls, wait: Wait, at_most_s: float | None = None) -> "Limits":
        """Limits of a wait that begins now; without a deadline of its own it ends after `at_most_s`."""
        now = time.monotonic()
        seconds = at_most_s if wait.deadline_s is None else wait.deadline_s
        return cls(now, None if seconds is None else now + seconds, wait.cancel)

    @property
    def passed_s(self) -> float:
        """Seconds since the wait began."""
        return time.monotonic() - self.started

    def over(self) -> Finish | None:
        """The reason to stop now, if there is one."""
        if self.cancel is not None and self.cancel.is_set():
            return "cancelled"
        if self.until is not None and time.monotonic() >= self.until:
            return "deadline"
        return None


def arriving(pieces: "queue.SimpleQueue[Piece | Exception | None]", limits: Limits) -> Iterator[Piece]:
    """What another thread puts into the queue, up to None or a limit; an error is raised here."""
    while limits.over() is None:
        try:
            piece = pieces.get(timeout=_LOOK_S)
        except queue.Empty:
            continue
        if piece is None:
            return
        if isinstance(piece, Exception):
            raise piece
        yield piece
