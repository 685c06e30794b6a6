"""Lines below a document: `"text {field}"`, `"label": "text"`, `from "text"`, `table of Thing show …`."""

from dataclasses import replace

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.outline import mark
from appling.blueprint.syntax.parts import part_line
from appling.blueprint.syntax.templates import template_of
from appling.blueprint.syntax.tokens import Token, TokenKind
from appling.blueprint.syntax.tree import DocumentLine, ExpressionNode, Name, PartLine, TemplateNode
from appling.blueprint.syntax.words import DOCUMENT_WORDS
from appling.diagnostics import Edit, Span

TABLE = "table"
_WHEN = ("when", "if", "where")
_JOINTS = ("-", "=", ",", ">", "|")


def document_line(cursor: Cursor, span: Span) -> DocumentLine:
    """Raises Unreadable."""
    word = _word(cursor)
    if word == TABLE:
        return DocumentLine(word, None, None, _rows(cursor, span), None, span)
    label = _said(cursor)
    text = None if word else _text(cursor)
    when = _when(cursor)
    cursor.end()
    return DocumentLine(word, None if text is None else label, text or label, None, when, span)


def _word(cursor: Cursor) -> str:
    """What the line begins with, if it is one of the words and no text without quotes."""
    for count in (2, 1):
        key = " ".join(token.key for token in cursor.tokens[:count])
        usual = DOCUMENT_WORDS.get(key)
        following = cursor.peek(count)
        if usual is None or following is None or not all(each.is_word() for each in cursor.tokens[:count]):
            continue
        if usual == TABLE and not _names_thing(cursor, count):
            continue
        if usual != TABLE and not _says(cursor, count):
            continue
        if key != usual:
            cursor.respell(0, count, usual)
        cursor.index = count
        if usual != TABLE and cursor.at_symbol(":"):
            cursor.needless(cursor.take())
        return usual
    return ""


def _says(cursor: Cursor, place: int) -> bool:
    """Whether a text in quotes follows, behind a colon or not."""
    following = cursor.peek(place)
    if following is not None and following.is_symbol(":"):
        following = cursor.peek(place + 1)
    return following is not None and following.kind is TokenKind.TEXT


def _names_thing(cursor: Cursor, place: int) -> bool:
    following = cursor.peek(place)
    named = cursor.names.things.longest(cursor.tokens, place) > 0
    return named or (following is not None and following.is_word("of", "from"))


def _rows(cursor: Cursor, span: Span) -> PartLine:
    cursor.index = 0
    inner = Cursor((replace(cursor.tokens[0], key=TABLE, text=TABLE), *cursor.tokens[1:]), cursor.names)
    part = part_line(inner, span)
    cursor.slips += inner.slips
    return part


def _said(cursor: Cursor) -> TemplateNode:
    return template_of(cursor, _quoted(cursor))


def _quoted(cursor: Cursor) -> Token:
    """The next text; words without quotes are one as well, up to a colon."""
    if cursor.at_text():
        token = cursor.take()
        if not token.text.strip():
            cursor.fail("a text", token.span)
        return token
    rest = mark(cursor.tokens[cursor.index :])
    end = len(cursor.tokens) if rest is None else cursor.index + rest
    if end <= cursor.index:
        cursor.fail("a text in quotes")
    name = cursor.name(cursor.index, end)
    if "{" in name.text:
        cursor.fail("a text in quotes", name.span)
    return _with_quotes(cursor, name, end)


def _with_quotes(cursor: Cursor, name: Name, end: int) -> Token:
    raw = name.text.replace("\\", "\\\\").replace('"', '\\"')
    cursor.slip(name.span, (Edit(name.span, f'"{raw}"'),), "Texts stand in quotes")
    cursor.index = end
    place = Span(name.span.start - 1, name.span.end + 1, name.span.line, name.span.column - 1)
    return Token(TokenKind.TEXT, name.text, name.text, place, True, name.text)


def _text(cursor: Cursor) -> TemplateNode | None:
    """What stands behind the label and a colon."""
    colon = cursor.take_symbol(":")
    if colon is None and cursor.at_symbol(*_JOINTS) and _before_text(cursor):
        token = cursor.take()
        cursor.slip(token.span, (Edit(token.span, ":"),))
    elif colon is None and cursor.at_text():
        label = cursor.tokens[cursor.index - 1].span
        place = Span(label.end, label.end, label.line, label.column + label.end - label.start)
        cursor.slip(cursor.here, (Edit(place, ":"),), "“:” is missing", "read as the text of the line")
    elif colon is not None and (cursor.done or cursor.at_word(*_WHEN)):
        cursor.needless(colon)
        return None
    elif colon is None:
        return None
    return _said(cursor)


def _before_text(cursor: Cursor) -> bool:
    following = cursor.peek(1)
    return following is not None and following.kind is TokenKind.TEXT


def _when(cursor: Cursor) -> ExpressionNode | None:
    if not cursor.at_word(*_WHEN):
        return None
    if not cursor.at_word("when"):
        cursor.respell(cursor.index, cursor.index + 1, "when")
    cursor.take()
    return ExpressionReader(cursor).read()
