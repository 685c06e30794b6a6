"""What larger models are told: the whole language, with recalled examples; and what is wrong."""

from collections.abc import Iterable
from pathlib import Path

from appling.blueprint.model.vocabulary import PartSignature, Vocabulary
from appling.builder.library import OWN, Example
from appling.builder.recall import recall
from appling.diagnostics import Diagnostic
from appling.models import Prompt

EXAMPLE_TOKENS = 3_000
"""Of recalled examples: a large model reads them in no time."""

_GUIDE = Path(__file__).with_name("full.txt").read_text("utf-8").strip()
_STEPS = {
    "assign": "{} PATH = VALUE",
    "create": "{} THING with FIELD = VALUE, …",
    "draw": "{} NUMBER of THING where CONDITION with FIELD = VALUE, …",
    "delete": "{} this",
    "tell": '{} WHO "text with {{field}}"',
    "post": '{} "https://address"',
    "ask": '{} "Summarise: {{field}}" into FIELD',
}
_REPAIR = Path(__file__).with_name("repair.txt").read_text("utf-8").strip()


def full_prompt(
    brief: str, vocabulary: Vocabulary, *, tokens: int = EXAMPLE_TOKENS, own: tuple[Example, ...] = ()
) -> Prompt:
    """The prompt that a draft in the full language is written from, the best fitting example last."""
    shown = full_examples(brief, tokens=tokens, own=own)
    turns = tuple((each.brief, each.blueprint) for each in shown)
    private = frozenset(number for number, each in enumerate(shown) if each.domain == OWN)
    return Prompt(guide(vocabulary), (), brief, turns, private=private)


def full_examples(
    brief: str, *, tokens: int = EXAMPLE_TOKENS, own: tuple[Example, ...] = ()
) -> tuple[Example, ...]:
    """All that this prompt shows, in its order."""
    return tuple(each.example for each in reversed(recall(brief, tokens=tokens, own=own)))


def guide(vocabulary: Vocabulary) -> str:
    """The language in a page, for what there is."""
    return _GUIDE.format(
        types=", ".join(name for name, field in vocabulary.fields.items() if field.arguments == "none"),
        steps="\n  ".join(_STEPS[step.form].format(step.name) for step in vocabulary.steps.values()),
        parts="\n".join(_part(part) for part in vocabulary.parts.values()),
    )


def _part(part: PartSignature) -> str:
    of = "" if part.thing == "none" else " of THING"
    text = ' "words"' if part.text else ""
    clauses = ", ".join(
        clause for clause in ("where", "by", "sort", "show", "limit") if clause in part.clauses
    )
    takes = f" ({clauses})" if clauses else ""
    aggregates = "; show takes count(), sum(field), avg(field)" if part.measures else ""
    return f"  {part.name}{text}{of}{takes}: {part.summary}{aggregates}"


def repair_prompt(source: str, errors: Iterable[Diagnostic]) -> Prompt:
    """The blueprint, its faults line by line, and nothing else: this is read without being kept."""
    faults = "\n".join(_fault(error) for error in errors)
    return Prompt(_REPAIR, (), f"{source}\nWhat is wrong:\n{faults}")


def _fault(error: Diagnostic) -> str:
    place = f"line {error.span.line}: " if error.span else ""
    return f"- {place}{'. '.join(part for part in (error.title, error.label, error.hint) if part)}"
