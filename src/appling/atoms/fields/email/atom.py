"""An e-mail address."""

from __future__ import annotations

import re

from appling.atoms.base import Bad, Good, Refused, Sample
from appling.atoms.base.line import LineField
from appling.blueprint.model.app import Field

_FORM = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)


class EmailField(LineField):
    """An e-mail address.

    Shown as a link that begins a letter to it.
    """

    name = "email"
    aliases = ("e mail", "mail", "email address", "e mail address")
    longest = 254
    good = (
        Good("info@example.org", "info@example.org", "info@example.org"),
        Good(" First.Last+tag@Example.ORG ", "First.Last+tag@example.org", "First.Last+tag@example.org"),
        Good("info@例子.中国", "info@例子.中国", "info@例子.中国"),
    )
    bad = (
        Bad("info", "must be an e-mail address"),
        Bad("info@example", "must be an e-mail address"),
        Bad("a b@example.org", "must be an e-mail address"),
        Bad("a@example.org, b@example.org", "must be an e-mail address"),
        Bad("a@example.org\r\nBcc: b@example.org", "must be an e-mail address"),
    )

    def refine(self, line: str, field: Field, language: str) -> str:
        if len(line) > self.longest or not _FORM.fullmatch(line):
            raise Refused("{field} must be an e-mail address", field=field.name)
        local, _, domain = line.rpartition("@")
        return f"{local}@{domain.lower()}"

    def sample(self, field: Field, sample: Sample) -> str:
        from appling.atoms.samples.contacts import email

        return email(sample)
