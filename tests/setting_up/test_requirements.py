"""What is installed is written down: every package that is asked for, at one version, with hashes."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDED = PROJECT["project"]["dependencies"]
OPTIONAL = [each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]
ASKED = {
    "run.txt": NEEDED,
    "dev.txt": [*NEEDED, *OPTIONAL, *PROJECT["dependency-groups"]["dev"]],
    "build.txt": PROJECT["build-system"]["requires"],
}
ENTRY = re.compile(r"^([a-z0-9-]+)==([^ ;]+)[^\\]*((?:\\\n    --hash=sha256:[0-9a-f]{64} ?)*)$", re.MULTILINE)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_for_is_held_to_a_version_and_hashes(name: str) -> None:
    text = (ROOT / "dev" / "requirements" / name).read_text("utf-8")
    entries = ENTRY.findall(text)
    assert len(entries) == len([line for line in text.splitlines() if not line.startswith(" ")])
    assert all(hashes for _, _, hashes in entries)
    versions = {package: version for package, version, _ in entries}
    for line in ASKED[name]:
        asked = Requirement(line)
        assert asked.specifier.contains(versions[asked.name.lower()]), line
