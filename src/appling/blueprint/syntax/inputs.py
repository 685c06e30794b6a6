"""Lines of an action that say what it asks for: `reason: long text, required`."""

from collections.abc import Iterator, Sequence

from appling.blueprint.syntax import faults
from appling.blueprint.syntax.asking import ASK
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.fields import field_line, was_place
from appling.blueprint.syntax.names import Names
from appling.blueprint.syntax.outline import mark
from appling.blueprint.syntax.tokens import Token, TokenKind
from appling.blueprint.syntax.tree import FieldLine, Name, TypeNode
from appling.blueprint.syntax.words import SENDING, STEP_WORDS
from appling.diagnostics import Edit, Span

_ALWAYS_STEPS = frozenset({"set", "add"})
_LEADS = frozenset(
    {"input", "inputs", "asks", "ask", "with", "needs", "takes", "enter", "param", "parameter", "prompt"}
)
"""What models write before the name of something that is asked for."""
_FILLERS = frozenset({"for", "the", "a", "an", "user", "person"})
_VALUES = frozenset(
    {"yes", "no", "true", "false", "today", "now", "me", "this", "empty", "none", "null", "nothing"}
)
_BRACKET_WORDS = ("with", "asking", "asks", "ask", "taking", "takes", "input", "inputs", "given", "needs")


def is_input(cursor: Cursor) -> bool:
    """Whether a line of an action declares what it asks for, and is no step."""
    return declares(cursor.tokens, cursor.names)


def declares(tokens: Sequence[Token], names: Names) -> bool:
    place = mark(tokens)
    if place is None:
        return _bare(tokens)
    if place == 0 or not tokens[place].is_symbol(":") or place == len(tokens) - 1:
        return False
    if any(token.is_symbol(".", "(") for token in tokens[: was_place(tokens, place)]):
        return False
    first = tokens[0]
    if first.is_word(*_ALWAYS_STEPS):
        return False
    if first.is_word(*STEP_WORDS) and _is_step(tokens, place, names):
        return False
    return not _is_value(tokens[place + 1 :], names)


def _bare(tokens: Sequence[Token]) -> bool:
    """`ask reason`, without a type."""
    words = tokens[: next((at for at, token in enumerate(tokens) if token.is_symbol(",")), len(tokens))]
    plain = len(words) > 1 and all(token.is_word() for token in words)
    return plain and words[0].is_word(ASK, "prompt", "input") and not words[1].is_word("into")


def _is_step(tokens: Sequence[Token], place: int, names: Names) -> bool:
    """A line that begins with the word of a step: `create Loan: …`, `notify owner: "…"`."""
    if tokens[0].key in SENDING:
        return any(token.kind is TokenKind.TEXT for token in tokens[1:]) or tokens[1].is_word("into")
    return names.things.longest(tokens, 1) == place - 1 > 0


def _is_value(rest: Sequence[Token], names: Names) -> bool:
    """Whether it is what a field is set to, and no type."""
    end = next((at for at, token in enumerate(rest) if token.is_symbol(",", "=")), len(rest))
    first, said = rest[0], rest[:end]
    if first.kind is TokenKind.NUMBER or first.is_symbol("-"):
        return True
    if first.is_word(*_VALUES) and (len(said) == 1 or not said[1].is_symbol("/")):
        return True
    if any(token.is_symbol("+", "*") for token in said):
        return True
    return bool(said) and names.choices.longest(said, 0) == len(said)


def input_line(cursor: Cursor, span: Span) -> FieldLine:
    """Like a line of a thing. Raises Unreadable."""
    begin = lead(cursor.tokens)
    if mark(cursor.tokens) is None:
        return _untyped(cursor, begin, span)
    if begin:
        cursor.respell(0, begin, "")
        cursor.tokens = cursor.tokens[begin:]
    return field_line(cursor, span)


def lead(tokens: Sequence[Token]) -> int:
    """How many words stand before the name."""
    place = mark(tokens)
    end = len(tokens) if place is None else place
    if end < 2 or not tokens[0].is_word(*_LEADS):
        return 0
    count = 1
    while count < end - 1 and tokens[count].is_word(*_FILLERS):
        count += 1
    return count


def _untyped(cursor: Cursor, begin: int, span: Span) -> FieldLine:
    """`ask reason, required` for `reason: text, required`."""
    tokens = cursor.tokens
    end = next((at for at, token in enumerate(tokens) if token.is_symbol(",")), len(tokens))
    name, last = cursor.name(begin, end), tokens[end - 1].span
    gap = Span(tokens[0].span.start, tokens[begin].span.start, span.line, span.column)
    behind = Span(last.end, last.end, last.line, last.column + last.end - last.start)
    edits = (Edit(gap, ""), Edit(behind, ": text"))
    cursor.slip(span, edits, "What is asked for has a type", "read as a text")
    flags: FieldLine | None = None
    if end < len(tokens):
        typed = [tokens[begin], _word(":", behind), _word("text", behind), *tokens[end:]]
        flags = field_line(Cursor(typed, cursor.names), span)
    cursor.index = len(tokens)
    kind = TypeNode(Name("text", behind), (), behind)
    return FieldLine(name, None, kind, flags.flags if flags is not None else (), None, None, (), span)


def _word(text: str, span: Span) -> Token:
    kind = TokenKind.SYMBOL if text == ":" else TokenKind.WORD
    return Token(kind, text, text, span, spaced=True)


def refuse_in_trigger(cursor: Cursor, span: Span) -> None:
    """What happens by itself asks nobody. Raises Unreadable."""
    if is_input(cursor):
        raise Unreadable(faults.asked_by_itself(span))


# In the first line ---------------------------------------------------------------


def take_from_header(cursor: Cursor) -> tuple[FieldLine, ...]:
    """`action Reject (reason: text) on Request`, `… with reason: text`: they are written below it.

    Raises Unreadable.
    """
    begin, start, end = _in_header(cursor.tokens, cursor.index)
    if begin == end:
        return ()
    tokens, inside = cursor.tokens, cursor.tokens[start:end]
    closed = end < len(tokens) and tokens[end].is_symbol(")") and tokens[begin].is_symbol("(")
    last = tokens[end if closed else end - 1].span
    written = list(_split(inside))
    lines = tuple(field_line(Cursor(each, cursor.names), tokens[start].span.to(last)) for each in written)
    gap = Span(tokens[begin - 1].span.end, last.end, last.line, tokens[begin].span.column)
    final = tokens[-1].span
    below = Span(final.end, final.end, final.line, final.column + final.end - final.start)
    text = "".join(f"\n  {_said(each)}" for each in written)
    rest = (*tokens[:begin], *tokens[end + closed :])
    edits = (Edit(gap, ""), Edit(below, text)) if rest[-1] is tokens[-1] else (Edit(gap, text),)
    cursor.slip(tokens[begin].span.to(last), edits, "What is asked for stands below the header", "read so")
    cursor.tokens = rest
    return lines


def _in_header(tokens: Sequence[Token], index: int) -> tuple[int, int, int]:
    """Where the words for it begin, where the lines, and where they end; all the same: there are none."""
    for begin in range(index + 1, len(tokens)):
        if tokens[begin].is_symbol("("):
            end = next((at for at in range(len(tokens) - 1, begin, -1) if tokens[at].is_symbol(")")), 0)
        elif tokens[begin].is_word(*_BRACKET_WORDS):
            stops = (at for at in range(begin + 1, len(tokens)) if tokens[at].is_word("for", "when", "on"))
            end = next(stops, len(tokens))
        else:
            continue
        place = mark(tokens[begin + 1 : end])
        if end and place and tokens[begin + 1 + place].is_symbol(":") and place < end - begin - 2:
            return begin, begin + 1, end
    return index, index, index


def _split(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """One for each name and colon; what stands behind a comma without one belongs to the one before."""
    begin = depth = 0
    for at, token in enumerate(tokens):
        depth += token.is_symbol("(") - token.is_symbol(")")
        if depth == 0 and token.is_symbol(",", ";"):
            place = mark(tokens[at + 1 :])
            comma = next(
                (n for n, each in enumerate(tokens[at + 1 :]) if each.is_symbol(",", ";")), len(tokens)
            )
            if place is not None and tokens[at + 1 + place].is_symbol(":") and place < comma:
                yield tokens[begin:at]
                begin = at + 1
    yield tokens[begin:]


def _said(tokens: Sequence[Token]) -> str:
    return "".join(
        (" " if token.spaced and place else "")
        + (f'"{token.raw}"' if token.kind is TokenKind.TEXT else token.text)
        for place, token in enumerate(tokens)
    )
