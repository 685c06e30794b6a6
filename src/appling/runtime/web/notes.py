"""Which refused requests are written down: enough to see what was tried, too few to hide the rest."""

from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.runtime.web.problems import TooMany

BY_ADDRESS = Rate(burst=50, seconds=10)
"""So many notes of one address; what it tries beyond that is refused without a note."""


def note_refusal(visit: Visit) -> None:
    """Without what stands in the address for a token, which is a secret."""
    incoming, match = visit.incoming, visit.match
    path = match.route.pattern if match.token else incoming.path
    try:
        visit.limiter.take(BY_ADDRESS, visit.compiled.key, "refused", incoming.address)
    except TooMany:
        return
    visit.store.record("refused", visit.actor.person, f"{incoming.method} {path}")
