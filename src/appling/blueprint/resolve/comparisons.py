"""Both sides of a comparison, and what is said when they do not go together."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from appling.blueprint.formatter.expressions import Printer
from appling.blueprint.model.expression import (
    Binary,
    Duration,
    Expression,
    In,
    Kind,
    Literal,
    Me,
    Path,
)
from appling.blueprint.resolve import faults
from appling.blueprint.resolve.faults import WORDS, Fault, quoted, replacement
from appling.blueprint.resolve.paths import field_of
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.resolve.typing import TRUTH, comparable, name_of
from appling.blueprint.resolve.values import literal_for
from appling.blueprint.syntax.tree import BinaryNode, ExpressionNode, PathNode, UnaryNode
from appling.diagnostics import Edit, Fix, Span

if TYPE_CHECKING:
    from appling.blueprint.resolve.expressions import Expressions

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def operands(
    left: ExpressionNode, right: ExpressionNode, scope: Scope, expressions: Expressions
) -> tuple[Expression, Expression]:
    """Both sides; a word, text or number beside a field is read as that field's value. Raises Fault."""
    for node, other, swapped in ((left, right, False), (right, left, True)):
        field = field_of(node, scope, expressions.symbols)
        found = literal_for(field, other, scope) if field is not None else None
        if found is not None:
            one = expressions.resolve(node, scope)
            return (found, one) if swapped else (one, found)
    sides = expressions.resolve(left, scope), expressions.resolve(right, scope)
    lengths = expressions.lengths
    return lengths.beside(sides[0], sides[1], scope), lengths.beside(sides[1], sides[0], scope)


def check(node: BinaryNode, left: Expression, right: Expression, symbols: Symbols) -> None:
    """Raises Fault when the two can't be compared."""
    if comparable(node.operator, left.type, right.type):
        return
    names = [name_of(side.type, symbols.thing_keys, WORDS) for side in (left, right)]
    if node.operator not in ("=", "!=") and names[0] == names[1]:
        raise faults.mismatch(node.span, f"{names[0]} is not more or less than another")
    label = f"{names[0]} can't be compared with {names[1]}"
    raise faults.mismatch(node.span, label, fix=_made_comparable(node, left, right, symbols))


def check_contains(node: BinaryNode, left: Expression, right: Expression) -> None:
    """Raises Fault when the one can't contain the other."""
    if left.type.kind in (Kind.TEXT, Kind.SEVERAL) and right.type.kind is Kind.TEXT:
        return
    kinds = f"{WORDS[left.type.kind]} can't contain {WORDS[right.type.kind]}"
    raise faults.mismatch(
        node.span, kinds, "“contains” looks for a text in a text, or for a value among several."
    )


def any_of(operand: Expression, options: list[Expression]) -> Expression:
    """`in`; of several values, whether one of them is among the options."""
    if operand.type.kind is not Kind.SEVERAL:
        return In(operand, tuple(options))
    found: list[Expression] = [Binary("contains", operand, option, TRUTH) for option in options]
    return reduce(lambda one, other: Binary("or", one, other, TRUTH), found)


def not_a_condition(node: ExpressionNode, found: Expression, negated: UnaryNode | None = None) -> Fault:
    """`found` stands where yes or no must come out; a field can be asked whether it is empty."""
    span = negated.span if negated is not None else node.span
    fix = None
    if isinstance(found, Path) and isinstance(node, PathNode):
        path = ".".join(quoted(name.text) for name in node.names)
        fix = replacement(span, f"{path} is {'' if negated is not None else 'not '}empty")
    label = f"yes or no is needed, and this is {WORDS[found.type.kind]}"
    return faults.mismatch(node.span, label, "Compare it with something, such as: … is not empty.", fix)


def unassignable(field: FieldSymbol, node: ExpressionNode, found: Expression, label: str) -> Fault:
    """The field takes no such value; a field that is set to `me` wants to be a person."""
    fix = None
    if isinstance(found, Me) and field.line.type is not None and not field.choices:
        fix = replacement(field.line.type.span, "person", f"Make {field.name} a person")
    elif isinstance(found, Duration) and field.declared is not None and field.declared.kind is Kind.NUMBER:
        fix = _days(node.span, found)
    return faults.mismatch(node.span, label, fix=fix)


def _made_comparable(node: BinaryNode, left: Expression, right: Expression, symbols: Symbols) -> Fix | None:
    sides = ((left, right, node.left, node.right), (right, left, node.right, node.left))
    for one, other, one_node, other_node in sides:
        if one.type.kind is Kind.SEVERAL and other.type.kind is Kind.TEXT and node.operator in ("=", "!="):
            return _contained(node, one_node, other_node)
        if one.type.kind is Kind.NUMBER and isinstance(other, Duration):
            return _days(other_node.span, other)
        if one.type.kind is Kind.LINK and isinstance(other, Literal) and other.type.kind is Kind.TEXT:
            title = _title(symbols.thing_keys[one.type.thing or ""])
            if title is not None:
                end = Span(one_node.span.end, one_node.span.end, one_node.span.line, one_node.span.column)
                return Fix(f"Compare its {title.name}", (Edit(end, f".{quoted(title.name)}"),))
    return None


def _contained(node: BinaryNode, several: ExpressionNode, one: ExpressionNode) -> Fix:
    """`topics = music` means that music is among them."""
    found: ExpressionNode = BinaryNode("contains", several, one, node.span)
    if node.operator == "!=":
        found = UnaryNode("not", found, node.span)
    return replacement(node.span, Printer().expression(found))


def _days(span: Span, duration: Duration) -> Fix | None:
    if duration.unit not in _DAYS:
        return None
    return replacement(span, str(duration.amount * _DAYS[duration.unit]))


def _title(thing: ThingSymbol) -> FieldSymbol | None:
    """The first field of plain text."""
    fields = (field for field in thing.fields.values() if not field.choices)
    return next((field for field in fields if field.declared and field.declared.kind is Kind.TEXT), None)
