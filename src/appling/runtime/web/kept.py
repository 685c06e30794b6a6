"""Pages that were just made, for who asks for the same again before anything was written.

A page is kept for the very person, address, day and state of the database that it was made for, and
only where nothing on it depends on the hour. Its request token is replaced each time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from starlette.responses import Response

from appling.runtime.visit import Visit

MOST_BYTES = 32 * 1024 * 1024
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Kept:
    html: bytes
    token: bytes
    made: float


class KeptPages:
    """The pages used last, up to a number of bytes."""

    def __init__(self, clock: Callable[[], float] = monotonic, most_bytes: int = MOST_BYTES) -> None:
        self._clock = clock
        self._most = most_bytes
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.made + SECONDS < self._clock():
                return None
            self._pages.move_to_end(key)
            return found

    def put(self, key: Hashable, html: bytes, token: bytes) -> None:
        with self._lock:
            before = self._pages.pop(key, None)
            self._bytes += len(html) - (len(before.html) if before else 0)
            self._pages[key] = Kept(html, token, self._clock())
            while self._bytes > self._most:
                self._bytes -= len(self._pages.popitem(last=False)[1].html)


kept_pages = KeptPages()


def kept(endpoint: Callable[[Visit], Response]) -> Callable[[Visit], Response]:
    """The endpoint, asked only if its page is not at hand."""

    def answer(visit: Visit) -> Response:
        key = _key(visit)
        if key is None:
            return endpoint(visit)
        token = visit.request_token.encode()
        found = kept_pages.get(key)
        if found is not None:
            return visit.html(found.html.replace(found.token, token))
        response = endpoint(visit)
        if response.status_code == 200:
            kept_pages.put(key, bytes(response.body), token)
        return response

    return answer


def _key(visit: Visit) -> Hashable | None:
    """All that the page depends on; None if it is for this one time only."""
    if visit.changes is None or visit.compiled.tells_the_hour or visit.cookie("flash"):
        return None
    incoming, actor = visit.incoming, visit.actor
    asked = (incoming.path, str(incoming.query), incoming.origin, visit.burns)
    return visit.compiled.serial, visit.changes, visit.viewer.today, actor, *asked
