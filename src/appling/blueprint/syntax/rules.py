"""Lines that grant rights: `member, organiser may see own, add where …`."""

from appling.blueprint.syntax import faults
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.outline import mark, may
from appling.blueprint.syntax.tree import ExpressionNode, Name, RuleLine, VerbNode
from appling.blueprint.syntax.words import EVERYBODY, MAY, OWN, VERBS
from appling.diagnostics import Edit, Span

JOINING = (("sign", "up", "as"), ("join", "as"), ("register", "as"), ("be",), ("become",))
"""How models say among which roles people choose."""
_WHERE = {"where": "where", "if": "where", "when": "where"}


def rule_line(cursor: Cursor, span: Span) -> RuleLine:
    if cursor.at_word("only", "all", "any") and cursor.peek(2) is not None:
        cursor.respell(0, 1, "")
        cursor.take()
    roles = cursor.take_names("a role", MAY, cursor.names.roles)
    _may(cursor)
    if cursor.at_word("not", "never", "only"):
        _refuse(cursor)
    if (named := _joining(cursor)) is not None:
        raise Unreadable(faults.joining_rule(span, named))
    verbs = [_verb(cursor)]
    while cursor.take_comma():
        if cursor.done:
            cursor.needless(cursor.tokens[cursor.index - 1])
            break
        verbs.append(_verb(cursor))
    where: ExpressionNode | None = None
    if cursor.take_phrase(_WHERE, 1):
        where = ExpressionReader(cursor).read()
    cursor.end()
    return RuleLine(roles, tuple(verbs), where, span)


def is_rule(cursor: Cursor) -> bool:
    """Whether the line grants rights, also as `member: see own`."""
    tokens = cursor.tokens
    if may(tokens) is not None:
        return True
    place = mark(tokens)
    if not place or not tokens[place].is_symbol(":") or place + 1 >= len(tokens):
        return False
    known = cursor.names.roles.longest(tokens, 0) == place or (place == 1 and tokens[0].is_word(*EVERYBODY))
    return known and tokens[place + 1].is_word("do", *VERBS)


def _joining(cursor: Cursor) -> str | None:
    """The roles of a line `anyone may join as rider, driver`, as they are written."""
    place = cursor.index
    words = [token.key if token.is_word() else "" for token in cursor.tokens[place : place + 3]]
    length = next((len(each) for each in JOINING if tuple(words[: len(each)]) == each), None)
    rest = [] if length is None else cursor.tokens[place + length :]
    listed = rest and all(token.is_word() or token.is_symbol(",") for token in rest)
    if not listed:
        return None
    text = " ".join("," if token.is_word("or", "and") else token.text for token in rest)
    return ", ".join(name.strip() for name in text.split(",") if name.strip())


def _may(cursor: Cursor) -> None:
    colon = cursor.take_symbol(":")
    if cursor.take_phrase(MAY, 1) is not None:
        if colon is not None:
            cursor.needless(colon)
    elif colon is not None:
        cursor.slip(colon.span, (Edit(colon.span, " may"),))
    else:
        cursor.fail("“may”")


def _refuse(cursor: Cursor) -> None:
    if cursor.at_word("only"):
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()
        return
    raise Unreadable(faults.no_denials(cursor.tokens[0].span.to(cursor.tokens[-1].span)))


def _verb(cursor: Cursor) -> VerbNode:
    own = _own(cursor)
    if cursor.at_word("do") and (following := cursor.peek(1)) is not None:
        start = cursor.take().span
        own = _own(cursor) or own
        token = cursor.peek()
        if token is None or not token.is_word("all", "everything", "anything"):
            cursor.fail("“all”", following.span)
        if token.key != "all":
            cursor.respell(cursor.index, cursor.index + 1, "all")
        cursor.take()
        name = Name("all", start.to(token.span))
    else:
        token = cursor.peek()
        if token is None or not token.is_word(*VERBS):
            cursor.fail("see, add, change, remove or do all")
        usual = VERBS[token.key]
        if usual == "all":
            cursor.respell(cursor.index, cursor.index + 1, "do all")
        elif usual != token.key:
            cursor.respell(cursor.index, cursor.index + 1, usual)
        cursor.take()
        name = Name(usual, token.span)
    if cursor.at_word("all", "any", "everything"):
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()
    return VerbNode(name, _own(cursor) or own)


def _own(cursor: Cursor) -> bool:
    found = False
    while (token := cursor.take_word(*OWN)) is not None:
        if token.key != "own":
            following = cursor.peek()
            usual = "" if following is not None and following.is_word(*OWN) else "own"
            cursor.respell(cursor.index - 1, cursor.index, usual)
        found = True
    return found
