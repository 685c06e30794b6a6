"""What is taken out is what is brought back, to the last value."""

import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.store.apps import viewer
from tests.store.portable.conftest import PASSWORD, content

from appling import blueprint
from appling.atoms import vocabulary
from appling.store import Home, NoSuchApp, Viewer, see_all
from appling.store.portable import CannotExport, export_app, import_app


def test_everything_is_brought_back(home: Home, elsewhere: Home, shelf: str, tmp_path: Path) -> None:
    export_app(home, shelf, tmp_path / "file.zip")
    record = import_app(elsewhere, tmp_path / "file.zip")
    assert (record.key, record.name, record.version) == ("shelf", "Shelf", home.open(shelf).version)
    assert content(elsewhere, "shelf") == content(home, shelf)
    before, after = home.open(shelf), elsewhere.open("shelf")
    assert after.source == before.source
    assert [each.password for each in after.people.all()] == [PASSWORD, None]
    files = [path.name for path in (elsewhere.app_folder / "shelf" / "files").iterdir()]
    assert [after.files.path(token).read_bytes() for token in files] == [b"\x89PNG picture"]
    assert after.files.get(files[0]) == before.files.get(files[0])
    assert [each.key for each in elsewhere.apps()] == ["shelf"]


def test_numbers_of_rows_that_are_gone_are_not_given_again(elsewhere: Home, exported: Path) -> None:
    import_app(elsewhere, exported)
    store = elsewhere.open("shelf")
    with store.write(viewer(store.app)) as writer:
        assert writer.add("book", {"name": "New"}) == 4


def test_nobody_stays_signed_in(home: Home, elsewhere: Home, shelf: str, tmp_path: Path) -> None:
    exported = tmp_path / "file.zip"
    export_app(home, shelf, exported)
    import_app(elsewhere, exported)
    for table in ("_sessions", "_invitations"):
        dump = [line for line in _dump(elsewhere) if f'INTO "{table}"' in line]
        assert dump == []
    with zipfile.ZipFile(exported) as archive:
        database = archive.read("app.db")
    source = (home.app_folder / "shelf" / "app.db").read_bytes()
    secret = _one(home, "SELECT secret FROM _sessions").encode()
    assert secret in source or secret in (home.app_folder / "shelf" / "app.db-wal").read_bytes()
    assert secret not in database


def test_a_file_made_twice_takes_the_next_key(elsewhere: Home, exported: Path) -> None:
    assert [import_app(elsewhere, exported).key for _ in range(3)] == ["shelf", "shelf-2", "shelf-3"]
    assert import_app(elsewhere, exported, key="books").key == "books"


def test_what_a_change_dropped_comes_along(home: Home, elsewhere: Home, shelf: str, tmp_path: Path) -> None:
    source = "app Shelf\nthing Book\n  name: text, required\n  price: text\n"
    app = blueprint.check(source, vocabulary()).app
    assert app is not None
    home.open(shelf).replace(app, source)
    export_app(home, shelf, tmp_path / "changed.zip")
    import_app(elsewhere, tmp_path / "changed.zip")
    assert content(elsewhere, "shelf") == content(home, shelf)
    source = home.open(shelf).source
    app = blueprint.check(source, vocabulary()).app
    assert app is not None
    elsewhere.open("shelf").replace(app, source)


def test_an_upload_that_is_lost_stands_in_nobodys_way(
    home: Home, elsewhere: Home, shelf: str, tmp_path: Path
) -> None:
    for path in (home.app_folder / shelf / "files").iterdir():
        path.unlink()
    manifest = export_app(home, shelf, tmp_path / "file.zip")
    assert len(manifest.missing) == 1
    import_app(elsewhere, tmp_path / "file.zip")
    assert content(elsewhere, "shelf") == content(home, shelf)


def test_exporting_leaves_nothing_behind(home: Home, shelf: str, tmp_path: Path) -> None:
    exported = tmp_path / "shelf.zip"
    export_app(home, shelf, exported)
    assert [path.name for path in home.app_folder.iterdir()] == [shelf]
    assert exported.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in exported.parent.glob("*shelf*")] == [exported.name]


@pytest.mark.parametrize("target", ["none/file.zip", "."])
def test_a_place_where_nothing_can_be_written(home: Home, shelf: str, tmp_path: Path, target: str) -> None:
    with pytest.raises(CannotExport, match="can't be written"):
        export_app(home, shelf, tmp_path / target)
    assert [path.name for path in home.app_folder.iterdir()] == [shelf]


def test_an_app_that_there_is_not(home: Home, tmp_path: Path) -> None:
    with pytest.raises(NoSuchApp):
        export_app(home, "none", tmp_path / "file.zip")
    assert not (tmp_path / "file.zip").exists()


def _dump(home: Home) -> list[str]:
    with closing(sqlite3.connect(home.app_folder / "shelf" / "app.db")) as connection:
        return list(connection.iterdump())


def _one(home: Home, statement: str) -> str:
    with closing(sqlite3.connect(home.app_folder / "shelf" / "app.db")) as connection:
        return str(connection.execute(statement).fetchone()[0])


def test_what_waits_to_be_sent_stays_where_it_is(tmp_path: Path) -> None:
    """A copy sends nothing a second time, and tells the time of nothing that was due; notices go along."""
    source = (
        'app Shop\nthing Order\n  item: text\nwhen Order is added\n  email owner "x"\n  notify owner "y"\n'
    )
    app = blueprint.check(source, vocabulary()).app
    assert app is not None
    home = Home(tmp_path / "home")
    store = home.open(home.create(app, source).key)
    owner = store.people.create("Owner", "o@club.org", "owner").id
    now = datetime(2030, 1, 1, tzinfo=UTC)
    with store.write(Viewer(None, now.date(), now, see_all(app))) as writer:
        writer.add("order", {"item": "Saw"})
    token = store.hooks.make("order", "a form")
    export_app(home, "shop", tmp_path / "shop.zip")
    copy = home.open(import_app(home, tmp_path / "shop.zip").key)
    assert [each.state for each in store.jobs.listed()] == ["waiting"]
    assert copy.jobs.listed() == []
    assert copy.hooks.find(token) is None
    assert [each.text for each in copy.notices.of(owner)] == ["y"]
    home.close()
