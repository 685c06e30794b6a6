"""Lines of an action or trigger: `set path = value`, `add Thing with a = b`, `notify …`, `ask …`."""

from appling.blueprint.syntax.asking import ASK, asking_line
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.drawing import DRAW, drawing_line
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.outline import mark
from appling.blueprint.syntax.sending import sending_line
from appling.blueprint.syntax.tree import AssignmentNode, Name, PathNode, StepLine
from appling.blueprint.syntax.words import DRAWING, SENDING, STEP_WORDS, STEPS
from appling.diagnostics import Edit, Span

_KINDS = {word: SENDING.get(word) or DRAWING.get(word) or STEPS.get(word, word) for word in STEP_WORDS}


def step_line(cursor: Cursor, span: Span) -> StepLine:
    kind = _kind(cursor)
    if kind.text == ASK:
        return asking_line(cursor, kind, span)
    if kind.text == DRAW:
        return drawing_line(cursor, kind, span, _assignments)
    if kind.text in SENDING.values():
        return sending_line(cursor, kind, span)
    if _assigns(cursor) or (kind.text == "set" and _has_colon(cursor)):
        return StepLine(kind, None, _assignments(cursor), span)
    if kind.text == "set":
        cursor.fail("a field, “=” and a value")
    if cursor.done:
        return StepLine(kind, None, (), span)
    while cursor.at_word("a", "an", "new", "the", "one") and cursor.peek(1) is not None:
        if cursor.names.things.longest(cursor.tokens, cursor.index):
            break
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()
    thing = cursor.take_name("a thing", {"with"}, {":", ",", "(", "=", "=="}, cursor.names.things)
    target = PathNode((thing,), thing.span)
    if not _with(cursor):
        cursor.end()
        return StepLine(kind, target, (), span)
    return StepLine(kind, target, _assignments(cursor), span)


def _kind(cursor: Cursor) -> Name:
    token = cursor.peek()
    if token is None or not token.is_word():
        cursor.fail("a step: set, add, draw, remove, notify, email, post or ask")
    following = cursor.peek(1)
    bare = mark(cursor.tokens) is not None and token.key not in _KINDS
    if (following is not None and following.is_symbol("=", ".")) or (bare and _starts_path(cursor)):
        place = Span(token.span.start, token.span.start, token.span.line, token.span.column)
        cursor.slip(token.span, (Edit(place, "set "),), "A step begins with its word", "read as “set”")
        return Name("set", token.span)
    usual = _KINDS.get(token.key, token.key)
    if token.is_word("send") and any(each.is_word("email", "mail") for each in cursor.tokens[1:4]):
        usual = "email"
    if usual != token.key:
        cursor.respell(cursor.index, cursor.index + 1, usual)
    cursor.take()
    return Name(usual if usual in _KINDS else token.text, token.span)


def _starts_path(cursor: Cursor) -> bool:
    return cursor.names.values.longest(cursor.tokens, 0) > 0


def _assigns(cursor: Cursor) -> bool:
    """Whether `path = value` follows, not a thing and `with`."""
    for token in cursor.tokens[cursor.index :]:
        if token.is_symbol("=", "==") or token.is_word("to"):
            return True
        if token.is_word("with") or token.is_symbol(",", ":", "("):
            return False
    return False


def _has_colon(cursor: Cursor) -> bool:
    """`set state: done`: a colon in place of the first equals sign."""
    place = mark(cursor.tokens)
    if place is None or not cursor.tokens[place].is_symbol(":"):
        return False
    behind = (token for token in cursor.tokens[place + 1 :] if token.is_symbol(",", "="))
    following = next(behind, None)
    return following is None or following.is_symbol(",")


def _with(cursor: Cursor) -> bool:
    if cursor.take_word("with"):
        if cursor.at_symbol(":"):
            cursor.needless(cursor.take())
        return True
    token = cursor.peek()
    following = cursor.peek(1)
    if token is not None and following is not None and token.is_symbol(":", ",", "("):
        cursor.slip(token.span, (Edit(token.span, " with "),))
        if token.is_symbol("(") and cursor.tokens[-1].is_symbol(")"):
            last = cursor.tokens[-1]
            cursor.needless(last)
            cursor.tokens = cursor.tokens[:-1]
        cursor.take()
        return True
    return False


def _assignments(cursor: Cursor) -> tuple[AssignmentNode, ...]:
    assignments = [_assignment(cursor)]
    while (comma := cursor.take_symbol(",")) is not None:
        if cursor.done:
            cursor.needless(comma)
            break
        assignments.append(_assignment(cursor))
    cursor.end()
    return tuple(assignments)


def _assignment(cursor: Cursor) -> AssignmentNode:
    path = take_path(cursor)
    equals = cursor.peek()
    if equals is not None and (equals.is_symbol(":", "==") or equals.is_word("to")):
        text = " =" if equals.is_symbol(":") and not equals.spaced else "="
        cursor.slip(equals.span, (Edit(equals.span, text),))
    elif equals is None or not equals.is_symbol("="):
        cursor.fail("“=” and a value")
    cursor.take()
    value = ExpressionReader(cursor).read()
    return AssignmentNode(path, value, path.span.to(value.span))


def take_path(cursor: Cursor) -> PathNode:
    """Names of fields with dots between them."""
    names = [_path_name(cursor)]
    while cursor.take_symbol("."):
        names.append(_path_name(cursor))
    return PathNode(tuple(names), names[0].span.to(names[-1].span))


def _path_name(cursor: Cursor) -> Name:
    return cursor.take_name("a field", {"to"}, {".", "=", ":", ",", "(", "=="}, cursor.names.values)
