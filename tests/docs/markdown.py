"""The Markdown files of the repository, and what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def files() -> list[Path]:
    """Every Markdown file that people read."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def fenced(path: Path, language: str) -> list[str]:
    """The blocks of code in this language."""
    return [text for tag, text in _FENCE.findall(path.read_text(encoding="utf-8")) if tag == language]


def links(path: Path) -> list[str]:
    """Links to files beside it, without what follows `#`."""
    found = _LINK.findall(_FENCE.sub("", path.read_text(encoding="utf-8")))
    return [each.partition("#")[0] for each in found if not re.match(r"[a-z]+:|#", each)]
