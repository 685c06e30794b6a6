"""Lines below a part: `"label"`, `"label": "text"`, each also with ` to Page`, a thing or an address."""

import re

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.outline import mark
from appling.blueprint.syntax.tokens import TokenKind
from appling.blueprint.syntax.tree import ItemLine, Name
from appling.diagnostics import Edit, Span

_LINKS = {"to": "to", "link to": "to", "links to": "to", "linking to": "to", "leads to": "to", "opens": "to"}
_JOINTS = ("-", "=", ",", ">", "|")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether it is an address outside of the app that a page may link to."""
    return _ADDRESS.fullmatch(text) is not None


def item_line(cursor: Cursor, span: Span) -> ItemLine:
    label = _label(cursor)
    text = _text(cursor)
    link = _link(cursor)
    cursor.end()
    return ItemLine(label, text, link, span)


def _label(cursor: Cursor) -> Name:
    if cursor.at_text():
        token = cursor.take()
        if not token.text.strip():
            cursor.fail("a text", token.span)
        return Name(token.text, token.span)
    place = mark(cursor.tokens)
    return _unquoted(cursor, len(cursor.tokens) if place is None else place)


def _text(cursor: Cursor) -> Name | None:
    colon = cursor.take_symbol(":")
    if colon is None and cursor.at_symbol(*_JOINTS) and _before_text(cursor):
        token = cursor.take()
        cursor.slip(token.span, (Edit(_from_word_before(cursor, token.span), ":"),))
    elif colon is None and cursor.at_text():
        label = cursor.tokens[cursor.index - 1].span
        place = Span(label.end, label.end, label.line, label.column + label.end - label.start)
        cursor.slip(cursor.here, (Edit(place, ":"),), "“:” is missing", "read as the text of the item")
    elif colon is not None and (cursor.done or cursor.phrase(_LINKS, 2)):
        cursor.needless(colon)
    elif colon is None:
        return None
    if cursor.at_text():
        token = cursor.take()
        return Name(token.text, token.span) if token.text.strip() else None
    if cursor.done or cursor.phrase(_LINKS, 2):
        return None
    return _unquoted(cursor, len(cursor.tokens))


def _before_text(cursor: Cursor) -> bool:
    following = cursor.peek(1)
    return following is not None and following.kind is TokenKind.TEXT


def _from_word_before(cursor: Cursor, span: Span) -> Span:
    """The span with the space before it."""
    before = cursor.tokens[cursor.index - 2].span.end
    return Span(before, span.end, span.line, span.column - (span.start - before))


def _link(cursor: Cursor) -> Name | None:
    if cursor.take_phrase(_LINKS, 2) is None:
        return None
    if cursor.at_text():
        token = cursor.take()
        if not token.text.strip():
            cursor.fail("a page, a thing or an address", token.span)
        return Name(" ".join(token.text.split()), token.span)
    if cursor.done:
        cursor.fail("a page, a thing or an address")
    rest = cursor.name(cursor.index, len(cursor.tokens))
    if is_address(rest.text):
        cursor.slip(rest.span, (Edit(rest.span, f'"{rest.text}"'),), "Addresses stand in quotes")
    cursor.index = len(cursor.tokens)
    return rest


def _unquoted(cursor: Cursor, end: int) -> Name:
    """A text without quotes, up to the token at `end`."""
    if end <= cursor.index:
        cursor.fail("a text in quotes")
    name = cursor.name(cursor.index, end)
    text = name.text.replace("\\", "\\\\").replace('"', '\\"')
    cursor.slip(name.span, (Edit(name.span, f'"{text}"'),), "Texts stand in quotes")
    cursor.index = end
    return name
