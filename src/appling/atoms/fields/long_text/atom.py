"""Several lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from appling.atoms.base import Bad, FieldAtom, Good, Sample
from appling.atoms.base.cleaning import check_length, clean_text, text_schema
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

LONGEST = 20_000


class LongTextField(FieldAtom):
    """Several lines of text, at most 20,000 characters.

    For descriptions, notes, comments and articles; line breaks are kept. It stands on a row's own
    page and not in tables.
    """

    name = "long text"
    aliases = (
        "longtext",
        "multiline",
        "multiline text",
        "textarea",
        "text area",
        "paragraph",
        "description",
        "note",
        "notes",
        "content",
        "body",
        "markdown",
        "rich text",
        "richtext",
        "html",
    )
    kind = Kind.TEXT
    good = (
        Good("One line.", "One line.", "One line."),
        Good("First.\r\n\r\nSecond.\n", "First.\n\nSecond.", "First.\n\nSecond."),
        Good("第一行\n第二行", "第一行\n第二行", "第一行\n第二行"),
        Good(
            "</textarea><script>x</script>", "</textarea><script>x</script>", "</textarea><script>x</script>"
        ),
    )
    bad = (
        Bad("x" * (LONGEST + 1), "at most 20000 characters"),
        Bad("bell\x07", "a character that can't be kept"),
    )
    searchable = True
    sortable = False
    wide = True

    def column(self) -> TypeEngine[Any]:
        from sqlalchemy import Text

        return Text()

    def parse(self, typed: str, field: Field, language: str) -> str | None:
        text = clean_text(typed, field)
        if not text:
            return None
        check_length(text, field, LONGEST)
        return text

    def typed(self, value: Any, field: Field) -> str:
        return str(value)

    def shown(self, value: Any, field: Field, language: str) -> str:
        return str(value)

    def schema(self, field: Field) -> Mapping[str, object]:
        return text_schema(field, LONGEST)

    def sample(self, field: Field, sample: Sample) -> str | None:
        from appling.atoms.samples.texts import paragraph

        return paragraph(field, sample)
