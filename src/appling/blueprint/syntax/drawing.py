"""The step that draws lots: `draw 3 of Ticket where not won with won = yes`."""

from collections.abc import Callable

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.tree import AssignmentNode, ExpressionNode, Name, NumberNode, PathNode, StepLine
from appling.diagnostics import Edit, Span

DRAW = "draw"
_FILLERS = ("random", "winner", "winners", "lucky", "at", "randomly", "a", "an", "one")
_WHERE = ("where", "when", "if")


def drawing_line(
    cursor: Cursor, kind: Name, span: Span, assignments: Callable[[Cursor], tuple[AssignmentNode, ...]]
) -> StepLine:
    """Behind the step's word."""
    count = _count(cursor)
    _fillers(cursor)
    if cursor.at_word("from", "among"):
        cursor.respell(cursor.index, cursor.index + 1, "of")
        cursor.take()
    elif not cursor.take_word("of"):
        _missing_of(cursor)
    _fillers(cursor)
    thing = cursor.take_name("a thing", {*_WHERE, "with"}, {",", "(", "="}, cursor.names.things)
    where = _where(cursor)
    given: tuple[AssignmentNode, ...] = ()
    if cursor.take_word("with", "set"):
        given = assignments(cursor)
    cursor.end()
    return StepLine(kind, PathNode((thing,), thing.span), given, span, count=count, where=where)


def _count(cursor: Cursor) -> ExpressionNode:
    """How many; one, where nothing is said."""
    _fillers(cursor)
    here = cursor.here
    if cursor.done or cursor.at_word("of", "from", "among") or _at_thing(cursor):
        place = Span(here.start, here.start, here.line, here.column)
        cursor.slip(here, (Edit(place, "1 "),), "How many are drawn?", "read as one")
        return NumberNode("1", place)
    return ExpressionReader(cursor, frozenset({"of", "from", "among"})).read()


def _at_thing(cursor: Cursor) -> bool:
    return cursor.names.things.longest(cursor.tokens, cursor.index) > 0


def _missing_of(cursor: Cursor) -> None:
    here = cursor.here
    place = Span(here.start, here.start, here.line, here.column)
    cursor.slip(here, (Edit(place, "of "),), "“of” is missing", "read as “of”")


def _fillers(cursor: Cursor) -> None:
    while cursor.at_word(*_FILLERS) and cursor.peek(1) is not None:
        if _at_thing(cursor) or cursor.names.values.longest(cursor.tokens, cursor.index):
            return
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()


def _where(cursor: Cursor) -> ExpressionNode | None:
    if not cursor.at_word(*_WHERE):
        return None
    if not cursor.at_word("where"):
        cursor.respell(cursor.index, cursor.index + 1, "where")
    cursor.take()
    return ExpressionReader(cursor, frozenset({"with", "set"})).read()
