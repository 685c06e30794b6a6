"""Words that people give as they like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from appling.atoms.base import Bad, Good, Refused, Sample
from appling.atoms.base.cleaning import clean_line
from appling.atoms.base.several import SeveralField

if TYPE_CHECKING:
    from appling.blueprint.model.app import Field

LONGEST = 60


class TagsField(SeveralField):
    """Short words that people give as they like, several to a row: `tags`.

    The form offers those that other rows have. Like `choices`, which has a fixed list, it is searched,
    filtered and counted in charts in each of its words, and asked for by `tags contains "urgent"`.
    """

    name = "tags"
    aliases = ("tag list", "hashtags", "keywords", "labels", "list of tags", "list of keywords")
    good = (
        Good("easy", ("easy",), "easy"),
        Good(" quick ,  for two;Quick", ("quick", "for two"), "quick, for two"),
        Good("素食、快手", ("素食", "快手"), "素食, 快手"),
    )
    bad = (
        Bad("x" * 61, "can have at most 60 characters each"),
        Bad("a, b, c", "takes 2 values at most", line="tags, max 2"),
        Bad("a\u202eb", "has a character that can't be kept"),
    )

    def most(self, field: Field) -> int:
        return 30

    def settled(self, texts: Iterable[str], field: Field) -> tuple[str, ...]:
        cleaned = [clean_line(text, field) for text in texts]
        if any(len(text) > LONGEST for text in cleaned):
            raise Refused(
                "{field} can have at most {maximum} characters each", field=field.name, maximum=LONGEST
            )
        found: dict[str, str] = {}
        for text in cleaned:
            if text:
                found.setdefault(text.casefold(), text)
        return tuple(found.values())

    def sample(self, field: Field, sample: Sample) -> tuple[str, ...] | None:
        from appling.atoms.samples.texts import some_tags

        return some_tags(field, sample)
