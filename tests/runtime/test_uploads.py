"""What people upload: how large, what it really is, what it is called, and who gets it back."""

import errno
import os
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from tests.runtime.conftest import Client, Club

from appling.runtime.writing.uploads import MAX_FILE, MAX_IMAGE, image_type, played_type, safe_name

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def picture(kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(made, kind)
    return made.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 50,000 x 50,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def send(client: Client, field: str, content: bytes, name: str = "a.png", kind: str = "image/png") -> Any:
    client.get("/data/bike/new")
    data = {"_token": client.token, "name": "Tandem"}
    return client.send("POST", "/data/bike", data=data, files={field: (name, content, kind)})


def token_of(club: Club, field: str = "photo") -> str:
    return str(club.place.rows("bike")[-1][field])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_shown_in_place(club: Club, kind: str) -> None:
    assert send(club.organiser, "photo", picture(kind)).status_code == 303
    response = club.guest.get(f"/files/{token_of(club)}")
    assert response.content == picture(kind)
    assert response.headers["content-type"] == f"image/{kind.lower()}"
    assert response.headers["content-disposition"].startswith("inline")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert f'src="/files/{token_of(club)}"' in club.guest.get("/data/bike/3").text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "a.png"),
        (SVG, "a.svg"),
        (b"", "a.png"),
        (picture()[:40], "a.png"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "a.png"),
        (bomb(), "a.png"),
        (b"GIF89a" + HTML, "a.gif"),
        (b"%PDF-1.7", "a.pdf"),
    ],
)
def test_what_is_no_picture_is_refused(club: Club, content: bytes, name: str) -> None:
    response = send(club.organiser, "photo", content, name)
    assert response.status_code == 400
    assert "must be a picture" in response.text
    assert 'value="Tandem"' in response.text
    assert len(club.place.rows("bike")) == 2
    assert club.place.rows("_files") == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (HTML, "text/html"),
        (SVG, "image/svg+xml"),
        (b"alert(1)", "text/javascript"),
        (b"MZ", "application/x-msdownload"),
    ],
)
def test_any_other_file_is_only_downloaded(club: Club, content: bytes, kind: str) -> None:
    assert send(club.organiser, "manual", content, "a.html", kind).status_code == 303
    response = club.guest.get(f"/files/{token_of(club, 'manual')}")
    assert response.content == content
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == "attachment; filename*=UTF-8''a.html"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\report.pdf", "report.pdf"),
        ("a\x00b.png", "ab.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("фото лето.png", "фото лето.png"),
        ("自行车.png", "自行车.png"),
        ('a"b<c>.png', "a_b_c_.png"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
        ("...", "file"),
        ("", "file"),
        ("a.b" + "c" * 200, ("a.b" + "c" * 200)[:120]),
    ],
)
def test_names_are_made_harmless(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_who_may_not_see_the_row_does_not_get_its_file(club: Club) -> None:
    club.member.get("/data/loan/1/edit")
    files = {"receipt": ("receipt.txt", b"secret receipt", "text/plain")}
    answer = club.member.send("POST", "/data/loan/1", data={"_token": club.member.token}, files=files)
    assert answer.status_code == 303
    token = club.place.rows("loan")[0]["receipt"]
    assert club.member.get(f"/files/{token}").content == b"secret receipt"
    assert club.organiser.get(f"/files/{token}").status_code == 200
    for client in (club.other, club.guest):
        refused = client.get(f"/files/{token}")
        assert refused.status_code == 404
        assert "secret" not in refused.text
    for wrong in ("x" * 32, "..%2f..%2fapp.db", "%2e%2e", token[:-1], token + "x", "*"):
        assert club.owner.get(f"/files/{wrong}").status_code == 404


def test_nobody_takes_over_a_file_by_its_token(club: Club) -> None:
    club.organiser.get("/data/bike/new")
    send(club.organiser, "photo", picture())
    token = token_of(club)
    for client in (club.member, club.organiser):
        client.get("/mine")
        assert client.api("POST", "/api/loan", {"bike": 1, "receipt": token}).status_code == 400
        client.post("/data/loan", {"bike": "1", "receipt": token})
    assert all(row["receipt"] is None for row in club.place.rows("loan"))


def test_a_file_stays_until_it_is_removed(club: Club) -> None:
    send(club.organiser, "photo", picture())
    token = token_of(club)
    assert club.organiser.post("/data/bike/3", {"name": "Tandem 2"}).status_code == 303
    assert token_of(club) == token
    assert club.organiser.post("/data/bike/3", {"name": "Tandem 2", "photo.remove": "yes"}).status_code == 303
    assert club.place.rows("bike")[-1]["photo"] is None
    assert club.organiser.get(f"/files/{token}").status_code == 404


def test_a_known_file_is_not_sent_again(club: Club) -> None:
    send(club.organiser, "photo", picture())
    first = club.guest.get(f"/files/{token_of(club)}")
    again = club.guest.get(f"/files/{token_of(club)}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in first.headers["cache-control"]


def test_too_much_is_refused_before_it_is_kept(club: Club) -> None:
    large = picture() + b"\0" * MAX_IMAGE
    assert send(club.organiser, "photo", large).status_code == 400
    response = send(club.organiser, "manual", b"\0" * (MAX_FILE + 1))
    assert response.status_code == 400
    assert "at most 25 MB" in response.text
    club.organiser.get("/data/bike/new")
    headers = {"content-type": "multipart/form-data; boundary=x", "content-length": str(10**10)}
    assert club.organiser.send("POST", "/data/bike", content=b"--x", headers=headers).status_code == 413
    assert club.place.rows("_files") == []


def test_a_body_that_lies_about_its_length_is_cut_off(club: Club) -> None:
    async def endless() -> Any:
        for _ in range(80):
            yield b"a" * 1024 * 1024

    for path, kind in (
        ("/data/suggestion", "application/x-www-form-urlencoded"),
        ("/api/suggestion", "application/json"),
    ):
        response = club.guest.send("POST", path, content=endless(), headers={"content-type": kind})
        assert response.status_code == 413


def test_files_are_only_taken_where_a_form_has_them(club: Club) -> None:
    club.guest.get("/-/sign-in")
    response = club.guest.send(
        "POST", "/-/sign-in", data={"_token": club.guest.token}, files={"x": ("x", b"x", "text/plain")}
    )
    assert response.status_code == 400
    club.guest.get("/ideas")
    data = {"_token": club.guest.token, "text": "x"}
    files = {"photo": ("x", b"x", "text/plain")}
    assert club.guest.send("POST", "/data/suggestion", data=data, files=files).status_code == 400


@pytest.mark.parametrize("content", [b"", b"\0" * 100, HTML, SVG, bomb(), picture()[:-20] + b"\0" * 20])
def test_only_sound_pictures_are_pictures(content: bytes) -> None:
    assert image_type(BytesIO(content)) is None


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (errno.ENOSPC, 507, "no room left"),
        (errno.EDQUOT, 507, "no room left"),
        (errno.EIO, 503, "out of reach"),
    ],
)
def test_a_disk_that_takes_no_more(
    club: Club, monkeypatch: pytest.MonkeyPatch, number: int, status: int, said: str
) -> None:
    def refuse(_file: int) -> None:
        raise OSError(number, os.strerror(number))

    before = club.place.rows("bike")
    monkeypatch.setattr(os, "fsync", refuse)
    answer = send(club.organiser, "photo", picture())
    assert answer.status_code == status
    assert said in answer.text
    assert club.place.rows("bike") == before
    assert list((club.place.store.folder / "files").glob("*")) == []


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"\x1aE\xdf\xa3", "video/webm"),
        (b"OggS", "audio/ogg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVE", "audio/wav"),
        (b"fLaC", "audio/flac"),
        (HTML, None),
        (SVG, None),
        (b"RIFF\0\0\0\0AVI ", None),
        (b"", None),
    ],
)
def test_films_and_recordings_are_known_by_their_first_bytes(head: bytes, type_: str | None) -> None:
    assert played_type(BytesIO(head)) == type_
