"""A short address that leads on."""

from __future__ import annotations

from typing import Any

from appling.atoms.base import Bad, Good, Refused, Sample
from appling.atoms.base.codes import drawn
from appling.atoms.base.line import LineField
from appling.atoms.base.short import is_code
from appling.blueprint.model.app import Field


class ShortLinkField(LineField):
    """A short address of a row, `https://…/s/abc`, to give away, print or scan.

    It leads on to the web address in the row's first field of the type `url`, or, where there is none, to the
    row's own page. The end of it is drawn by chance for each row, unless somebody types one, such as
    `summer-sale`; no two rows of the app have the same, and capitals make no difference. Whoever may see the
    row, with these two fields, is led on, and nobody else. A field of the type `clicks` counts how often.
    """

    name = "short link"
    aliases = (
        "short url",
        "short address",
        "shortlink",
        "shorturl",
        "shortened link",
        "shortened url",
        "shortened address",
        "short code",
        "tiny url",
        "tiny link",
        "tracking link",
        "短链接",
        "短链",
        "短网址",
    )
    longest = 60
    drawn = True
    good = (
        Good("summer-sale", "summer-sale", "/s/summer-sale"),
        Good(" Spring2026 ", "spring2026", "/s/spring2026"),
        Good("/s/abc", "abc", "/s/abc"),
        Good("菜单", "菜单", "/s/菜单"),
    )
    bad = (
        Bad("two words", "letters, digits"),
        Bad("a/b", "letters, digits"),
        Bad("../x", "letters, digits"),
        Bad("a?b", "letters, digits"),
        Bad("a%2fb", "letters, digits"),
        Bad("x" * 61, "at most 60 characters"),
    )

    def refine(self, line: str, field: Field, language: str) -> str:
        code = line.rpartition("/s/")[2].lower()
        if not is_code(code):
            raise Refused("{field} can have letters, digits, - and _ only", field=field.name)
        return code

    def shown(self, value: Any, field: Field, language: str) -> str:
        return f"/s/{value}" if is_code(value) else str(value)

    def sample(self, field: Field, sample: Sample) -> str:
        return drawn(sample.random.choice)
