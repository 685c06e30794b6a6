"""The step that asks a model: `ask "Summarise: {text}" into summary`."""

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.templates import template_of
from appling.blueprint.syntax.tokens import Token
from appling.blueprint.syntax.tree import Name, PathNode, StepLine
from appling.diagnostics import Edit, Span

ASK = "ask"
_FILLERS = ("a", "an", "the", "model", "ai", "llm", "to", "for", "with", "local")
_INTO = ("to", "in", "as", "for", "of")
_MARKS = {":", "=", ",", "(", ")"}


def asking_line(cursor: Cursor, kind: Name, span: Span) -> StepLine:
    """Behind the step's word."""
    while not cursor.at_text() and (cursor.at_symbol(":", "=") or _at_filler(cursor)):
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()
    if not cursor.at_text():
        return _turned(cursor, kind, span)
    text = cursor.take()
    _into(cursor)
    field = _field(cursor)
    cursor.end()
    return StepLine(kind, field, (), span, template_of(cursor, text))


def _at_filler(cursor: Cursor) -> bool:
    named = cursor.names.values.longest(cursor.tokens, cursor.index) > 0
    return not named and cursor.at_word(*_FILLERS)


def _into(cursor: Cursor) -> None:
    if cursor.take_word("into"):
        return
    if cursor.done:
        cursor.fail("“into” and a field")
    token = cursor.peek()
    if token is not None and (cursor.at_word(*_INTO) or cursor.at_symbol("=", ":")):
        cursor.slip(token.span, (Edit(token.span, "into"),), "The answer goes into a field", "read as “into”")
        cursor.take()
        return
    cursor.fail("“into” and a field")


def _turned(cursor: Cursor, kind: Name, span: Span) -> StepLine:
    """`ask into summary "text"`, `ask summary: "text"`."""
    first = cursor.peek()
    cursor.take_word("into")
    field = _field(cursor)
    while cursor.at_symbol("=", ":", ",") or cursor.at_word("with", "as", "from"):
        cursor.take()
    if first is None or not cursor.at_text():
        cursor.fail("a text in quotes")
    text: Token = cursor.take()
    whole = first.span.to(text.span)
    said = ".".join(name.text for name in field.names)
    new = f'"{text.raw}" into {said}'
    cursor.slip(whole, (Edit(whole, new),), "What is asked stands first", "understood")
    cursor.end()
    return StepLine(kind, field, (), span, template_of(cursor, text))


def _field(cursor: Cursor) -> PathNode:
    names = [cursor.take_name("a field", set(), {".", *_MARKS}, cursor.names.values)]
    while cursor.take_symbol("."):
        names.append(cursor.take_name("a field", set(), {".", *_MARKS}, cursor.names.values))
    if len(names) > 1 and names[0].text.casefold() == "this":
        names = names[1:]
    return PathNode(tuple(names), names[0].span.to(names[-1].span))
