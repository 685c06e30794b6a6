"""The built files that pages load: where they lie, and their addresses with a version in them."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

DIST = Path(__file__).parent / "static" / "dist"
"""Served below `/-/static/`; made by the build hook, never committed."""

_SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)"[^>]*>(.*?)</symbol>')


@cache
def drawings() -> dict[str, str]:
    """What is drawn in each icon of the sprite, by name: a page holds the few that it shows."""
    sprite = DIST / "icons.svg"
    return dict(_SYMBOL.findall(sprite.read_text(encoding="utf-8"))) if sprite.is_file() else {}


@cache
def style_apart(kind: str) -> str | None:
    """The address of what only one sort of part needs besides the styles of every page."""
    name = f"part-{kind}.css"
    return static_url(name) if (DIST / name).is_file() else None


@cache
def static_url(name: str) -> str:
    """The address of a built file; it changes when the file does, so browsers may keep it for ever."""
    file = DIST / name
    version = sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "0"
    return f"/-/static/{name}?v={version}"
