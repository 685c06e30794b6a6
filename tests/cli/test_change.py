"""Changing an app from the command line: the plan is shown, and what needs a yes is not done without one."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Command

SOURCE = """\
app Club
  people: member
  member may see

thing Bike
  name: text, required
  note: text
"""


@pytest.fixture
def club(appling: Command, tmp_path: Path) -> str:
    file = tmp_path / "club.appling"
    file.write_text(SOURCE)
    assert appling("apply", str(file)).status == 0
    return "club"


@pytest.mark.slow
def test_a_change_that_needs_no_yes_is_done(appling: Command, club: str) -> None:
    said = appling("change", club, "add a colour to bikes")
    assert said.status == 0, said.err
    assert "adds “colour” to Bike" in said.out
    assert "appling undo club" in said.out
    assert "colour: text" in appling("show", club).out


@pytest.mark.slow
def test_what_needs_a_yes_is_not_done_without_one(appling: Command, club: str) -> None:
    said = appling("change", club, "members may change all bikes", "--json")
    assert said.status == 3
    result = json.loads(said.out)
    assert result["applied"] is False
    assert result["needs_yes"] == ["member may now change all Bikes"]
    assert "change" not in appling("show", club).out
    assert appling("change", club, "members may change all bikes").status == 3
    done = json.loads(appling("change", club, "members may change all bikes", "--json", "--yes").out)
    assert done["applied"] is True
    assert "change" in appling("show", club).out


@pytest.mark.slow
def test_applying_a_file_asks_too(appling: Command, club: str, tmp_path: Path) -> None:
    file = tmp_path / "less.appling"
    file.write_text(SOURCE.replace("  note: text\n", ""))
    said = appling("apply", str(file), "--to", club)
    assert said.status == 3
    assert "“note” of Bike goes to the attic" in said.out
    assert appling("apply", str(file), "--to", club, "--yes").status == 0
    again = appling("apply", str(file), "--to", club)
    assert again.status == 0
    assert "stays as it is" in again.out


@pytest.mark.slow
def test_an_app_that_is_not_there_and_a_request_that_says_nothing(appling: Command, club: str) -> None:
    assert "nowhere" in appling("change", "nowhere", "add a colour").sentence()
    assert appling("change", club, " ").status == 1
