"""Lengths of time in expressions: `2 hours` beside one is so many minutes."""

from appling.blueprint.model.expression import Duration, Expression, Literal
from appling.blueprint.model.lasting import DURATION, lasts
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.formulas import Formulas
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.resolve.typing import NUMBER

MINUTES = {"minute": 1, "hour": 60, "day": 1_440, "week": 10_080}
"""How many of them a unit has that always has as many."""


class Lengths:
    """Knows which numbers are lengths of time."""

    def __init__(self, symbols: Symbols, formulas: Formulas) -> None:
        self._symbols = symbols
        self._formulas = formulas

    def beside(self, one: Expression, other: Expression, scope: Scope) -> Expression:
        """`one`, in minutes where it is written as `2 hours` and `other` is a length of time."""
        if not isinstance(one, Duration) or one.unit not in MINUTES or scope.thing is None:
            return one
        return minutes(one) if self.is_length(other, scope.thing.key) else one

    def is_length(self, expression: Expression, thing: str) -> bool:
        return lasts(expression, thing, self._ends_at_one)

    def is_one(self, field: FieldSymbol) -> bool:
        """Whether the field's values are lengths of time."""
        if field.line.formula is None:
            return field.atom is not None and field.atom.name == DURATION
        found = self._formulas.meaning(field)
        return not isinstance(found, Fault) and self.is_length(found, field.thing)

    def _ends_at_one(self, steps: tuple[str, ...], thing: str) -> bool:
        current: ThingSymbol | None = self._symbols.thing_keys[thing]
        found: FieldSymbol | None = None
        for step in steps:
            if current is None or step.startswith("_"):
                return False
            found = current.by_key(step)
            current = self._symbols.reached(found)
        return found is not None and self.is_one(found)


def minutes(length: Duration) -> Expression:
    return Literal(length.amount * MINUTES[length.unit], NUMBER)
