"""The built files that pages load: where they lie, and their addresses with a version in them."""

from functools import cache
from hashlib import sha256
from pathlib import Path

DIST = Path(__file__).parent / "static" / "dist"
"""Served below `/-/static/`; made by the build hook, never committed."""


@cache
def static_url(name: str) -> str:
    """The address of a built file; it changes when the file does, so browsers may keep it for ever."""
    file = DIST / name
    version = sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "0"
    return f"/-/static/{name}?v={version}"
