"""Several of a few values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

from appling.atoms.base import Bad, Good, Refused, Sample
from appling.atoms.base.several import SeveralField
from appling.blueprint.model.app import Field

_LINE = "choices(music, art, sport)"


class ChoicesField(SeveralField):
    """Several of a few values, named in brackets: `choices(music, art, sport)`.

    For topics, allergens, amenities, working days: where one row can be of more than one kind. `required`
    asks for at least one, `max 3` allows three at most. Conditions ask for one, `topics contains music`, or
    for any of some, `topics in (music, art)`; a default may name several, `= music and art`. In charts, cross
    tables and boards a row counts in each of its values.
    """

    name = "choices"
    aliases = (
        "multi choice",
        "multichoice",
        "multiple choice",
        "multi select",
        "multiselect",
        "multiple select",
        "checkboxes",
        "checkbox list",
        "checkbox group",
        "several of",
        "some of",
        "any of",
        "many of",
        "set of",
        "choice list",
    )
    arguments = "choices"
    good = (
        Good("music", ("music",), "music", line=_LINE),
        Good("Sport, music, sport", ("music", "sport"), "music, sport", line=_LINE),
        Good('"Smith, Jo"; b', ("Smith, Jo", "b"), "Smith, Jo, b", line='choices("Smith, Jo", b)'),
        Good("周一、周三", ("周一", "周三"), "周一, 周三", line="choices(周一, 周二, 周三)"),
    )
    bad = (
        Bad("music, dance", "must be some of music, art, sport", line=_LINE),
        Bad("music, art, sport", "takes 2 values at most", line=f"{_LINE}, max 2"),
        Bad("music", "takes 2 values at least", line=f"{_LINE}, min 2"),
    )

    def most(self, field: Field) -> int:
        return max(1, len(field.choices))

    def settled(self, texts: Iterable[str], field: Field) -> tuple[str, ...]:
        names = {choice.name.casefold(): choice.name for choice in field.choices}
        wanted = {text.casefold() for text in texts}
        if not wanted <= names.keys():
            raise Refused(
                "{field} must be some of {choices}", field=field.name, choices=", ".join(names.values())
            )
        return tuple(name for folded, name in names.items() if folded in wanted)

    def schema(self, field: Field) -> Mapping[str, object]:
        names = [choice.name for choice in field.choices]
        return {**super().schema(field), "items": {"type": "string", "enum": names}}

    def sample(self, field: Field, sample: Sample) -> tuple[str, ...] | None:
        names = [choice.name for choice in field.choices]
        least = 1 if field.minimum is None else ceil(field.minimum)
        if len(names) < least:
            return None
        most = 3 if field.maximum is None else int(field.maximum)
        count = min(len(names), max(1, least, min(most, 1 + sample.index % 3)))
        places = {(sample.index * 2 + step) % len(names) for step in range(count)}
        return tuple(names[place] for place in sorted(places))
