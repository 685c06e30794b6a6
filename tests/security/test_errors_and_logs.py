"""What goes wrong tells nothing of how it works; what matters is written down, and no secret with it."""

import logging
import random
from collections.abc import Callable

import pytest
from tests.promises import count, examples
from tests.runtime.conftest import Place
from tests.security.apps import GROUPS, group
from tests.security.attacks import ALL
from tests.security.conftest import PASSWORD, session_of, sign_in, sign_up
from tests.security.stage import Stage, staged

from appling.blueprint.model.app import OWNER
from appling.runtime import endpoints
from appling.runtime.routes import Kind, Route, routes

FAULTS = "No word about how it works: every address with a fault inside"
WALK = "No fault of ours: requests of a random walk"
TELLING = ("Traceback", "sqlalchemy", "sqlite", ".py", "SELECT ", "Error(", "a secret inside")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_fault_inside_tells_nothing(
    notes: Place, kind: Kind, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_visit: object) -> None:
        raise RuntimeError("a secret inside")

    monkeypatch.setitem(endpoints.ENDPOINTS, kind, fail)
    owner = notes.owner()
    owner.get("/-/account")
    for route in routes(notes.app):
        if route.kind is kind:
            path = (
                route.pattern.replace("{id}", "1").replace("{token}", "x" * 43).replace("{path}", "app.css")
            )
            with caplog.at_level(logging.ERROR):
                if route.pattern.startswith("/api/"):
                    answer = owner.api(route.method, path, {} if route.method in ("POST", "PATCH") else None)
                elif route.method == "POST":
                    answer = owner.post(path)
                else:
                    answer = owner.get(path)
            assert answer.status_code == 500
            assert not [word for word in TELLING if word in answer.text], path
            ours = [record for record in caplog.records if record.name == "appling.runtime"]
            assert ours[-1].getMessage().split()[1].strip(":") in answer.text
            assert not any("x" * 43 in record.getMessage() for record in caplog.records)
            count(FAULTS, 1)
            break


@pytest.mark.parametrize("name", GROUPS)
def test_a_random_walk_meets_no_fault(name: str) -> None:
    for source in group(name, few=1, many=60):
        with staged(source, per_person=1) as stage:
            chance = random.Random(source.name)
            for _ in range(examples(60, 400)):
                status = step(stage, chance)
                assert status < 500
            count(WALK, examples(60, 400))


def step(stage: Stage, chance: random.Random) -> int:
    """Anybody, anywhere, with anything."""
    actor = chance.choice(stage.actors)
    route = chance.choice(routes(stage.place.app))
    path = route.pattern.replace("{id}", str(chance.randint(1, 6))).replace("{token}", "x" * 43)
    values = rubbish(stage, route, chance)
    if route.method == "GET":
        return actor.browser.get(path).status
    if path.startswith("/api/"):
        return actor.browser.send(route.method, path, chance.choice([values, None, [], 1, {}])).status
    return actor.browser.post(path, values).status


def rubbish(stage: Stage, route: Route, chance: random.Random) -> dict[str, object]:
    thing = stage.place.app.thing(route.thing) if route.thing else None
    keys = [field.key for field in thing.fields] if thing else ["name", "email", "password", "role", "open"]
    return {key: chance.choice([*ALL, "1", "5", "2026-03-01", ""]) for key in keys}


def events(place: Place) -> list[str]:
    return [event.event for event in place.store.events(500)]


def test_what_matters_is_written_down(notes: Place) -> None:
    client = sign_up(notes)
    assert events(notes)[:2] == ["signed in", "person added"]
    sign_in(notes, "not-the-password")
    assert events(notes)[0] == "sign-in refused"
    assert client.get("/-/people").status_code == 403
    assert events(notes)[0] == "refused"
    client.send("POST", "/data/note", data={"title": "x"})
    refused = notes.store.events(1)[0]
    assert (refused.event, refused.person, refused.detail) == ("refused", client.person, "POST /data/note")
    client.post("/-/account", {"current": "wrong", "password": "another-long-one"})
    assert events(notes)[0] == "password change refused"
    client.post("/-/account", {"current": PASSWORD, "password": "another-long-one"})
    assert events(notes)[:2] == ["signed in", "password changed"]
    owner = notes.owner()
    for path, form, event in (
        (f"/-/people/{client.person}", {"role": "reader"}, "role reader"),
        (f"/-/people/{client.person}", {"active": "no"}, "disabled"),
        (f"/-/people/{client.person}", {"active": "yes"}, "enabled"),
        (f"/-/people/{client.person}/link", {}, "link made"),
        ("/-/people/sign-up", {"open": "no"}, "sign-up closed"),
        ("/-/people/sign-up", {"open": "yes"}, "sign-up open"),
    ):
        owner.post(path, form)
        assert events(notes)[0] == event
    assert all(event.time is not None for event in notes.store.events(500))


def test_no_secret_is_written_down(notes: Place, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in the log nor in the record: passwords, sessions, links, tokens of forms and files."""
    with caplog.at_level(logging.DEBUG):
        client = sign_up(notes)
        secrets = {PASSWORD, "another-long-one", session_of(client, notes), client.token}
        owner = notes.owner()
        link = notes.store.entry.make_link(client.person or 0)
        secrets |= {link, notes.home.secret(), session_of(owner, notes), owner.token}
        client.send("POST", f"/-/link/{link}", data={"password": "another-long-one"})
        client.get(f"/-/link/{link}?x=1")
        client.post("/-/account", {"current": PASSWORD, "password": "another-long-one"})
        client.get(f"/-/enter?pass={link}")
        client.send("GET", "/api/note", headers={"authorization": f"Bearer {link}"})
        notes.visitor().get(f"/-/sign-in?password={PASSWORD}")
    written = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    written += [f"{event.event} {event.detail}" for event in notes.store.events(500)]
    assert written
    assert not [(secret, line) for secret in secrets for line in written if secret and secret in line]


@pytest.mark.parametrize("text", ["x\nroot signed in", "x\r\n2026 INFO ok", "\x1b[2J", "x\u2028y"])
def test_a_line_of_the_record_cannot_be_made_up(
    make: Callable[[str], Place], text: str, caplog: pytest.LogCaptureFixture
) -> None:
    place = make("app Doors\n  people: keeper\n\nthing Door\n  name: text\n  keeper may see\n")
    with caplog.at_level(logging.INFO):
        client = place.person("keeper")
        client.get("/-/people", params={"x": text})
        client.post("/-/sign-in", {"email": text, "password": text})
        client.send("POST", "/data/door", data={"name": text}, headers={"user-agent": text.encode()})
    written = [record.getMessage() for record in caplog.records if record.name.startswith("appling")]
    written += [event.detail for event in place.store.events(100)]
    assert not [line for line in written if any(ord(letter) < 32 for letter in line)]


def test_the_record_is_for_the_owner_alone(notes: Place) -> None:
    """No thing's name leads to the store's own tables."""
    client = notes.owner()
    for name in ("_audit", "_people", "_sessions", "_meta", "_files", "_invitations", "sqlite_master"):
        assert client.get(f"/data/{name}").status_code == 404
        assert client.get(f"/api/{name}").status_code == 404
    assert OWNER not in {role.key for role in notes.app.roles}
