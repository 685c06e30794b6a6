"""The bill of materials names what is installed and what is locked."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from tests.docs.markdown import ROOT


def test_it_holds_both_sides_and_each_part_once(tmp_path: Path) -> None:
    file = tmp_path / "bom.json"
    subprocess.run([sys.executable, "dev/sbom.py", str(file)], cwd=ROOT, check=True)
    bill = json.loads(file.read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    purls = [each["purl"] for each in bill["components"]]
    assert len(purls) == len(set(purls))
    for name in ("starlette", "sqlalchemy", "pydantic"):
        assert f"pkg:pypi/{name}@{version(name)}" in purls
    assert "pkg:pypi/pytest" not in {purl.rpartition("@")[0] for purl in purls}
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    locked = {
        (path.rpartition("node_modules/")[2], each["version"]) for path, each in packages.items() if path
    }
    listed = {(each["name"], each["version"]) for each in bill["components"] if "npm" in each["purl"]}
    assert locked == listed
    assert bill["metadata"]["component"]["name"] == "appling"
