"""Who asks: found by the session cookie, or by the token that a script sends."""

from appling.blueprint.model.app import OWNER, VISITOR
from appling.runtime.access import Actor
from appling.runtime.visit import Visit
from appling.runtime.web.problems import SignInNeeded
from appling.store import Person

BEARER = "bearer "
COOKIE = "session"
COOKIE_SECONDS = 90 * 24 * 3600


def recognise(visit: Visit) -> None:
    """Fill in the visit's session and actor. Raises SignInNeeded for a token that is not (any more) valid."""
    authorization = visit.incoming.headers.get("authorization", "")
    if visit.incoming.takes_bearer and authorization.lower().startswith(BEARER):
        visit.bearer = True
        visit.session_token = authorization[len(BEARER) :].strip()
    else:
        visit.session_token = visit.cookie(COOKIE)
    if visit.session_token:
        visit.session = visit.store.people.session(visit.session_token)
    if visit.session is not None:
        visit.actor = actor_of(visit, visit.session.person)
    elif visit.bearer:
        raise SignInNeeded


def actor_of(visit: Visit, person: Person) -> Actor:
    """A role that the app has no more gives no more than a visitor's rights."""
    known = person.role == OWNER or any(role.key == person.role for role in visit.app.roles)
    return Actor(person.id, person.role if known else VISITOR, person.name)


def begin(visit: Visit, person: Person) -> str:
    """Sign in: always with a new token, and the old session ends. Returns the token."""
    if visit.session is not None:
        visit.store.people.end_session(visit.session_token)
    token, session = visit.store.people.start_session(person.id)
    visit.session, visit.session_token = session, token
    return token


def remember(visit: Visit, token: str) -> None:
    visit.set_cookie(COOKIE, token, COOKIE_SECONDS)


def end(visit: Visit) -> None:
    if visit.session is not None:
        visit.store.people.end_session(visit.session_token)
    visit.set_cookie(COOKIE, "", 0)
