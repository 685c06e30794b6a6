"""Expressions, read by the binding power of their operators."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NoReturn

from appling.blueprint.syntax import faults
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.tokens import Token, TokenKind
from appling.blueprint.syntax.tree import (
    BinaryNode,
    CallNode,
    DurationNode,
    ExpressionNode,
    InNode,
    Name,
    NumberNode,
    PathNode,
    TextNode,
    UnaryNode,
)
from appling.blueprint.syntax.words import EMPTY_WORDS, NEVER_FIRST, OPERATOR_WORDS, TRUTH_WORDS, UNIT_WORDS
from appling.diagnostics import Edit, Span

MAX_DEPTH = 24
MAX_OPERATORS = 60

OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN = range(1, 8)
"""Binding powers, weakest first."""
POWERS = {"or": OR, "and": AND} | {
    operator: power
    for operators, power in (
        (("=", "!=", "<", "<=", ">", ">=", "contains", "in"), COMPARISON),
        (("+", "-"), SUM),
        (("*", "/"), PRODUCT),
    )
    for operator in operators
}
_SYMBOLS = {"==": "=", "<>": "!=", "=<": "<=", "&": "and", "&&": "and", "|": "or", "||": "or"}
_WORDS = {
    "and": "and",
    "or": "or",
    "in": "in",
    "contains": "contains",
    "is": "=",
    "is not": "!=",
    "isn't": "!=",
    "equals": "=",
    "is equal to": "=",
    "is before": "<",
    "is after": ">",
    "is less than": "<",
    "is more than": ">",
    "is greater than": ">",
    "is at least": ">=",
    "is at most": "<=",
    "is in": "in",
    "is one of": "in",
    "not in": "not in",
    "is not in": "not in",
    "includes": "contains",
    "between": "between",
    "is between": "between",
}
_SILENT = {"and", "or", "in", "contains", "is", "is not"}
_AMOUNT = re.compile(r"[0-9]{1,6}")
_AGO = re.compile(r"ago|earlier")
_AGGREGATES = frozenset({"count", "sum", "avg", "min", "max", "average", "total", "number"})


@dataclass(frozen=True, slots=True)
class _Operator:
    name: str
    length: int
    written: str


class ExpressionReader:
    """`stops`: words that end the expression, because a clause begins with them."""

    def __init__(self, cursor: Cursor, stops: Collection[str] = ()) -> None:
        self.cursor = cursor
        self.stops = stops
        self.depth = 0
        self.operators = 0

    def read(self, power: int = 0) -> ExpressionNode:
        """An expression whose operators bind stronger than `power`."""
        self._enter()
        left = self._prefix()
        while (operator := self._operator()) is not None:
            base = "in" if operator.name == "not in" else operator.name
            binding = COMPARISON if base == "between" else POWERS[base]
            if binding <= power:
                break
            self._count()
            left = self._infix(left, operator, binding)
        self.depth -= 1
        return left

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable(faults.too_deep(self.cursor.here))

    def _count(self) -> None:
        self.operators += 1
        if self.operators > MAX_OPERATORS:
            raise Unreadable(faults.too_deep(self.cursor.here))

    # Between two operands -----------------------------------------------------

    def _operator(self) -> _Operator | None:
        cursor = self.cursor
        token = cursor.peek()
        if token is None:
            return None
        if token.kind is TokenKind.SYMBOL:
            name = _SYMBOLS.get(token.key, token.key)
            return _Operator(name, 1, token.key) if name in POWERS else None
        found = cursor.phrase(_WORDS, 4)
        if found is None or token.key in self.stops:
            return None
        words, length = found
        if length > 1 and cursor.names.values.longest(cursor.tokens, cursor.index + 1) > 1:
            words, length = words.split()[0], 1
        return _Operator(_WORDS[words], length, words)

    def _infix(self, left: ExpressionNode, operator: _Operator, binding: int) -> ExpressionNode:
        cursor = self.cursor
        start = cursor.index
        cursor.index += operator.length
        if (
            operator.written not in _SILENT
            and operator.written != operator.name
            and operator.name
            not in (
                "not in",
                "between",
            )
        ):
            cursor.respell(start, cursor.index, operator.name)
        if operator.name == "in":
            return self._in(left)
        if operator.name == "not in":
            inside = self._in(left)
            return UnaryNode("not", inside, inside.span)
        if operator.name == "between":
            return self._between(left)
        right = self.read(binding)
        return BinaryNode(operator.name, left, right, left.span.to(right.span))

    def _in(self, left: ExpressionNode) -> InNode:
        cursor = self.cursor
        opening = cursor.take_symbol("(")
        if opening is None:
            option = self.read(COMPARISON)
            edits = (Edit(_before(option), "("), Edit(_after(option), ")"))
            cursor.slip(option.span, edits, "The values of “in” stand in brackets")
            return InNode(left, (option,), left.span.to(option.span))
        options = [self.read()]
        while cursor.take_comma() and not cursor.at_symbol(")"):
            options.append(self.read())
        closing = self._close(opening)
        return InNode(left, tuple(options), left.span.to(closing.span))

    def _between(self, left: ExpressionNode) -> BinaryNode:
        low = self.read(AND)
        if self.cursor.take_word("and") is None and self.cursor.take_symbol(",", "-") is None:
            self.cursor.fail("“and” and the upper limit")
        high = self.read(AND)
        span = left.span.to(high.span)
        self._count()
        return BinaryNode("and", BinaryNode(">=", left, low, span), BinaryNode("<=", left, high, span), span)

    def _close(self, opening: Token) -> Token:
        cursor = self.cursor
        closing = cursor.take_symbol(")")
        if closing is not None:
            return closing
        if not cursor.done:
            cursor.fail("“)” or an operator")
        opened = sum(token.is_symbol("(") for token in cursor.tokens)
        closed = sum(token.is_symbol(")") for token in cursor.tokens)
        cursor.unclosed(opening.span, max(1, opened - closed))
        return None

    # One operand --------------------------------------------------------------

    def _prefix(self) -> ExpressionNode:
        cursor = self.cursor
        token = cursor.peek()
        if token is None:
            self._no_value()
        if token.is_symbol("-"):
            cursor.take()
            operand = self.read(PRODUCT)
            self._count()
            return UnaryNode("-", operand, token.span.to(operand.span))
        if token.is_symbol("+"):
            cursor.respell(cursor.index, cursor.index + 1, "")
            cursor.take()
            return self._prefix_again()
        if token.is_symbol("("):
            cursor.take()
            inner = self.read()
            self._close(token)
            return inner
        if token.is_symbol("!") or (token.is_word("not") and not self._named()):
            if token.is_symbol("!"):
                cursor.respell(cursor.index, cursor.index + 1, "not")
            cursor.take()
            operand = self.read(NOT)
            self._count()
            return UnaryNode("not", operand, token.span.to(operand.span))
        return self._value(token)

    def _prefix_again(self) -> ExpressionNode:
        self._enter()
        node = self._prefix()
        self.depth -= 1
        return node

    def _no_value(self) -> NoReturn:
        self.cursor.fail("a value", hint="A field's name, a number, a “text”, today, me, yes or no.")

    def _value(self, token: Token) -> ExpressionNode:
        cursor = self.cursor
        if token.kind is TokenKind.TEXT and not _dot(cursor.peek(1)):
            cursor.take()
            return TextNode(token.text, token.span)
        length = cursor.names.values.longest(cursor.tokens, cursor.index)
        if token.kind is TokenKind.NUMBER and length < 2:
            return self._number(cursor.take_number("a number"))
        if token.kind is TokenKind.SYMBOL and not length:
            self._no_value()
        if length < 2 and (duration := self._glued_duration(token)):
            return duration
        if self._at_aggregate_of():
            return self._aggregate_of()
        first = self._name()
        if cursor.at_symbol("("):
            return self._call(first)
        names = [first]
        while _dot(cursor.peek()) and cursor.peek(1) is not None:
            cursor.take()
            names.append(self._name())
        return self._path(tuple(names))

    def _path(self, names: tuple[Name, ...]) -> PathNode:
        cursor = self.cursor
        path = PathNode(names, names[0].span.to(names[-1].span))
        key = names[0].text.casefold()
        if len(names) == 1 and not cursor.names.values.longest(cursor.tokens, cursor.index - 1):
            usual = "empty" if key in EMPTY_WORDS else TRUTH_WORDS.get(key)
            if usual:
                cursor.respell(cursor.index - 1, cursor.index, usual)
                return PathNode((Name(usual, path.span),), path.span)
        return path

    def _number(self, number: NumberNode) -> ExpressionNode:
        cursor = self.cursor
        unit = cursor.peek()
        if unit is None or not unit.is_word(*UNIT_WORDS) or not _AMOUNT.fullmatch(number.text):
            return number
        cursor.take()
        node = DurationNode(int(number.text), UNIT_WORDS[unit.key], number.span.to(unit.span))
        ago = cursor.peek()
        if ago is not None and ago.kind is TokenKind.WORD and _AGO.fullmatch(ago.key):
            origin = "now" if node.unit in ("minute", "hour") else "today"
            start = cursor.index - 2
            cursor.take()
            cursor.respell(start, cursor.index, f"{origin} - {number.text} {unit.key}")
            left = PathNode((Name(origin, node.span),), node.span)
            return BinaryNode("-", left, node, node.span.to(ago.span))
        return node

    def _glued_duration(self, token: Token) -> DurationNode | None:
        """`14days`"""
        match = re.fullmatch(r"(\d{1,6})([a-z]+)", token.key, re.ASCII)
        if token.kind is not TokenKind.WORD or match is None or match[2] not in UNIT_WORDS:
            return None
        self.cursor.respell(self.cursor.index, self.cursor.index + 1, f"{match[1]} {match[2]}")
        self.cursor.take()
        return DurationNode(int(match[1]), UNIT_WORDS[match[2]], token.span)

    # Calls --------------------------------------------------------------------

    def _call(self, function: Name) -> CallNode:
        cursor = self.cursor
        opening = cursor.take()
        arguments: list[ExpressionNode] = []
        inner, self.stops = self.stops, {*self.stops, "where", "if", "when"}
        if cursor.at_symbol("*") and (star := cursor.take()):
            cursor.needless(star)
        while not cursor.at_symbol(")") and not cursor.at_word("where", "if", "when"):
            arguments.append(self.read())
            if not cursor.take_symbol(","):
                break
        where = None
        if cursor.take_phrase({"where": "where", "if": "where", "when": "where"}, 1):
            where = self.read()
        self.stops = inner
        closing = self._close(opening)
        return CallNode(function, tuple(arguments), where, function.span.to(closing.span))

    def _at_aggregate_of(self) -> bool:
        """`count of Loan` for `count(Loan)`"""
        token, following = self.cursor.peek(), self.cursor.peek(1)
        return (
            token is not None
            and token.is_word(*_AGGREGATES)
            and following is not None
            and following.is_word("of")
            and self.cursor.names.values.longest(self.cursor.tokens, self.cursor.index) < 2
        )

    def _aggregate_of(self) -> CallNode:
        cursor = self.cursor
        function = cursor.name(cursor.index, cursor.index + 1)
        cursor.take()
        of = cursor.take()
        argument = self.read(SIGN)
        where = self.read() if cursor.take_word("where") else None
        last = where or argument
        edits = (Edit(function.span.to(of.span), f"{function.text}("), Edit(_after(last), ")"))
        cursor.slip(function.span.to(of.span), edits, "What is counted or summed stands in brackets")
        return CallNode(function, (argument,), where, function.span.to(last.span))

    # Names --------------------------------------------------------------------

    def _keyword(self, token: Token, *, first: bool) -> bool:
        """Whether the word can't be one of an undeclared name's, or not its first."""
        if token.key in OPERATOR_WORDS or token.key == "where":
            return True
        return token.key in self.stops and (not first or token.key in NEVER_FIRST)

    def _named(self) -> bool:
        """Whether a declared name of several words begins here."""
        return self.cursor.names.values.longest(self.cursor.tokens, self.cursor.index) > 1

    def _name(self) -> Name:
        """A declared name, the longest there is; or the words up to the next keyword or mark."""
        cursor = self.cursor
        start = cursor.index
        token = cursor.peek()
        if token is None:
            self._no_value()
        if token.kind is TokenKind.TEXT and token.key:
            cursor.take()
            return Name(" ".join(token.text.split()), token.span)
        end = start + cursor.names.values.longest(cursor.tokens, start)
        while end < len(cursor.tokens):
            word = cursor.tokens[end]
            if word.kind is not TokenKind.WORD or self._keyword(word, first=end == start):
                break
            end += 1
        if end == start:
            self._no_value()
        cursor.index = end
        return cursor.name(start, end)


def _dot(token: Token | None) -> bool:
    return token is not None and token.is_symbol(".")


def _before(node: ExpressionNode) -> Span:
    return Span(node.span.start, node.span.start, node.span.line, node.span.column)


def _after(node: ExpressionNode) -> Span:
    span = node.span
    return Span(span.end, span.end, span.line, span.column + span.end - span.start)
