"""Writes which version of every package is installed, and the hashes of its files. Needs uv.

python dev/lock.py             keeps the versions that fit, and adds what is new
python dev/lock.py --upgrade   takes the newest that pyproject.toml allows
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "dev" / "requirements"
PROJECT = ROOT / "pyproject.toml"
LOCKS = {
    "run.txt": (str(PROJECT),),
    "dev.txt": (str(PROJECT), "--all-extras", "--group", "dev"),
    "build.txt": ("-",),
}
"""What each file is made from; "-" are the packages that build Appling's own wheel."""
EDITABLE = "editables~=0.3"
"""What hatchling asks for besides, to install from a checkout."""
OPTIONS = ("--universal", "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url")


def main() -> None:
    """All files, for every Python and system that Appling runs on."""
    FOLDER.mkdir(exist_ok=True)
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    oldest = project["project"]["requires-python"].removeprefix(">=")
    for name, sources in LOCKS.items():
        command = ["uv", "pip", "compile", "--quiet", *OPTIONS, "--python-version", oldest, *sys.argv[1:]]
        command += [*sources, "--output-file", str(FOLDER / name)]
        build = "\n".join([*project["build-system"]["requires"], EDITABLE]) if sources == ("-",) else None
        subprocess.run(command, input=build, text=True, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
