"""Nobody is sent elsewhere, no line gets into an answer, and every answer says what browsers may do."""

from urllib.parse import urljoin, urlsplit

import pytest
from tests.promises import count
from tests.runtime.conftest import Place
from tests.security.apps import GROUPS, group
from tests.security.conftest import PASSWORD, sign_up
from tests.security.stage import Stage, staged

from appling.runtime import make_pass
from appling.runtime.addresses import safe_path
from appling.runtime.routes import routes

LINES = ("a\r\nX-Evil: 1", "a\nSet-Cookie: x=y", "a\r\n\r\n<script>", "a\x00b", "å\u2028")
STRICT = ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'")
HEADERS = "Every answer is guarded: headers of every address, for a visitor and the owner"
ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "https://evil.example",
    "https:evil.example",
    "http:/evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/%5cevil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\r\nLocation: https://evil.example",
    "/%0d%0aSet-Cookie: a=b",
    "@evil.example",
    ".evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/x/../..//evil.example",
)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_after_signing_in_one_stays_here(notes: Place, target: str) -> None:
    client = notes.visitor()
    one_time = make_pass(notes.home, notes.key)
    answer = client.get("/-/enter", params={"pass": one_time, "next": target})
    assert leads_here(notes, answer.headers["location"]), answer.headers["location"]
    client = notes.person("writer")
    answer = client.get("/-/sign-in", params={"next": target})
    assert leads_here(notes, answer.headers["location"]), answer.headers["location"]
    headers = {"referer": target}
    client.get("/data/note/new")
    answer = client.post("/data/note", {"title": "x", "_back": target}, headers=headers)
    assert leads_here(notes, answer.headers["location"]), answer.headers["location"]


def leads_here(place: Place, location: str) -> bool:
    """As a browser reads it: tabs and line ends fall out, and a backslash is a slash."""
    read = location.translate({9: None, 10: None, 13: None, 92: "/"})
    here = f"http://{place.key}.localhost:8400"
    found = urlsplit(urljoin(here + "/-/sign-in", read))
    return f"{found.scheme}://{found.netloc}" == here


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_path_of_this_app_is_one_in_every_browser(target: str) -> None:
    kept = safe_path(target)
    assert kept is None or (kept.startswith("/") and not kept.startswith(("//", "/\\")))


@pytest.mark.parametrize("text", LINES)
def test_no_line_is_smuggled_into_a_header(notes: Place, text: str) -> None:
    client = sign_up(notes)
    files = {"attachment": (text + ".txt", b"x", "text/plain")}
    client.get("/data/note/new")
    client.send("POST", "/data/note", data={"_token": client.token, "title": text}, files=files)
    rows = notes.rows("note")
    answers = [client.get(f"/files/{rows[0]['attachment']}")] if rows else []
    answers.append(client.get("/-/sign-in", params={"next": text, "search": text}))
    answers.append(notes.visitor().get("/data/note", params={"search": text}))
    for answer in answers:
        assert "x-evil" not in answer.headers
        assert not any("x=y" in cookie for cookie in answer.headers.get_list("set-cookie"))
        assert not any("\n" in value or "\r" in value for value in answer.headers.values())


@pytest.mark.parametrize("name", GROUPS)
def test_every_answer_of_every_app_is_guarded(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=30):
        with staged(source, per_person=1) as stage:
            tried += try_headers(stage)
    count(HEADERS, tried)


def try_headers(stage: Stage) -> int:
    tried = 0
    paths = {
        route.pattern.replace("{id}", "1").replace("{token}", "x").replace("{path}", "app.css")
        for route in routes(stage.place.app)
    }
    for actor in (stage.actors[0], stage.actors[-1]):
        for path in sorted(paths | {"/nothing", "/api/nothing", "/data/nothing/1"}):
            for method in ("GET", "POST"):
                headers = actor.client.send(method, path, headers={"origin": "https://evil.example"}).headers
                policy = headers["content-security-policy"]
                assert "unsafe" not in policy
                assert all(each in policy for each in STRICT), path
                assert headers["x-content-type-options"] == "nosniff"
                assert headers["referrer-policy"] == "same-origin"
                assert not [each for each in headers if each.startswith("access-control-")], path
                assert not {"server", "x-powered-by"} & set(headers), path
                tried += 1
    return tried


def test_under_tls_browsers_are_told_to_stay_there(notes: Place) -> None:
    client = notes.visitor("https")
    for path in ("/", "/-/sign-in", "/api/note", "/nothing", "/-/static/app.css", "/openapi.json"):
        assert "max-age=" in client.get(path).headers["strict-transport-security"], path


def test_a_password_is_in_no_address(notes: Place) -> None:
    """Forms with passwords are sent by POST, and a password in an address signs nobody in."""
    sign_up(notes)
    client = notes.visitor()
    client.get("/-/sign-in", params={"email": "kim@example.org", "password": PASSWORD})
    assert client.get("/-/account").status_code == 303
    page = client.get("/-/sign-in").text
    assert 'method="post" action="/-/sign-in"' in page
