"""Where the studio and the apps are found."""

DEFAULT_PORT = 8400
LOCAL_DOMAIN = "localhost"


def studio_url(port: int = DEFAULT_PORT, domain: str = LOCAL_DOMAIN) -> str:
    """The front page's address."""
    return f"http://{domain}:{port}/"


def app_url(key: str, port: int = DEFAULT_PORT, domain: str = LOCAL_DOMAIN) -> str:
    """An app's address: an origin of its own."""
    return f"http://{key}.{domain}:{port}/"
