"""Where the studio and the apps are found."""

import os
import re

ADDRESS_VARIABLE = "APPLING_ADDRESS"
DEFAULT_PORT = 8400
LOCAL_DOMAIN = "localhost"
_PATTERN = re.compile(r"https?://\*\.[A-Za-z0-9.-]+(?::[0-9]{1,5})?")


def studio_url(port: int = DEFAULT_PORT, domain: str = LOCAL_DOMAIN) -> str:
    """The front page's address."""
    return f"http://{domain}:{port}/"


def app_url(key: str, port: int = DEFAULT_PORT, domain: str = LOCAL_DOMAIN) -> str:
    """An app's address: an origin of its own."""
    return f"http://{key}.{domain}:{port}/"


def app_origin(key: str, port: int = DEFAULT_PORT, domain: str = LOCAL_DOMAIN) -> str:
    """How an app's addresses begin in e-mails: as it is set, or as they are served."""
    given = os.environ.get(ADDRESS_VARIABLE, "").strip().rstrip("/")
    if _PATTERN.fullmatch(given):
        return given.replace("*", key)
    return app_url(key, port, domain).rstrip("/")
