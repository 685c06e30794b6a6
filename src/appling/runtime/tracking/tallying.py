"""Counting looks and clicks: told by a page that is really seen, once a day for each person.

Who it was is known for that day, in memory alone, by a mark that nobody can read back.
"""

import secrets
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

from starlette.responses import Response

from appling.blueprint.model.app import Thing, Verb
from appling.runtime.pages import refuse
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.store.writing.tallies import tallies

BY_ADDRESS = Rate(burst=60, seconds=1)
"""However many people there are behind one address of the network: more than these are not counted."""
MOST_KNOWN = 50_000


class Seen:
    """What was counted already; what was counted first is forgotten first."""

    def __init__(self, capacity: int = MOST_KNOWN) -> None:
        self._key = secrets.token_bytes(32)
        self._capacity = capacity
        self._marks: OrderedDict[bytes, None] = OrderedDict()
        self._lock = Lock()

    def is_new(self, *what: str) -> bool:
        """Whether this is the first time; from then on, it is not."""
        mark = blake2b("\0".join(what).encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            if mark in self._marks:
                return False
            self._marks[mark] = None
            if len(self._marks) > self._capacity:
                self._marks.popitem(last=False)
        return True


seen = Seen()


def look(visit: Visit) -> Response:
    """Somebody has a row's page in front of them."""
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    with visit.reading() as lists:
        lists.reader.row(thing.key, visit.match.id)
    return count(visit, thing, visit.match.id, "views")


def count(visit: Visit, thing: Thing, row: int, of: str) -> Response:
    """Count it, unless this person did it today already. The row must be one that they see."""
    app, day = str(visit.store.folder), visit.viewer.today.isoformat()
    visit.limiter.take(BY_ADDRESS, visit.compiled.key, of, visit.incoming.address)
    person = visit.actor.person
    who = visit.browser if person is None else f"person {person}"
    fields = [field.key for field in tallies(thing, of)]
    if fields and seen.is_new(app, thing.key, str(row), of, day, who):
        visit.store.count_up(thing.key, row, fields)
    return visit.finish(Response(status_code=204))
