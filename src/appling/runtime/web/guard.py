"""Keeps other sites from making a person's browser do something here."""

from appling.runtime.visit import Visit
from appling.runtime.web.incoming import Incoming
from appling.runtime.web.problems import Forbidden

STALE = "This form is too old or came from elsewhere. Open the page again and send it once more."


def check_sender(incoming: Incoming) -> None:
    """Refuse a write that a page of another site sent; done before its body is read. Raises Forbidden."""
    if not incoming.is_write:
        return
    site = incoming.headers.get("sec-fetch-site")
    origin = incoming.headers.get("origin")
    if (site is not None and site != "same-origin") or (origin is not None and origin != incoming.origin):
        raise Forbidden(STALE)


def check_token(visit: Visit) -> None:
    """Refuse a write without the token that only our own pages hold. Raises Forbidden.

    A request that names its session itself, and one of the API without any session, needs none:
    a browser adds nothing to it that its sender does not have.
    """
    incoming = visit.incoming
    if not incoming.is_write or visit.bearer or (incoming.is_api and visit.session is None):
        return
    token = incoming.headers.get("x-csrf-token") or incoming.text("_token")
    known = visit.session is not None or visit.visitor_mark is not None
    if not known or not visit.compiled.signer.is_request_token(token, visit.browser):
        raise Forbidden(STALE)
