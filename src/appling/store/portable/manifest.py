"""What an exported file says of itself: its parts, each with its size and hash."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from appling.store.portable.errors import CannotImport, foreign

FORMAT = "appling-app"
FORMAT_VERSION = 1
MANIFEST, BLUEPRINT, DATABASE, UPLOADS = "manifest.json", "blueprint.appling", "app.db", "uploads/"
_PART = re.compile(r"blueprint\.appling|app\.db|uploads/[A-Za-z0-9_-]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_NOT_OURS = "This file is no app that was exported."


@dataclass(frozen=True, slots=True)
class Part:
    """`hash` is SHA-256 in hexadecimal."""

    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`missing`: uploads whose bytes were already lost when the file was made."""

    key: str
    name: str
    exported: str
    parts: Mapping[str, Part]
    missing: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts.values())

    @property
    def uploads(self) -> dict[str, Part]:
        """The uploads by their tokens."""
        return {
            name.removeprefix(UPLOADS): part for name, part in self.parts.items() if name.startswith(UPLOADS)
        }


def write_manifest(manifest: Manifest) -> bytes:
    parts = {name: {"size": part.size, "sha256": part.hash} for name, part in manifest.parts.items()}
    content = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "app": manifest.key,
        "name": manifest.name,
        "exported": manifest.exported,
        "missing": list(manifest.missing),
        "parts": parts,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """Raises CannotImport for anything but what `write_manifest` writes."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise foreign(_NOT_OURS) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise foreign(_NOT_OURS)
    version = found.get("version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise CannotImport("This file was made by a newer Appling.", "Update Appling, then try again.")
    parts, missing = found.get("parts"), found.get("missing")
    texts = [found.get(name) for name in ("app", "name", "exported")]
    if version != FORMAT_VERSION or not isinstance(parts, dict) or not all(map(_is_text, texts)):
        raise foreign(_NOT_OURS)
    if not isinstance(missing, list) or not all(map(_is_text, missing)):
        raise foreign(_NOT_OURS)
    key, name, exported = map(str, texts)
    return Manifest(
        key, name, exported, {name: _part(name, each) for name, each in parts.items()}, tuple(missing)
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 1000


def _part(name: str, found: Any) -> Part:
    if _PART.fullmatch(name) and isinstance(found, dict):
        size, digest = found.get("size"), found.get("sha256")
        if type(size) is int and size >= 0 and isinstance(digest, str) and _HASH.fullmatch(digest):
            return Part(size, digest)
    raise foreign("This file lists a part that no export has.")
