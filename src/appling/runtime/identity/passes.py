"""How owners come into their own apps: by a signed pass that is good once, for a short while."""

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from starlette.responses import Response

from appling.blueprint.model.app import OWNER
from appling.runtime import addresses
from appling.runtime.identity import sessions
from appling.runtime.visit import Visit
from appling.runtime.web.problems import Forbidden
from appling.runtime.web.tokens import Signer, new_token
from appling.store import Person

if TYPE_CHECKING:
    from appling.store.homes.home import Home

PASS_SECONDS = 120
PURPOSE = "owner's pass"
OUTDATED = "This way in has been used or is too old. Open the app from where you made it once more."


def make_pass(home: "Home", app_key: str) -> str:
    """A pass for the owner of an app, to be carried to `/-/enter?pass=…` of that app."""
    return Signer(home.secret(), app_key).sign(PURPOSE, new_token())


class UsedPasses:
    """Those of the last minutes; older ones are refused by their age."""

    def __init__(self) -> None:
        self._used: dict[str, float] = {}
        self._lock = Lock()

    def use(self, nonce: str) -> bool:
        """Whether this is the first time."""
        now = monotonic()
        with self._lock:
            self._used = {each: when for each, when in self._used.items() if now - when < 2 * PASS_SECONDS}
            first = nonce not in self._used
            self._used[nonce] = now
        return first


used_passes = UsedPasses()


def enter(visit: Visit) -> Response:
    """Sign the owner in."""
    nonce = visit.compiled.signer.read(PURPOSE, visit.incoming.query.get("pass", ""), PASS_SECONDS)
    if not isinstance(nonce, str) or not used_passes.use(nonce):
        raise Forbidden(OUTDATED)
    sessions.remember(visit, sessions.begin(visit, owner_of(visit)))
    return visit.redirect(addresses.safe_path(visit.incoming.query.get("next", "")) or "/")


def owner_of(visit: Visit) -> Person:
    """The owner as one of the app's people."""
    people = visit.store.people
    known = next((person for person in people.all() if person.role == OWNER and person.active), None)
    return known or people.create(visit.t("Owner"), None, OWNER)
