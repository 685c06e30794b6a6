"""No spelling of a path leads out of where files are served from."""

from pathlib import Path

import pytest
from tests.promises import count
from tests.runtime.conftest import Place
from tests.security.attacks import TRAVERSALS

from appling.runtime.writing.uploads import safe_name

PATHS = "Nobody gets out: path traversal in every encoding on every kind of file address"
PLACES = ("/files/{}", "/-/static/{}", "/data/note/{}", "/api/note/{}", "/-/link/{}", "/x/{}")
CANARY = b"the canary in the coal mine"
GIVEN_AWAY = (CANARY, b"root:x:", b"SQLite format 3", b"_people")


@pytest.mark.parametrize("attack", TRAVERSALS)
def test_nothing_outside_is_served(notes: Place, attack: str) -> None:
    for folder in (notes.home.path, notes.store.folder, notes.store.folder / "files"):
        folder.mkdir(exist_ok=True)
        (folder / "canary.txt").write_bytes(CANARY)
    secret = notes.home.secret().encode()
    owner = notes.owner()
    tried = 0
    for place in PLACES:
        for name in (attack, attack.replace("etc/passwd", "canary.txt")):
            answer = owner.get(place.format(name))
            assert answer.status_code in (303, 404, 405), (place, name, answer.status_code)
            assert not any(each in answer.content for each in (*GIVEN_AWAY, secret)), (place, name)
            tried += 1
    count(PATHS, tried)


@pytest.mark.parametrize("name", [*TRAVERSALS, "a\x00.png", "x" * 300, "CON", ".htaccess", "~root"])
def test_a_file_is_kept_under_a_name_of_ours(notes: Place, name: str) -> None:
    client = notes.person("writer")
    client.get("/data/note/new")
    files = {"attachment": (name, b"content", "text/plain")}
    answer = client.send("POST", "/data/note", data={"_token": client.token, "title": "x"}, files=files)
    assert answer.status_code == 303
    token = notes.rows("note")[0]["attachment"]
    folder = notes.store.folder / "files"
    assert [path.name for path in folder.iterdir()] == [token]
    assert {path.name for path in notes.store.folder.iterdir()} <= {
        "app.db",
        "app.db-wal",
        "app.db-shm",
        "files",
    }
    served = client.get(f"/files/{token}")
    assert served.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert not {"/", "\\", "\r", "\n", '"', "\x00"} & set(safe_name(name))


def test_links_are_not_followed_out_of_the_folder(notes: Place, tmp_path: Path) -> None:
    """A file of a known name that somebody turned into a link is still only that app's own row's file."""
    (tmp_path / "secret.txt").write_bytes(CANARY)
    folder = notes.store.folder / "files"
    folder.mkdir(exist_ok=True)
    (folder / ("x" * 32)).symlink_to(tmp_path / "secret.txt")
    assert notes.owner().get("/files/" + "x" * 32).status_code == 404
