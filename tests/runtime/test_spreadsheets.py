"""Rows as CSV and XLSX: what goes out comes back the same, and nobody gets or sets more than on pages."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.runtime.conftest import Client, Club, Place

from appling.atoms.base import Refused
from appling.runtime.spreadsheets import sheet as limits
from appling.runtime.spreadsheets import xlsx_files
from appling.runtime.spreadsheets.csv_files import read_csv
from appling.runtime.spreadsheets.days import iso_clock, iso_day, iso_moment
from appling.runtime.spreadsheets.guarding import guarded, unguarded
from appling.runtime.spreadsheets.reading import read_sheet

EVERYTHING = """app Everything
  people: member

thing Thing
  name: text, required
  words: long text
  amount: number
  price: money
  day: date
  at: date and time
  clock: time
  kind: choice(one, two words)
  done: yes/no
  stars: rating
  mail: email
  call: phone
  site: url
  other: Thing
  keeper: person
  scan: file
  twice = amount * 2
  member may see, add, change own
"""
ODD = [
    "=1+1",
    "+49",
    "-5",
    "@x",
    "\tx",
    "'=1",
    "''",
    "“”;,",
    '" and,',
    "line\nbreak",
    "蓝色 🚲",
    "x",
]


def sheet(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def bring(client: Client, thing: str, content: bytes | str, *, agree: bool = True) -> tuple[int, str]:
    """Sends a file, and agrees to what is shown if that can be; the last answer."""
    data = content.encode() if isinstance(content, str) else content
    looked = client.post(f"/data/{thing}/import", files={"rows": ("rows", data, "text/csv")})
    token = looked.text.partition('name="file" value="')[2].partition('"')[0]
    if not agree or not token:
        return looked.status_code, looked.text
    kept = client.post(f"/data/{thing}/import", {"file": token, "agreed": "yes"})
    return kept.status_code, kept.text


@pytest.fixture
def place(make: Callable[..., Place]) -> Place:
    return make(EVERYTHING)


def fill(place: Place) -> Client:
    owner = place.owner()
    for index, text in enumerate(ODD):
        row = {
            "name": f"{index}",
            "words": text,
            "amount": -index / 4,
            "price": -3.5,
            "other": index or None,
        }
        row |= {"day": "2026-03-09", "at": "2026-03-09T14:05:07Z", "clock": "07:30", "kind": "two words"}
        row |= {"done": index % 2 == 0, "stars": 4, "mail": "a@example.org", "keeper": owner.person}
        row |= {"call": "+12125550123", "site": "https://example.org/=x"}
        made = {key: value for key, value in row.items() if value is not None}
        response = owner.api("POST", "/api/thing", made)
        assert response.status_code == 201, response.text
    return owner


# Out -------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_goes_out_comes_back_as_it_was(place: Place, ending: str) -> None:
    owner = fill(place)
    before = place.rows("thing")
    file = owner.get(f"/data/thing/rows.{ending}")
    assert file.status_code == 200
    status, page = bring(owner, "thing", file.content, agree=False)
    assert status == 200, page
    assert f"0 new, 0 changed, {len(ODD)} as they are." in page
    assert place.rows("thing") == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_elsewhere_the_same_rows_are_added(place: Place, make: Callable[..., Place], ending: str) -> None:
    """In another app the numbers mean nothing: every row is a new one, links go by title."""
    file = fill(place).get(f"/data/thing/rows.{ending}?sort=name").content
    other = make(EVERYTHING)
    owner = other.owner()
    status, page = bring(owner, "thing", file)
    assert status == 400
    assert "Nothing is called “" in page
    for number in range(len(ODD)):
        owner.api("POST", "/api/thing", {"name": str(number)})
    status, page = bring(owner, "thing", file)
    assert status == 303, page
    kept = ("words", "amount", "price", "day", "at", "clock", "kind", "stars", "mail", "call", "site")
    old = sorted(tuple(row[key] for key in kept) for row in place.rows("thing"))
    assert sorted(tuple(row[key] for key in kept) for row in other.rows("thing")[len(ODD) :]) == old


def test_the_filter_search_and_order_of_the_list_hold(club: Club) -> None:
    def names(query: str) -> list[str]:
        lines = club.owner.get(f"/data/bike/rows.csv{query}").text.splitlines()
        return [line.split(",")[1] for line in lines[1:]]

    assert names("") == ["Giant", "Trek"]
    assert names("?sort=name&page=7") == ["Giant", "Trek"]
    assert names("?sort=-name") == ["Trek", "Giant"]
    assert names("?search=tre") == ["Trek"]
    assert names("?kind=city") == ["Giant"]
    page = club.owner.get("/data/bike?kind=city&sort=-name").text
    assert "/data/bike/rows.csv?kind=city&amp;sort=-name" in page


def test_only_rows_and_fields_in_sight_go_out(club: Club) -> None:
    assert "lock code" in club.owner.get("/data/bike/rows.csv").text
    for client in (club.guest, club.member):
        for ending in ("csv", "xlsx"):
            file = client.get(f"/data/bike/rows.{ending}")
            text = file.text if ending == "csv" else str(cells(file.content))
            assert "Trek" in text
            assert "LOCK77" not in text
            assert "lock code" not in text
            assert "code length" not in text
    mine = club.member.get("/data/loan/rows.csv").text
    assert "mine" in mine
    assert "private words" not in mine
    for ending in ("csv", "xlsx"):
        assert club.guest.get(f"/data/loan/rows.{ending}").status_code in (303, 401)
        assert club.member.get(f"/data/secret/rows.{ending}").status_code == 403
    assert "rows taken out" in [event.event for event in club.place.store.events()]


def cells(content: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(content)).active.values)  # type: ignore[union-attr]


def test_formulas_are_texts(place: Place) -> None:
    owner = fill(place)
    csv = owner.get("/data/thing/rows.csv").text
    assert ",'=1+1," in csv
    assert ",-2.75," in csv
    page = load_workbook(BytesIO(owner.get("/data/thing/rows.xlsx").content)).active
    assert page is not None
    types = {cell.value: cell.data_type for row in page.iter_rows() for cell in row}
    assert types["=1+1"] == "s"
    assert types[datetime(2026, 3, 9, 14, 5, 7)] == "d"
    assert types[time(7, 30)] == "d"
    assert types[-2.75] == "n"


@pytest.mark.parametrize("text", [*ODD, "'", "'''=x", "＝x", "\r=", "a'=", ""])
def test_marks_are_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_a_text_too_long_for_xlsx_is_not_cut() -> None:
    whole = xlsx_files.write_xlsx(["a"], [["x" * 32_767]], "a")
    assert read_sheet(BytesIO(whole)).rows == ((2, ("x" * 32_767,)),)
    with pytest.raises(Refused, match="too long for XLSX"):
        xlsx_files.write_xlsx(["a"], [["x" * 32_768]], "a")


# In --------------------------------------------------------------------

ENCODED = "name;kind;price\n红色，车;TWO WORDS;1.234,50\n"


def test_csv_of_every_kind(place: Place) -> None:
    owner = place.owner()
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk"):
        for delimiter in ";\t":
            content = ENCODED.replace(";", delimiter).encode(encoding)
            assert bring(owner, "thing", content)[0] == 303, (encoding, delimiter)
            row = place.rows("thing")[-1]
            assert (row["name"], row["kind"], row["price"]) == ("红色，车", "two words", 123450)


def test_a_western_file_is_not_taken_for_chinese(place: Place) -> None:
    assert read_csv("name\nMüller, José façade Süß\n".encode("cp1252")).rows[0][1][0] == "Müller"


def test_xlsx_with_real_dates_and_numbers(place: Place) -> None:
    content = sheet(
        [
            ["Name", "AMOUNT", "price ", "day", "at", "clock", "done", "Stars"],
            [5, 0.1, 19.99, date(2026, 3, 9), datetime(2026, 3, 9, 14, 5), time(7, 30), True, 3],
            [],
            ["b", 3, 7, datetime(2026, 3, 9), datetime(2026, 3, 9), None, "No", None],
        ]
    )
    assert bring(place.owner(), "thing", content)[0] == 303
    first, second = place.rows("thing")
    assert (first["name"], first["amount"], first["price"], first["day"]) == ("5", 0.1, 1999, "2026-03-09")
    assert (first["at"], first["done"], first["stars"]) == ("2026-03-09 14:05:00", 1, 3)
    assert (second["at"], second["done"], second["stars"]) == ("2026-03-09 00:00:00", 0, None)


def test_nothing_is_kept_before_it_is_agreed_to(place: Place) -> None:
    owner = place.owner()
    before = [line for line in place.dump() if '"_files"' not in line]
    status, page = bring(owner, "thing", "name,amount\na,1\nb,2\n", agree=False)
    assert status == 200
    assert "2 new, 0 changed, 0 as they are." in page
    assert [line for line in place.dump() if '"_files"' not in line] == before


def test_every_fault_is_named_and_nothing_kept(place: Place) -> None:
    owner = place.owner()
    content = "name,amount,day,kind,other,colour\na,1,,,,\n,x,soon,three,nobody,red\nc,2,2026-02-30,,,\n"
    status, page = bring(owner, "thing", content)
    assert status == 400
    for place_, sentence in (
        ("Row 3, Name:", "name is required"),
        ("Row 3, Amount:", "must be a number"),
        ("Row 3, Day:", "must be a date"),
        ("Row 3, Kind:", "must be one of one, two words"),
        ("Row 3, Other:", "Nothing is called “nobody”"),
        ("Row 4, Day:", "must be a date"),
    ):
        assert place_ in page
        assert sentence in page
    assert "There is no field “colour”" in page
    assert place.rows("thing") == []
    assert 'name="agreed"' not in page


def test_what_only_the_database_sees_is_found_before(club: Club) -> None:
    status, page = bring(club.organiser, "bike", "name,frame\nA,F1\nB,F2\nC,F2\n")
    assert status == 400
    assert page.count("Another entry already has this frame") == 2
    assert len(club.place.rows("bike")) == 2


def test_between_look_and_agreement_things_may_change(club: Club) -> None:
    looked = club.organiser.post(
        "/data/bike/import", files={"rows": ("rows", b"name,frame\nA,F7\nB,F8\n", "text/csv")}
    )
    token = looked.text.partition('name="file" value="')[2].partition('"')[0]
    club.owner.api("POST", "/api/bike", {"name": "C", "frame": "F8"})
    kept = club.organiser.post("/data/bike/import", {"file": token, "agreed": "yes"})
    assert kept.status_code == 400
    assert [row["frame"] for row in club.place.rows("bike")] == ["F1", None, "F8"]


def test_rows_of_this_app_are_changed_where_they_may_be(club: Club) -> None:
    file = club.member.get("/data/loan/rows.csv").text
    status, page = bring(club.member, "loan", file.replace("mine", "changed"))
    assert status == 303, page
    notes = [row["note"] for row in club.place.rows("loan")]
    assert notes == ["changed", "private words"]
    status, page = bring(club.member, "loan", file.replace("mine", "again"))
    assert status == 400
    assert "Somebody changed this row since the file was made" in page


def test_others_rows_cannot_be_reached_by_their_numbers(club: Club) -> None:
    """A number that is out of sight makes a new row, which is the person's own."""
    status, _ = bring(club.member, "loan", "id bike-club,bike,note\n2 v1,Trek,stolen\n")
    assert status == 303
    rows = club.place.rows("loan")
    assert [row["note"] for row in rows] == ["mine", "private words", "stolen"]
    assert rows[2]["borrower"] == club.member.person


def test_a_row_in_sight_that_is_not_ones_own_stays(place: Place) -> None:
    fill(place)
    member = place.person("member")
    file = member.get("/data/thing/rows.csv").text
    status, page = bring(member, "thing", file.replace(",-2.75,", ",9,"))
    assert status == 400
    assert "This row is not yours to change" in page


def test_what_cannot_be_set_is_left_out(club: Club) -> None:
    content = "name,lock code,code length,loans out,photo,_by,id\nA,hack,99,99,x,1,1\n"
    status, page = bring(club.organiser, "bike", content, agree=False)
    assert "not yours to set: code length, loans out, photo" in page
    status, page = bring(club.member, "loan", "bike,borrower,due\nTrek,organiser,2026-01-01\n")
    assert status == 303, page
    assert club.place.rows("loan")[2]["borrower"] == club.member.person


def test_links_lead_only_to_what_is_in_sight(club: Club) -> None:
    club.owner.api("POST", "/api/secret", {"text": "hidden"})
    status, page = bring(club.member, "complaint", "text,loan\nbad,#2\n")
    assert status == 400
    assert "Nothing is called “#2”" in page
    club.owner.api("POST", "/api/bike", {"name": "trek"})
    status, page = bring(club.organiser, "loan", "bike\nTrek\n")
    assert "Several are called “Trek”" in page


def test_only_those_who_may_add_bring_in(club: Club) -> None:
    for client, thing in ((club.guest, "bike"), (club.guest, "suggestion"), (club.member, "bike")):
        assert client.get(f"/data/{thing}/import").status_code in (303, 401, 403)
        status, _ = bring(client, thing, "name\nA\n")
        assert status in (303, 400, 401, 403)
        assert "/import" not in client.get(f"/data/{thing}").text
    assert len(club.place.rows("bike")) == 2
    assert club.place.rows("suggestion") == []
    assert "/data/loan/import" in club.member.get("/data/loan").text


def test_a_file_that_waits_is_its_persons_own(club: Club) -> None:
    looked = club.organiser.post("/data/bike/import", files={"rows": ("rows", b"name\nA\n", "text/csv")})
    token = looked.text.partition('name="file" value="')[2].partition('"')[0]
    for client, thing in ((club.owner, "bike"), (club.organiser, "loan")):
        kept = client.post(f"/data/{thing}/import", {"file": token, "agreed": "yes"})
        assert kept.status_code == 404
    assert club.organiser.get(f"/files/{token}").status_code == 404
    for wrong in ("", "x" * 32, "../../app.db"):
        kept = club.organiser.post("/data/bike/import", {"file": wrong, "agreed": "yes"})
        assert kept.status_code in (400, 404)
    assert len(club.place.rows("bike")) == 2


def test_a_form_of_another_site_brings_nothing_in(club: Club) -> None:
    files = {"rows": ("rows", b"name\nA\n", "text/csv")}
    sent = club.organiser.send("POST", "/data/bike/import", data={"_token": "x"}, files=files)
    assert sent.status_code == 403


def test_markup_in_cells_is_text(place: Place) -> None:
    status, page = bring(place.owner(), "thing", "name,<b>x</b>\n<script>alert(1)</script>,y\n", agree=False)
    assert status == 200
    assert "<script>alert" not in page
    assert "<b>x" not in page


# Files made to do harm -------------------------------------------------


def packed(name: str, content: bytes) -> bytes:
    target = BytesIO(sheet([["name"], ["a"]]))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


HARMFUL = {
    "nothing": b"",
    "spaces": b" \n \n",
    "no text": bytes(range(128, 256)) * 3 + b"\xff",
    "half a quote": b'name\n"abc\n',
    "nul": b"name\n\0\0\0\n",
    "old excel": b"\xd0\xcf\x11\xe0" + bytes(600),
    "broken zip": b"PK\x03\x04" + bytes(200),
    "zip of nothing": b"PK\x05\x06" + bytes(18),
    "entities": packed("xl/evil.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaa">]><x>&a;</x>'),
    "bomb": packed("xl/bomb.bin", bytes(101 * 1024 * 1024)),
    "wide": b",".join([b"a"] * 300) + b"\n1\n",
    "no column": b"colour\nred\n",
    "twice": b"name,Name\na,b\n",
}


def far_cell() -> bytes:
    """One cell at the very end of a sheet of billions."""
    book = Workbook()
    book.active["XFD1048576"] = "x"  # type: ignore[index]
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_harmful_files_get_a_sentence(place: Place) -> None:
    owner = place.owner()
    for name, content in (HARMFUL | {"far cell": far_cell()}).items():
        status, page = bring(owner, "thing", content)
        assert status in (400, 413), name
        assert 'role="alert"' in page, name
    assert place.rows("thing") == []
    assert list((place.store.folder / "files").iterdir()) == []


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    assert len(read_csv(b"a\n1\n2\n3\n").rows) == 3
    with pytest.raises(Refused, match="at most 3 rows"):
        read_csv(b"a\n1\n2\n3\n4\n")
    monkeypatch.setattr("appling.runtime.spreadsheets.reading.MOST_BYTES", 10)
    with pytest.raises(Refused, match="at most"):
        read_sheet(BytesIO(b"a" * 11))
    monkeypatch.setattr(xlsx_files, "MOST_UNPACKED", 100)
    with pytest.raises(Refused, match="unpacks to more"):
        xlsx_files.read_xlsx(BytesIO(sheet([["a"], ["b"]])))


# As people write -------------------------------------------------------

DAYS = [
    ("en", "3/9/2026", "2026-03-09"),
    ("en", "Mar 9, 2026", "2026-03-09"),
    ("en", "9 March 2026", "2026-03-09"),
    ("en", "2026/3/9", "2026-03-09"),
    ("de", "09.03.2026", "2026-03-09"),
    ("de", "9. März 2026", "2026-03-09"),
    ("en-GB", "9/3/2026", "2026-03-09"),
    ("zh", "2026年3月9日", "2026-03-09"),
    ("zh", "2026/3/9", "2026-03-09"),
    ("zh", "2026-3-9", "2026-03-09"),
    ("en", "3/9/26", None),
    ("en", "13/13/2026", None),
    ("en", "9 Foo 2026", None),
    ("en", "soon", None),
    ("en", "2026-03-09x", None),
]


@pytest.mark.parametrize(("language", "text", "day"), DAYS)
def test_days_as_people_write_them(language: str, text: str, day: str | None) -> None:
    assert iso_day(text, language) == day


@pytest.mark.parametrize(
    ("language", "text", "clock"),
    [
        ("en", "2:05 PM", "14:05:00"),
        ("en", "12:00 a.m.", "00:00:00"),
        ("zh", "下午2:05", "14:05:00"),
        ("de", "14:05", "14:05:00"),
        ("en", "25:00", None),
        ("en", "14:05 PM", None),
        ("en", "noon", None),
    ],
)
def test_times_as_people_write_them(language: str, text: str, clock: str | None) -> None:
    assert iso_clock(text, language) == clock


@pytest.mark.parametrize(
    ("language", "text", "moment"),
    [
        ("en", "Mar 9, 2026, 2:05 PM", "2026-03-09T14:05:00"),
        ("en", "3/9/2026 14:05", "2026-03-09T14:05:00"),
        ("zh", "2026年3月9日 14:05", "2026-03-09T14:05:00"),
        ("zh", "2026年3月9日 下午2:05", "2026-03-09T14:05:00"),
        ("de", "09.03.2026", "2026-03-09T00:00"),
        ("en", "now", None),
    ],
)
def test_moments_as_people_write_them(language: str, text: str, moment: str | None) -> None:
    assert iso_moment(text, language) == moment


def test_rows_of_one_file_link_to_those_above_them(place: Place) -> None:
    status, page = bring(place.owner(), "thing", "name,other\nroot,\nbranch,Root\nleaf,branch\n")
    assert status == 303, page
    assert [row["other"] for row in place.rows("thing")] == [None, 1, 2]
