"""Choosing a password: another one for oneself, or a first or a forgotten one by a link from the owner."""

from collections.abc import Mapping

from starlette.responses import Response

from appling.atoms.base import Refused
from appling.runtime.identity import sessions
from appling.runtime.identity.accounts import BY_ACCOUNT, NEW_BY_ADDRESS
from appling.runtime.identity.passwords import check_password, hash_password, verify_password
from appling.runtime.visit import Visit
from appling.runtime.web.problems import Forbidden, NotFound, SignInNeeded
from appling.store import NotThere, Person

NO_PASSWORD = "There is no password to change: you came in without one."  # noqa: S105 - a sentence
OUTDATED = "This link has been used or is too old. Ask the owner of this app for another one."


def account(visit: Visit) -> Response:
    if visit.session is None:
        raise SignInNeeded
    if visit.session.person.password is None:
        heading, text = visit.t("Your account"), visit.t(NO_PASSWORD)
        return visit.page("message.html", heading=heading, text=text, actions=(), title=heading)
    return _account(visit, visit.session.person, 200, {})


def change(visit: Visit) -> Response:
    """Set another password; whoever is signed in elsewhere as this person is signed out."""
    person = _with_password(visit)
    visit.limiter.take(BY_ACCOUNT, visit.compiled.key, "password", str(person.id))
    if not verify_password(visit.incoming.text("current"), person.password):
        visit.store.record("password change refused", person.id)
        return _account(visit, person, 400, {"current": visit.t("This is not your present password.")})
    errors = _errors(visit, person)
    if errors:
        return _account(visit, person, 400, errors)
    visit.limiter.forget(visit.compiled.key, "password", str(person.id))
    visit.store.people.set_password(person.id, hash_password(visit.incoming.text("password")))
    sessions.remember(visit, sessions.begin(visit, person))
    visit.flash("Your password is changed. Wherever else you were signed in, you are signed out.")
    return visit.redirect("/-/account")


def link(visit: Visit) -> Response:
    """Looking at it uses nothing up: messengers look at links before people do."""
    return _choose(visit, _invited(visit), 200, {})


def use_link(visit: Visit) -> Response:
    visit.limiter.take(NEW_BY_ADDRESS, visit.compiled.key, "link address", visit.incoming.address)
    errors = _errors(visit, _invited(visit))
    if errors:
        return _choose(visit, _invited(visit), 400, errors)
    hashed = hash_password(visit.incoming.text("password"))
    try:
        person = visit.store.entry.use_link(visit.match.token, hashed)
    except NotThere as gone:
        raise NotFound(OUTDATED) from gone
    sessions.remember(visit, sessions.begin(visit, person))
    visit.flash("Welcome, {name}!", name=person.name)
    return visit.redirect("/")


def _with_password(visit: Visit) -> Person:
    """The person who asks. Raises SignInNeeded, and Forbidden for one who has no password to change."""
    if visit.session is None:
        raise SignInNeeded
    if visit.session.person.password is None:
        raise Forbidden(NO_PASSWORD)
    return visit.session.person


def _invited(visit: Visit) -> Person:
    try:
        return visit.store.entry.invited(visit.match.token)
    except NotThere as gone:
        raise NotFound(OUTDATED) from gone


def _errors(visit: Visit, person: Person) -> dict[str, str]:
    try:
        check_password(visit.incoming.text("password"), person.email or "")
    except Refused as refused:
        return {"password": visit.t(refused.message, **refused.values)}
    return {}


def _account(visit: Visit, person: Person, status: int, errors: Mapping[str, str]) -> Response:
    form = {"values": {}, "errors": dict(errors), "next": None}
    return visit.page("account.html", status, form=form, person=person, title=visit.t("Your account"))


def _choose(visit: Visit, person: Person, status: int, errors: Mapping[str, str]) -> Response:
    form = {"values": {}, "errors": dict(errors), "next": None}
    return visit.page("link.html", status, form=form, person=person, title=visit.t("Choose a password"))
