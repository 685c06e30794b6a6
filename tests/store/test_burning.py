"""A burnt app is gone: from the lists, and from every byte of the home, whoever had it open."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from tests.store.apps import viewer

from appling import blueprint
from appling.atoms import vocabulary
from appling.store import Home, NoSuchApp
from appling.store.portable import CannotExport, import_app

CANARY = "kanarienvogel"
SOURCE = f"""app Plan
  about: {CANARY} blueprint
  people: member

thing Note
  text: text
  scan: file
"""
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    made.close()


def make(home: Home, name: str = "plan") -> str:
    """An app that a build made, with a row, a person, an upload and history."""
    app = blueprint.check(SOURCE, vocabulary()).app
    assert app is not None
    build = home.builds.start(f"{CANARY} brief " * 400, "local")
    home.builds.journal(build.id).put("draft", f"{CANARY} journal")
    for number in range(8):
        steps = [{"prompt": f"{CANARY} prompt {number} " * 300, "reply": f"{CANARY} reply"}] * (number + 1)
        home.builds.update(build.id, steps=steps)
    key = home.create(app, SOURCE, key=name, build=build.id).key
    home.builds.update(build.id, status="done")
    store = home.open(key)
    person = store.people.create(f"{CANARY} person", f"{CANARY}@example.org", "member")
    token = store.files.add(
        BytesIO(f"{CANARY} upload".encode()),
        name="scan.pdf",
        type_="application/pdf",
        thing="note",
        field="scan",
        person=person.id,
        limit=999,
    ).token
    with store.write(viewer(app, me=person.id)) as writer:
        row = writer.add("note", {"text": f"{CANARY} row", "scan": token})
        writer.change("note", row, {"text": f"{CANARY} row, changed"})
    return key


def traces(folder: Path) -> list[str]:
    """The files that have the canary's name, or any of its bytes."""
    found = []
    for place, folders, files in os.walk(folder):
        found += [name for name in (*folders, *files) if CANARY in name]
        found += [name for name in files if CANARY.encode() in (Path(place) / name).read_bytes()]
    return found


def test_a_receipt_says_what_was_destroyed(home: Home) -> None:
    key = make(home)
    receipt = home.burn(key)
    assert (receipt.app, receipt.name, receipt.things) == ("plan", "Plan", {"Notes": 1})
    assert (receipt.people, receipt.uploads, receipt.builds, receipt.sent_to) == (1, 1, 1, None)
    assert receipt.bytes > 20_000
    assert abs(receipt.time - datetime.now(UTC)) < timedelta(minutes=1)


def test_no_byte_is_left(home: Home) -> None:
    other = make(home, "other")
    home.burn(other)
    keys = [make(home), make(home)]
    assert len(traces(home.path)) >= 3
    for key in keys:
        home.burn(key)
    assert traces(home.path) == []
    assert home.builds.all() == []
    assert list(home.app_folder.iterdir()) == []


SERVER = """
import sys
from datetime import UTC, datetime
from appling.store import Home, NoSuchApp, Query, Viewer, see_all
home = Home(sys.argv[1])
store = home.open("plan")
now = datetime.now(UTC)
viewer = Viewer(None, now.date(), now, see_all(store.app))
with store.write(viewer) as writer:
    writer.add("note", {"text": "kanarienvogel of another process"})
home.builds.all()
print("ready", flush=True)
sys.stdin.readline()
try:
    home.open("plan")
except NoSuchApp:
    print("gone", flush=True)
try:
    with store.write(viewer) as writer:
        writer.add("note", {"text": "kanarienvogel after the burning"})
    from io import BytesIO
    upload = BytesIO(b"kanarienvogel")
    store.files.add(upload, name="a", type_="b", thing="note", field="scan", person=None, limit=99)
except Exception as error:
    print(type(error).__name__, flush=True)
sys.stdin.readline()
"""


def test_no_byte_is_left_while_another_process_has_it_open(home: Home) -> None:
    make(home)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(["src", "."])},
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        assert server.stdout.readline() == "ready\n"
        home.burn("plan")
        assert traces(home.path) == []
        server.stdin.write("\n")
        server.stdin.flush()
        assert server.stdout.readline() == "gone\n"
        server.stdout.readline()
        assert traces(home.path) == []
        server.stdin.write("\n")
        server.stdin.flush()
        assert server.wait(20) == 0
    finally:
        server.kill()
        server.stdin.close()
        server.stdout.close()
        server.wait()
    assert traces(home.path) == []


def test_what_a_reader_kept_in_the_way_is_cleaned_later(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    make(home)
    other = Home(home.path)
    with monkeypatch.context() as patched, other.database.reads() as connection:
        patched.setattr("appling.store.sql.sqlite.PATIENCE", 0.1)
        connection.exec_driver_sql("SELECT count(*) FROM builds")
        home.close()
        impatient = Home(home.path)
        with impatient.database.plain() as plain:
            plain.connection.driver_connection.execute("PRAGMA busy_timeout = 100")  # type: ignore[union-attr]
        impatient.burn("plan")
        assert traces(home.path) != []
    impatient.rest()
    assert traces(home.path) == []
    impatient.close()
    other.close()


def test_the_data_is_sent_first_or_nothing_is_burnt(home: Home, tmp_path: Path) -> None:
    key = make(home)
    with pytest.raises(CannotExport):
        home.burn(key, tmp_path / "none" / "plan.zip")
    assert home.app(key).key == key
    receipt = home.burn(key, tmp_path / "plan.zip")
    assert receipt.sent_to == str(tmp_path / "plan.zip")
    assert traces(home.path) == []
    assert import_app(home, tmp_path / "plan.zip").key == key
    assert home.open(key).source == SOURCE


def test_burning_later(home: Home) -> None:
    key = make(home)
    assert home.burnings.of(key) is None
    home.burnings.schedule(key, NOW + timedelta(days=7))
    home.burnings.schedule(key, NOW + timedelta(days=2))
    burning = home.burnings.of(key)
    assert burning is not None
    assert burning.at == NOW + timedelta(days=2)
    assert home.burn_due(NOW + timedelta(days=1)) == []
    assert [each.app for each in home.burn_due(NOW + timedelta(days=2))] == [key]
    with pytest.raises(NoSuchApp):
        home.app(key)
    assert home.burnings.all() == []
    assert traces(home.path) == []


def test_burning_later_is_called_off(home: Home) -> None:
    key = make(home)
    assert not home.burnings.keep(key)
    home.burnings.schedule(key, NOW)
    assert home.burnings.keep(key)
    assert home.burn_due(datetime.now(UTC)) == []
    assert home.app(key).key == key


def test_whoever_opens_the_home_burns_what_is_due(home: Home) -> None:
    key = make(home)
    home.burnings.schedule(key, NOW)
    home.close()
    Home(home.path).close()
    assert home.apps() == []
    assert traces(home.path) == []


def test_a_server_burns_what_is_due_when_it_rests(home: Home) -> None:
    key = make(home)
    home.burnings.schedule(key, datetime.now(UTC) - timedelta(seconds=1))
    home.rest()
    assert home.apps() == []


def test_what_cannot_be_sent_is_not_burnt(
    home: Home, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key = make(home)
    home.burnings.schedule(key, NOW, str(tmp_path / "none" / "plan.zip"))
    assert home.burn_due() == []
    assert "could not be burnt" in caplog.text
    assert home.app(key).key == key
    (tmp_path / "none").mkdir()
    assert [each.app for each in home.burn_due()] == [key]
    assert (tmp_path / "none" / "plan.zip").is_file()


def test_a_damaged_app_is_burnt_too(home: Home) -> None:
    key = make(home)
    home.open(key).close()
    (home.app_folder / key / "app.db").write_bytes(b"kanarienvogel" * 999)
    assert home.burn(key).things is None
    assert traces(home.path) == []
