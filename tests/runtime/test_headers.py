"""What every answer carries, and what none does."""

import pytest
from tests.runtime.conftest import Club

from appling.runtime.routes import routes

STRICT = (
    "default-src 'self'",
    "script-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
)


def test_every_answer_is_guarded(club: Club) -> None:
    for client in (club.guest, club.owner):
        paths = {
            route.pattern.replace("{id}", "1").replace("{token}", "x") for route in routes(club.place.app)
        }
        for path in sorted(paths | {"/nothing", "/api/nothing"}):
            headers = client.get(path, headers={"origin": "http://evil.example"}).headers
            assert all(rule in headers["content-security-policy"] for rule in STRICT), path
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "access-control-allow-origin" not in headers
            assert "strict-transport-security" not in headers


def test_pages_and_rows_are_not_kept_by_caches(club: Club) -> None:
    for path in ("/", "/data/bike", "/api/bike", "/data/bike/99"):
        assert club.owner.get(path).headers["cache-control"] == "private, no-store"


def test_under_https_cookies_are_held_to_the_host(club: Club) -> None:
    client = club.place.visitor("https")
    response = client.get("/ideas")
    assert response.headers["strict-transport-security"]
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-visitor=")
    for word in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie


def test_cookies_cannot_be_read_by_scripts(club: Club) -> None:
    cookie = club.guest.get("/ideas").headers["set-cookie"]
    assert cookie.startswith("visitor_bike-club=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_large_pages_are_packed(club: Club) -> None:
    response = club.guest.get("/data/bike")
    assert response.headers["content-encoding"] == "gzip"
    assert "<html" in response.text


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8400", "nothing.localhost", "a.bike-club.localhost", "", "%"]
)
def test_an_unknown_host_has_no_app(club: Club, host: str) -> None:
    response = club.guest.get("/", headers={"host": host})
    assert response.status_code == 404
    assert "no app at this address" in response.text
    assert "content-security-policy" in response.headers


def test_static_files_are_kept_for_ever_and_are_only_those_that_there_are(club: Club) -> None:
    css = club.guest.get("/-/static/app.css")
    assert css.headers["content-type"].startswith("text/css")
    assert "immutable" in css.headers["cache-control"]
    for path in (
        "../site.py",
        "..%2fsite.py",
        "%2e%2e/site.py",
        "%2e%2e%2fsite.py",
        "..%5csite.py",
        "....//site.py",
        "%252e%252e%252fsite.py",
        "/etc/passwd",
        "app.css%00.png",
        "app.css/",
        "",
    ):
        assert club.guest.get(f"/-/static/{path}").status_code == 404, path


def test_the_head_of_a_page(club: Club) -> None:
    assert club.guest.send("HEAD", "/data/bike").status_code == 200


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_styles_come_compressed_as_the_browser_reads_them(
    club: Club, accepted: str, sent: str | None
) -> None:
    answer = club.guest.get("/-/static/app.css", headers={"accept-encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == sent
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["content-type"].startswith("text/css")


def test_compressed_files_have_no_address_of_their_own(club: Club) -> None:
    for ending in ("br", "gz"):
        assert club.guest.get(f"/-/static/app.css.{ending}").status_code == 404
