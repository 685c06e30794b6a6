"""Uploads are never served as something that runs, and take little memory whatever they unpack to."""

import struct
import tracemalloc
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from PIL import Image
from tests.promises import count
from tests.runtime.conftest import Client, Place

FILES = "Nothing uploaded runs or bursts: pages, scripts, polyglots, bombs"
RUNS = (
    ("a.html", b"<script>alert(1)</script>", "text/html"),
    ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml"),
    ("a.js", b"alert(1)", "text/javascript"),
    ("a.xhtml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "application/xhtml+xml"),
    ("a.xml", b"<?xml-stylesheet href='x.xsl'?><a/>", "text/xml"),
    ("a.pdf", b"%PDF-1.4 /JavaScript (app.alert(1))", "application/pdf"),
    ("a.swf", b"FWS\x09", "application/x-shockwave-flash"),
    ("a.html.png", b"<script>alert(1)</script>", "image/png"),
    ("a.htaccess", b"AddType text/html .png", "text/plain"),
    ("a.php", b"<?php system('id'); ?>", "application/x-php"),
    ("a.css", b"body{}", "text/css"),
    ("a", b"\x00" * 10, ""),
    ("a.png\r\nX: y", b"<script>", "text/html\r\nX-Evil: 1"),
)


def send(client: Client, field: str, name: str, content: bytes, kind: str) -> Any:
    client.get("/data/note/new")
    return client.send(
        "POST",
        "/data/note",
        data={"_token": client.token, "title": "x"},
        files={field: (name, content, kind)},
    )


def picture(kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(made, kind)
    return made.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int = 50_000) -> bytes:
    """A PNG of a few bytes that says it is huge."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rest = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rest


def text_bomb() -> bytes:
    """A small sound picture with a text that unpacks to 200 MB."""
    plain = picture()
    return plain[:33] + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 200_000_000, 9)) + plain[33:]


def gif_of_many_frames() -> bytes:
    frames = [Image.new("P", (500, 500), number % 2) for number in range(300)]
    made = BytesIO()
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    return made.getvalue()


@pytest.mark.parametrize(("name", "content", "kind"), RUNS)
def test_what_could_run_is_only_downloaded(notes: Place, name: str, content: bytes, kind: str) -> None:
    client = notes.person("writer")
    assert send(client, "picture", name, content, kind).status_code == 400
    assert send(client, "attachment", name, content, kind).status_code in (303, 400)
    for row in notes.rows("note"):
        served = client.get(f"/files/{row['attachment']}")
        assert served.content == content
        assert served.headers["content-type"] == "application/octet-stream"
        assert served.headers["content-disposition"].startswith("attachment")
        assert served.headers["x-content-type-options"] == "nosniff"
        assert "x-evil" not in served.headers
        assert "set-cookie" not in served.headers
    count(FILES, 2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_with_a_page_inside_stays_a_picture(notes: Place, kind: str) -> None:
    """A polyglot is served by what it is, and nobody guesses otherwise."""
    client = notes.person("writer")
    content = picture(kind) + b"<html><script>alert(1)</script></html>"
    answer = send(client, "picture", "a.html", content, "text/html")
    if answer.status_code == 303:
        served = client.get(f"/files/{notes.rows('note')[0]['picture']}")
        assert served.headers["content-type"] == f"image/{kind.lower()}"
        assert served.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in served.headers["content-security-policy"]


@pytest.mark.parametrize("made", [bomb, text_bomb, gif_of_many_frames, lambda: picture()[:40]])
def test_a_picture_that_bursts_takes_little_memory(notes: Place, made: Any) -> None:
    client, content = notes.person("writer"), made()
    client.get("/data/note/new")
    before = list(Path(gettempdir()).glob("*"))
    tracemalloc.start()
    answer = send(client, "picture", "a.png", content, "image/png")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code in (303, 400)
    assert most < 64 * 1024 * 1024 + 4 * len(content)
    assert set(Path(gettempdir()).glob("tmp*")) <= set(before)


def test_an_archive_is_just_bytes(notes: Place) -> None:
    """Nothing is unpacked: a zip bomb and one inside another come back as they were."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil", b"\0" * 50_000_000)
        archive.writestr("a" * 200 + "/../x", b"x")
    client = notes.person("writer")
    assert send(client, "attachment", "a.zip", made.getvalue(), "application/zip").status_code == 303
    token = notes.rows("note")[0]["attachment"]
    assert client.get(f"/files/{token}").content == made.getvalue()
    assert sum(path.stat().st_size for path in (notes.store.folder / "files").iterdir()) == len(
        made.getvalue()
    )


def test_who_may_not_add_sends_no_large_body(notes: Place) -> None:
    """It is refused by its announced length, and a body that lies about it is cut off."""
    for client in (notes.visitor(), notes.person("reader")):
        client.get("/-/sign-in")
        client.get("/data/note")
        headers = {"content-type": "multipart/form-data; boundary=x", "content-length": str(60_000_000)}
        assert client.send("POST", "/data/note", content=b"--x", headers=headers).status_code == 413
        sent = 0

        async def endless() -> Any:
            nonlocal sent
            for _ in range(60):
                sent += 1
                yield b"a" * 1024 * 1024

        headers = {"content-type": "multipart/form-data; boundary=x"}
        assert client.send("POST", "/data/note", content=endless(), headers=headers).status_code in (400, 413)
        assert sent < 10
    assert notes.rows("_files") == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity, gzip"])
def test_a_packed_body_is_not_unpacked(notes: Place, encoding: str) -> None:
    packed = zlib.compress(b'{"title": "' + b"a" * 10_000_000 + b'"}')
    headers = {"content-encoding": encoding, "content-type": "application/json"}
    script = notes.script("writer")
    assert script.send("POST", "/api/note", content=packed, headers=headers).status_code == 400
    assert notes.rows("note") == []
