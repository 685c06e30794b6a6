"""Random and signed tokens, each bound to one app and one purpose."""

import hmac
import secrets
from base64 import b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import sha256

from itsdangerous import BadSignature, URLSafeTimedSerializer

MASK_BYTES = 32


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token, so that who reads the database can't use it."""
    return sha256(token.encode()).hexdigest()


class Signer:
    """Signs values for one app; what was signed for another app or purpose is not read."""

    def __init__(self, secret: str, app_key: str) -> None:
        self._key = hmac.digest(secret.encode(), f"app {app_key}".encode(), "sha256")

    def sign(self, purpose: str, value: object) -> str:
        return self._serializer(purpose).dumps(value)

    def read(self, purpose: str, signed: str, max_age: float) -> object | None:
        """The value, or None if it is forged or more than `max_age` seconds old."""
        try:
            value: object = self._serializer(purpose).loads(signed, max_age=int(max_age))
        except BadSignature:
            return None
        return value

    def key_for(self, purpose: str) -> str:
        """A key of its own for something outside; nothing else can be told from it."""
        return hmac.digest(self._key, f"key for {purpose}".encode(), "sha256").hex()

    def _serializer(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._key, salt=purpose, signer_kwargs={"digest_method": sha256})

    def request_token(self, browser: str) -> str:
        """A token for the forms of this browser, masked anew each time so that compression can't leak it."""
        mask = secrets.token_bytes(MASK_BYTES)
        return urlsafe_b64encode(mask + _xor(mask, self._request_mac(browser))).decode()

    def is_request_token(self, token: str, browser: str) -> bool:
        try:
            raw = b64decode(token.encode(), altchars=b"-_", validate=True)
        except (NotBase64, ValueError):
            return False
        if len(raw) != 2 * MASK_BYTES:
            return False
        return hmac.compare_digest(_xor(raw[:MASK_BYTES], raw[MASK_BYTES:]), self._request_mac(browser))

    def _request_mac(self, browser: str) -> bytes:
        return hmac.digest(self._key, b"request " + browser.encode(), "sha256")


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
