"""A folder that `dev/pack` made is enough to set Appling up where there is no internet."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CUT_OFF = {"PIP_NO_INDEX": "1", "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}


@pytest.mark.slow
def test_from_a_folder_to_an_app(tmp_path: Path) -> None:
    if not (ROOT / ".venv" / "bin" / "appling").exists():
        pytest.skip("packing uses the environment that dev/test sets up")
    pack, environment = tmp_path / "pack", tmp_path / "environment"
    subprocess.run([ROOT / "dev" / "pack", pack, "--without-model"], check=True)
    offline = os.environ | CUT_OFF | {"HOME": str(tmp_path), "APPLING_HOME": str(tmp_path / "home")}
    subprocess.run([*_no_network(), "sh", pack / "install", environment], check=True, env=offline)
    blueprint = tmp_path / "notes.appling"
    blueprint.write_text("app Notes\nthing Note\n  text: text\n", encoding="utf-8")
    command = [*_no_network(), environment / "bin" / "appling", "apply", blueprint]
    said = subprocess.run(command, check=True, env=offline, capture_output=True, text=True)
    assert "notes" in said.stdout
    assert (tmp_path / "home" / "apps").is_dir()


def _no_network() -> list[str]:
    """A network of its own, with nothing in it, where the system lets us make one."""
    cut = ["unshare", "--map-root-user", "--net"]
    able = shutil.which("unshare") and subprocess.run([*cut, "true"], check=False).returncode == 0
    return cut if able else []
