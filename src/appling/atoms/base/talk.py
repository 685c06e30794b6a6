"""What parts need to know of things whose rows are said by people to people."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from appling.atoms.base.columns import made_when
from appling.atoms.base.views import Cell, RowView
from appling.blueprint.model.app import Column, Field, Thing
from appling.blueprint.model.expression import Binary, Expression, Kind, Me, Path, ValueType

PERSON, TRUTH = ValueType(Kind.PERSON), ValueType(Kind.TRUTH)
TEXT_TYPES = ("long text", "text")
WITHOUT_SPACES = "\u2e80"
"""From here on, letters are of scripts that set no spaces between words."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The fields by which a thing is talk: what is said, who says it, and, between two, to whom."""

    said: Field | None
    sender: Field | None
    receiver: Field | None

    @property
    def by(self) -> Path:
        """Who says it; without a field for it, who added the row."""
        return Path(("_by",), PERSON) if self.sender is None else Path((self.sender.key,), PERSON)


def talk_of(thing: Thing) -> Talk:
    """What is said is its longest kind of text; to whom, its first person besides the one who says it."""
    stored = [field for field in thing.fields if field.formula is None]
    texts = [field for kind in TEXT_TYPES for field in stored if field.type == kind and not field.choices]
    people = [field for field in stored if field.value.kind is Kind.PERSON]
    sender = next((field for field in people if field.key == thing.owner), None)
    receiver = next((field for field in people if field is not sender), None)
    return Talk(texts[0] if texts else None, sender, receiver)


def talk_columns(thing: Thing) -> tuple[Column, ...]:
    """What is said, by whom, when, whether the viewer said it, and to whom (or by whom, if to nobody)."""
    talk = talk_of(thing)
    said = talk.said.key if talk.said is not None else thing.title
    field = thing.field(said) if said is not None else None
    value = Path((field.key,), field.value) if field is not None else Path(("_id",), ValueType(Kind.NUMBER))
    to = talk.by if talk.receiver is None else Path((talk.receiver.key,), PERSON)
    return (
        Column("", value, field.key if field is not None else None),
        Column("", talk.by),
        made_when(),
        Column("", Binary("=", talk.by, Me(), TRUTH)),
        Column("", to),
    )


def mine_of(thing: Thing, where: Expression | None) -> Expression:
    """What the viewer said or was told, and nothing else, whoever may see more of it."""
    talk = talk_of(thing)
    mine: Expression = Binary("=", talk.by, Me(), TRUTH)
    if talk.receiver is not None:
        to = Path((talk.receiver.key,), PERSON)
        mine = Binary("or", mine, Binary("=", to, Me(), TRUTH), TRUTH)
    return mine if where is None else Binary("and", mine, where, TRUTH)


@dataclass(frozen=True, slots=True)
class Said:
    """A row that somebody said; `author` is None where that is kept from the viewer."""

    row: RowView
    html: str
    author: Cell | None
    when: str
    cells: Mapping[str, Cell]


def said(rows: Iterable[RowView]) -> tuple[Said, ...]:
    """Rows with `text`, `author` and when they were made, whichever of these the viewer may see."""
    rows = tuple(rows)
    cells = [{cell.field.key: cell for cell in row.cells if cell.field is not None} for row in rows]
    people = {each["author"].text: int(each["author"].value) for each in cells if _known(each)}
    return tuple(
        Said(
            row,
            mentioned(each["text"].html, people) if "text" in each else "",
            each.get("author"),
            each["value"].text if "value" in each else "",
            each,
        )
        for row, each in zip(rows, cells, strict=True)
    )


def mentioned(html: str, people: Mapping[str, int]) -> Markup:
    """Text in which `@name` of somebody who takes part leads to their profile; `html` is safe already."""
    names = {str(escape(name)).casefold(): person for name, person in people.items() if name}
    pattern = _naming(html, names)
    if pattern is None:
        return Markup(html)  # noqa: S704 - made by a field's template, with all values escaped
    linked = pattern.sub(
        lambda found: f'<a class="link" href="/-/person/{names[found[1].casefold()]}">{found[0]}</a>', html
    )
    return Markup(linked)  # noqa: S704 - see above; the names are escaped


def names_in(text: str, names: Collection[str]) -> set[str]:
    """Those of the names that stand in a text as `@name`; of two that fit, the longer one."""
    folded = {name.casefold(): name for name in names if name}
    pattern = _naming(text, folded)
    found = {each.casefold() for each in pattern.findall(text)} if pattern is not None else set()
    return {name for name in names if name.casefold() in found}


def _naming(text: str, names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds such of these names as can stand in the text; scripts without spaces need no end of a word."""
    if "@" not in text:
        return None
    whole = text.casefold()
    there = sorted((name for name in names if f"@{name}" in whole), key=len, reverse=True)
    ends = ("" if name[-1] >= WITHOUT_SPACES else r"(?!\w)" for name in there)
    choices = "|".join(f"{re.escape(name)}{end}" for name, end in zip(there, ends, strict=True))
    return re.compile(rf"@({choices})", re.IGNORECASE) if there else None


def _known(cells: Mapping[str, Cell]) -> bool:
    return "author" in cells and cells["author"].value is not None
