"""What must hold of a blueprint beyond its form: one check a module, in the order they are reported."""

from collections.abc import Callable, Iterator

from appling.blueprint.checks import (
    actions,
    app,
    clauses,
    defaults,
    duplicates,
    flags,
    formulas,
    limits,
    page_rules,
    pages,
    part_settings,
    parts,
    people,
    roles,
    rules,
    settings,
    steps,
    things,
    types,
)
from appling.blueprint.checks.context import Context
from appling.diagnostics import Diagnostic

CHECKS: tuple[Callable[[Context], Iterator[Diagnostic]], ...] = (
    limits.check,
    app.check,
    settings.check,
    people.check,
    duplicates.check,
    things.check,
    types.check,
    flags.check,
    formulas.check,
    defaults.check,
    roles.check,
    rules.check,
    actions.check,
    steps.check,
    pages.check,
    page_rules.check,
    parts.check,
    clauses.check,
    part_settings.check,
)


def diagnose(context: Context) -> list[Diagnostic]:
    """Everything that is wrong, by place. What is too much is said alone: it may be very much."""
    too_much = list(limits.check(context))
    if too_much:
        return too_much
    found = [diagnostic for check in CHECKS for diagnostic in check(context)]
    return sorted(found, key=lambda item: item.span.start if item.span is not None else 0)
