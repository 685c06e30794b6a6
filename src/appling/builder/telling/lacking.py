"""Which parts of a blueprint lack words, and the blueprint with words in them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from appling.blueprint import parse
from appling.blueprint.changes.renaming import apply_edits
from appling.blueprint.formatter.expressions import Care
from appling.blueprint.formatter.nodes import print_member
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.words import words_of
from appling.blueprint.syntax.tree import ItemLine, Name, PartLine
from appling.builder.telling.forms import FORMS
from appling.diagnostics import Edit

MOST_PARTS = 4
"""So many parts of an app get words; each is a question to the model."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A part without words, as written, and the name of what it is."""

    kind: str
    part: PartLine


@dataclass(frozen=True, slots=True)
class Words:
    """`points`: a label each, and what is said of it."""

    heading: str | None
    points: tuple[tuple[str, str | None], ...]


def lacking(source: str, vocabulary: Vocabulary) -> list[Lacking]:
    """Parts that say nothing yet, and that show no rows of their own."""
    words = words_of(vocabulary)
    found = []
    for page in parse(source).blueprint.pages:
        for part in page.parts:
            signature = words.part(part.kind.text)
            if signature is None or signature.name not in FORMS or part.items:
                continue
            if part.thing is None or FORMS[signature.name].beside_rows:
                found.append(Lacking(signature.name, part))
    return found[:MOST_PARTS]


def with_words(source: str, written: Iterable[tuple[Lacking, Words]]) -> str:
    """The source with the words in its parts; a heading that stands there stays."""
    return apply_edits(source, [Edit(each.part.span, _printed(each.part, words)) for each, words in written])


def _printed(part: PartLine, words: Words) -> str:
    title = part.title
    if title is None and words.heading:
        title = Name(words.heading, part.span)
    items = tuple(
        ItemLine(Name(label, part.span), Name(text, part.span) if text else None, None, part.span)
        for label, text in words.points
    )
    return print_member(replace(part, title=title, items=items), Care.CAREFUL)
