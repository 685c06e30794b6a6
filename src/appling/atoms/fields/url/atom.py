"""The address of a page."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult, urlsplit

from appling.atoms.base import Bad, Good, Refused, Sample
from appling.atoms.base.line import LineField
from appling.blueprint.model.app import Field

_HOST = re.compile(r"(?:[\w-]{1,63}\.)*[\w-]{1,63}|\[[0-9a-f:]+\]")


class UrlField(LineField):
    """The address of a page in the web, beginning with http or https.

    Shown as a link; `https://` is put before an address without it.
    """

    name = "url"
    aliases = ("link", "website", "web site", "web address", "homepage", "uri", "hyperlink", "href")
    longest = 2000
    good = (
        Good("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", "example.org/a?b=c#d"),
        Good("example.org", "https://example.org", "example.org"),
        Good("HTTP://Example.org:8080/", "http://Example.org:8080/", "Example.org:8080"),
        Good("https://例子.中国/页", "https://例子.中国/页", "例子.中国/页"),
    )
    bad = (
        Bad("javascript:alert(1)", "must be a web address"),
        Bad("data:text/html,x", "must be a web address"),
        Bad("ftp://example.org", "must be a web address"),
        Bad("//example.org", "must be a web address"),
        Bad("https://user:secret@example.org", "must be a web address"),
        Bad("https://", "must be a web address"),
        Bad("https://exa mple.org", "must be a web address"),
        Bad('https://example.org/"onclick=x', "must be a web address"),
        Bad("https://[::1", "must be a web address"),
        Bad("https://example.org:port", "must be a web address"),
        Bad("not an address", "must be a web address"),
    )

    def refine(self, line: str, field: Field, language: str) -> str:
        scheme, mark, rest = line.partition("://")
        address = f"{scheme.lower()}://{rest}" if mark else f"https://{line}"
        parts = _split(address)
        bare = not mark and (":" in line.split("/")[0] or "." not in line.split("/")[0])
        if parts is None or bare or re.search(r"[\s\"<>\\^`{|}]", address):
            raise Refused("{field} must be a web address such as https://example.org", field=field.name)
        return address

    def shown(self, value: Any, field: Field, language: str) -> str:
        return str(value).partition("://")[2].removesuffix("/")

    def schema(self, field: Field) -> dict[str, object]:
        return {**super().schema(field), "format": "uri"}

    def sample(self, field: Field, sample: Sample) -> str:
        from appling.atoms.samples.contacts import url

        return url(sample)


def _split(address: str) -> SplitResult | None:
    """The parts of an http or https address with a host and without a password."""
    try:
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and "@" not in parts.netloc and parts.port != 0
        return parts if fine and _HOST.fullmatch(parts.hostname or "") else None
    except ValueError:
        return None
