"""Files that programs send before the row that holds them: who may, for which row, and once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.runtime.conftest import Client, Club, Place
from tests.runtime.test_uploads import picture

from appling.store import Invalid, see_all
from appling.store.portable.exporting import export_app
from appling.store.scope import Viewer

CLUB = """
app Club
  people: member, keeper

thing Photo
  title: text, unique
  picture: image, required
  member may see, add, change own

thing Paper
  title: text
  sheet: file
  secret sheet: file for keeper
  member may see

action Hand In on Paper for member
  sheet: file, required
  set sheet = sheet

page Photos
  list of Photo
"""


def send(client: Client, content: bytes = b"", name: str = "a.png", **more: Any) -> Any:
    files = {"file": (name, content or picture(), "image/png")}
    return client.api("POST", "/api/-/file", files=files, **more)


def sent(client: Client, content: bytes = b"") -> str:
    answer = send(client, content)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["file"])


@pytest.fixture
def place(make: Callable[..., Place]) -> Place:
    return make(CLUB)


@pytest.mark.parametrize("way", ["person", "script"])
def test_a_row_holds_what_was_sent_before_it(place: Place, way: str) -> None:
    member, other = getattr(place, way)("member"), place.script("member")
    answer = send(member, name="../Summer day.png").json()
    assert answer == {
        "file": answer["file"],
        "name": "Summer day.png",
        "type": "image/png",
        "size": len(picture()),
    }
    assert member.get(answer["file"]).status_code == 404
    made = member.api("POST", "/api/photo", {"title": "Summer", "picture": answer["file"]})
    assert made.status_code == 201
    assert made.json()["picture"] == answer["file"]
    assert other.get(answer["file"]).content == picture()
    newer = sent(member, picture("GIF"))
    changed = member.api("PATCH", f"/api/photo/{made.json()['id']}", {"picture": newer})
    assert changed.json()["picture"] == newer
    assert other.get(newer).content == picture("GIF")


def test_a_file_is_for_one_row_of_who_sent_it(place: Place) -> None:
    member, other = place.script("member"), place.script("member")
    file = sent(member)
    taken = other.api("POST", "/api/photo", {"title": "Mine", "picture": file})
    assert taken.status_code == 400
    assert taken.json()["fields"] == {"picture": "picture must be a file that you have sent just now"}
    assert member.api("POST", "/api/photo", {"title": "One", "picture": file}).status_code == 201
    again = member.api("POST", "/api/photo", {"title": "Two", "picture": file})
    assert again.status_code == 400
    assert other.api("POST", "/api/photo", {"title": "Three", "picture": file}).status_code == 400
    assert [row["title"] for row in place.rows("photo")] == ["One"]


def test_what_is_refused_uses_no_file_up(place: Place) -> None:
    member = place.script("member")
    assert member.api("POST", "/api/photo", {"title": "Same", "picture": sent(member)}).status_code == 201
    file = sent(member)
    assert member.api("POST", "/api/photo", {"titel": "x", "picture": file}).status_code == 400
    assert member.api("POST", "/api/photo", {"title": "Same", "picture": file}).status_code == 400
    assert member.api("POST", "/api/photo", {"title": "Other", "picture": file}).status_code == 201


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/a.png",
        "/files/../app.db",
        "/files/" + "x" * 32,
        "x" * 32,
        7,
        ["/files/a"],
        {"file": "/files/a"},
        True,
    ],
)
def test_what_was_not_sent_is_refused(place: Place, value: object) -> None:
    member = place.script("member")
    answer = member.api("POST", "/api/photo", {"title": "x", "picture": value})
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == ["picture"]


def test_a_picture_must_be_one(place: Place) -> None:
    member, owner = place.script("member"), place.owner()
    answer = member.api("POST", "/api/photo", {"title": "x", "picture": sent(member, b"<svg/>")})
    assert "must be a picture" in answer.json()["fields"]["picture"]
    assert member.api("POST", "/api/photo", {"title": "x", "picture": None}).status_code == 400
    sheet = sent(owner, b"one;two")
    made = owner.api("POST", "/api/paper", {"title": "List", "sheet": sheet}).json()
    assert owner.get(sheet).headers["content-disposition"].startswith("attachment")
    path = f"/api/paper/{made['id']}"
    assert owner.api("PATCH", path, {"sheet": None}).json()["sheet"] is None


def test_only_who_may_put_one_somewhere_sends_a_file(place: Place) -> None:
    assert send(place.visitor()).status_code == 401
    assert send(place.script("keeper")).status_code == 403
    assert list((place.store.folder / "files").glob("*")) == []


def test_who_may_only_change_or_write_texts(club: Club) -> None:
    assert send(club.guest).status_code == 401
    assert sent(club.member)


def test_an_action_takes_one(place: Place) -> None:
    owner, member = place.owner(), place.script("member")
    owner.api("POST", "/api/paper", {"title": "Essay"})
    file = sent(member, b"An essay.")
    assert member.api("POST", "/api/paper/1/hand_in", {}).status_code == 400
    assert member.api("POST", "/api/paper/1/hand_in", {"sheet": file}).json()["sheet"] == file
    assert member.api("POST", "/api/paper/1/hand_in", {"sheet": file}).status_code == 400
    assert owner.get(file).content == b"An essay."


def test_a_field_that_is_kept_from_them_takes_none(place: Place) -> None:
    owner, member = place.owner(), place.script("member")
    owner.api("POST", "/api/paper", {"title": "Essay", "secret_sheet": sent(owner, b"secret")})
    answer = member.api("POST", "/api/paper/1/hand_in", {"secret_sheet": sent(member)})
    assert answer.status_code == 400
    assert "secret_sheet" not in member.api("GET", "/api/paper/1").json()


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"json": {"file": "x"}}, 415),
        ({"data": {"file": "text"}}, 400),
        ({"files": {"other": ("a.png", b"x", "image/png")}}, 400),
        ({}, 400),
    ],
)
def test_what_is_no_file_is_told_what_to_send(place: Place, more: dict[str, Any], status: int) -> None:
    answer = place.script("member").send("POST", "/api/-/file", **more)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_another_site_sends_none(place: Place) -> None:
    member = place.person("member")
    files = {"file": ("a.png", picture(), "image/png")}
    assert member.send("POST", "/api/-/file", files=files).status_code == 403
    foreign = {"origin": "https://elsewhere.example", "x-csrf-token": member.token}
    assert member.send("POST", "/api/-/file", files=files, headers=foreign).status_code == 403


def test_what_no_row_takes_is_cleared_away_and_not_exported(place: Place, tmp_path: Path) -> None:
    member = place.script("member")
    file = sent(member)
    token = file.removeprefix("/files/")
    export_app(place.home, place.key, tmp_path / "club.zip")
    assert token.encode() not in (tmp_path / "club.zip").read_bytes()
    place.store.remove_orphans(datetime.now(UTC) + timedelta(days=2))
    assert not (place.store.folder / "files" / token).exists()
    assert member.api("POST", "/api/photo", {"title": "x", "picture": file}).status_code == 400


def test_an_app_without_files_has_no_such_address(make: Callable[..., Place]) -> None:
    place = make("app Notes\n\nthing Note\n  text: text\n")
    assert send(place.owner()).status_code == 404
    assert "/api/-/file" not in place.owner().get("/openapi.json").text


def test_of_two_rows_at_once_one_gets_it(place: Place) -> None:
    member = place.script("member")
    token = sent(member).removeprefix("/files/")
    viewer = Viewer(member.person, date(2026, 3, 1), datetime.now(UTC), see_all(place.app))
    with place.store.write(viewer) as writer:
        writer.keep_sent("photo", {"picture": token})
    with place.store.write(viewer) as writer, pytest.raises(Invalid):
        writer.keep_sent("photo", {"picture": token})


def test_a_small_body_is_not_even_read_of_who_may_send_none(place: Place) -> None:
    keeper, member = place.script("keeper"), place.person("member")
    assert keeper.send("POST", "/api/-/file", json={}).status_code == 403
    assert place.visitor().send("POST", "/api/-/file", json={}).status_code == 401
    assert member.send("POST", "/api/-/file", json={}).status_code == 403
