"""The checks are frozen before any app is made: sums of all that judges, and a run that refuses when they differ."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
SUMS = HERE / "frozen.json"
CHANGES = HERE / "CHANGES.md"
FREE = {
    "__main__.py",
    "building.py",
    "direct.py",
    "freezing.py",
    "publishing.py",
    "reporting.py",
    "serving.py",
}
"""What only makes apps and prints: it judges nothing."""


def sums() -> dict[str, str]:
    """The SHA-256 of every file that takes part in judging."""
    files = [
        *HERE.glob("*.py"),
        HERE / "looking.js",
        *(HERE / "checks").glob("*.py"),
        *(HERE / "files").iterdir(),
    ]
    judging = sorted(each for each in files if each.name not in FREE and each.is_file())
    return {str(each.relative_to(HERE)): hashlib.sha256(each.read_bytes()).hexdigest() for each in judging}


def differing() -> list[str]:
    """The files that aren't as they were frozen; all of them where nothing was frozen."""
    frozen = json.loads(SUMS.read_text(encoding="utf-8")) if SUMS.is_file() else {}
    now = sums()
    return sorted(name for name in {*frozen, *now} if frozen.get(name) != now.get(name))


def freeze(reason: str) -> list[str]:
    """Write the sums down, and in the log what was changed and why; gives the files that differed."""
    changed = differing()
    first = not SUMS.is_file()
    SUMS.write_text(json.dumps(sums(), indent=1) + "\n", encoding="utf-8")
    what = f"{len(changed)} files" if first else ", ".join(changed) or "nothing"
    with CHANGES.open("a", encoding="utf-8") as log:
        log.write(f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {what}. {reason}\n")
    return changed
