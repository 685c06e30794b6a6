"""What opens something by being known is too long to be guessed; what can be guessed opens nothing."""

import string
from urllib.parse import quote

import pytest
from tests.promises import count, examples
from tests.runtime.conftest import Place
from tests.security.apps import GROUPS, group
from tests.security.stage import staged

from appling.runtime.routes import routes
from appling.runtime.web.tokens import new_token

GUESSED = "Nobody guesses: ids and tokens of one letter, odd spellings of numbers, at every address with one"
ENOUGH = 22
"""Letters of base64 that hold 128 bits."""
GUESSES = (
    *string.digits,
    *string.ascii_lowercase,
    *("-1", "*", "?", "%", "..", "null", "undefined", "NaN", "true", "0x1", "1e0", "1.0", "+1", "01"),
    *(" 1", "1 ", "1;2", "1,2", "1/2", "1%00", "１", "٣", "9" * 40, "9223372036854775808", "[1]", "{id}"),
)


@pytest.mark.parametrize("name", GROUPS)
def test_a_guess_opens_nothing(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=40):
        with staged(source, per_person=0) as stage:
            people = {str(person.id) for person in stage.place.store.people.all()}
            for actor in (stage.actors[0], stage.actors[-1]):
                for route in routes(stage.place.app):
                    if route.method != "GET" or not {"{id}", "{token}"} & set(route.pattern.split("/")):
                        continue
                    there = people if route.pattern.startswith("/-/person/") else set()
                    for guess in [each for each in GUESSES[:: examples(4, 1)] if each not in there]:
                        path = route.pattern.replace("{id}", quote(guess)).replace("{token}", quote(guess))
                        answer = actor.browser.get(path)
                        assert answer.status in (303, 401, 403, 404, 429), (source.name, path, answer.status)
                        tried += 1
    count(GUESSED, tried)


def test_tokens_are_long_and_random(notes: Place) -> None:
    writer = notes.store.people.create("Kim", None, "writer")
    made = {
        "session": [notes.store.people.start_session(writer.id)[0] for _ in range(20)],
        "link": [notes.store.entry.make_link(writer.id) for _ in range(20)],
        "token": [new_token() for _ in range(20)],
        "home": [notes.home.secret()],
    }
    for tokens in made.values():
        assert len(set(tokens)) == len(tokens)
        assert all(len(token) >= ENOUGH for token in tokens)
        assert len({token[:8] for token in tokens}) == len(tokens)


def test_upload_tokens_are_long_and_random(notes: Place) -> None:
    client = notes.person("writer")
    for _ in range(5):
        client.get("/data/note/new")
        files = {"attachment": ("a.txt", b"same content", "text/plain")}
        client.send("POST", "/data/note", data={"_token": client.token, "title": "x"}, files=files)
    tokens = {row["attachment"] for row in notes.rows("note")}
    assert len(tokens) == 5
    assert all(len(token) >= ENOUGH for token in tokens)


@pytest.mark.parametrize("method", ["PUT", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "X" * 50])
def test_other_methods_open_nothing(notes: Place, method: str) -> None:
    client = notes.person("writer")
    before = notes.dump()
    for path in ("/", "/data/note", "/api/note", "/files/x", "/-/people", "/openapi.json"):
        assert client.send(method, path).status_code in (403, 404, 405), path
    assert notes.dump() == before
