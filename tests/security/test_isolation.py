"""One app knows nothing of another: sessions, tokens, files and passes of one are rubbish in the next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.promises import count
from tests.runtime.conftest import Place, World
from tests.security.apps import group, named
from tests.security.conftest import session_of, sign_up
from tests.security.stage import TODAY

from appling.blueprint.model.app import OWNER
from appling.runtime import make_pass
from appling.runtime.routes import Kind, routes

APART = "Nobody gets in: what is of one app, tried on another"
HOSTS = (
    "localhost",
    "{other}.localhost.evil.example",
    "{app}.{other}.localhost",
    "{other}.localhost@{app}.localhost",
    "{other}%2elocalhost",
    "{other}.localhost\x00",
)


@pytest.fixture
def two(make: Callable[[str], Place]) -> tuple[Place, Place]:
    """The same app twice, with rows in both."""
    source = named("notes").text
    places = make(source), make(source.replace("Private Notes", "Other Notes"))
    for place in places:
        place.store.add_samples(TODAY, per_thing=2)
    return places


def test_a_session_opens_only_its_own_app(two: tuple[Place, Place]) -> None:
    one, other = two
    for role in ("writer", OWNER):
        token = session_of(one.person(role), one)
        for name in (f"session_{one.key}", f"session_{other.key}", "session", "__Host-session"):
            thief = other.visitor()
            thief.http.cookies.set(name, token)
            assert thief.get("/data/note").status_code == 303
            assert thief.get("/-/people").status_code == 303
        thief = other.visitor()
        thief.bearer = token
        assert thief.api("GET", "/api/note").status_code == 401


def test_tokens_of_forms_are_of_one_app(two: tuple[Place, Place]) -> None:
    one, other = two
    before = other.dump()
    form = {"_token": one.person("writer").token, "title": "x"}
    here = other.person("writer")
    before = other.dump()
    assert here.send("POST", "/data/note", data=form).status_code == 403
    headers = {"x-csrf-token": form["_token"]}
    assert here.send("POST", "/api/note", json={"title": "x"}, headers=headers).status_code == 403
    assert other.dump() == before


def test_files_links_and_passes_are_of_one_app(two: tuple[Place, Place]) -> None:
    one, other = two
    owner = other.owner()
    for row in one.rows("note"):
        for key in ("attachment", "picture"):
            if row[key]:
                assert owner.get(f"/files/{row[key]}").status_code == 404
    link = one.store.entry.make_link(sign_up(one).person or 0)
    assert other.visitor().get(f"/-/link/{link}").status_code == 404
    one_time = make_pass(one.home, one.key)
    assert other.visitor().get(f"/-/enter?pass={one_time}").status_code == 403
    assert one.visitor().get(f"/-/enter?pass={one_time}").status_code == 303


@pytest.mark.parametrize("host", HOSTS)
def test_only_the_host_says_which_app_is_meant(two: tuple[Place, Place], host: str) -> None:
    one, other = two
    client = one.person("writer")
    said = host.format(app=one.key, other=other.key)
    assert client.get("/data/note", headers={"host": said}).status_code == 404
    for name in ("x-forwarded-host", "x-host", "x-original-host", "forwarded"):
        answer = client.get("/-/people", headers={name: f"{other.key}.localhost"})
        assert answer.status_code == 403
    assert client.get(f"http://{other.key}.localhost/data/note").status_code == 303


def test_each_app_has_a_file_and_a_folder_of_its_own(two: tuple[Place, Place]) -> None:
    folders = {place.store.folder for place in two}
    assert len(folders) == 2
    for folder in folders:
        assert (folder / "app.db").is_file()


def test_every_pair_of_apps_is_apart(tmp_path: Path, world: World) -> None:
    """A session of each, tried on all addresses of the next."""
    places = [world.make(source.text) for source in group("examples", few=3, many=100)]
    tried = 0
    for one, other in zip(places, places[1:] + places[:1], strict=True):
        role = one.app.roles[0].key if one.app.roles else OWNER
        thief = other.visitor()
        for place in (one, other):
            thief.http.cookies.set(f"session_{place.key}", session_of(one.person(role), one))
        for route in routes(other.app):
            if route.kind in (Kind.LIST, Kind.API_LIST) and not any(
                grant.role == "visitor" for grant in other.app.thing(route.thing).grants
            ):
                assert thief.get(route.pattern).status_code in (303, 401), route
                tried += 1
    count(APART, tried)
