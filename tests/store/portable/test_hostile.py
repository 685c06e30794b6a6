"""Files made to do harm: each gets one sentence, and the home is as it was."""

import json
import os
import sqlite3
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from appling.store import Home
from appling.store.portable import CannotImport, archive, export_app, import_app

Parts = dict[str, bytes]


def some(items: Iterable[Any]) -> list[Any]:
    """One in four each time; the others too where slow tests run."""
    slow = pytest.mark.slow
    return [pytest.param(item, marks=slow if place % 4 else ()) for place, item in enumerate(items)]


class Forge:
    """Takes an exported file apart and puts another one together, with hashes that fit."""

    def __init__(self, exported: Path, target: Path) -> None:
        self.target = target
        with zipfile.ZipFile(exported) as opened:
            self.parts: Parts = {name: opened.read(name) for name in opened.namelist()}
        self.manifest: dict[str, Any] = json.loads(self.parts.pop("manifest.json"))

    def write(self, *, honest: bool = True, extra: Parts | None = None) -> Path:
        if honest:
            self.manifest["parts"] = {
                name: {"size": len(data), "sha256": sha256(data).hexdigest()}
                for name, data in self.parts.items()
            }
        with zipfile.ZipFile(self.target, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in (self.parts | (extra or {})).items():
                made.writestr(name, data)
            made.writestr("manifest.json", json.dumps(self.manifest))
        return self.target

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        path = self.target.with_suffix(".db")
        path.write_bytes(self.parts["app.db"])
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            yield connection
        self.parts["app.db"] = path.read_bytes()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """One home for all: nothing of what is refused may be left in it."""
    made = Home(tmp_path_factory.mktemp("elsewhere"))
    yield made
    made.close()


@pytest.fixture
def forge(exported: Path, tmp_path: Path) -> Forge:
    return Forge(exported, tmp_path / "forged.zip")


@pytest.fixture
def refused(elsewhere: Home, tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Imports a file, which must be refused without a trace; gives the sentence."""

    def run(path: Path) -> str:
        with pytest.raises(CannotImport) as error:
            import_app(elsewhere, path)
        assert error.value.hint
        assert elsewhere.apps() == []
        assert list(elsewhere.app_folder.iterdir()) == []
        return error.value.sentence

    yield run
    outside = {path.name for path in tmp_path.iterdir()} - {"elsewhere", "forged.zip", "forged.db"}
    assert outside == set()


def test_what_is_forged_rightly_is_taken(forge: Forge, elsewhere: Home) -> None:
    assert import_app(elsewhere, forge.write()).key == "shelf"
    elsewhere.burn("shelf")


NAMES = [
    "../evil",
    "/etc/evil",
    "..\\evil",
    "C:\\evil",
    "uploads/../../evil",
    "uploads/" + "x" * 31 + "/",
    "uploads/evil.html",
    "app.db/",
    "home.db",
    "uploads/" + "é" * 32,
]


@pytest.mark.parametrize("name", some(NAMES))
@pytest.mark.parametrize("listed", [True, False])
def test_names_that_lead_elsewhere(
    forge: Forge, refused: Callable[[Path], str], name: str, listed: bool
) -> None:
    if listed:
        forge.parts[name] = b"evil"
        refused(forge.write())
    else:
        refused(forge.write(extra={name: b"evil"}))


def test_links_and_folders(forge: Forge, refused: Callable[[Path], str]) -> None:
    token = "x" * 32
    for kind in (stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO):
        forge.write()
        entry = zipfile.ZipInfo(f"uploads/{token}")
        entry.external_attr = (kind | 0o777) << 16
        with zipfile.ZipFile(forge.target, "a") as made:
            made.writestr(entry, "/etc/passwd")
        assert "a link or a folder" in refused(forge.target)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_part_twice(forge: Forge, refused: Callable[[Path], str]) -> None:
    forge.write()
    with zipfile.ZipFile(forge.target, "a") as made:
        made.writestr("app.db", forge.parts["app.db"])
    assert "twice" in refused(forge.target)


def test_a_truncated_file(exported: Path, tmp_path: Path, refused: Callable[[Path], str]) -> None:
    whole = exported.read_bytes()
    for size in {0, 1, 3, 4, 21, 22, 23, 100, *range(0, len(whole), len(whole) // 23), len(whole) - 1}:
        (tmp_path / "forged.zip").write_bytes(whole[:size])
        refused(tmp_path / "forged.zip")


def test_a_flipped_byte_changes_nothing_or_is_seen(exported: Path, tmp_path: Path, elsewhere: Home) -> None:
    """A byte that no part is made of may pass: what is taken in is what was put in."""
    whole = exported.read_bytes()
    taken = 0
    for place in range(0, len(whole), max(1, len(whole) // 25)):
        (tmp_path / "forged.zip").write_bytes(
            whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        )
        try:
            record = import_app(elsewhere, tmp_path / "forged.zip", key="taken")
        except CannotImport:
            continue
        taken += 1
        assert elsewhere.open(record.key).source.startswith("app Shelf")
        elsewhere.burn(record.key)
    assert taken < 10
    assert list(elsewhere.app_folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip", b"PK\x03\x04" + b"\0" * 100, b"\0" * 4096])
def test_files_that_are_no_export(tmp_path: Path, refused: Callable[[Path], str], content: bytes) -> None:
    (tmp_path / "forged.zip").write_bytes(content)
    refused(tmp_path / "forged.zip")


def test_files_that_cannot_be_read(tmp_path: Path, refused: Callable[[Path], str]) -> None:
    assert "can't be read" in refused(tmp_path / "none.zip")
    assert "can't be read" in refused(tmp_path)


@pytest.mark.parametrize("part", ["app.db", "blueprint.appling"])
def test_a_wrong_hash(forge: Forge, refused: Callable[[Path], str], part: str) -> None:
    forge.write()
    forge.manifest["parts"][part]["sha256"] = "0" * 64
    assert "damaged" in refused(forge.write(honest=False))
    forge.write()
    forge.manifest["parts"][part]["size"] += 1
    assert "damaged" in refused(forge.write(honest=False))


MANIFESTS = [
    {"version": 0},
    {"version": "1"},
    {"version": None},
    {"version": True, "parts": []},
    {"format": "zip"},
    {"app": 5},
    {"name": "x" * 1001},
    {"missing": "all"},
    {"missing": [1]},
    {"parts": None},
    {"parts": {}},
    {"parts": {"app.db": {"size": -1, "sha256": "0" * 64}}},
    {"parts": {"app.db": {"size": True, "sha256": "0" * 64}}},
    {"parts": {"app.db": []}},
    {"parts": {"app.db": {"size": 10**30, "sha256": "0" * 64}}},
]


@pytest.mark.parametrize("change", MANIFESTS, ids=str)
def test_manifests_that_no_export_has(
    forge: Forge, refused: Callable[[Path], str], change: dict[str, object]
) -> None:
    forge.write()
    forge.manifest |= change
    refused(forge.write(honest=False))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"[" * 100_000, b"\xff", b'{"format": "appling-app"}']
)
def test_manifests_that_are_none(forge: Forge, refused: Callable[[Path], str], content: bytes) -> None:
    with zipfile.ZipFile(forge.target, "w") as made:
        made.writestr("manifest.json", content)
    refused(forge.target)


def test_a_newer_format(forge: Forge, refused: Callable[[Path], str]) -> None:
    forge.manifest["version"] = 2
    assert "newer Appling" in refused(forge.write())


def test_a_bomb(forge: Forge, refused: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would be a thousand times larger."""
    forge.parts["uploads/" + "x" * 32] = bytes(80 * 1024 * 1024)
    path = forge.write()
    assert path.stat().st_size < 1_000_000
    assert "more than can be taken in" in refused(path)


def test_too_much_in_all(
    forge: Forge, refused: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 20_000)
    assert "more than can be taken in" in refused(forge.write())


def test_a_size_that_is_a_lie(forge: Forge, refused: Callable[[Path], str]) -> None:
    """The directory and the manifest say less than there is: no more than that is read."""
    name = "uploads/" + "x" * 32
    forge.parts[name] = bytes(1024 * 1024)
    forge.write()
    forge.manifest["parts"][name]["size"] = 10
    path = forge.write(honest=False)
    data = bytearray(path.read_bytes())
    true, lie = (1024 * 1024).to_bytes(4, "little"), (10).to_bytes(4, "little")
    while (place := data.find(true)) >= 0:
        data[place : place + 4] = lie
    path.write_bytes(data)
    assert "damaged" in refused(path)


def test_another_blueprint(forge: Forge, refused: Callable[[Path], str]) -> None:
    right = forge.parts["blueprint.appling"]
    for change in (
        right.replace(b"weight: number", b"weight: text"),
        right.replace(b"weight: number", b"height: number"),
        right + b"\nthing More\n  name: text\n",
        right.replace(b"book: Book", b"book: Loan"),
        right.replace(b"member may see own", b"visitor may see"),
    ):
        assert change != right
        forge.parts["blueprint.appling"] = change
        assert "not that of its blueprint" in refused(forge.write())


@pytest.mark.parametrize("content", [b"", b"app", b"\xff\xfe", b"app X\n" + b"#" * 2_000_000, b"import os"])
def test_blueprints_that_are_none(forge: Forge, refused: Callable[[Path], str], content: bytes) -> None:
    forge.parts["blueprint.appling"] = content
    refused(forge.write())


STATEMENTS = {
    "trigger": "CREATE TRIGGER evil AFTER INSERT ON book BEGIN DELETE FROM book; END",
    "trigger on people": "CREATE TRIGGER e AFTER INSERT ON _people BEGIN DELETE FROM _people; END",
    "view": "CREATE VIEW evil AS SELECT * FROM _people",
    "view in place of a table": "DROP TABLE loan; CREATE VIEW loan AS SELECT * FROM book",
    "virtual table": "CREATE VIRTUAL TABLE evil USING fts5(a)",
    "odd table": 'CREATE TABLE "x; DROP TABLE book" (a TEXT)',
    "odd column": 'ALTER TABLE book ADD COLUMN "a"" TEXT); --" TEXT',
    "odd type": "CREATE TABLE evil (a EVIL_FUNCTION)",
    "computed": "ALTER TABLE book ADD COLUMN evil TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL",
    "missing table": "DROP TABLE loan",
    "missing column": "DROP TABLE loan; CREATE TABLE loan (_id INTEGER PRIMARY KEY)",
    "renamed column": "ALTER TABLE book RENAME COLUMN weight TO w",
    "column of people": "ALTER TABLE _people ADD COLUMN evil TEXT",
    "needed column": "ALTER TABLE book ADD COLUMN evil TEXT NOT NULL DEFAULT 'x'",
    "no version": "DELETE FROM _meta",
    "strange version": "UPDATE _meta SET value = 'x' WHERE key = 'version'",
    "strange count": "UPDATE _meta SET value = 'x' WHERE key = 'changes'",
    "strange history": "UPDATE _steps SET things = '[]'",
    "broken history": "UPDATE _steps SET moves = '{'",
    "strange attic": "INSERT INTO _attic (place, thing, fields, since) SELECT 'none', 'x', '[]', 1",
    "password": "UPDATE _people SET password = 'plain'",
    "costly password": "UPDATE _people SET password = replace(password, '65536', '4000000')",
    "other source": "UPDATE _meta SET value = 'app X' WHERE key = 'source'",
    "date": "UPDATE book SET bought = 'soon'",
    "moment": "UPDATE book SET read_at = '2026'",
    "bytes as text": "UPDATE book SET name = x'ff00' WHERE _id = 1",
    "text as number": "UPDATE book SET weight = 'heavy'",
    "text as link": "UPDATE loan SET book = 'Red'",
    "link to nothing": "UPDATE loan SET book = 99",
    "keeper who is not there": "UPDATE book SET keeper = 99",
    "person's name": "UPDATE _people SET name = x'00'",
    "person's date": "UPDATE _people SET created = 'never'",
    "unlisted upload": "DELETE FROM _files",
    "upload's hash": "UPDATE _files SET hash = 'x'",
    "upload's token": "UPDATE _files SET token = '../../../etc/passwd'",
}


@pytest.mark.parametrize("name", some(STATEMENTS))
def test_databases_with_parts_of_their_own(forge: Forge, refused: Callable[[Path], str], name: str) -> None:
    with forge.database() as connection:
        connection.executescript(STATEMENTS[name])
    refused(forge.write())


def test_a_forged_schema(forge: Forge, refused: Callable[[Path], str]) -> None:
    """What a table is said to be is not what lies in it."""
    for change in (
        "UPDATE sqlite_master SET rootpage = 4 WHERE name = 'book'",
        "UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'book'",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE book AS SELECT 1' WHERE name = 'book'",
        "UPDATE sqlite_master SET type = 'evil' WHERE name = 'book'",
        "DELETE FROM sqlite_master WHERE name = 'book'",
    ):
        original = forge.parts["app.db"]
        with forge.database() as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(change)
        refused(forge.write())
        forge.parts["app.db"] = original


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", os.urandom(8192), b"SQLite format 3\0" * 512])
def test_databases_that_are_none(forge: Forge, refused: Callable[[Path], str], content: bytes) -> None:
    forge.parts["app.db"] = content
    refused(forge.write())


def test_a_damaged_page(forge: Forge, elsewhere: Home) -> None:
    """Random damage with hashes that fit: refused, or an app that can be read; never anything else."""
    original = forge.parts["app.db"]
    for page in range(1, len(original) // 4096, 3):
        damaged = bytearray(original)
        damaged[page * 4096 : page * 4096 + 16] = bytes(16)
        forge.parts["app.db"] = bytes(damaged)
        try:
            record = import_app(elsewhere, forge.write())
        except CannotImport:
            continue
        assert elsewhere.open(record.key).source
        elsewhere.burn(record.key)
    assert list(elsewhere.app_folder.iterdir()) == []


def test_an_export_that_packs_well_is_no_bomb(
    home: Home, elsewhere: Home, shelf: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What we write we also take."""
    from appling.store.portable import exporting

    for module in (archive, exporting):
        monkeypatch.setattr(module, "FREE_RATIO", 1000)
        monkeypatch.setattr(module, "MOST_RATIO", 6)
    export_app(home, shelf, tmp_path / "file.zip")
    with zipfile.ZipFile(tmp_path / "file.zip") as opened:
        assert opened.getinfo("app.db").compress_type == zipfile.ZIP_STORED
    assert import_app(elsewhere, tmp_path / "file.zip").key == "shelf"
    elsewhere.burn("shelf")
