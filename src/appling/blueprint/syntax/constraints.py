"""Lines that say what no two rows may have together: `one per a, b`, `no overlap of a, b per c`."""

from collections.abc import Sequence
from dataclasses import replace

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.outline import mark
from appling.blueprint.syntax.tokens import Token
from appling.blueprint.syntax.tree import ConstraintLine, ExpressionNode, Name
from appling.blueprint.syntax.words import NO_OVERLAP, ONE_PER
from appling.diagnostics import Edit, Span

ONE, OVERLAP = "one", "overlap"
_WHERE = {"where": "where", "if": "where", "when": "where"}
_STOPS = frozenset({"per", "to", "until", "in", "for", *_WHERE})
_WITH_COLON = ("unique together", "together unique")
_LONGEST = 4


def is_constraint(tokens: Sequence[Token]) -> bool:
    """Whether a line of a thing says so; a field may well be called “one per day”."""
    length = _opening(tokens)
    place = mark(tokens)
    if not length or place is None:
        return length > 1 or 0 < length < len(tokens)
    said = " ".join(token.key for token in tokens[:length])
    return (said in _WITH_COLON and place == length) or any(
        token.is_word(*_WHERE) for token in tokens[length:place]
    )


def constraint_line(cursor: Cursor, span: Span) -> ConstraintLine:
    length = _opening(cursor.tokens)
    kind, usual = _meaning(cursor.tokens[:length])
    if " ".join(token.key for token in cursor.tokens[:length]) != usual:
        cursor.respell(0, length, usual)
    cursor.index = length
    if (colon := cursor.take_symbol(":")) is not None:
        cursor.needless(colon)
    _unwrap(cursor)
    lasting: tuple[Name, ...] = ()
    if kind == ONE:
        per = _names(cursor)
    else:
        lasting = _lasting(cursor)
        per = _per(cursor)
    where: ExpressionNode | None = None
    if cursor.take_phrase(_WHERE, 1):
        where = ExpressionReader(cursor).read()
    cursor.end()
    return ConstraintLine(kind, lasting, per, where, span)


def _opening(tokens: Sequence[Token]) -> int:
    """How many tokens the words are that such a line begins with."""
    for length in range(min(_LONGEST, len(tokens)), 0, -1):
        if all(token.is_word() for token in tokens[:length]):
            words = " ".join(token.key for token in tokens[:length])
            if words in ONE_PER or words in NO_OVERLAP:
                return length
    return 0


def _meaning(opening: Sequence[Token]) -> tuple[str, str]:
    words = " ".join(token.key for token in opening)
    return (ONE, "one per") if words in ONE_PER else (OVERLAP, "no overlap")


def _unwrap(cursor: Cursor) -> None:
    """Brackets around all that follows."""
    tokens = list(cursor.tokens)
    if cursor.at_symbol("(") and tokens[-1].is_symbol(")"):
        cursor.needless(tokens[cursor.index])
        cursor.needless(tokens[-1])
        first = replace(tokens[cursor.index + 1], spaced=True)
        cursor.tokens = [*tokens[: cursor.index], first, *tokens[cursor.index + 2 : -1]]


def _lasting(cursor: Cursor) -> tuple[Name, ...]:
    """`of start, end`; what `no double booking of room` speaks of is what stands behind `per`."""
    if not cursor.at_word("of", "between"):
        return ()
    if cursor.at_word("between"):
        cursor.respell(cursor.index, cursor.index + 1, "of")
    before = cursor.index
    cursor.take()
    names = _names(cursor)
    if len(names) == 1 and (cursor.done or not cursor.at_word("per", "for", "in")):
        cursor.respell(before, before + 1, "per")
        cursor.index = before
        return ()
    return names


def _per(cursor: Cursor) -> tuple[Name, ...]:
    if cursor.at_word("of", "for", "in"):
        if not cursor.at_word("of"):
            cursor.respell(cursor.index, cursor.index + 1, "per")
        cursor.take()
        return _names(cursor)
    return _names(cursor) if cursor.take_word("per") else ()


def _names(cursor: Cursor) -> tuple[Name, ...]:
    if cursor.at_word("each", "every") and cursor.peek(1) is not None:
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()
    names = list(cursor.take_names("a field", _STOPS, cursor.names.values))
    while (token := cursor.take_word("to", "until")) is not None:
        before = cursor.tokens[cursor.index - 2].span.end
        gap = Span(before, token.span.end, token.span.line, token.span.column)
        cursor.slip(token.span, (Edit(gap, ","),))
        names += cursor.take_names("a field", _STOPS, cursor.names.values)
    return tuple(names)
