"""An export that is killed leaves nothing beside its target for long."""

import subprocess
import sys
from pathlib import Path

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.store import Home
from appling.store.portable import export_app
from appling.store.portable.unfinished import unfinished

SOURCE = "app Shop\nthing Tea\n  name: text\n"
KILLED = """
import os, signal, sys
from pathlib import Path
from appling.store import Home
from appling.store.portable import export_app
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
export_app(Home(Path(sys.argv[1])), "shop", Path(sys.argv[2]))
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_export_left_goes_when_the_home_is_opened(tmp_path: Path) -> None:
    home, out = Home(tmp_path / "home"), tmp_path / "out"
    out.mkdir()
    app = check(SOURCE, vocabulary()).app
    assert app is not None
    home.create(app, SOURCE, key="shop")
    (out / ".shop.zip.12345678").write_text("mine")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(home.path), str(out / "shop.zip")], check=False
    )
    assert killed.returncode == -9
    assert len(names(out)) == 2
    with unfinished(home.exporting, out / "other.zip") as under_way:
        under_way.write_text("half of it")
        Home(home.path)
        assert names(out) == sorted([".shop.zip.12345678", under_way.name])
    assert names(out) == [".shop.zip.12345678"]
    assert names(home.exporting) == []
    export_app(home, "shop", out / "shop.zip")
    assert names(out) == [".shop.zip.12345678", "shop.zip"]


def test_a_note_that_names_another_file_removes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.exporting.mkdir()
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    (home.exporting / "0a0a0a0a.export").write_text(str(letter))
    (home.exporting / "0b0b0b0b.export").write_text("")
    Home(home.path)
    assert letter.exists()
    assert names(home.exporting) == []
