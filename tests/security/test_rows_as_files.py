"""Lists as files and files as rows: the same rights, no formula, no bomb, no column of ours."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.promises import count
from tests.runtime.conftest import Client, Place
from tests.security.attacks import SQL

AS_FILES = "Lists as files and files as rows: rights, formulas, bombs, foreign columns"
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://evil.example")',
    "＝1+1",
    "'=1",
)


def send(client: Client, content: bytes, name: str = "rows.csv", **more: str) -> Any:
    client.get("/data/note/import")
    data = {"_token": client.token, **more}
    return client.send("POST", "/data/note/import", data=data, files={"rows": (name, content, "text/csv")})


def bring(client: Client, content: bytes) -> Any:
    """Look, then agree."""
    look = send(client, content)
    found = re.search(r'name="file" value="([^"]*)"', look.text)
    if look.status_code != 200 or found is None:
        return look
    form = {"_token": client.token, "file": found[1], "agreed": "yes"}
    return client.send("POST", "/data/note/import", data=form)


def table(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def grid(answer: Any) -> list[list[Any]]:
    page = load_workbook(BytesIO(answer.content)).active
    assert page is not None
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_text_is_no_formula_to_a_spreadsheet(notes: Place, formula: str) -> None:
    """And it comes back as it was typed."""
    client = notes.person("writer")
    assert client.api("POST", "/api/note", {"title": formula, "body": formula}).status_code == 201
    kept = notes.rows("note")[0]["title"]
    row = table(client.get("/data/note/rows.csv"))[0]
    assert row["title"].startswith("'")
    book = load_workbook(BytesIO(client.get("/data/note/rows.xlsx").content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    made = StringIO()
    csv.writer(made).writerows([["title"], [row["title"]]])
    answer = bring(client, made.getvalue().encode())
    assert answer.status_code == 303
    assert [each["title"] for each in notes.rows("note")] == [kept, kept]
    count(AS_FILES, 3)


def test_a_file_holds_what_the_viewer_sees(notes: Place) -> None:
    writer, other, reader = notes.person("writer"), notes.person("writer"), notes.person("reader")
    for client, title, shared in ((writer, "mine", False), (other, "theirs", False), (other, "shared", True)):
        given = {"title": title, "secret": f"hidden of {title}", "shared": shared}
        assert client.api("POST", "/api/note", given).status_code == 201
    assert [row["title"] for row in table(writer.get("/data/note/rows.csv"))] == ["mine"]
    seen = table(reader.get("/data/note/rows.csv"))
    assert [row["title"] for row in seen] == ["shared"]
    assert "secret" not in seen[0]
    assert "length of secret" not in seen[0]
    for client, words in ((reader, "hidden of"), (writer, "theirs")):
        for path in ("rows.csv", "rows.csv?search=hidden", "rows.csv?sort=secret", "rows.xlsx?title=theirs"):
            answer = client.get(f"/data/note/{path}")
            text = str(grid(answer)) if "xlsx" in path else answer.text
            assert words not in text, path
    assert notes.visitor().get("/data/note/rows.csv").status_code == 303
    assert notes.store.events(1)[0].event == "rows taken out"
    count(AS_FILES, 10)


@pytest.mark.parametrize("head", ["_by", "_id", "_sample", "role", "length of secret", "owner", *SQL[:4]])
def test_no_column_sets_what_is_not_the_viewers_to_set(notes: Place, head: str) -> None:
    client = notes.person("writer")
    made = StringIO()
    csv.writer(made).writerows([["title", head], ["x", "1"]])
    answer = bring(client, made.getvalue().encode())
    assert answer.status_code in (200, 303, 400)
    rows = notes.rows("note")
    assert all((row["_by"], row["_sample"], row["_id"]) == (client.person, 0, 1) for row in rows)
    count(AS_FILES, 1)


def test_nobody_changes_anothers_rows_by_their_numbers(notes: Place) -> None:
    """To the one who brings the file in, another's row is like none: refused, or added as one's own."""
    writer, other = notes.person("writer"), notes.person("writer")
    assert other.api("POST", "/api/note", {"title": "theirs"}).status_code == 201
    before = notes.rows("note")
    for number in ("1 v1", "1", "01 v1", "1 v99", "1 or 1=1", "-1 v1"):
        answer = bring(writer, f"id {notes.key},title\n{number},stolen\n".encode())
        assert answer.status_code in (303, 400), (number, answer.status_code)
        assert "theirs" not in answer.text
    after = notes.rows("note")
    assert after[: len(before)] == before
    assert {row["_by"] for row in after[len(before) :]} <= {writer.person}
    count(AS_FILES, 6)


def test_a_file_that_was_looked_at_is_its_senders(notes: Place) -> None:
    writer, other = notes.person("writer"), notes.person("writer")
    look = send(writer, b"title\nmine\n")
    token = re.search(r'name="file" value="([^"]*)"', look.text)
    assert token
    other.get("/data/note/import")
    form = {"_token": other.token, "file": token[1], "agreed": "yes"}
    assert other.send("POST", "/data/note/import", data=form).status_code == 404
    assert other.get(f"/files/{token[1]}").status_code == 404
    for wrong in ("../../secret", "x" * 32, "app.db", "*"):
        form = {"_token": writer.token, "file": wrong, "agreed": "yes"}
        assert writer.send("POST", "/data/note/import", data=form).status_code in (400, 404)
    assert notes.rows("note") == []
    reader = notes.person("reader")
    assert reader.get("/data/note/import").status_code == 403
    reader.get("/data/note")
    assert send(reader, b"title\nx\n").status_code in (400, 403)
    count(AS_FILES, 7)


def bomb(parts: int, size: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(parts):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * size)
    return made.getvalue()


def workbook(**parts: bytes) -> bytes:
    """A small sound book, with some of its parts replaced."""
    plain = BytesIO()
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["title"])
    page.append(["x"])
    book.save(plain)
    made = BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].removesuffix(".xml"), old.read(name)))
    return made.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bomb(1, 300_000_000), id="one huge part"),
        pytest.param(bomb(600, 10), id="many parts"),
        pytest.param(workbook(sheet1=ENTITIES), id="entities"),
        pytest.param(workbook(sheet1=OUTSIDE), id="a file of the machine"),
        pytest.param(workbook(sheet1=b"<" * 1000), id="no XML"),
        pytest.param(b"PK\x03\x04" + b"\0" * 500, id="no archive"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 500, id="an old book"),
        pytest.param(b"\x00\x01\x02" * 1000, id="rubbish"),
        pytest.param(b"title\n" + b'"' + b"a" * 5_000_000, id="an endless cell"),
        pytest.param(b"title" + b",x" * 100_000 + b"\n", id="many columns"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(notes: Place, content: bytes) -> None:
    client = notes.person("writer")
    answer = send(client, content, "rows.xlsx")
    assert answer.status_code in (400, 413)
    assert "Traceback" not in answer.text
    assert "root:" not in answer.text
    assert notes.rows("note") == []
    count(AS_FILES, 1)
