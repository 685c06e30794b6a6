"""The names that a blueprint declares, so that one of several words is read as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from appling.blueprint.syntax.tokens import Lexer, Token, TokenKind, joined

_END = ""
MAX_WORDS = 24
"""Longer names are not looked for, so that reading stays quick."""


class NameSet:
    """Names as sequences of words; finds the longest one that begins at a token."""

    def __init__(self) -> None:
        self._roots: dict[str, Any] = {}

    def add(self, tokens: Sequence[Token]) -> None:
        self.add_text(joined(tokens))

    def add_text(self, text: str) -> None:
        """Learn a name; one that can only be said in quotes is left out."""
        lexed = Lexer(text, 0, len(text), 1, 0).lex()
        words = [word for token in lexed.tokens for word in _words(token)]
        unsaid = any(token.kind is TokenKind.TEXT or token.is_symbol(",") for token in lexed.tokens)
        if lexed.comment or unsaid or not 0 < len(words) <= MAX_WORDS:
            return
        node = self._roots
        for word in words:
            node = node.setdefault(word, {})
        node[_END] = True

    def longest(self, tokens: Sequence[Token], start: int) -> int:
        """How many tokens from `start` on make up a name; 0 if none do."""
        node, best, index = self._roots, 0, start
        while index < len(tokens):
            token = tokens[index]
            if token.kind is TokenKind.TEXT:
                break
            if token.is_symbol("-"):
                if not _hyphen(tokens, index):
                    break
            else:
                for word in _words(token):
                    if word not in node:
                        return best
                    node = node[word]
                if _END in node:
                    best = index - start + 1
            index += 1
        return best


def _words(token: Token) -> Iterable[str]:
    return () if token.is_symbol("-") else token.key.split()


def _hyphen(tokens: Sequence[Token], index: int) -> bool:
    """Whether the mark joins two words without spaces."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return not tokens[index].spaced and following is not None and not following.spaced


@dataclass(frozen=True, slots=True)
class Names:
    """`values`: what can be named in an expression: fields, inputs, things, and `choices`, the values."""

    things: NameSet = field(default_factory=NameSet)
    roles: NameSet = field(default_factory=NameSet)
    values: NameSet = field(default_factory=NameSet)
    choices: NameSet = field(default_factory=NameSet)
