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
def styles_apart(kind: str, opening: str) -> tuple[str, ...]:
    """The addresses of what only one sort of part needs besides the styles of every page.

    Some have a sheet of its own for paper, or for each way in which an app can open.
    """
    names = (kind, f"{kind}-paper", f"{kind}-{opening.replace(' ', '-')}")
    return tuple(static_url(f"part-{name}.css") for name in names if (DIST / f"part-{name}.css").is_file())


@cache
def static_url(name: str) -> str:
    """The address of a built file; it changes when the file does, so browsers may keep it for ever."""
    file = DIST / name
    version = sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "0"
    return f"/-/static/{name}?v={version}"
