"""Signing up, in and out: on pages, and for scripts."""

from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

from appling.atoms import field_atom
from appling.atoms.base import Refused
from appling.blueprint.model.app import Field, Role
from appling.blueprint.model.expression import Kind, ValueType
from appling.runtime import addresses
from appling.runtime.identity import sessions
from appling.runtime.identity.forgotten import mail_is_sent
from appling.runtime.identity.passwords import check_password, hash_password, verify_password
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.runtime.web.problems import BadRequest, Forbidden
from appling.store import Person, Taken

BY_ACCOUNT = Rate(burst=10, seconds=30)
BY_ADDRESS = Rate(burst=30, seconds=6)
NEW_BY_ADDRESS = Rate(burst=60, seconds=60)
"""A school has one address, and a class signs up all at once."""
LONGEST_NAME = 100
WRONG = "There is no account with this address and this password."
CLOSED = "Only people whom the owner lets in have an account here. Ask the owner for a link."
HERE_ALREADY = "There is an account with this address already. Sign in instead."


def sign_in_form(visit: Visit) -> Response:
    if visit.actor.signed_in:
        return visit.redirect(_next(visit) or "/")
    return _form(visit, "sign_in.html", 200, {}, {})


def sign_in(visit: Visit) -> Response:
    email = visit.incoming.text("email")
    try:
        person = _check(visit, email, visit.incoming.text("password"))
    except BadRequest as refused:
        return _form(visit, "sign_in.html", 400, {"email": email}, {"": visit.t(refused.message)})
    sessions.remember(visit, sessions.begin(visit, person))
    return visit.redirect(_next(visit) or "/")


def sign_up_form(visit: Visit) -> Response:
    if visit.actor.signed_in:
        return visit.redirect(_next(visit) or "/")
    _must_be_open(visit)
    return _form(visit, "sign_up.html", 200, {}, {})


def sign_up(visit: Visit) -> Response:
    given = {name: visit.incoming.text(name) for name in ("name", "email", "password", "role")}
    try:
        person = _create(visit, given)
    except BadRequest as refused:
        errors = refused.fields or {"": visit.t(refused.message, **refused.values)}
        return _form(visit, "sign_up.html", 400, given, errors)
    sessions.remember(visit, sessions.begin(visit, person))
    visit.flash("Welcome, {name}!", name=person.name)
    return visit.redirect(_next(visit) or "/")


def sign_out(visit: Visit) -> Response:
    sessions.end(visit)
    return visit.redirect("/")


def api_session(visit: Visit) -> Response:
    given = _texts(visit, ("email", "password"))
    person = _check(visit, given["email"], given["password"])
    return _signed_in(visit, person, 200)


def api_account(visit: Visit) -> Response:
    may = ("role",) if len(visit.app.joinable) > 1 else ()
    return _signed_in(visit, _create(visit, _texts(visit, ("name", "email", "password"), may)), 201)


def api_sign_out(visit: Visit) -> Response:
    if visit.session is not None:
        visit.store.people.end_session(visit.session_token)
    return visit.finish(Response(status_code=204))


def _signed_in(visit: Visit, person: Person, status: int) -> Response:
    token, _ = visit.store.people.start_session(person.id)
    about = {"id": person.id, "name": person.name, "role": person.role}
    return visit.finish(JSONResponse({"token": token, "person": about}, status))


def _texts(visit: Visit, names: tuple[str, ...], may: tuple[str, ...] = ()) -> dict[str, str]:
    """The texts of a JSON object that has just these keys, some of which it `may` lack. Raises BadRequest."""
    given = visit.incoming.json
    if not isinstance(given, dict) or set(given) - {*names, *may}:
        raise BadRequest("Send a JSON object with: {names}.", names=", ".join((*names, *may)))
    needed = (*names, *(name for name in may if name in given))
    errors = {name: visit.t("This is needed.") for name in needed if not isinstance(given.get(name), str)}
    if errors:
        raise BadRequest("Something is missing.", errors)
    return {name: str(given[name]) for name in needed}


def _check(visit: Visit, email: str, password: str) -> Person:
    """The person with this address and password. Raises BadRequest, always the same, and TooMany."""
    app, account = visit.compiled.key, email.strip().casefold()[:320]
    visit.limiter.take(BY_ADDRESS, app, "sign-in address", visit.incoming.address)
    visit.limiter.take(BY_ACCOUNT, app, "sign-in account", account)
    person = visit.store.people.find(account)
    usable = person is not None and person.active
    if not verify_password(password, person.password if person is not None and usable else None):
        visit.store.record("sign-in refused", person.id if person is not None else None)
        raise BadRequest(WRONG)
    visit.limiter.forget(app, "sign-in account", account)
    assert person is not None  # noqa: S101 - only a person's own password was right
    return person


def _create(visit: Visit, given: Mapping[str, str]) -> Person:
    """A new account. Raises BadRequest with what is wrong with which input, Forbidden, and TooMany."""
    _must_be_open(visit)
    visit.limiter.take(NEW_BY_ADDRESS, visit.compiled.key, "sign-up address", visit.incoming.address)
    if not visit.app.joinable:
        raise Forbidden
    name, email, errors = read_person(visit, given)
    role = _chosen_role(visit, given.get("role", ""))
    if role is None:
        errors["role"] = visit.t("Choose one of these.")
    try:
        check_password(given["password"], email)
    except Refused as refused:
        errors["password"] = visit.t(refused.message, **refused.values)
    if errors or role is None:
        raise BadRequest("Please look at the marked fields again.", errors)
    try:
        return visit.store.people.create(name, email, role.key, hash_password(given["password"]))
    except Taken as taken:
        raise BadRequest(HERE_ALREADY, {"email": visit.t(HERE_ALREADY)}) from taken


def _chosen_role(visit: Visit, key: str) -> Role | None:
    """One of the roles that are offered; the usual one where nothing is chosen. None for any other."""
    offered = visit.app.joinable
    if not key or len(offered) == 1:
        return offered[0]
    return next((role for role in offered if role.key == key), None)


def read_person(visit: Visit, given: Mapping[str, str]) -> tuple[str, str, dict[str, str]]:
    """Name and email as typed for a new account, and what is wrong with them."""
    name, email, errors = " ".join(given["name"].split()), "", {}
    if not 0 < len(name) <= LONGEST_NAME:
        errors["name"] = visit.t(
            "Say what you are called, in at most {longest} characters.", longest=LONGEST_NAME
        )
    try:
        email = _email(visit, given["email"])
    except Refused as refused:
        errors["email"] = visit.t(refused.message, **refused.values)
    return name, email, errors


def _must_be_open(visit: Visit) -> None:
    if not visit.store.entry.open_to_all:
        raise Forbidden(CLOSED)


def _email(visit: Visit, typed: str) -> str:
    field = Field(visit.t("Email"), "email", "email", ValueType(Kind.TEXT))
    found = field_atom("email").parse(typed, field, visit.app.language) if typed.strip() else None
    if not isinstance(found, str):
        raise Refused("{field} is required", field=field.name)
    return found


def _next(visit: Visit) -> str | None:
    return addresses.safe_path(visit.incoming.text("next") or visit.incoming.query.get("next", ""))


def _form(
    visit: Visit, template: str, status: int, values: Mapping[str, str], errors: Mapping[str, str]
) -> Response:
    shown = {name: value for name, value in values.items() if name != "password"}
    is_open = visit.store.entry.open_to_all
    form: dict[str, object] = {"values": shown, "errors": dict(errors), "open": is_open}
    form["next"] = _next(visit)
    form["roles"] = visit.app.joinable if len(visit.app.joinable) > 1 else ()
    form["mail"] = template == "sign_in.html" and mail_is_sent()
    title = visit.t("Sign in") if template == "sign_in.html" else visit.t("Make an account")
    return visit.page(template, status, form=form, title=title)
