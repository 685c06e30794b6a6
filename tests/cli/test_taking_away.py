"""An app as one file and back, and burning with a receipt, as a person runs the commands."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Command

from appling.cli.burn import NoTime, delay_of

pytestmark = pytest.mark.slow


@pytest.fixture
def club(appling: Command, good: Path) -> str:
    assert appling("apply", str(good)).status == 0
    return "club"


def test_an_app_goes_out_and_comes_back(appling: Command, club: str, tmp_path: Path) -> None:
    said = appling("export", club)
    assert said.status == 0, said.err
    assert "club.appling.zip" in said.out
    assert "There" not in said.err
    assert "is there already" in appling("export", club).sentence()
    made = json.loads(appling("export", club, "--force", "--json").out)
    assert made["bytes"] == (tmp_path / "club.appling.zip").stat().st_size
    blueprint = appling("show", club).out
    assert appling("burn", club, "--yes").status == 0
    said = appling("import", "club.appling.zip", APPLING_HOME=str(tmp_path / "elsewhere"))
    assert "in your home as “club”" in said.out
    again = json.loads(appling("import", "club.appling.zip", "--as", "bikes", "--json").out)
    assert again["app"] == "bikes"
    assert appling("show", "bikes").out == blueprint


@pytest.mark.parametrize("name", ["missing.zip", ".", "good.app", b"\xff"])
def test_a_file_that_holds_no_app(appling: Command, good: Path, home: Path, name: str | bytes) -> None:
    said = appling("import", name)
    assert said.sentence()
    assert appling("import", name, "--json").problem()["code"] == "cannot-import"
    assert list((home / "apps").iterdir()) == []


def test_a_receipt(appling: Command, club: str) -> None:
    receipt = json.loads(appling("burn", club, "--yes", "--json").out)
    assert receipt["burnt"] == "club"
    assert receipt["time"]
    assert (receipt["name"], receipt["people"], receipt["uploads"], receipt["builds"]) == ("Club", 0, 0, 0)
    assert list(receipt["things"]) == ["Bikes"]
    assert receipt["bytes"] > 10_000


def test_burning_with_the_data_sent(appling: Command, club: str, tmp_path: Path) -> None:
    assert (
        "can't be written" in appling("burn", club, "--yes", "--send-data", "--to", "none/x.zip").sentence()
    )
    assert appling("show", club).status == 0
    said = appling("burn", club, "--yes", "--send-data")
    assert "sent to" in said.out
    assert appling("import", "club.appling.zip").status == 0


def test_burning_later(appling: Command, club: str) -> None:
    assert "burns on" in appling("burn", club, "--in", "7d", "--yes").out
    assert "stays" in appling("burn", club, "--keep").out
    assert "was not about to burn" in appling("burn", club, "--keep").sentence()
    assert "is no time" in appling("burn", club, "--in", "soon", "--yes").sentence()
    assert "needs a yes" in appling("burn", club, "--in", "7d").sentence()
    planned = json.loads(appling("burn", club, "--in", "1m", "--yes", "--json").out)
    assert planned["app"] == "club"
    assert planned["burns"]


@pytest.mark.parametrize("text", ["0d", "soon", "7", "-1d", "9999999w", "7y", ""])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(NoTime):
        delay_of(text)


def test_a_time_to_burn_in() -> None:
    assert [delay_of(text) for text in ("30m", "12h", " 7D ", "2w")] == [
        timedelta(minutes=30),
        timedelta(hours=12),
        timedelta(days=7),
        timedelta(weeks=2),
    ]


def test_rows_go_out_and_come_back(appling: Command, club: str, tmp_path: Path) -> None:
    said = appling("rows", club, "bikes", "--to", "bikes.csv")
    assert said.status == 0, said.err
    before = (tmp_path / "bikes.csv").read_text(encoding="utf-8-sig")
    assert before.startswith("id club,name")
    (tmp_path / "more.csv").write_text(f"{before}\n,Another\n", encoding="utf-8")
    looked = json.loads(appling("rows", club, "Bike", "--from", "more.csv", "--json").out)
    assert (looked["kept"], looked["added"], looked["changed"]) == (False, 1, 0)
    kept = json.loads(appling("rows", club, "Bike", "--from", "more.csv", "--yes", "--json").out)
    assert (kept["kept"], kept["added"]) == (True, 1)
    assert appling("rows", club, "Bike", "--to", "bikes.xlsx").status == 0
    same = json.loads(appling("rows", club, "Bike", "--from", "bikes.xlsx", "--json").out)
    assert (same["added"], same["changed"], same["same"]) == (0, 0, before.count("\n"))


def test_rows_with_faults(appling: Command, club: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text("name\n" + "x" * 5000 + "\n")
    said = appling("rows", club, "Bike", "--from", "wrong.csv", "--yes")
    assert said.status == 1
    assert "Row 2, name:" in said.err
    for arguments, sentence in (
        (("Car", "--to", "x.csv"), "no thing"),
        (("Bike", "--to", "x.pdf"), "no .csv"),
        (("Bike", "--to", "none/x.csv"), "can't be written"),
        (("Bike", "--from", "none.csv"), "can't be read"),
        (("Bike",), "not clear"),
        (("Bike", "--from", "good.app"), "No column"),
    ):
        assert sentence in appling("rows", club, *arguments).sentence()


def test_the_list_says_what_is_to_burn(appling: Command, club: str) -> None:
    assert "burns on" not in appling("list").out
    assert json.loads(appling("list", "--json").out)["apps"][0]["burns"] is None
    assert appling("burn", club, "--in", "7d", "--yes").status == 0
    assert "club burns on 20" in appling("list").out
    assert json.loads(appling("list", "--json").out)["apps"][0]["burns"].startswith("20")
