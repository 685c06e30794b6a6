"""The type checker: what an expression means at its place, or why it means nothing."""

from decimal import Decimal

from appling.blueprint.model.expression import (
    Binary,
    Duration,
    Expression,
    IsEmpty,
    Kind,
    Literal,
    Today,
    Unary,
)
from appling.blueprint.resolve import comparisons, faults
from appling.blueprint.resolve.calls import resolve_call
from appling.blueprint.resolve.cost import check, check_size
from appling.blueprint.resolve.faults import WORDS, Fault
from appling.blueprint.resolve.formulas import Formulas
from appling.blueprint.resolve.lengths import Lengths
from appling.blueprint.resolve.paths import resolve_path
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols
from appling.blueprint.resolve.typing import NUMBER, TEXT, TRUTH, arithmetic, assignable, name_of
from appling.blueprint.resolve.values import literal_for, several_for
from appling.blueprint.syntax.tree import (
    BinaryNode,
    CallNode,
    DurationNode,
    ExpressionNode,
    InNode,
    NumberNode,
    PathNode,
    TextNode,
    UnaryNode,
)
from appling.diagnostics import Edit, Fix, Span

_MOST_DIGITS = 15
_LONGEST_TIME = 100_000


class Expressions:
    """Resolves the expressions of one blueprint."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.formulas = Formulas(symbols, self.resolve)
        self.lengths = Lengths(symbols, self.formulas)

    def value(self, node: ExpressionNode, scope: Scope) -> Expression:
        """Any value, of bounded cost. Raises Fault."""
        check_size(node)
        found = self.resolve(node, scope)
        self._check_cost(found, scope, node.span)
        return found

    def truth(self, node: ExpressionNode, scope: Scope) -> Expression:
        """A condition, of bounded cost. Raises Fault."""
        check_size(node)
        found = self.resolve_truth(node, scope)
        self._check_cost(found, scope, node.span)
        return found

    def value_for(self, field: FieldSymbol, node: ExpressionNode, scope: Scope) -> Expression:
        """A value that the field takes. Raises Fault."""
        check_size(node)
        found = several_for(field, node, scope)
        if found is None:
            found = literal_for(field, node, scope) or self.resolve(node, scope)
        target = self.formulas.value(field)
        if target is not None and not assignable(target, found.type):
            what = name_of(found.type, self.symbols.thing_keys, WORDS)
            takes = name_of(target, self.symbols.thing_keys, WORDS)
            raise comparisons.unassignable(field, node, found, f"{field.name} takes {takes}, not {what}")
        self._check_cost(found, scope, node.span)
        return found

    def resolve(self, node: ExpressionNode, scope: Scope) -> Expression:
        """The meaning of an expression whose size has been checked. Raises Fault."""
        match node:
            case NumberNode():
                return _number(node.text, node.span)
            case TextNode():
                return Literal(node.value, TEXT)
            case DurationNode():
                return _duration(node)
            case PathNode():
                return resolve_path(node, scope, self.symbols, self.formulas)
            case UnaryNode():
                return self._unary(node, scope)
            case BinaryNode():
                return self._binary(node, scope)
            case InNode():
                return self._in(node, scope)
            case CallNode():
                return resolve_call(node, scope, self)

    def resolve_truth(self, node: ExpressionNode, scope: Scope) -> Expression:
        """The meaning of a condition. Raises Fault."""
        found = self.resolve(node, scope)
        if found.type.kind is not Kind.TRUTH:
            raise comparisons.not_a_condition(node, found)
        return found

    def _check_cost(self, found: Expression, scope: Scope, span: Span) -> None:
        check(self.formulas.cost_of(found, scope.thing.key if scope.thing else None), span)

    def _unary(self, node: UnaryNode, scope: Scope) -> Expression:
        if node.operator == "not":
            found = self.resolve(node.operand, scope)
            if found.type.kind is not Kind.TRUTH:
                raise comparisons.not_a_condition(node.operand, found, node)
            return Unary("not", found, TRUTH)
        found = self.resolve(node.operand, scope)
        if found.type.kind not in (Kind.NUMBER, Kind.MONEY):
            raise faults.mismatch(node.span, f"“-” needs a number, and this is {WORDS[found.type.kind]}")
        if isinstance(found, Literal) and isinstance(found.value, int | Decimal):
            return Literal(-found.value, found.type)
        return Unary("-", found, found.type)

    def _binary(self, node: BinaryNode, scope: Scope) -> Expression:
        if node.operator in ("and", "or"):
            left = self.resolve_truth(node.left, scope)
            return Binary(node.operator, left, self.resolve_truth(node.right, scope), TRUTH)
        if node.operator in ("+", "-", "*", "/"):
            return self._arithmetic(node, scope)
        left, right = comparisons.operands(node.left, node.right, scope, self)
        if node.operator in ("=", "!="):
            for one, other in ((left, right), (right, left)):
                if one.type.kind is Kind.EMPTY:
                    empty = IsEmpty(other)
                    return empty if node.operator == "=" else Unary("not", empty, TRUTH)
        if node.operator == "contains":
            comparisons.check_contains(node, left, right)
        else:
            comparisons.check(node, left, right, self.symbols)
        return Binary(node.operator, left, right, TRUTH)

    def _arithmetic(self, node: BinaryNode, scope: Scope) -> Expression:
        left, right = self.resolve(node.left, scope), self.resolve(node.right, scope)
        left, right = self.lengths.beside(left, right, scope), self.lengths.beside(right, left, scope)
        value = arithmetic(node.operator, left.type, right.type)
        if value is None or _hours_on_date(left, right):
            raise _senseless(node, left, right)
        return Binary(node.operator, left, right, value)

    def _in(self, node: InNode, scope: Scope) -> Expression:
        options = []
        operand = None
        for option in node.options:
            operand, found = comparisons.operands(node.operand, option, scope, self)
            beside = BinaryNode("=", node.operand, option, node.span)
            if operand.type.kind is Kind.SEVERAL:
                comparisons.check_contains(beside, operand, found)
            else:
                comparisons.check(beside, operand, found, self.symbols)
            options.append(found)
        if operand is None:
            raise faults.mismatch(node.span, "“in” needs at least one value in its brackets")
        return comparisons.any_of(operand, options)


def _number(text: str, span: Span) -> Expression:
    if len(text.replace(".", "")) > _MOST_DIGITS:
        raise faults.mismatch(span, f"a number has {_MOST_DIGITS} digits at most")
    return Literal(Decimal(text) if "." in text else int(text), NUMBER)


def _duration(node: DurationNode) -> Expression:
    if node.amount > _LONGEST_TIME:
        raise faults.mismatch(node.span, f"{_LONGEST_TIME} {node.unit}s at most")
    return Duration(node.amount, node.unit)


def _hours_on_date(left: Expression, right: Expression) -> bool:
    sides = ((left, right), (right, left))
    return any(
        one.type.kind is Kind.DATE and isinstance(other, Duration) and other.unit in ("hour", "minute")
        for one, other in sides
    )


def _senseless(node: BinaryNode, left: Expression, right: Expression) -> Fault:
    label = f"“{node.operator}” can't join {WORDS[left.type.kind]} and {WORDS[right.type.kind]}"
    dated = left.type.kind in (Kind.DATE, Kind.MOMENT) and node.operator in ("+", "-")
    if dated and isinstance(right, Literal) and right.type.kind is Kind.NUMBER:
        end = node.right.span
        fix = Fix("Say that they are days", (Edit(Span(end.end, end.end, end.line, end.column), " days"),))
        return faults.mismatch(node.right.span, label, "Say what the number counts: 14 days, 2 weeks.", fix)
    if _hours_on_date(left, right) and isinstance(left, Today):
        fix = faults.replacement(node.left.span, "now")
        return faults.mismatch(node.span, "a date has no hours", "Begin at now instead.", fix)
    return faults.mismatch(node.span, label)
