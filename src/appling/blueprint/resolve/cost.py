"""How much work an expression is, and how much it may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Expression,
    Given,
    In,
    IsEmpty,
    Path,
    This,
    Unary,
)
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.syntax.tree import BinaryNode, CallNode, ExpressionNode, InNode, UnaryNode
from appling.diagnostics import Diagnostic, Span

MOST_NODES = 200
DEEPEST_NODE = 24
LONGEST_CHAIN = 6
MOST_TERMS = 200
MOST_AGGREGATES = 12
DEEPEST_AGGREGATE = 3
HIGHEST = 18
"""Brackets inside brackets, formulas written out: SQLite reads no more than about thirty."""
LINK_HEIGHT = 2
AGGREGATE_HEIGHT = 3
_CHAINS = frozenset({"and", "or", "+", "*"})
"""Operators that need no brackets among themselves."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Terms with all formulas written out, aggregates among them, how many lie inside each other.

    `chain`: how many formulas use one another in a row. `height`: how deep it is, formulas written out.
    """

    terms: int = 1
    aggregates: int = 0
    depth: int = 0
    chain: int = 0
    height: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.terms + other.terms,
            self.aggregates + other.aggregates,
            max(self.depth, other.depth),
            max(self.chain, other.chain),
            max(self.height, other.height),
        )


FIELD = Cost()
Lookup = Callable[[str, str], tuple[Cost, str | None]]


def measure(expression: Expression, thing: str | None, lookup: Lookup) -> Cost:
    """The cost of an expression seen from `thing`; `lookup` knows each field's own cost and target."""
    total = Cost()
    for part, seen_from in _parts(expression, thing):
        cost = measure(part, seen_from, lookup)
        total += replace(cost, height=cost.height - 1) if _continues(expression, part) else cost
    if isinstance(expression, Path) and thing is not None:
        total += _path(expression.steps, thing, lookup)
    if isinstance(expression, This | Given) and expression.thing is not None:
        total += _path(expression.steps, expression.thing, lookup)
    if isinstance(expression, Aggregate):
        total = replace(total, aggregates=total.aggregates + 1, depth=total.depth + 1)
    return replace(total, height=total.height + _height(expression))


def _height(expression: Expression) -> int:
    if isinstance(expression, Aggregate):
        return AGGREGATE_HEIGHT
    if isinstance(expression, This | Given):
        return 1 + LINK_HEIGHT * len(expression.steps)
    return 1 + LINK_HEIGHT * (len(expression.steps) - 1) if isinstance(expression, Path) else 1


def _continues(expression: Expression, part: Expression) -> bool:
    """Whether the part is a further link of the same chain, such as `a or b` in `a or b or c`."""
    return (
        isinstance(expression, Binary)
        and isinstance(part, Binary)
        and expression.operator == part.operator
        and part.operator in _CHAINS
    )


def check(cost: Cost, span: Span) -> None:
    """Raises Fault when it is too much."""
    for amount, most, what in (
        (cost.terms, MOST_TERMS, "terms, with the formulas that it uses"),
        (cost.aggregates, MOST_AGGREGATES, "counts and sums, with those of the formulas that it uses"),
        (cost.depth, DEEPEST_AGGREGATE, "counts and sums inside each other"),
        (cost.height, HIGHEST, "steps inside each other, with those of the formulas that it uses"),
        (cost.chain, LONGEST_CHAIN, "formulas that use one another in a row"),
    ):
        if amount > most:
            raise Fault(_too_much(f"{amount} {what}; {most} at most", span))


def check_size(node: ExpressionNode) -> None:
    """Raises Fault when an expression is too large or too deep to be looked at further."""
    waiting = [(node, 1)]
    seen = 0
    while waiting:
        current, depth = waiting.pop()
        seen += 1
        if seen > MOST_NODES or depth > DEEPEST_NODE:
            raise Fault(_too_much(f"more than {MOST_NODES} terms or {DEEPEST_NODE} steps deep", node.span))
        waiting.extend((child, depth + 1) for child in children(current))


def children(node: ExpressionNode) -> Iterator[ExpressionNode]:
    """The expressions that an expression is made of."""
    match node:
        case UnaryNode():
            yield node.operand
        case BinaryNode():
            yield node.left
            yield node.right
        case InNode():
            yield node.operand
            yield from node.options
        case CallNode():
            yield from node.arguments
            if node.where is not None:
                yield node.where


def _path(steps: tuple[str, ...], thing: str, lookup: Lookup) -> Cost:
    total = Cost(0)
    current: str | None = thing
    for step in steps:
        if current is None:
            break
        cost, current = lookup(current, step)
        total += cost
    return total


def _parts(expression: Expression, thing: str | None) -> Iterator[tuple[Expression, str | None]]:
    match expression:
        case Unary() | IsEmpty():
            yield expression.operand, thing
        case Binary():
            yield expression.left, thing
            yield expression.right, thing
        case In():
            for part in (expression.operand, *expression.options):
                yield part, thing
        case Call():
            for part in expression.arguments:
                yield part, thing
        case Aggregate():
            if expression.of is not None:
                yield expression.of, expression.thing
            if expression.where is not None:
                yield expression.where, expression.thing


def _too_much(label: str, span: Span) -> Diagnostic:
    return Diagnostic(
        "too-complex",
        "An expression is too large",
        label,
        span,
        hint="Say it with fewer terms, or keep a part of it as a field of its own.",
    )
