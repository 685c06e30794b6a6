"""Formula fields: their meaning and type, found when first asked for."""

from collections.abc import Callable
from dataclasses import replace

from appling.blueprint.model.expression import Expression, Kind, ValueType
from appling.blueprint.resolve import cost
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols
from appling.blueprint.syntax.tree import ExpressionNode
from appling.diagnostics import Diagnostic

Resolve = Callable[[ExpressionNode, Scope], Expression]
_STORABLE = frozenset({Kind.TEXT, Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.TIME, Kind.MOMENT, Kind.TRUTH})


class Formulas:
    """The formulas of a blueprint. Each is resolved once; `fault` tells why one can't be."""

    def __init__(self, symbols: Symbols, resolve: Resolve) -> None:
        self._symbols = symbols
        self._resolve = resolve
        self._known: dict[tuple[str, str], Expression | Fault] = {}
        self._open: list[FieldSymbol] = []
        self._costs: dict[tuple[str, str], cost.Cost] = {}

    def value(self, field: FieldSymbol) -> ValueType | None:
        """The type of a field's values; None if its line is faulty."""
        if field.line.formula is None:
            return field.declared
        found = self.meaning(field)
        return None if isinstance(found, Fault) else found.type

    def meaning(self, field: FieldSymbol) -> Expression | Fault:
        """What a formula field computes, or why it can't."""
        place = (field.thing, field.key)
        if place not in self._known:
            if field in self._open:
                raise Fault(self._cycle(field))
            if len(self._open) > cost.LONGEST_CHAIN:
                cost.check(cost.Cost(chain=len(self._open)), field.line.span)
            self._open.append(field)
            try:
                self._known[place] = self._find(field)
            except Fault as fault:
                self._known[place] = fault
            finally:
                self._open.pop()
        return self._known[place]

    def cost_of(self, expression: Expression, thing: str | None) -> cost.Cost:
        """How much work an expression is, with the formulas that it uses."""
        return cost.measure(expression, thing, self._of_field)

    def _find(self, field: FieldSymbol) -> Expression:
        assert field.line.formula is not None  # noqa: S101 - only asked for formulas
        thing = self._symbols.thing_keys[field.thing]
        cost.check_size(field.line.formula)
        found = self._resolve(field.line.formula, Scope(thing))
        if found.type.kind not in _STORABLE:
            raise Fault(_no_value(field))
        cost.check(self.cost_of(found, field.thing), field.line.formula.span)
        return found

    def _of_field(self, thing: str, key: str) -> tuple[cost.Cost, str | None]:
        """The cost of one field, and the thing that it links to."""
        symbol = self._symbols.thing_keys[thing].by_key(key)
        if symbol.line.formula is None:
            reached = self._symbols.reached(symbol)
            return cost.FIELD, reached.key if reached is not None else None
        place = (thing, key)
        if place not in self._costs:
            meaning = self._known.get(place)
            if meaning is None or isinstance(meaning, Fault):
                return cost.FIELD, None
            found = self.cost_of(meaning, thing)
            self._costs[place] = replace(found, chain=found.chain + 1)
        return self._costs[place], None

    def _cycle(self, field: FieldSymbol) -> Diagnostic:
        ring = [*self._open[self._open.index(field) :], field]
        return Diagnostic(
            "formula-cycle",
            "A formula needs itself",
            " needs ".join(item.name for item in ring),
            field.line.formula.span if field.line.formula else field.line.span,
            hint="Let one of them be an ordinary field.",
        )


def _no_value(field: FieldSymbol) -> Diagnostic:
    return Diagnostic(
        "formula-without-value",
        "A formula must give a value",
        "text, a number, a date or yes/no",
        field.line.formula.span if field.line.formula else field.line.span,
        hint="A link or a person is reached by its own field.",
    )
