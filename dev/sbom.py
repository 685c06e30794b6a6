"""Writes what Appling is made of, as a bill of materials in CycloneDX JSON.

python dev/sbom.py            prints it: the distributions installed here that Appling needs, and the packages
                              of the front end
python dev/sbom.py FILE       writes it to a file
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from appling import __version__

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "frontend" / "package-lock.json"
SPEC = "1.6"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def bill() -> dict[str, Any]:
    """The whole bill."""
    components = sorted((*_python(), *_frontend()), key=lambda each: each["purl"])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {"component": _component("application", "appling", __version__, "pypi", "Apache-2.0")},
        "components": components,
    }


def _python() -> Iterator[dict[str, Any]]:
    """Everything that is installed because Appling needs it, directly or not."""
    seen, waiting = (
        {"appling"},
        list(_named(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"])),
    )
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        waiting += _named(found.requires or ())
        yield _component("library", name, found.version, "pypi", _licence(found))


def _named(requirements: Iterable[str]) -> Iterator[str]:
    """What is required without an extra; what is for other machines is not installed here."""
    for line in requirements:
        name = _NAME.match(line)
        if name is not None and "extra ==" not in line:
            yield re.sub(r"[-_.]+", "-", name[0]).lower()


def _licence(found: Distribution) -> str:
    named = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    return named.strip().splitlines()[0] if named.strip() else ""


def _frontend() -> Iterator[dict[str, Any]]:
    """What the front end is built from and with, as its lock has it, with the hash that it is held to."""
    for path, package in json.loads(LOCK.read_text("utf-8"))["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            made = _component("library", name, package["version"], "npm", package.get("license", ""))
            made["scope"] = "excluded" if package.get("dev") else "required"
            if "integrity" in package:
                made["properties"] = [{"name": "integrity", "value": package["integrity"]}]
            yield made


def _component(kind: str, name: str, version: str, source: str, licence: str) -> dict[str, Any]:
    purl = f"pkg:{source}/{name.replace('@', '%40')}@{version}"
    made: dict[str, Any] = {"type": kind, "name": name, "version": version, "purl": purl, "bom-ref": purl}
    if licence:
        made["licenses"] = [{"license": {"name": licence}}]
    return made


def main() -> int:
    text = json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
