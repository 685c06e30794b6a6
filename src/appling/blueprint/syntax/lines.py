"""A text cut into lines; a line goes on below while a bracket is open."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from appling.blueprint.syntax.characters import INVISIBLE
from appling.blueprint.syntax.tokens import Lexed, Lexer, Token
from appling.blueprint.syntax.tree import Comment
from appling.diagnostics import Diagnostic, Span

MAX_SOURCE = 200_000
MAX_LINE = 4_000
MAX_JOINED = 40
"""How many lines one pair of brackets may hold."""

_BREAK = re.compile(r"\r\n|\r|\n")
_INDENT = re.compile(f"[\\s{INVISIBLE}]*")
_TAB = 4
_RAW = re.compile(r"(about|description|describe|summary|purpose|goal)\s*[:：=＝]", re.IGNORECASE)
_COLOURED = re.compile(r"(look|colou?rs?|theme|style|palette)\s*[:：=＝]", re.IGNORECASE)
_BULLET = re.compile(r"(?:(?:[-*+•·–—]|\d{1,3}[.)、])[ \t]+)+(?=\S)")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as written: it begins at `begin`, `start` up to `end` is what stands on it.

    `after` is where the next line begins; `bullet` is the mark of a list that it starts with.
    """

    number: int
    begin: int
    start: int
    end: int
    after: int
    indent: int
    bullet: int

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.number, start - self.begin + 1)

    @property
    def whole(self) -> Span:
        return self.span(self.begin, self.after)

    @property
    def content(self) -> Span:
        return self.span(self.start, self.end)

    @property
    def read_from(self) -> int:
        return self.start + self.bullet


@dataclass(frozen=True, slots=True)
class Line:
    """One line to be read: its tokens, and the lines as written that it spans."""

    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]
    faults: tuple[Diagnostic, ...]
    written: tuple[TextLine, ...]
    is_list: bool = False
    """Its values stood on lines of their own."""

    @property
    def first(self) -> TextLine:
        return self.written[0]

    @property
    def indent(self) -> int:
        return self.first.indent

    @property
    def whole(self) -> Span:
        return self.first.whole.to(self.written[-1].whole)

    @property
    def span(self) -> Span:
        """From the first token to the last."""
        if not self.tokens:
            return self.first.content
        return self.tokens[0].span.to(self.tokens[-1].span)


def text_lines(source: str) -> Iterator[TextLine]:
    """The lines of the source that are not empty."""
    begin, number = 0, 1
    while begin < len(source):
        found = _BREAK.search(source, begin)
        stop, after = found.span() if found else (len(source), len(source))
        space = _INDENT.match(source, begin, stop)
        start = space.end() if space else begin
        end = stop
        while end > start and source[end - 1].isspace():
            end -= 1
        if start < end:
            bullet = _BULLET.match(source, start, end)
            length = bullet.end() - start if bullet else 0
            yield TextLine(number, begin, start, end, after, _width(source[begin:start]), length)
        begin, number = after, number + 1


def _width(space: str) -> int:
    return sum(_TAB if mark == "\t" else 2 if mark == "　" else mark.isspace() for mark in space)


class LineReader:
    """Hands out the lines one by one."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.written = list(text_lines(source))
        self.index = 0
        self._lexed: dict[tuple[int, bool], Lexed] = {}

    def peek(self, ahead: int = 0) -> TextLine | None:
        place = self.index + ahead
        return self.written[place] if place < len(self.written) else None

    def skip(self) -> TextLine:
        """Pass over a line without reading it."""
        self.index += 1
        return self.written[self.index - 1]

    def next(self, in_app: bool, breaks: Callable[[Lexed], bool]) -> Line:
        """The line at `peek`; `in_app`: it may be a setting. One that `breaks` ends an open bracket."""
        first = self.index
        lexed = self._lex(first, in_app)
        self.index += 1
        parts = [lexed]
        if lexed.balance > 0:
            parts += self._joined(lexed.balance, breaks)
            self.index += len(parts) - 1
        return Line(
            tuple(token for part in parts for token in part.tokens),
            tuple(part.comment for part in parts if part.comment),
            tuple(fault for part in parts for fault in part.faults),
            tuple(self.written[first : self.index]),
        )

    def _joined(self, balance: int, breaks: Callable[[Lexed], bool]) -> list[Lexed]:
        """The following lines up to the one that closes the bracket; none if none does."""
        joined: list[Lexed] = []
        for index in range(self.index, min(self.index + MAX_JOINED, len(self.written))):
            key = (index, True)
            if self.written[index].end - self.written[index].start > MAX_LINE:
                break
            if key not in self._lexed:
                self._lexed[key] = self._lexer(index, self.written[index].start).lex()
            lexed = self._lexed[key]
            if breaks(lexed):
                break
            joined.append(lexed)
            balance += lexed.balance
            if balance <= 0:
                return joined
        return []

    def _lex(self, index: int, in_app: bool) -> Lexed:
        line = self.written[index]
        lexer = self._lexer(index, line.read_from)
        raw = _RAW.match(self.source, line.read_from, line.end) if in_app else None
        if raw:
            return lexer.lex_raw(raw.end() - 1)
        return lexer.lex(colours=in_app and bool(_COLOURED.match(self.source, line.read_from, line.end)))

    def _lexer(self, index: int, start: int) -> Lexer:
        line = self.written[index]
        return Lexer(self.source, start, line.end, line.number, line.begin)
