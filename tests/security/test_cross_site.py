"""No other site makes a person's browser write here; looking never writes, and no write is by GET."""

import pytest
from tests.promises import count, examples
from tests.security.apps import GROUPS, Source, group
from tests.security.stage import Actor, Stage, staged

from appling.blueprint.model.app import OWNER
from appling.runtime.routes import Kind, Route, routes

FORGED = (
    "Nobody writes from elsewhere: writes of every address without token, with another's, from other origins"
)
LOOKING = "Looking never writes: every GET of every role, the file compared before and after"
FOREIGN = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://evil.localhost:8400"},
)
ROW = "1"


@pytest.mark.parametrize("name", GROUPS)
def test_every_write_needs_its_own_page(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=60):
        with staged(source, per_person=1) as stage:
            for actor in (stage.actor(OWNER), stage.actors[1]):
                tried += try_writes(source, stage, actor)
    count(FORGED, tried)


def try_writes(source: Source, stage: Stage, actor: Actor) -> int:
    before = stage.place.dump()
    good = actor.client.token
    assert good or not stage.place.app.roles
    tried = 0
    for route in routes(stage.place.app):
        if route.method != "GET":
            for headers, token in forged(stage, good):
                status = send(actor, route, token, headers)
                refused = (
                    (403, 404) if route.kind is Kind.STOP_MAILS else (403,)
                )  # Its token is in its address.
                assert status in refused, (source.name, str(actor), route, headers, status)
                tried += 1
    assert stage.place.dump() == before, source.name
    return tried


def forged(stage: Stage, good: str) -> list[tuple[dict[str, str], str]]:
    """Headers and token of a request that no page of ours sent."""
    other = stage.actors[0].client.token
    without = [({}, token) for token in ("", "x" * 88, other)]
    return (without + [(dict(headers), good) for headers in FOREIGN])[:: examples(2, 1)]


def send(actor: Actor, route: Route, token: str, headers: dict[str, str]) -> int:
    path = route.pattern.replace("{id}", ROW).replace("{token}", "x" * 43)
    if path.startswith("/api/"):
        headers = headers | ({"x-csrf-token": token} if token else {})
        json = {} if route.method in ("POST", "PATCH") else None
        return actor.client.send(route.method, path, headers=headers, json=json).status_code
    data = {"_token": token} if token else {}
    return actor.client.send("POST", path, headers=headers, data=data).status_code


@pytest.mark.parametrize("name", GROUPS)
def test_looking_never_writes(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=60):
        with staged(source, per_person=1) as stage:
            before = stage.place.dump()
            for actor in stage.actors:
                tried += look(source, stage, actor)
            assert stage.place.dump() == before, source.name
    count(LOOKING, tried)


def look(source: Source, stage: Stage, actor: Actor) -> int:
    """Every address by GET and HEAD, those for writing too: these take neither."""
    tried = 0
    found = routes(stage.place.app)
    readable = {route.pattern for route in found if route.method == "GET"}
    for pattern in {route.pattern for route in found}:
        path = pattern.replace("{id}", ROW).replace("{token}", "x" * 43).replace("{path}", "app.css")
        status = actor.browser.get(path).status
        assert (status == 405) is (pattern not in readable), (source.name, str(actor), path, status)
        tried += 1
    return tried


@pytest.mark.parametrize("override", ["x-http-method-override", "x-method-override", "x-http-method"])
def test_no_header_makes_a_look_a_write(override: str) -> None:
    source = group("cases", few=1, many=1)[0]
    with staged(source) as stage:
        owner = stage.actor(OWNER)
        before = stage.place.dump()
        for route in routes(stage.place.app):
            if route.method == "GET":
                path = route.pattern.replace("{id}", ROW).replace("{token}", "x")
                owner.client.get(path, headers={override: "DELETE"}, params={"_method": "DELETE"})
        assert stage.place.dump() == before
