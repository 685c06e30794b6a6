"""Who may use the studio: its owner alone.

On the owner's own machine that is whoever reaches it over loopback under a loopback name; from
anywhere else it takes the signed key that `appling serve` prints. A request that changes something
must come from the studio's own pages.
"""

import ipaddress
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request

COOKIE = "appling_owner"
KEY_AGE = 30 * 24 * 3600
"""Seconds that a printed key, and the cookie made from it, stay good."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Guard:
    """Decides with the home's secret."""

    def __init__(self, secret: str, *, ask_key: bool = False) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="studio-owner")
        self._ask_key = ask_key

    def make_key(self) -> str:
        """A key that lets its bearer in."""
        return self._signer.dumps("owner")

    def is_key(self, key: str) -> bool:
        try:
            return bool(self._signer.loads(key, max_age=KEY_AGE) == "owner")
        except BadSignature:
            return False

    def is_owner(self, request: Request) -> bool:
        at_home = not self._ask_key and _is_at_home(request)
        return at_home or self.is_key(request.cookies.get(COOKIE, ""))

    def token(self) -> str:
        """A token for the studio's forms."""
        return self._signer.dumps("form")

    def is_own_form(self, request: Request, token: str) -> bool:
        """Whether a change comes from the studio's own page."""
        if not _is_same_origin(request):
            return False
        try:
            return bool(self._signer.loads(token, max_age=KEY_AGE) == "form")
        except BadSignature:
            return False


def _is_at_home(request: Request) -> bool:
    """A direct connection over loopback to a loopback name (a foreign name may be rebound to us)."""
    if any(header in request.headers for header in _FORWARDED) or request.client is None:
        return False
    return _is_loopback(request.client.host) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host", "")
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
