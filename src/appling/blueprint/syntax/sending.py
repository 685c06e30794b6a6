"""Steps that reach people and programs outside: `notify WHO "text"`, `email WHO "text"`, `post "address"`."""

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.templates import template_of
from appling.blueprint.syntax.tokens import Token, TokenKind
from appling.blueprint.syntax.tree import Name, PathNode, StepLine
from appling.diagnostics import Edit, Span

_FILLERS = (
    "a", "an", "the", "to", "email", "mail", "message", "notification", "notice", "reminder", "alert", "all",
    "data", "this", "it", "webhook",
)  # fmt: skip
_BETWEEN = ("with", "that", "saying", "text", "message", "subject", "body", "about", "content")
_MARKS = {",", ":", "=", "(", ")"}


def sending_line(cursor: Cursor, kind: Name, span: Span) -> StepLine:
    """Behind the step's word."""
    if cursor.at_symbol(":"):
        cursor.needless(cursor.take())
    _skip(cursor, _FILLERS)
    if kind.text == "post":
        text = _text(cursor, "an address in quotes")
        cursor.end()
        return StepLine(kind, None, (), span, template_of(cursor, text))
    if cursor.at_text() and not _two_texts(cursor):
        return _turned(cursor, kind, span)
    who = _who(cursor)
    while cursor.at_word(*_BETWEEN) or cursor.at_symbol(",", ":", "="):
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()
    text = _joined(cursor, _text(cursor, "a text in quotes"))
    cursor.end()
    return StepLine(kind, who, (), span, template_of(cursor, text))


def _two_texts(cursor: Cursor) -> bool:
    """Whether the first one is somebody's name, which can only be said in quotes."""
    following = cursor.peek(1)
    return following is not None and (following.kind is TokenKind.TEXT or following.is_symbol("."))


def _skip(cursor: Cursor, words: tuple[str, ...]) -> None:
    """Pass over words that say nothing, if they are no names."""
    while cursor.at_word(*words) and cursor.peek(1) is not None:
        following = cursor.peek(1)
        named = any(
            names.longest(cursor.tokens, cursor.index) for names in (cursor.names.values, cursor.names.roles)
        )
        if named and not (following is not None and following.is_word("to")):
            return
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()


def _who(cursor: Cursor) -> PathNode:
    stops = {*_BETWEEN, "to"}
    marks = {".", *_MARKS}
    known = cursor.names.roles if cursor.names.roles.longest(cursor.tokens, cursor.index) else None
    names = [cursor.take_name("who is told", stops, marks, known or cursor.names.values)]
    while cursor.take_symbol("."):
        names.append(cursor.take_name("a field", stops, marks, cursor.names.values))
    return PathNode(tuple(names), names[0].span.to(names[-1].span))


def _turned(cursor: Cursor, kind: Name, span: Span) -> StepLine:
    """`notify "text" to WHO`; without anybody, the owner is told."""
    text = cursor.take()
    if cursor.done:
        place = Span(text.span.start, text.span.start, text.span.line, text.span.column)
        cursor.slip(text.span, (Edit(place, "owner "),), "Nobody is told", "read as “owner”")
        who = PathNode((Name("owner", place),), place)
        return StepLine(kind, who, (), span, template_of(cursor, text))
    cursor.take_word("to")
    who = _who(cursor)
    whole = text.span.to(who.span)
    said = ".".join(name.text for name in who.names)
    cursor.slip(whole, (Edit(whole, f'{said} "{text.raw}"'),), "Who is told stands first", "understood")
    cursor.end()
    return StepLine(kind, who, (), span, template_of(cursor, text))


def _text(cursor: Cursor, what: str) -> Token:
    if not cursor.at_text():
        cursor.fail(what)
    return cursor.take()


def _joined(cursor: Cursor, first: Token) -> Token:
    """`subject "a" body "b"`: one text, its first line is the subject."""
    words = 0
    while (word := cursor.peek(words)) is not None and (word.is_word(*_BETWEEN) or word.is_symbol(":", ",")):
        words += 1
    second = cursor.peek(words)
    if second is None or second.kind is not TokenKind.TEXT:
        return first
    cursor.index += words + 1
    gap = Span(first.span.end - 1, second.span.start + 1, first.span.line, first.span.column)
    cursor.slip(gap, (Edit(gap, "\\n"),), "Two texts", "read as two lines of one")
    raw = f"{first.raw}\\n{second.raw}"
    return Token(TokenKind.TEXT, first.text, first.key, first.span.to(second.span), first.spaced, raw)
