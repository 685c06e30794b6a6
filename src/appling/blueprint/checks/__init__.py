"""What must hold of a blueprint beyond its form: one check a module, in the order they are reported."""

from collections.abc import Callable, Iterator
from itertools import chain, islice

from appling.blueprint.checks import (
    actions,
    apart,
    app,
    clauses,
    conditions,
    constraints,
    counters,
    defaults,
    documents,
    duplicates,
    flags,
    formulas,
    inputs,
    items,
    kept_things,
    limits,
    page_rules,
    pages,
    part_settings,
    parts,
    people,
    roles,
    row_pages,
    rules,
    settings,
    steps,
    tallies,
    things,
    traits,
    triggers,
    turns,
    types,
)
from appling.blueprint.checks.context import Context
from appling.diagnostics import Diagnostic

CHECKS: tuple[Callable[[Context], Iterator[Diagnostic]], ...] = (
    app.check,
    settings.check,
    people.check,
    duplicates.check,
    things.check,
    traits.check,
    turns.check,
    types.check,
    flags.check,
    conditions.check,
    constraints.check,
    formulas.check,
    defaults.check,
    counters.check,
    tallies.check,
    roles.check,
    rules.check,
    actions.check,
    inputs.check,
    triggers.check,
    steps.check,
    pages.check,
    page_rules.check,
    row_pages.check,
    parts.check,
    kept_things.check,
    clauses.check,
    part_settings.check,
    apart.check,
    items.check,
    documents.check,
)

MOST_FAULTS = 100


def diagnose(context: Context) -> list[Diagnostic]:
    """What is wrong, by place. What is too much is said alone; beyond a hundred faults, no more are."""
    too_much = list(limits.check(context))
    if too_much:
        return too_much
    found = list(islice(chain.from_iterable(check(context) for check in CHECKS), MOST_FAULTS))
    return sorted(found, key=lambda item: item.span.start if item.span is not None else 0)
