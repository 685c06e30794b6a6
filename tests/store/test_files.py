"""Uploads lie under names of their own, belong to one row, and go when no row holds them."""

import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from tests.store.apps import BIKES, path, viewer

from appling.store import AppStore, Invalid, NotThere, Scope, Viewer
from appling.store.files import ABANDONED, TooLarge, Upload

BIKE = Scope("bike")


def upload(store: AppStore, content: bytes = b"bytes", **more: object) -> Upload:
    what = {"name": "../../evil.png", "type_": "image/png", "thing": "bike", "field": "photo", "person": None}
    return store.files.add(BytesIO(content), limit=100, **(what | more))  # type: ignore[arg-type]


def test_bytes_are_kept_under_a_name_of_their_own(store: AppStore) -> None:
    kept = upload(store)
    assert store.files.get(kept.token).name == "../../evil.png"
    where = store.files.path(kept.token)
    assert where.parent == store.folder / "files"
    assert where.read_bytes() == b"bytes"
    assert (kept.size, kept.hash) == (5, sha256(b"bytes").hexdigest())
    assert where.stat().st_mode & 0o077 == 0
    assert store.files.names([kept.token, "other"]) == {kept.token: "../../evil.png"}


def test_too_large_leaves_nothing(store: AppStore) -> None:
    with pytest.raises(TooLarge):
        upload(store, b"x" * 101)
    assert os.listdir(store.folder / "files") == []


@pytest.mark.parametrize("token", ["", "..", "../app.db", "x" * 32, "%2e%2e/app.db", "a\x00", "/etc/passwd"])
def test_strange_tokens_lead_nowhere(store: AppStore, token: str) -> None:
    for look in (store.files.path, store.files.get):
        with pytest.raises(NotThere):
            look(token)


def test_a_row_takes_only_what_was_uploaded_for_it(store: AppStore, owner: Viewer) -> None:
    person = store.people.create("Somebody", None, "member").id
    mine, theirs, elsewhere = upload(store), upload(store, person=person), upload(store, field="other")
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "a", "photo": mine.token}, BIKE)
        writer.update("bike", bike, {"photo": mine.token, "weight": 3}, BIKE)
        for token in (mine.token, theirs.token, elsewhere.token, "x" * 32):
            with pytest.raises(Invalid, match="uploaded file"):
                writer.insert("bike", {"name": "b", "photo": token}, BIKE)
    with store.write(viewer(BIKES, person)) as writer:
        writer.insert("bike", {"name": "c", "photo": theirs.token}, BIKE)


def test_orphans_go_after_a_while(store: AppStore, owner: Viewer) -> None:
    held, orphan = upload(store), upload(store)
    stray = store.folder / "files" / "stray"
    stray.write_bytes(b"left by a crash")
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "a", "photo": held.token}, BIKE)
    assert store.remove_orphans() == 0
    later = datetime.now(UTC) + ABANDONED + timedelta(minutes=1)
    assert store.remove_orphans(later) == 1
    assert sorted(os.listdir(store.folder / "files")) == [held.token]
    with pytest.raises(NotThere):
        store.files.get(orphan.token)
    with store.write(owner) as writer:
        assert writer.read.row("bike", bike, (path("photo"),)).values == (held.token,)
        writer.delete("bike", bike, BIKE)
    assert store.remove_orphans(later) == 0
    store.forget_history()
    assert store.remove_orphans(later) == 1
    assert os.listdir(store.folder / "files") == []
