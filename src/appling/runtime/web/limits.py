"""How often something may be tried: token buckets, kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from time import monotonic

from appling.runtime.web.problems import TooMany


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` tries at once, then one every `seconds`."""

    burst: int
    seconds: float


class Limiter:
    """A bucket per key. The least used keys are forgotten first, full ones at no cost."""

    def __init__(self, clock: Callable[[], float] = monotonic, capacity: int = 20_000) -> None:
        self._clock = clock
        self._capacity = capacity
        self._buckets: OrderedDict[tuple[str, ...], tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, rate: Rate, *key: str) -> None:
        """Use up one try of the key's. Raises TooMany."""
        now = self._clock()
        with self._lock:
            left, since = self._buckets.pop(key, (float(rate.burst), now))
            left = min(float(rate.burst), left + (now - since) / rate.seconds)
            allowed = left >= 1
            self._buckets[key] = (left - 1 if allowed else left, now)
            if len(self._buckets) > self._capacity:
                self._buckets.popitem(last=False)
        if not allowed:
            raise TooMany(ceil((1 - left) * rate.seconds))

    def forget(self, *key: str) -> None:
        """Fill the key's bucket again, for instance after a right password."""
        with self._lock:
            self._buckets.pop(key, None)
