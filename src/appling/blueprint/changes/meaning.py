"""What expressions mean, so that those of two apps can be compared.

A field stands for what it was before the change and for its type, a formula for what it computes: two
expressions are the same if nothing that they read has become something else.
"""

from collections.abc import Hashable
from typing import Literal as OneOf

from appling.blueprint.changes.matching import Matching
from appling.blueprint.model.app import App, Field
from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Duration,
    Expression,
    Given,
    In,
    IsEmpty,
    Literal,
    Path,
    This,
    Unary,
)
from appling.blueprint.model.reading import conjuncts, parts_of

Side = OneOf["before", "after"]
Alternative = frozenset[int]
"""Conditions that must all hold."""


class Meanings:
    """Numbers that are equal where two expressions, of whichever of the two apps, mean the same."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._numbers: dict[Hashable, int] = {}
        self._formulas: dict[tuple[Side, str, str], int] = {}

    def of(self, expression: Expression | None, thing: str | None, side: Side) -> int:
        """The number of what an expression means, seen from a row of `thing`."""
        return self._number(self._parts(expression, thing, side))

    def field(self, thing: str, field: str, side: Side) -> int:
        """What a field is: itself, with its type, or what it computes."""
        key = (side, thing, field)
        if key not in self._formulas:
            self._formulas[key] = self._number(self._field(self._app(side).by_key[thing].field(field), *key))
        return self._formulas[key]

    def thing(self, key: str, side: Side) -> Hashable:
        """Which thing it is: the same before and after."""
        if side == "before":
            return key
        return self._matching.things.get(key, f"+{key}")

    def role(self, key: str, side: Side) -> str:
        """The role as it was called before."""
        return key if side == "before" else self._matching.roles.get(key, f"+{key}")

    def path(self, steps: tuple[str, ...], thing: str | None, side: Side) -> Hashable:
        """What a path of field keys leads to."""
        return tuple(self._followed(steps, thing, side))

    def alternatives(
        self, where: Expression | None, thing: str, side: Side, *also: Hashable
    ) -> list[Alternative]:
        """A condition as several ways to meet it; each of them also asks for `also`."""
        more = frozenset(self._number(("also", each)) for each in also)
        return [parts | more for parts in self._ways(where, thing, side)]

    def _ways(self, where: Expression | None, thing: str, side: Side) -> list[Alternative]:
        if where is None:
            return [frozenset()]
        if isinstance(where, Binary) and where.operator == "or":
            return [*self._ways(where.left, thing, side), *self._ways(where.right, thing, side)]
        return [frozenset(self.of(part, thing, side) for part in conjuncts(where))]

    def _field(self, field: Field, side: Side, thing: str, key: str) -> Hashable:
        if field.formula is not None:
            return ("formula", self.of(field.formula, thing, side))
        origin: Hashable = (thing, key)
        if side == "after":
            origin = self._matching.fields.get((thing, key), ("+", thing, key))
        target = self.thing(field.thing, side) if field.thing is not None else None
        return ("field", origin, field.type, target)

    def _parts(self, expression: Expression | None, thing: str | None, side: Side) -> Hashable:
        match expression:
            case Path(steps=steps):
                return ("path", *self._followed(steps, thing, side))
            case Given(key=key, thing=target, steps=steps):
                return ("given", key, *self._followed(steps, target, side))
            case Literal(value=value, type=type_):
                return ("literal", type(value).__name__, str(value), type_.kind)
            case Duration(amount=amount, unit=unit):
                return ("duration", amount, unit)
            case Unary(operator=word) | Binary(operator=word) | Call(function=word):
                inside = parts_of(expression)
                return (type(expression).__name__, word, *(self.of(each, thing, side) for each in inside))
            case In() | IsEmpty():
                inside = parts_of(expression)
                return (type(expression).__name__, *(self.of(each, thing, side) for each in inside))
            case Aggregate():
                return self._aggregate(expression, side)
            case This(steps=steps, thing=of) if of is not None:
                return ("this", *self._followed(steps, of, side))
            case This():
                return ("this", self.thing(thing, side) if thing is not None else None)
        return (type(expression).__name__,)

    def _aggregate(self, expression: Aggregate, side: Side) -> Hashable:
        child = expression.thing
        link = self.field(child, expression.link, side) if expression.link is not None else None
        of, where = self.of(expression.of, child, side), self.of(expression.where, child, side)
        return ("aggregate", expression.function, self.thing(child, side), link, of, where)

    def _followed(self, steps: tuple[str, ...], thing: str | None, side: Side) -> list[Hashable]:
        found: list[Hashable] = []
        for step in steps:
            if step.startswith("_") or thing is None:
                found.append(step)
                continue
            found.append(self.field(thing, step, side))
            thing = self._app(side).by_key[thing].field(step).thing
        return found

    def _app(self, side: Side) -> App:
        return self._matching.before if side == "before" else self._matching.after

    def _number(self, parts: Hashable) -> int:
        return self._numbers.setdefault(parts, len(self._numbers))


def covered(asked: list[Alternative], given: list[Alternative]) -> bool:
    """Whether each way of the first lies within one of the second."""
    return all(any(wider <= narrower for wider in given) for narrower in asked)
