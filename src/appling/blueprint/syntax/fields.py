"""Lines that declare a field: `name (was old): type, flags = default for roles when …`, or a formula."""

from collections.abc import Sequence
from dataclasses import replace

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.outline import mark
from appling.blueprint.syntax.tokens import Token, TokenKind
from appling.blueprint.syntax.tree import ExpressionNode, FieldLine, FlagNode, Name, NumberNode, TypeNode
from appling.blueprint.syntax.words import CHOICE_TYPES, FLAGS, LIMITS, NO_FLAGS, SUGGEST
from appling.diagnostics import Edit, Span

_STOPS = frozenset({"for", "default", "required", "unique", "mandatory", "optional", "min", "max", "not"})
_CONDITIONS = {"when": "when", "if": "when", "only when": "when", "only if": "when", "shown when": "when"}
_CONDITION_STARTS = ("when", "if", "only", "shown")
_BEHIND = frozenset({"for", "required", "unique", "when", "if"})
_FLAG_STARTS = frozenset(words.split()[0] for words in (*FLAGS, *NO_FLAGS, *LIMITS, *SUGGEST)) | {"default"}
_SEPARATORS = ("/", "|", "||")
_NO_BRACKETS = "What is asked of a value stands behind a comma"


def take_was(cursor: Cursor) -> Name | None:
    """`(was Old)`"""
    following = cursor.peek(1)
    if not cursor.at_symbol("(") or following is None or not following.is_word("was", "formerly"):
        return None
    cursor.take()
    cursor.take_phrase({"was": "was", "formerly": "was"}, 1)
    was = cursor.take_name("the name it had", marks={")"})
    if cursor.take_symbol(")") is None:
        cursor.fail("“)”")
    return was


def was_place(tokens: Sequence[Token], end: int) -> int:
    """Where the name ends that stands before `end`: before its `(was …)`."""
    for index in range(1, end - 2):
        if tokens[index].is_symbol("(") and tokens[index + 1].is_word("was", "formerly"):
            return index
    return end


def field_line(cursor: Cursor, span: Span) -> FieldLine:
    place = mark(cursor.tokens)
    if place is None:
        place = _other_mark(cursor)
    if place is None or place == 0:
        cursor.fail("“name: type” or “name = formula”", span)
    end = was_place(cursor.tokens, place)
    name = cursor.name(0, end)
    if not name.text or not any(token.kind is not TokenKind.SYMBOL for token in cursor.tokens[:end]):
        cursor.fail("a name", name.span)
    cursor.index = end
    was = take_was(cursor)
    if cursor.index != place:
        cursor.fail("“:” or “=”")
    if cursor.take().is_symbol("="):
        formula = ExpressionReader(cursor, {"for"}).read()
        roles = _roles(cursor)
        cursor.end()
        return FieldLine(name, was, None, (), None, formula, roles, span)
    return _typed(cursor, span, name, was)


def _other_mark(cursor: Cursor) -> int | None:
    """`title (text, required)` and `title - text` for `title: text`; puts the colon in and says where."""
    tokens = list(cursor.tokens)
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        gap = Span(tokens[index - 1].span.end, token.span.end, token.span.line, token.span.column)
        edits: tuple[Edit, ...] = (Edit(gap, ":" if tokens[index + 1].spaced else ": "),)
        if token.is_symbol("(") and tokens[-1].is_symbol(")") and index < len(tokens) - 2:
            edits = (*edits, Edit(tokens[-1].span, ""))
            tokens.pop()
        elif not token.is_symbol("-") or not token.spaced or not tokens[index + 1].spaced:
            continue
        cursor.slip(token.span, edits, "The type stands behind a colon")
        tokens[index] = replace(token, text=":", key=":")
        cursor.tokens = tokens
        return index
    return None


def _typed(cursor: Cursor, span: Span, name: Name, was: Name | None) -> FieldLine:
    if cursor.done:
        cursor.fail("a type", hint="For example: text, number, date, yes/no, choice(a, b).")
    flags: list[FlagNode] = []
    leading = _leading_flag(cursor)
    first = cursor.tokens[cursor.index]
    kind = _type(cursor, flags)
    if leading is not None:
        flags.insert(0, _put_behind(cursor, leading, first))
    default: ExpressionNode | None = None
    roles: tuple[Name, ...] = ()
    when: ExpressionNode | None = None
    while not cursor.done:
        if when is None and cursor.phrase(_CONDITIONS, 2) is not None:
            cursor.take_phrase(_CONDITIONS, 2)
            when = ExpressionReader(cursor, _BEHIND).read()
        elif cursor.at_symbol("=") or cursor.at_word("default", "defaults"):
            default = _default(cursor)
        elif default is None and cursor.tokens[cursor.index].kind is TokenKind.TEXT:
            default = _bare_default(cursor)
        elif cursor.at_word("for") and not roles:
            roles = _roles(cursor)
        elif not _separator(cursor):
            _flag(cursor, flags)
    return FieldLine(name, was, kind, tuple(flags), default, None, roles, span, when=when)


def _separator(cursor: Cursor) -> bool:
    token = cursor.take_symbol(",")
    if token is None:
        if cursor.at_symbol(".", "!") and cursor.peek(1) is None:
            cursor.needless(cursor.take())
            return True
        return False
    if cursor.done or cursor.at_symbol("=") or cursor.at_word("for", "when"):
        cursor.needless(token)
    return True


def _leading_flag(cursor: Cursor) -> Token | None:
    """`required text` for `text, required`"""
    following = cursor.peek(1)
    if cursor.at_word("required", "unique") and following is not None and following.is_word():
        return cursor.take()
    return None


def _put_behind(cursor: Cursor, flag: Token, first: Token) -> FlagNode:
    """The flag that stood before the type, which began with `first` and is read by now."""
    last = cursor.tokens[cursor.index - 1].span
    end = Span(last.end, last.end, last.line, last.column + last.end - last.start)
    gap = Span(flag.span.start, first.span.start, flag.span.line, flag.span.column)
    cursor.slip(flag.span, (Edit(gap, ""), Edit(end, f", {flag.key}")), "The type comes first")
    return FlagNode(Name(flag.key, flag.span), None, flag.span)


# Types ------------------------------------------------------------------------


def _type(cursor: Cursor, flags: list[FlagNode]) -> TypeNode:
    start = cursor.index
    known = cursor.names.things.longest(cursor.tokens, start)
    choice = cursor.phrase(CHOICE_TYPES, 2)
    end = start + known
    if choice is not None and (not known or not _ends_type(cursor, end)):
        end = start + choice[1]
    elif not known or not _ends_type(cursor, end):
        end = start
        while end < len(cursor.tokens) and not _ends_type(cursor, end) and not _text_behind(cursor, end):
            end += 1
    if end == start:
        cursor.fail("a type")
    cursor.index = end
    name = cursor.name(start, end)
    if cursor.tokens[start].kind is TokenKind.TEXT:
        name = Name(" ".join(cursor.tokens[start].text.split()), name.span)
    if cursor.at_symbol("("):
        arguments, closing = _arguments(cursor)
        if choice is None and _are_flags(cursor, closing):
            return _flags_in_brackets(cursor, name, flags, closing)
        cursor.index = closing + 1
        return TypeNode(name, arguments, name.span.to(cursor.tokens[closing].span))
    if choice is not None and not known:
        return _bare_choice(cursor, name)
    return TypeNode(name, (), name.span)


def _text_behind(cursor: Cursor, index: int) -> bool:
    """`counter "INV-0001"` for `counter = "INV-0001"`"""
    return index > cursor.index and cursor.tokens[index].kind is TokenKind.TEXT


def _ends_type(cursor: Cursor, index: int) -> bool:
    if index >= len(cursor.tokens):
        return True
    token = cursor.tokens[index]
    return token.is_symbol("(", ",", "=", ":") or token.is_word(*_STOPS, *_CONDITION_STARTS)


def _arguments(cursor: Cursor) -> tuple[tuple[Name, ...], int]:
    """What the bracket here holds, and where it closes; the cursor stays."""
    depth, index = 0, cursor.index
    while index < len(cursor.tokens):
        depth += cursor.tokens[index].is_symbol("(") - cursor.tokens[index].is_symbol(")")
        if depth == 0:
            break
        index += 1
    if depth:
        opening = cursor.tokens[cursor.index].span
        cursor.unclosed(opening, depth)
    return _split(cursor, cursor.index + 1, index), index


def _split(cursor: Cursor, start: int, end: int) -> tuple[Name, ...]:
    """The tokens as names; commas part them, or else slashes."""
    inside = cursor.tokens[start:end]
    marks = separators(inside)
    names: list[Name] = []
    begin = start
    for index in range(start, end + 1):
        if index == end or cursor.tokens[index].is_symbol(*marks):
            if index > begin:
                names.append(_argument(cursor, begin, index))
            begin = index + 1
    if len(names) > 1 and marks == _SEPARATORS:
        for token in inside:
            if token.is_symbol(*marks):
                cursor.slip(token.span, (Edit(token.span, ", "),))
    return tuple(names)


def separators(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The marks that part the values of a choice: commas, or else slashes."""
    return (",",) if any(token.is_symbol(",") for token in tokens) else _SEPARATORS


def _argument(cursor: Cursor, start: int, end: int) -> Name:
    while end - start > 1 and cursor.tokens[start].is_symbol("-", "*"):
        start += 1
    return cursor.name(start, end)


def _bare_choice(cursor: Cursor, name: Name) -> TypeNode:
    """`choice: open, closed` for `choice(open, closed)`"""
    before = cursor.index
    cursor.take_symbol(":")
    cursor.take_word("of", "from")
    start, end = cursor.index, bare_values(cursor.tokens, cursor.index)
    if end == start:
        cursor.index = before
        if cursor.at_symbol(":"):
            cursor.needless(cursor.take())
        return TypeNode(name, (), name.span)
    cursor.index = end
    opened = sum(token.is_symbol("(") - token.is_symbol(")") for token in cursor.tokens[start:end])
    if opened:
        cursor.unclosed(cursor.tokens[start].span, max(1, opened))
    arguments = _split(cursor, start, end)
    first, last = cursor.tokens[start].span, cursor.tokens[end - 1].span
    gap = Span(name.span.end, first.start, first.line, first.column)
    close = Span(last.end, last.end, last.line, last.column + last.end - last.start)
    cursor.slip(name.span, (Edit(gap, "("), Edit(close, ")")), "The values of a choice stand in brackets")
    return TypeNode(name, arguments, name.span.to(last))


def bare_values(tokens: Sequence[Token], start: int) -> int:
    """Where the values of a choice end that stand without brackets from `start` on."""
    end = start
    while end < len(tokens):
        token = tokens[end]
        if token.is_symbol("=") or token.is_word("for", "default"):
            break
        first = end == start or tokens[end - 1].is_symbol(",")
        if first and token.is_word(*_FLAG_STARTS):
            break
        if end == start and token.is_word(*_CONDITION_STARTS):
            break
        end += 1
    while end > start and tokens[end - 1].is_symbol(","):
        end -= 1
    return end


def _are_flags(cursor: Cursor, closing: int) -> bool:
    inside = cursor.tokens[cursor.index + 1 : closing]
    return bool(inside) and inside[0].is_word(*_FLAG_STARTS)


def _flags_in_brackets(cursor: Cursor, name: Name, flags: list[FlagNode], closing: int) -> TypeNode:
    """`text(required)` for `text, required`"""
    opening, last = cursor.tokens[cursor.index].span, cursor.tokens[closing].span
    inside = Cursor(cursor.tokens[cursor.index + 1 : closing], cursor.names)
    while not inside.done:
        if not _separator(inside):
            _flag(inside, flags)
    cursor.slips.extend(inside.slips)
    edits = (Edit(opening, ", "), Edit(last, ""))
    cursor.slip(opening.to(last), edits, _NO_BRACKETS)
    cursor.index = closing + 1
    return TypeNode(name, (), name.span)


# Flags, default, roles ---------------------------------------------------------


def _flag(cursor: Cursor, flags: list[FlagNode]) -> None:
    start = cursor.index
    span = cursor.here
    found = cursor.phrase(NO_FLAGS)
    if found is not None:
        end = start + found[1]
        before = start - 1 if start and cursor.tokens[start - 1].is_symbol(",") else start
        cursor.respell(before, end, "")
        cursor.index = end
        return
    if cursor.at_symbol("(") and (following := cursor.peek(1)) and following.is_word(*_FLAG_STARTS):
        _bracketed(cursor, flags)
        return
    if start and not cursor.tokens[start - 1].is_symbol(",", "("):
        previous = cursor.tokens[start - 1].span
        end_of = Span(previous.end, previous.end, previous.line, previous.column)
        cursor.slip(span, (Edit(end_of, ","),), "A comma is missing", "read as if behind a comma")
    limit = cursor.phrase(LIMITS)
    if limit is not None:
        name = cursor.name(start, start + limit[1])
        usual = cursor.take_phrase(LIMITS) or ""
        value = _limit(cursor)
        flags.append(FlagNode(Name(usual, name.span), value, name.span.to(value.span)))
        return
    if cursor.phrase(SUGGEST) is not None and _suggests(cursor):
        flags.append(_suggested(cursor, span))
        return
    if cursor.phrase(FLAGS) is not None:
        usual = cursor.take_phrase(FLAGS) or ""
        flags.append(FlagNode(Name(usual, span), None, span))
        return
    unknown = cursor.take_name("a flag", {"for", "default"}, {",", "=", "(", ")", ":"})
    flags.append(FlagNode(unknown, None, unknown.span))


def _suggests(cursor: Cursor) -> bool:
    """Whether numbers follow."""
    found = cursor.phrase(SUGGEST)
    following = cursor.peek(found[1]) if found is not None else None
    return following is not None and (following.kind is TokenKind.NUMBER or following.is_symbol("=", ":"))


def _suggested(cursor: Cursor, span: Span) -> FlagNode:
    """`suggest 10, 25, 50`: all numbers that follow."""
    name = Name(cursor.take_phrase(SUGGEST) or "", span)
    values = [_limit(cursor)]
    while cursor.at_symbol(",") and (following := cursor.peek(1)) and following.kind is TokenKind.NUMBER:
        cursor.take()
        values.append(_limit(cursor))
    return FlagNode(name, values[0], span.to(values[-1].span), tuple(values[1:]))


def _bracketed(cursor: Cursor, flags: list[FlagNode]) -> None:
    opening = cursor.take()
    cursor.slip(opening.span, (Edit(opening.span, ", "),), _NO_BRACKETS)
    while not cursor.done and not cursor.at_symbol(")"):
        if not _separator(cursor):
            _flag(cursor, flags)
    closing = cursor.take_symbol(")")
    if closing is None:
        cursor.unclosed(opening.span, 1)
    cursor.needless(closing)


def _limit(cursor: Cursor) -> NumberNode:
    if (mark_here := cursor.take_symbol("=", ":")) is not None:
        cursor.slip(mark_here.span, (Edit(mark_here.span, " "),))
    opening = cursor.take_symbol("(")
    sign = cursor.take_symbol("-")
    number = cursor.take_number("a number")
    if sign is not None:
        number = NumberNode("-" + number.text, sign.span.to(number.span))
    if opening is not None:
        closing = cursor.take_symbol(")")
        if closing is None:
            cursor.unclosed(opening.span, 1)
        cursor.slip(opening.span, (Edit(opening.span, " "), Edit(closing.span, "")))
    return number


def _default(cursor: Cursor) -> ExpressionNode:
    start = cursor.index
    if cursor.take_word("default", "defaults"):
        cursor.take_word("to", "is")
        cursor.take_symbol("=", ":")
        begin = start - 1 if start and cursor.tokens[start - 1].is_symbol(",") else start
        first, last = cursor.tokens[begin].span, cursor.tokens[cursor.index - 1].span
        text = " =" if begin < start else "="
        written = " ".join(token.text for token in cursor.tokens[start : cursor.index])
        cursor.slip(first.to(last), (Edit(first.to(last), text),), f"“{written}” is written otherwise")
    else:
        cursor.take()
    return ExpressionReader(cursor, _BEHIND).read()


def _bare_default(cursor: Cursor) -> ExpressionNode:
    """A text right behind the type: an equals sign is missing."""
    before, span = cursor.tokens[cursor.index - 1], cursor.here
    begin = before.span.start if before.is_symbol(",") else before.span.end
    gap = Span(begin, span.start, span.line, span.column)
    cursor.slip(span, (Edit(gap, " = "),), "An equals sign is missing", "read as what it begins with")
    return ExpressionReader(cursor, {"for", "required", "unique"}).read()


def _roles(cursor: Cursor) -> tuple[Name, ...]:
    if cursor.take_word("for") is None:
        return ()
    cursor.take_word("only")
    return cursor.take_names("a role", (_STOPS - {"for"}) | set(_CONDITION_STARTS), cursor.names.roles)
