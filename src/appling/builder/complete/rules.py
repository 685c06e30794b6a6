"""Runs the rules in order; one that would make a text wrong is left out."""

from collections.abc import Callable
from dataclasses import dataclass

from appling.blueprint import check, parse
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.complete.doing import calculators, slots, tools
from appling.builder.complete.edit import Addition, apply
from appling.builder.complete.formulas import amounts, averages, counts, lateness, totals
from appling.builder.complete.language import language
from appling.builder.complete.links import links
from appling.builder.complete.look import look
from appling.builder.complete.reading import Draft
from appling.builder.complete.social import talk, traits
from appling.builder.complete.uploads import uploads
from appling.diagnostics import Diagnostic, Severity

Rule = Callable[[Draft], list[Addition]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("added-look", look),
    ("added-language", language),
    ("added-link", links),
    ("added-upload", uploads),
    ("added-amount", amounts),
    ("added-total", totals),
    ("added-rating", averages),
    ("added-count", counts),
    ("added-overdue", lateness),
    ("added-slots", slots),
    ("added-calculator", calculators),
    ("added-tool", tools),
    ("added-trait", traits),
    ("added-talk", talk),
)


@dataclass(frozen=True, slots=True)
class Completed:
    """`added`: what was put in, one note each."""

    source: str
    added: tuple[Diagnostic, ...]


def complete(source: str, brief: str, vocabulary: Vocabulary) -> Completed:
    """The blueprint with what its brief asks for and what goes without saying."""
    added: list[Diagnostic] = []
    faults = len(check(source, vocabulary).errors)
    for code, rule in RULES:
        additions = rule(Draft(brief, parse(source).blueprint))
        completed = apply(source, additions)
        if not additions or len(check(completed, vocabulary).errors) > faults:
            continue
        source = completed
        added += [Diagnostic(code, each.title, each.label, severity=Severity.NOTE) for each in additions]
    return Completed(source, tuple(added))
