"""Signing up and in over HTTP: by described operations, or by the endpoints that the app's own forms post to."""

import contextlib
import json
import re
from typing import Any

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.entering import PASSWORD
from bench.webgen.filling import Values
from bench.webgen.operations import Operation
from bench.webgen.persons import UP, new_account
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

LOGIN = "login|log in|sign in|signin|session|token|auth"
REGISTER = f"{UP}|signup|user|account|member"


def registers(api: Api, wanted: str = "", extra: Values | None = None) -> None:
    """Somebody registers (as the wanted kind of person) and is then known: can sign in, or is signed in."""
    operation = _with_password(api, f"{wanted}|{REGISTER}" if wanted else REGISTER, LOGIN)
    if operation is not None:
        _register_by(api, operation, wanted, extra)
        _names_kind(operation, wanted)
        return
    visitor = _fresh(api)
    account = visitor.sign_up(wanted, extra=extra)
    need(_session(visitor), "signing up gives no session")
    visitor.sign_out()
    visitor.sign_in(account, wanted)
    _has_role(visitor, wanted)


def logs_in(api: Api, wanted: str = "") -> None:
    """Valid credentials give a token or a session; wrong ones do not."""
    operation = _with_password(api, LOGIN, "register|sign up|signup")
    register = _with_password(api, f"{wanted}|{REGISTER}" if wanted else REGISTER, LOGIN)
    if operation is not None and register is not None:
        credentials = _register_by(api, register, wanted, None)
        _token(api, operation, credentials)
        _names_kind(register, wanted)
        return
    visitor = _fresh(api)
    account = visitor.sign_up(wanted)
    visitor.sign_out()
    visitor.page.context.clear_cookies()
    visitor.refused_with_reason(account, wanted)
    visitor.sign_in(account, wanted)
    need(_session(visitor), "signing in gives no session")
    _has_role(visitor, wanted)


def owner_logs_in(api: Api) -> None:
    """Whoever administers the app signs in by what they were given, or by a password; anything else lets nobody in."""
    if api.app.owner is None:
        logs_in(api, "admin|administrator|manager|owner")
        return
    address = api.app.owner()
    true, false = _fresh(api), _fresh(api)
    true.open(address)
    with contextlib.suppress(Unmet):
        false.open(re.sub(r"\w+$", lambda secret: secret[0][::-1], address))
    need(true.page.context.cookies(), "the administrator has no session")
    right, wrong = Api(true.page, api.app), Api(false.page, api.app)
    writing = [each for each in api.operations() if each.method == "post" and not each.parameters]
    need(
        not writing or any(not _taken(wrong, each) and _taken(right, each) for each in writing),
        "a wrong secret does as much as the right one",
    )


def _taken(api: Api, operation: Operation) -> bool:
    """Whether somebody may send something there (though what is sent is empty)."""
    reply = api.call(operation, {})
    return reply.data is not None and reply.status not in (401, 403, 404)


def _session(visitor: Visitor) -> bool:
    """Whether the browser keeps who is signed in, in a cookie or in the page's own storage."""
    kept = visitor.page.evaluate("() => localStorage.length + sessionStorage.length > 0")
    return bool(visitor.page.context.cookies() or kept)


def _fresh(api: Api) -> Visitor:
    stranger = api.stranger()
    return Visitor(stranger.page, api.app)


def _has_role(visitor: Visitor, wanted: str) -> None:
    """Where a kind of person was asked for, they sign up as that kind, or find pages of that kind's own afterwards."""
    if not wanted or visitor.kind_asked:
        return
    own = [
        f"{each} {kind}"
        for kind in words.synonyms(wanted)
        for each in ("my", "register", "new", "add", "your")
    ]
    own += [f"{kind} {each}" for kind in words.synonyms(wanted) for each in ("dashboard", "profile")]
    if not visitor.can_go_to("|".join(own)):
        raise Partial(f"there is an account, but not of a {words.synonyms(wanted)[0]}")


def _names_kind(operation: Operation, wanted: str) -> None:
    """Where a kind of person was asked for, the operation is of that kind or takes it."""
    takes = any(words.means(name, "role|type|kind") for name in operation.body.get("properties", {}))
    if wanted and not takes and not words.means(operation.name, wanted):
        raise Partial(f"there is an account, but not of a {words.synonyms(wanted)[0]}")


def _with_password(api: Api, wanted: str, never: str) -> Operation | None:
    """The POST operation named so whose body has a password."""
    found = [
        each
        for each in api.ranked("post", wanted)
        if any(words.means(name, "password") for name in each.body.get("properties", {}))
        and not words.means(each.name, never)
    ]
    return found[0] if found else None


def _register_by(api: Api, operation: Operation, wanted: str, extra: Values | None) -> dict[str, Any]:
    account = new_account()
    values: dict[str, Any] = {
        "email|mail": account.email,
        "username|user name": account.email.split("@")[0],
        "password": PASSWORD,
        "full name|name": account.name,
        **({"role|type|kind": wanted.split("|")[0]} if wanted else {}),
        **(extra or {}),
    }
    body = api.body(operation, values)
    reply = api.stranger().call(operation, body)
    need(reply.good, f"{operation.path} answers {reply.status}: {reply.text[:100]}")
    return body


def _token(api: Api, operation: Operation, credentials: dict[str, Any]) -> None:
    names = operation.body.get("properties") or {}
    body = {
        name: credentials.get(name) or _same(credentials, name)
        for name in names
        if credentials.get(name) or _same(credentials, name)
    }
    wrong = api.stranger().call(
        operation, {**body, **{name: "not the password 1" for name in body if words.means(name, "password")}}
    )
    reply = api.stranger().call(operation, body)
    need(reply.good, f"{operation.path} answers {reply.status}")
    need(not wrong.good, "a wrong password is accepted")
    told = json.dumps(reply.data or {})
    if not words.means(told.replace('"', " ")[:1500], "token|session|access|user|id"):
        raise Unmet("neither a token nor a session is returned")


def _same(credentials: dict[str, Any], name: str) -> Any:
    return (
        next(
            (
                value
                for key, value in credentials.items()
                if words.means(key, f"{name}|email|username") and value
            ),
            None,
        )
        if not words.means(name, "password")
        else None
    )
