"""What went wrong, said in the app's language: as a page, or as JSON to scripts."""

from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from appling.atoms.base import Refused
from appling.runtime.visit import Visit
from appling.runtime.web.problems import (
    BadRequest,
    Conflict,
    Forbidden,
    NoRoom,
    NotFound,
    Refusal,
    SignInNeeded,
    TooLarge,
    TooMany,
    Unusable,
    WrongMethod,
)
from appling.store import StoreError
from appling.store import errors as store_errors
from appling.store.files import TooLarge as FileTooLarge

UNEXPECTED = "Something went wrong here. It has been written down; please try again."
PRIVATE = "This app is private. Its owner opens it from where it was made."


def refusal_of(error: Exception, visit: Visit) -> Refusal | None:
    """An expected error as a refusal; None for one that nobody expected."""
    match error:
        case Refusal():
            return error
        case Refused():
            return BadRequest(error.message, None, **error.values)
        case store_errors.NotThere():
            return NotFound()
        case store_errors.Denied():
            return Forbidden() if visit.actor.signed_in else SignInNeeded()
        case store_errors.Invalid():
            sentence = visit.t(error.message, **error.values)
            return BadRequest(error.message, {error.field: sentence}, **error.values)
        case store_errors.Conflict() | store_errors.NotNow() | store_errors.InUse() | store_errors.Busy():
            return Conflict(error.message, **error.values)
        case store_errors.BrokenApp():
            return NoRoom() if isinstance(error, store_errors.NoRoom) else Unusable()
        case FileTooLarge():
            return TooLarge(error.message, **error.values)
        case StoreError():
            return Refusal(error.message, **error.values)
    return None


def respond(refusal: Refusal, visit: Visit) -> Response:
    """The answer that says so."""
    if visit.incoming.wants_json:
        response = _json(refusal, visit)
    elif isinstance(refusal, SignInNeeded) and visit.app.roles:
        return visit.redirect("/-/sign-in" + _next(visit))
    else:
        response = _page(refusal, visit)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.seconds)
    if isinstance(refusal, WrongMethod):
        response.headers["Allow"] = ", ".join(refusal.allowed)
    return response


def respond_unexpected(visit: Visit, request_id: str) -> Response:
    """Says nothing about what it was, save the number under which it was written down."""
    sentence = visit.t(UNEXPECTED)
    if visit.incoming.wants_json:
        return visit.finish(JSONResponse({"error": sentence, "request": request_id}, 500))
    text = f"{sentence} ({request_id})"
    return visit.page(
        "message.html", 500, heading=visit.t("Sorry"), text=text, actions=(), title=visit.t("Sorry")
    )


def _json(refusal: Refusal, visit: Visit) -> Response:
    content: dict[str, object] = {"error": visit.t(refusal.message, **refusal.values)}
    if isinstance(refusal, BadRequest) and refusal.fields:
        content["fields"] = refusal.fields
    response = visit.finish(JSONResponse(content, refusal.status))
    if isinstance(refusal, SignInNeeded):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _page(refusal: Refusal, visit: Visit) -> Response:
    private = isinstance(refusal, SignInNeeded)
    text = visit.t(PRIVATE) if private else visit.t(refusal.message, **refusal.values)
    heading = visit.t("Private") if private else visit.t(refusal.heading)
    actions = [(visit.t("Go to the start"), "/")] if visit.rights.home() else []
    return visit.page(
        "message.html", refusal.status, heading=heading, text=text, actions=actions, title=heading
    )


def _next(visit: Visit) -> str:
    """Where to go on after signing in, for pages that were only to be looked at."""
    incoming = visit.incoming
    if incoming.is_write or incoming.path == "/":
        return ""
    query = f"?{incoming.query}" if str(incoming.query) else ""
    return f"?next={quote(incoming.path + query)}"
