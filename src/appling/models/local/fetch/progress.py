"""How far a download is."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Bytes on this machine so far, of how many, and how fast they come in now."""

    done: int
    total: int
    per_second: float
    source: str

    @property
    def seconds_left(self) -> float | None:
        """None as long as nothing comes in."""
        return (self.total - self.done) / self.per_second if self.per_second > 0 else None


OnProgress = Callable[[Progress], None]


class Meter:
    """Turns counts of bytes into progress, at most a few times a second."""

    def __init__(self, total: int, on_progress: OnProgress | None, every_s: float = 0.25) -> None:
        self._total = total
        self._on_progress = on_progress
        self._every_s = every_s
        self._lock = threading.Lock()
        self._start = self._told = time.monotonic()
        self._at_start: int | None = None
        self._most = 0

    def show(self, done: int, source: str, *, now: bool = False) -> None:
        """`done` bytes are here; with `now` it is told even if the last telling was just before."""
        if self._on_progress is None:
            return
        with self._lock:
            clock = time.monotonic()
            done = self._most = max(done, self._most)
            if self._at_start is None:
                self._start, self._at_start = clock, done
            elif not now and clock - self._told < self._every_s:
                return
            self._told = clock
            passed = clock - self._start
            speed = (done - self._at_start) / passed if passed > 0 else 0.0
            self._on_progress(Progress(min(done, self._total), self._total, max(0.0, speed), source))
