"""A home's apps: made at once, found again, burnt without a trace, by several processes at a time."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from tests.store.apps import BIKES, viewer

from appling.blueprint.model.app import App
from appling.store import BrokenApp, BrokenHome, Home, NoSuchApp, Query, Scope
from appling.store.homes import open_apps
from appling.store.homes.home_database import VARIABLE


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    made.close()


def test_apps_are_made_listed_and_burnt(place: Home) -> None:
    first, second = place.create(BIKES, "one"), place.create(BIKES, "two")
    assert (first.key, second.key) == ("test", "test-2")
    assert {each.key for each in place.apps()} == {"test", "test-2"}
    store = place.open("test-2")
    with store.write(viewer(BIKES)) as writer:
        writer.insert("bike", {"name": "Racer"}, Scope("bike"))
    assert place.open("test-2") is store
    place.burn("test-2")
    assert [each.key for each in place.apps()] == ["test"]
    assert os.listdir(place.app_folder) == ["test"]
    for gone in (place.open, place.app, place.burn):
        with pytest.raises(NoSuchApp):
            gone("test-2")


@pytest.mark.parametrize("key", ["", "..", "../home", ".", "a/b", "-", "nope", "x\x00", "é", "A" * 300])
def test_strange_keys_are_no_apps(place: Home, key: str) -> None:
    with pytest.raises(NoSuchApp):
        place.open(key)


@pytest.mark.parametrize(
    ("name", "key"),
    [("Bike Club Lending", "bike-club-lending"), ("自行车", "zixingche"), ("///", "x"), ("A" * 90, "a" * 40)],
)
def test_keys_are_names_of_hosts(place: Home, name: str, key: str) -> None:
    made = place.create(_named(name), "source")
    assert made.key.replace("-", "") == key.replace("-", "")
    assert all(each.isalnum() or each == "-" for each in made.key)
    assert made.name == name


def test_a_burnt_app_that_was_open_elsewhere_is_not_its_successor(place: Home) -> None:
    other = Home(place.path)
    place.create(BIKES, "one")
    old = other.open("test")
    old.adopt(place.open("test"))
    with old.write(viewer(BIKES)) as writer:
        writer.insert("bike", {"name": "Old"}, Scope("bike"))
    place.burn("test")
    place.create(BIKES, "two")
    fresh = other.open("test")
    fresh.adopt(place.open("test"))
    with fresh.read(viewer(BIKES)) as reader:
        assert reader.count(Query("bike")) == 0
    other.close()


def test_only_so_many_stay_open(place: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_apps, "MOST_OPEN", 3)
    stores = []
    for _ in range(6):
        key = place.create(BIKES, "source").key
        stores.append(place.open(key))
        with stores[-1]._reads() as connection:
            connection.execute(sql("SELECT 1"))
    assert [store.is_open for store in stores] == [False, False, False, True, True, True]
    monkeypatch.setattr(open_apps, "IDLE_SECONDS", -1.0)
    place.rest()
    assert not any(store.is_open for store in stores)


def test_the_secret_is_the_owners_alone(place: Home) -> None:
    secret = place.secret()
    assert len(secret) >= 40
    assert Home(place.path).secret() == secret
    assert stat.S_IMODE((place.path / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o700


def test_settings_and_builds(place: Home) -> None:
    assert place.setting("name") is None
    place.set("name", "Owner")
    place.set("name", "Other")
    assert place.setting("name") == "Other"
    build = place.builds.start("a lending library", "local")
    steps = [{"kind": "draft", "reply": "app …"}]
    place.builds.update(build.id, steps=steps, tokens=250, seconds=8.5, status="done", app="test")
    found = place.builds.get(build.id)
    assert (found.steps, found.tokens, found.status, found.app) == (steps, 250, "done", "test")
    assert place.builds.all("test") == [found]
    assert place.builds.all("other") == []


def test_broken_homes_say_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    with pytest.raises(BrokenHome, match="is not a folder") as error:
        Home(file)
    assert VARIABLE in error.value.hint
    with pytest.raises(BrokenHome, match="is not a folder"):
        Home(file / "inside")
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "home.db").write_bytes(b"no database at all" * 1000)
    with pytest.raises(BrokenHome, match="damaged"):
        Home(folder)


def test_a_damaged_app_says_so(place: Home) -> None:
    key = place.create(BIKES, "source").key
    (place.app_folder / key / "app.db").write_bytes(b"no database at all" * 1000)
    fresh = Home(place.path)
    with pytest.raises(BrokenApp, match="damaged"):
        assert fresh.open(key).app
    fresh.close()


def test_an_app_whose_files_are_gone(place: Home) -> None:
    key = place.create(BIKES, "source").key
    (place.app_folder / key / "app.db").unlink()
    with pytest.raises(BrokenHome, match="are gone"):
        place.open(key)
    place.burn(key)
    assert place.apps() == []


def test_home_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "there"))
    made = Home()
    assert made.path == tmp_path / "there"
    made.close()


def test_what_the_killed_leave_is_swept_away(place: Home) -> None:
    burnt, left = (place.app_folder / name for name in (".burnt-1", ".new-left"))
    for folder in (burnt, left):
        folder.mkdir()
        (folder / "app.db").write_text("rows")
    foreign = place.app_folder / "put-there-by-hand"
    foreign.mkdir()
    with place.aside() as aside:
        Home(place.path).close()
        assert [each.exists() for each in (burnt, left, foreign, aside.folder)] == [False, False, True, True]


MAKER = """
import sys
from appling.store import Home
from tests.store.apps import BIKES
home = Home(sys.argv[1])
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    home.create(BIKES, "source")
"""


def _maker(path: Path, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MAKER, str(path), str(times)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(["src", "."])},
    )


@pytest.mark.slow
def test_two_processes_make_apps_at_once(place: Home) -> None:
    makers = [_maker(place.path, 8) for _ in range(2)]
    assert [maker.wait(60) for maker in makers] == [0, 0]
    for maker in makers:
        assert maker.stdout is not None
        maker.stdout.close()
    assert {each.key for each in place.apps()} == {"test", *(f"test-{number}" for number in range(2, 17))}
    assert set(os.listdir(place.app_folder)) == {each.key for each in place.apps()}


@pytest.mark.parametrize("pause", [0.005, 0.03, 0.07])
def test_killed_while_making(place: Home, pause: float) -> None:
    """Whatever is listed is whole, whenever the maker was killed."""
    maker = _maker(place.path, 1000)
    assert maker.stdout is not None
    maker.stdout.readline()
    time.sleep(pause)
    maker.kill()
    maker.wait()
    maker.stdout.close()
    fresh = Home(place.path)
    listed = fresh.apps()
    for each in listed:
        store = fresh.open(each.key)
        with store._reads() as connection:
            assert connection.execute(sql("PRAGMA integrity_check")).scalar() == "ok"
            assert (
                connection.execute(sql("SELECT value FROM _meta WHERE key = 'source'")).scalar() == "source"
            )
    assert fresh.create(BIKES, "source").key not in {each.key for each in listed}
    fresh.close()


def _named(name: str) -> App:
    from dataclasses import replace

    return replace(BIKES, name=name)
