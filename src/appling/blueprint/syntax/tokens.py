"""The words, numbers, quoted texts and marks of one line."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from appling.blueprint.syntax import faults
from appling.blueprint.syntax.characters import (
    LONG_SYMBOLS,
    NUMBER,
    PLAIN_SYMBOLS,
    QUOTES,
    SPACE,
    SYMBOLS,
    WORD,
    clean,
    invisible_runs,
    name_key,
)
from appling.blueprint.syntax.tree import Comment
from appling.diagnostics import Diagnostic, Span


class TokenKind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    TEXT = "text"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is as written (of a quoted text what is in it), `key` what it is compared by.

    `spaced`: it stands behind a space.
    """

    kind: TokenKind
    text: str
    key: str
    span: Span
    spaced: bool
    raw: str = ""
    """Of a quoted text, what stands between the quotes as it was written."""

    def is_word(self, *keys: str) -> bool:
        return self.kind is TokenKind.WORD and (not keys or self.key in keys)

    def is_symbol(self, *texts: str) -> bool:
        return self.kind is TokenKind.SYMBOL and (not texts or self.key in texts)


def joined(tokens: Sequence[Token]) -> str:
    """The tokens as one name, with single spaces where there were any."""
    parts = [(" " if token.spaced and place else "") + token.text for place, token in enumerate(tokens)]
    return " ".join("".join(parts).split())


@dataclass(frozen=True, slots=True)
class Lexed:
    """One line's tokens; `balance` is how many brackets it leaves open."""

    tokens: tuple[Token, ...]
    comment: Comment | None
    faults: tuple[Diagnostic, ...]
    balance: int


COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}(?!\w)")
_RAW_COMMENT = re.compile(r"\s#(?=\s|$)")
ESCAPES = {'\\"': '"', "\\\\": "\\", "\\n": "\n"}
_ESCAPE = re.compile(r'\\["\\n]')


class Lexer:
    """Reads the line that lies at `start` up to `end` in the source."""

    def __init__(self, source: str, start: int, end: int, number: int, line_start: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.number = number
        self.line_start = line_start
        self.tokens: list[Token] = []
        self.faults: list[Diagnostic] = []
        self.comment: Comment | None = None

    def span(self, start: int, end: int) -> Span:
        return Span(start, end, self.number, start - self.line_start + 1)

    def lex(self, *, colours: bool = False) -> Lexed:
        """`colours`: `#fff` is a colour here, not a comment."""
        position = self.start
        spaced = True
        while position < self.end:
            if space := SPACE.match(self.source, position, self.end):
                position, spaced = space.end(), True
                continue
            if self.source[position] in "#＃":
                colour = COLOUR.match(self.source, position, self.end) if colours else None
                if colour is None:
                    self._comment(position)
                    break
                position = self._token(TokenKind.WORD, position, colour.end(), spaced)
            else:
                position = self._next(position, spaced)
            spaced = False
        return self._lexed()

    def lex_raw(self, colon: int) -> Lexed:
        """A key, a mark at `colon`, and the rest of the line as one text."""
        self._token(TokenKind.WORD, self.start, colon, True)
        key = self.tokens[0]
        stripped = key.text.rstrip()
        self.tokens[0] = Token(
            key.kind, stripped, name_key(stripped), self.span(self.start, self.start + len(stripped)), True
        )
        mark = self.source[colon]
        self._token(TokenKind.SYMBOL, colon, colon + 1, False, SYMBOLS.get(mark, mark))
        begin = colon + 1
        while begin < self.end and self.source[begin].isspace():
            begin += 1
        if not self._whole_text(begin):
            self._raw_text(begin)
        return self._lexed()

    def _whole_text(self, begin: int) -> bool:
        """Read a quoted text, if nothing but a comment follows it."""
        if begin >= self.end or self.source[begin] not in QUOTES:
            return False
        stop = self._text(begin, True)
        rest = self.source[stop : self.end] if stop is not None else ""
        if stop is not None and not self.faults and (not rest.strip() or rest.lstrip()[0] == "#" != rest[0]):
            if rest.strip():
                self._comment(self.end - len(rest.lstrip()))
            return True
        del self.tokens[2:]
        self.faults.clear()
        return False

    def _raw_text(self, begin: int) -> None:
        note = _RAW_COMMENT.search(self.source, begin - 1, self.end)
        end = self.end
        if note:
            self._comment(note.start() + 1)
            end = note.start()
        raw = self.source[begin:end].rstrip()
        value = clean(raw).strip()
        if value:
            span = self.span(begin, begin + len(raw))
            self.tokens.append(Token(TokenKind.TEXT, value, name_key(value), span, True))

    def _lexed(self) -> Lexed:
        runs = invisible_runs(self.source[self.start : self.end])
        if runs:
            spans = [self.span(self.start + begin, self.start + end) for begin, end in runs]
            self.faults.append(faults.unreadable_characters(spans))
        opened = sum(token.is_symbol("(") for token in self.tokens)
        closed = sum(token.is_symbol(")") for token in self.tokens)
        return Lexed(tuple(self.tokens), self.comment, tuple(self.faults), opened - closed)

    def _comment(self, position: int) -> None:
        text = clean(self.source[position + 1 : self.end]).strip()
        self.comment = Comment(text, self.span(position, self.end), not self.tokens)

    def _token(self, kind: TokenKind, start: int, end: int, spaced: bool, key: str | None = None) -> int:
        text = clean(self.source[start:end])
        self.tokens.append(Token(kind, text, key or name_key(text) or text, self.span(start, end), spaced))
        return end

    def _next(self, position: int, spaced: bool) -> int:
        character = self.source[position]
        if character in QUOTES and (end := self._text(position, spaced)):
            return end
        if number := NUMBER.match(self.source, position, self.end):
            text = _ascii_number(number.group())
            return self._token(TokenKind.NUMBER, position, number.end(), spaced, text)
        pair = "".join(
            SYMBOLS.get(part, part) for part in self.source[position : min(position + 2, self.end)]
        )
        if pair in LONG_SYMBOLS:
            return self._token(TokenKind.SYMBOL, position, position + 2, spaced, pair)
        if character in SYMBOLS or character in PLAIN_SYMBOLS:
            return self._token(
                TokenKind.SYMBOL, position, position + 1, spaced, SYMBOLS.get(character, character)
            )
        word = WORD.match(self.source, position, self.end)
        if word is None:  # a closing quote that nothing opened
            self.faults.append(faults.stray_mark(self.span(position, position + 1)))
            return position + 1
        return self._token(TokenKind.WORD, position, word.end(), spaced)

    def _text(self, start: int, spaced: bool) -> int | None:
        """Read a quoted text; None if an apostrophe opens none."""
        closers = QUOTES[self.source[start]]
        single = "'" in closers
        end = start + 1
        while end < self.end:
            character = self.source[end]
            if character == "\\":
                end += 2
                continue
            if character in closers and not (single and self._letter(end + 1)):
                break
            end += 1
        closed = end < self.end
        if single and not closed:
            return None
        end = min(end, self.end)
        value = unicodedata.normalize("NFC", clean(_unescape(self.source[start + 1 : end])))
        stop = end + 1 if closed else end
        if not closed:
            value = value.rstrip()
            self.faults.append(faults.unclosed_text(self.span(start, end), self.span(end, end), closers[0]))
        raw = self.source[start + 1 : end]
        self.tokens.append(Token(TokenKind.TEXT, value, name_key(value), self.span(start, stop), spaced, raw))
        return stop

    def _letter(self, position: int) -> bool:
        return position < self.end and self.source[position].isalnum()


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: ESCAPES[match.group()], text)


def _ascii_number(text: str) -> str:
    return "".join("." if mark in ".．" else str(unicodedata.digit(mark)) for mark in text)
