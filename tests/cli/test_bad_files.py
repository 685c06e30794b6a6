"""Files that are no blueprint, homes that are none, disks that are full: a sentence, and nothing is lost."""

import os
import resource
import socket
from pathlib import Path

import pytest
from tests.cli.conftest import GOOD, Command, Said

pytestmark = pytest.mark.slow
OTHERS = (("fmt", "missing.app"), ("apply", "missing.app"))
FILES = {
    "big": b"x" * 10_000_000,
    "random": b"\xff" + os.urandom(5000),
    "nul": b"\0" * 5000,
    "surrogate": b"app \xed\xa0\x80\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_text(appling: Command, tmp_path: Path, home: Path, name: str) -> None:
    file = tmp_path / f"{name}.app"
    file.write_bytes(FILES[name])
    assert file.name in appling("apply", str(file)).sentence()
    assert not home.exists()


def test_no_command_takes_a_file_that_is_no_text(appling: Command, tmp_path: Path) -> None:
    file = tmp_path / "random.app"
    file.write_bytes(FILES["random"])
    for arguments in (("check",), ("fmt", "-w")):
        assert file.name in appling(*arguments, str(file)).sentence()
    assert file.read_bytes() == FILES["random"]


@pytest.mark.parametrize(
    ("command", "name"), [("check", "."), ("check", "missing.app"), ("check", b"\xff"), *OTHERS]
)
def test_a_file_that_is_not_there(appling: Command, command: str, name: str | bytes) -> None:
    assert "can't be read" in appling(command, name).sentence()


def test_a_blueprint_with_faults_changes_nothing(appling: Command, good: Path, home: Path) -> None:
    assert appling("apply", str(good)).status == 0
    before = (home / "apps" / "club" / "app.db").read_bytes()
    good.write_text("app Club\n\nthing Bike\n  name: nosuch of (((\npage\n")
    said = appling("apply", str(good), "--to", "club")
    assert said.status == 1
    assert "error[" in said.err
    assert "Traceback" not in said.err
    assert (home / "apps" / "club" / "app.db").read_bytes() == before


@pytest.mark.parametrize("name", ["nosuch", "../..", "", "a" * 5000, b"\xff\x01", "C L U B"])
def test_an_app_that_there_is_not(appling: Command, name: str) -> None:
    _refused(appling("burn", "--yes", name))


def test_no_command_finds_an_app_that_there_is_not(appling: Command, good: Path) -> None:
    _refused(appling("show", "nosuch"))
    _refused(appling("apply", str(good), "--to", "nosuch"))
    assert appling("burn", "--yes", "--json", "nosuch").problem()["code"] == "no-such-app"


def _refused(said: Said) -> None:
    assert said.status == 1
    assert "There is no app" in said.err
    assert "Traceback" not in said.err


def test_nothing_is_burnt_without_a_yes(appling: Command, good: Path, home: Path) -> None:
    appling("apply", str(good))
    assert "Nothing was burnt" in appling("burn", "club").sentence()
    assert (home / "apps" / "club" / "app.db").exists()


@pytest.mark.parametrize("what", ["a file", "a broken database"])
def test_a_broken_home(appling: Command, good: Path, home: Path, what: str) -> None:
    if what == "a broken database":
        home.mkdir()
    broken = home if what == "a file" else home / "home.db"
    content = b"no database at all" * 999
    broken.write_bytes(content)
    for arguments in (
        ("list",),
        ("show", "club"),
        ("serve", "--port", "8"),
        ("apply", str(good)),
        ("models",),
    ):
        assert str(home) in appling(*arguments).sentence()
    assert appling("list", "--json").problem()["code"] == "broken-home"
    assert broken.read_bytes() == content


def test_a_broken_app(appling: Command, good: Path, home: Path) -> None:
    appling("apply", str(good))
    file = home / "apps" / "club" / "app.db"
    file.write_bytes(b"no database at all" * 999)
    for arguments in (("show", "club"), ("apply", str(good), "--to", "club")):
        assert "app.db is damaged" in appling(*arguments).sentence()
    assert appling("show", "club", "--json").problem()["code"] == "broken-app"
    assert appling("list").status == 0
    assert file.read_bytes() == b"no database at all" * 999
    assert appling("burn", "club", "--yes").status == 0


def test_a_port_in_use(appling: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"Port {port} is in use" in appling("serve", "--port", port).sentence()
        assert appling("new", "bikes", "--serve", "--port", port, "--json").problem()["code"] == "port-in-use"


def test_a_network_address_that_there_is_not(appling: Command) -> None:
    assert "Can't listen" in appling("serve", "--host", "192.0.2.1").sentence()


@pytest.mark.parametrize("kilobytes", [4, 40, 50])
def test_a_full_disk(appling: Command, good: Path, home: Path, kilobytes: int) -> None:
    """No file may grow beyond a size, which is what a full disk looks like from within."""
    good.write_text(GOOD)
    assert appling("apply", str(good)).status == 0
    before = appling("show", "club").out
    good.write_text("app Club\n\n" + "".join(f"thing T{number}\n  name: text\n\n" for number in range(60)))
    limit = (kilobytes * 1024, kilobytes * 1024)
    for arguments in (("apply", str(good)), ("apply", str(good), "--to", "club")):
        said = appling(*arguments, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
        assert "There is no room left on the disk" in said.sentence()
    assert appling("show", "club").out == before
    assert [each.name for each in (home / "apps").iterdir()] == ["club"]


def test_an_output_that_takes_nothing_more(appling: Command) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    for arguments in (("list",), ("list", "--json")):
        said = appling(*arguments, before=lambda: os.dup2(full, 1))
        assert "There is no room left on the disk" in said.sentence()
    os.close(full)
