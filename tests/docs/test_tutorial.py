"""What the tutorial tells people to type works, and says what the tutorial shows."""

import re
from pathlib import Path

import pytest
from tests.docs.markdown import ROOT, fenced
from typer.testing import CliRunner

from appling import blueprint
from appling.atoms import vocabulary
from appling.cli.main import command_line
from appling.store import Home

PAGES = [ROOT / "docs" / name for name in ("tutorial.md", "tutorial.zh-CN.md")]


def first_app(home: Home) -> None:
    """An app under the key that the tutorial uses."""
    source = "app Bike Library\nthing Bike\n  name: text, required\n"
    app = blueprint.check(source, vocabulary()).app
    assert app is not None
    home.create(app, source)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_its_commands_do_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPLING_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    home = Home()
    first_app(home)
    home.close()
    (text,) = fenced(page, "appling")
    shown = "".join(fenced(page, ""))
    for line in "".join(fenced(page, "sh")).splitlines():
        if line.startswith("./start"):
            continue
        command, _, target = line.removeprefix(".venv/bin/appling ").partition(" > ")
        ran = CliRunner().invoke(command_line(), command.split())
        assert ran.exit_code == 0, ran.output
        if target:
            Path(target).write_text(text, encoding="utf-8")
        else:
            said = ran.output.splitlines()[:1] if command.startswith("burn") else ran.output.split()
            assert " ".join(said) in " ".join(shown.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_its_slip_is_found_where_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (text,) = fenced(page, "appling")
    slip = re.sub("overdue sort", "overdew sort", text)
    Path("library.appling").write_text(slip, encoding="utf-8")
    ran = CliRunner().invoke(command_line(), ["check", "library.appling"])
    assert ran.exit_code == 1
    assert any(ran.output.strip() in block for block in fenced(page, ""))
