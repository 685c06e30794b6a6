"""One line of text."""

from __future__ import annotations

from appling.atoms.base import Bad, Good, Sample
from appling.atoms.base.line import LineField
from appling.blueprint.model.app import Field


class TextField(LineField):
    """One line of text, at most 500 characters.

    For names, titles and anything short. `min` and `max` limit its length in characters.
    """

    name = "text"
    aliases = ("string", "str", "varchar", "char", "short text", "name", "title", "label")
    good = (
        Good("Trek Domane", "Trek Domane", "Trek Domane"),
        Good("  Zeiss 三脚架 ", "Zeiss 三脚架", "Zeiss 三脚架"),
        Good("<b>bold</b> & 'quoted'", "<b>bold</b> & 'quoted'", "<b>bold</b> & 'quoted'"),
        Good("two\nlines", "two lines", "two lines"),
        Good("AB-1", "AB-1", "AB-1", line="text, min 4, max 4"),
    )
    bad = (
        Bad("x" * 501, "at most 500 characters"),
        Bad("a\x00b", "a character that can't be kept"),
        Bad("a\ud800b", "a character that can't be kept"),
        Bad("abc", "at most 2 characters", line="text, max 2"),
        Bad("a", "at least 2 characters", line="text, min 2"),
    )

    def sample(self, field: Field, sample: Sample) -> str | None:
        from appling.atoms.samples.texts import line

        return line(field, sample)
