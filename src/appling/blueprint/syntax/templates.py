"""Texts with expressions in braces: `"{borrower.name}, {bike.name} is due on {due}."`"""

from collections.abc import Sequence
from dataclasses import replace

from appling.blueprint.syntax.characters import clean
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.tokens import ESCAPES, Lexer, Token
from appling.blueprint.syntax.tree import ExpressionNode, TemplateNode
from appling.diagnostics import Edit, Fix, Span

MOST_VALUES = 20
_Letters = list[tuple[str, int]]
"""Each letter of a text, and where in the source it stands."""


def template_of(cursor: Cursor, token: Token) -> TemplateNode:
    """The quoted text that was taken, with what its braces hold. Raises Unreadable, with the place in it."""
    return _Template(cursor, token).read()


class _Template:
    def __init__(self, cursor: Cursor, token: Token) -> None:
        self._cursor = cursor
        self._token = token
        self._letters = _letters(token)
        self._text = "".join(letter for letter, _ in self._letters)
        self._parts: list[str | ExpressionNode] = []

    def read(self) -> TemplateNode:
        place = 0
        while place < len(self._text):
            place = self._piece(place)
        values = sum(not isinstance(part, str) for part in self._parts)
        if values > MOST_VALUES:
            self._cursor.fail(f"{MOST_VALUES} values in a text at most", self._token.span)
        return TemplateNode(tuple(self._parts), self._token.span)

    def _piece(self, place: int) -> int:
        """Read on from a place; returns the next one."""
        text = self._text
        if text.startswith("{{", place):
            end = text.find("}}", place)
            if end > 0 and self._means_a_name(place + 2, end):
                self._slip(place, end + 2)
                self._parts.append(self._value(place + 2, end))
                return end + 2
        if text.startswith(("{{", "}}"), place):
            self._say(text[place])
            return place + 2
        end = text.find("}", place)
        if text[place] == "{" and end > 0 and text[place + 1 : end].strip():
            self._parts.append(self._value(place + 1, end))
            return end + 1
        self._say(text[place])
        return place + 1

    def _say(self, letter: str) -> None:
        before = self._parts[-1] if self._parts else None
        if isinstance(before, str):
            self._parts[-1] = before + letter
        else:
            self._parts.append(letter)

    def _means_a_name(self, start: int, end: int) -> bool:
        """`{{name}}` of a declared name, as other languages write it."""
        tokens = self._tokens(start, end)
        return bool(tokens) and self._cursor.names.values.longest(tokens, 0) > 0

    def _slip(self, start: int, end: int) -> None:
        edits = (Edit(self._span(start, start + 1), ""), Edit(self._span(end - 1, end), ""))
        self._cursor.slip(self._span(start, end), edits, "One pair of braces is enough", "a value")

    def _value(self, start: int, end: int) -> ExpressionNode:
        inner = Cursor(self._tokens(start, end), self._cursor.names)
        if not inner.tokens:
            self._unreadable(start, end)
        try:
            node = ExpressionReader(inner).read()
            inner.end()
        except Unreadable as fault:
            edits = (
                Edit(self._span(start - 1, start), "{{"),
                Edit(self._span(end, end + 1), "}}"),
            )
            said = fault.diagnostic
            fix = said.fix or Fix("Let the braces stand as they are", edits)
            raise Unreadable(replace(said, fix=fix)) from None
        self._cursor.slips += inner.slips
        return node

    def _unreadable(self, start: int, end: int) -> None:
        self._cursor.fail("a value in the braces", self._span(start, end))

    def _tokens(self, start: int, end: int) -> Sequence[Token]:
        text = self._text[start:end]
        found = Lexer(text, 0, len(text), 1, 0).lex().tokens
        return [
            replace(token, span=self._span(start + token.span.start, start + token.span.end))
            for token in found
        ]

    def _span(self, start: int, end: int) -> Span:
        whole = self._token.span
        places = [place for _, place in self._letters[start:end]]
        last = self._letters[end][1] if end < len(self._letters) else whole.start + 1 + len(self._token.raw)
        begin = places[0] if places else last
        return Span(begin, last, whole.line, whole.column + begin - whole.start)


def _letters(token: Token) -> _Letters:
    """A text token's letters, escapes undone."""
    begin, raw = token.span.start + 1, token.raw
    found, place = [], 0
    while place < len(raw):
        pair = raw[place : place + 2]
        letter = ESCAPES.get(pair, raw[place])
        if clean(letter):
            found.append((letter, begin + place))
        place += 2 if pair in ESCAPES else 1
    return found
