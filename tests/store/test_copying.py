"""A copy of an app is one moment of it, whoever writes meanwhile."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest
from tests.store.apps import path, viewer

from appling import blueprint
from appling.atoms import vocabulary
from appling.store import AppStore, BrokenApp, Query

SOURCE = """app Shelf
thing Book
  name: text, required
  cover: image
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[AppStore]:
    app = blueprint.check(SOURCE, vocabulary()).app
    assert app is not None
    store = AppStore.create(tmp_path / "shelf", app, SOURCE)
    yield store
    store.close()


def names(store: AppStore) -> list[object]:
    with store.read(viewer(store.app)) as reader:
        return [row.values[0] for row in reader.rows(Query("book", (path("name"),)))]


def add(store: AppStore, name: str, content: bytes | None = None) -> str | None:
    cover = None
    if content is not None:
        cover = store.files.add(
            BytesIO(content),
            name="a.png",
            type_="image/png",
            thing="book",
            field="cover",
            person=None,
            limit=99,
        ).token
    with store.write(viewer(store.app)) as writer:
        writer.add("book", {"name": name, "cover": cover})
    return cover


def test_a_copy_is_an_app_of_its_own(shelf: AppStore, tmp_path: Path) -> None:
    token = add(shelf, "Red", b"bytes") or ""
    shelf.copy(tmp_path / "copy")
    copy = AppStore(tmp_path / "copy")
    assert (names(copy), copy.files.path(token).read_bytes()) == (["Red"], b"bytes")
    assert copy.files.get(token) == shelf.files.get(token)
    add(copy, "Blue")
    copy.files.remove([token])
    assert names(shelf) == ["Red"]
    assert shelf.files.path(token).read_bytes() == b"bytes"
    copy.close()


def test_a_copy_without_uploads(shelf: AppStore, tmp_path: Path) -> None:
    add(shelf, "Red", b"bytes")
    shelf.copy(tmp_path / "copy", files=False)
    assert [each.name for each in (tmp_path / "copy").iterdir()] == ["app.db"]


def test_a_copy_takes_no_other_apps_place(shelf: AppStore, tmp_path: Path) -> None:
    shelf.copy(tmp_path / "copy")
    with pytest.raises((BrokenApp, FileExistsError)):
        shelf.copy(tmp_path / "copy")


def test_nothing_is_copied_of_an_app_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BrokenApp):
        AppStore(tmp_path / "none").copy(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_copy_made_while_others_write_names_no_upload_that_it_lacks(
    shelf: AppStore, tmp_path: Path
) -> None:
    """Each row stands for an upload, and comes and goes with it."""
    ended = Event()

    def come_and_go() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            token = add(shelf, str(number), str(number).encode())
            if number % 2:
                shelf.files.remove([token or ""])

    writer = Thread(target=come_and_go)
    writer.start()
    try:
        for number in range(10):
            shelf.copy(tmp_path / str(number))
    finally:
        ended.set()
        writer.join()
    for number in range(10):
        copy = AppStore(tmp_path / str(number))
        found = names(copy)
        assert found == [str(each + 1) for each in range(len(found))]
        with copy.read(viewer(copy.app)) as reader:
            rows = reader.rows(Query("book", (path("name"), path("cover"))))
        for name, token in [row.values for row in rows[1::2]]:
            assert copy.files.path(token).read_bytes() == name.encode()
        copy.close()
