"""All apps of a home as one ASGI application: the request's host says which one is meant."""

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import Protocol

from anyio import to_thread
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from appling.blueprint.model.expression import Kind as ValueKind
from appling.diagnostics.problem import Problem
from appling.runtime.compiled import Compiled
from appling.runtime.endpoints import BY_SECRET, ENDPOINTS, FOR_ALL, TAKES_FILES
from appling.runtime.identity.sessions import recognise
from appling.runtime.outward.cashier import Cashier, no_money
from appling.runtime.pages import refuse
from appling.runtime.routes import Kind, Match, Route
from appling.runtime.visit import Visit
from appling.runtime.web.guard import check_sender, check_token
from appling.runtime.web.headers import SafeHeaders
from appling.runtime.web.incoming import Incoming, read_form, read_head, read_json
from appling.runtime.web.limits import Limiter
from appling.runtime.web.notes import note_refusal
from appling.runtime.web.problems import Refusal
from appling.runtime.web.refusals import refusal_of, respond, respond_unexpected
from appling.runtime.writing.pressing import action_of, asks_for_files
from appling.store import AppStore
from appling.store.homes.home import NoSuchApp

LOG = logging.getLogger("appling.runtime")
MOST_COMPILED = 256
NOBODY = Match(Route("GET", "", Kind.HOME))
UNKNOWN = (
    "There is no app at this address",
    "It may have been taken away, or the address may be misspelt.",
)
UNUSABLE = (
    "This app can't be opened just now",
    "Its files are damaged or out of reach. Whoever runs it sees why with `appling show`.",
)


class Apps(Protocol):
    """Where a site finds its apps: a home, or a single app on trial. `open` raises NoSuchApp.

    `burns` says when an app will be destroyed, None if it will not.
    """

    def open(self, key: str) -> AppStore: ...

    def secret(self) -> str: ...

    def burns(self, key: str) -> datetime | None: ...


class Site:
    """`domain` is what stands behind an app's key in its host, besides `localhost`.

    `cashiers`: who takes an app's money; nobody does unless it is said.
    """

    def __init__(
        self,
        home: Apps,
        *,
        domain: str | None = None,
        studio_href: str | None = None,
        cashiers: Callable[[str], Cashier] = no_money,
    ) -> None:
        self.home = home
        self._cashiers = cashiers
        self._domains = tuple(f".{each}" for each in ("localhost", domain) if each)
        self._studio_href = studio_href
        self._limiter = Limiter()
        self._compiled: OrderedDict[str, Compiled] = OrderedDict()
        self._lock = Lock()
        self._app: ASGIApp = SafeHeaders(GZipMiddleware(self._serve, minimum_size=1024, compresslevel=5))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._app(scope, receive, send)

    def key_of(self, host: str) -> str | None:
        """The key of the app that a host (without port) stands for."""
        for domain in self._domains:
            key = host.removesuffix(domain)
            if key != host and key and "." not in key:
                return key
        return None

    def respond(self, incoming: Incoming) -> Response:
        """Answer a request that is all there, its body included."""
        visit = self._arrive(incoming)
        if isinstance(visit, Response):
            return visit
        try:
            visit.match = visit.compiled.table.match(incoming.method, incoming.path)
            _check_sender(visit)
        except Refusal as refusal:
            return _refuse(visit, refusal)
        return answer(visit)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming = read_head(scope)
        if not incoming.is_write:
            response = await to_thread.run_sync(self.respond, incoming)
            await response(scope, receive, send)
            return
        visit = await to_thread.run_sync(self._arrive, incoming)
        if isinstance(visit, Response):
            await visit(scope, receive, send)
            return
        answered = await self._answer(visit, scope, receive)
        if answered is not None:
            await answered(scope, receive, send)

    def _arrive(self, incoming: Incoming) -> Visit | Response:
        """The visit of a request, or the answer where there is no app to visit."""
        key = self.key_of(incoming.host)
        if key is None:
            return _no_app(incoming, UNKNOWN, 404)
        try:
            store = self.home.open(key)
            changes = store.changes()
            compiled = self._compile(key, store)
        except NoSuchApp:
            return _no_app(incoming, UNKNOWN, 404)
        except Problem as problem:
            LOG.error("app %s cannot be opened: %s", key, problem.sentence)
            return _no_app(incoming, UNUSABLE, 503)
        burns = self.home.burns(key)
        return Visit(
            store,
            compiled,
            incoming,
            NOBODY,
            self._limiter,
            self._studio_href,
            changes,
            burns,
            self._cashiers(key),
        )

    def _compile(self, key: str, store: AppStore) -> Compiled:
        app = store.app
        with self._lock:
            known = self._compiled.get(key)
            if known is not None and known.app is app:
                self._compiled.move_to_end(key)
                return known
        made = Compiled.of(app, key, self.home.secret())
        with self._lock:
            self._compiled[key] = made
            if len(self._compiled) > MOST_COMPILED:
                self._compiled.popitem(last=False)
        return made

    async def _answer(self, visit: Visit, scope: Scope, receive: Receive) -> Response | None:
        """The response; None if nobody waits for it any more."""
        try:
            visit.match = visit.compiled.table.match(visit.incoming.method, visit.incoming.path)
            _check_sender(visit)
            files = await to_thread.run_sync(_takes_files, visit)
            visit.incoming = await _with_body(visit, scope, receive, files=files)
        except ClientDisconnect:
            return None
        except Refusal as refusal:
            return await to_thread.run_sync(_refuse, visit, refusal)
        try:
            return await to_thread.run_sync(answer, visit)
        finally:
            await visit.incoming.form.close()


def answer(visit: Visit) -> Response:
    """Recognise who asks, let the endpoint answer, and turn whatever goes wrong into a sentence."""
    try:
        if visit.match.route.kind not in FOR_ALL:
            recognise(visit)
            if visit.match.route.kind not in BY_SECRET:
                check_token(visit)
        return ENDPOINTS[visit.match.route.kind](visit)
    except Exception as error:
        return _after(error, visit)


def _check_sender(visit: Visit) -> None:
    if visit.match.route.kind not in BY_SECRET:
        check_sender(visit.incoming)


def _refuse(visit: Visit, refusal: Refusal) -> Response:
    try:
        recognise(visit)
        raise refusal
    except Exception as error:
        return _after(error, visit)


def _after(error: Exception, visit: Visit) -> Response:
    refusal = refusal_of(error, visit)
    if refusal is not None:
        if refusal.status == 403:
            note_refusal(visit)
        return respond(refusal, visit)
    request_id = secrets.token_hex(4)
    route = visit.match.route
    LOG.error(
        "request %s: %s %s of app %s failed",
        request_id,
        route.method,
        route.pattern,
        visit.compiled.key,
        exc_info=error,
    )
    return respond_unexpected(visit, request_id)


async def _with_body(visit: Visit, scope: Scope, receive: Receive, *, files: bool) -> Incoming:
    incoming = visit.incoming
    if visit.match.route.kind is Kind.API_FILE:
        if not files:
            raise refuse(visit)
        return replace(incoming, form=await read_form(scope, receive, files=True))
    if incoming.is_api:
        found, body = await read_json(scope, receive)
        return replace(incoming, json=found, body=body)
    return replace(incoming, form=await read_form(scope, receive, files=files))


def _takes_files(visit: Visit) -> bool:
    """Whether files are expected, and from this person: nobody else makes us read large bodies."""
    if visit.match.route.kind is Kind.BRING_IN:
        recognise(visit)
        return visit.rights.may_bring_in(visit.app.thing(visit.match.route.thing))
    if visit.match.route.kind is Kind.API_FILE:
        recognise(visit)
        check_token(visit)
        return visit.rights.may_send_files()
    if visit.match.route.kind in (Kind.ACTION, Kind.ROW_ACTION):
        action = action_of(visit)
        if not asks_for_files(action):
            return False
        recognise(visit)
        return visit.rights.may_try(action)
    verb = TAKES_FILES.get(visit.match.route.kind)
    if verb is None:
        return False
    thing = visit.app.thing(visit.match.route.thing)
    if not any(field.value.kind is ValueKind.FILE for field in thing.fields):
        return False
    recognise(visit)
    return visit.rights.may(thing.key, verb)


def _no_app(incoming: Incoming, why: tuple[str, str], status: int) -> Response:
    heading, text = why
    if incoming.is_api:
        return JSONResponse({"error": f"{heading}."}, status)
    title = "<!DOCTYPE html><html lang=en><meta charset=utf-8>"
    return HTMLResponse(f"{title}<title>{heading}</title><h1>{heading}</h1><p>{text}</p></html>", status)


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
