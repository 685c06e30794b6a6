"""The first lines of blocks."""

from dataclasses import dataclass

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.fields import take_was
from appling.blueprint.syntax.inputs import take_from_header
from appling.blueprint.syntax.occasions import read_occasion
from appling.blueprint.syntax.tokens import TokenKind
from appling.blueprint.syntax.tree import ExpressionNode, FieldLine, Name, OccasionNode
from appling.blueprint.syntax.words import BLOCKS

_WHEN = {"when": "when", "if": "when", "where": "when"}
CLAUSES = ("on", "for", *_WHEN)
_ALWAYS = ("visitor", "owner")
"""The roles that need no declaration."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands behind `app`, `thing`, `action` or `page`."""

    name: Name
    was: Name | None = None
    thing: Name | None = None
    roles: tuple[Name, ...] = ()
    when: ExpressionNode | None = None
    occasion: OccasionNode | None = None
    inputs: tuple[FieldLine, ...] = ()


def start(cursor: Cursor, kind: str) -> None:
    """Pass over the word that says the block's kind."""
    if kind == "trigger":
        return
    token = cursor.take()
    if token.key not in BLOCKS:
        cursor.respell(0, 1, kind)
    if cursor.at_symbol(":"):
        cursor.needless(cursor.take())


def trailing(cursor: Cursor) -> None:
    """Take needless marks off the header's end."""
    tokens = cursor.tokens
    while len(tokens) > cursor.index + 1 and tokens[-1].is_symbol(":", ","):
        cursor.needless(tokens[-1])
        tokens = tokens[:-1]
    for index in range(cursor.index + 1, len(tokens) - 2):
        clause = tokens[index].is_symbol("(") and tokens[index + 1].is_word("for", "on")
        if clause and tokens[-1].is_symbol(")"):
            cursor.needless(tokens[index])
            cursor.needless(tokens[-1])
            tokens = [*tokens[:index], *tokens[index + 1 : -1]]
            break
    cursor.tokens = tokens


def app_header(cursor: Cursor) -> Header:
    if cursor.at_text() and cursor.peek(1) is None:
        token = cursor.take()
        return Header(Name(" ".join(token.text.split()), token.span))
    name = cursor.name(cursor.index, len(cursor.tokens))
    cursor.index = len(cursor.tokens)
    return Header(name)


def thing_header(cursor: Cursor) -> Header:
    begin = cursor.index
    end = len(cursor.tokens)
    for index in range(begin + 1, end - 1):
        if cursor.tokens[index].is_symbol("(") and cursor.tokens[index + 1].is_word("was", "formerly"):
            end = index
            break
    name = _name(cursor, begin, end)
    was = take_was(cursor)
    return Header(name, was)


def page_header(cursor: Cursor) -> Header:
    begin = cursor.index
    following = cursor.peek(1)
    if cursor.at_word("of") and not cursor.at_text() and following is not None:
        return _row_page(cursor)
    name = _name(cursor, begin, _page_name_end(cursor, begin))
    return Header(name, roles=_roles(cursor))


def _row_page(cursor: Cursor) -> Header:
    """`page of Customer for manager`: what the page of each of its rows shows."""
    start = cursor.take().span
    begin = cursor.index
    thing = _name(cursor, begin, _clause(cursor, begin, ("for",)))
    name = Name(f"of {thing.text}", start.to(thing.span))
    return Header(name, thing=thing, roles=_roles(cursor))


def action_header(cursor: Cursor) -> Header:
    begin = cursor.index
    inputs = take_from_header(cursor)
    name = _name(cursor, begin, _action_name_end(cursor, begin))
    thing: Name | None = None
    roles: tuple[Name, ...] = ()
    when: ExpressionNode | None = None
    while not cursor.done:
        if cursor.at_symbol(","):
            cursor.needless(cursor.take())
        elif cursor.at_word("on") and thing is None:
            cursor.take()
            thing = _thing(cursor)
        elif cursor.at_word("for") and not roles:
            roles = _roles(cursor)
        elif when is None and cursor.take_phrase(_WHEN, 1):
            when = ExpressionReader(cursor, {"for", "on"}).read()
        else:
            cursor.end()
    return Header(name, None, thing, roles, when, inputs=inputs)


def trigger_header(cursor: Cursor) -> Header:
    occasion = read_occasion(cursor)
    return Header(Name(occasion.name, cursor.tokens[0].span), occasion=occasion)


def _name(cursor: Cursor, begin: int, end: int) -> Name:
    tokens = cursor.tokens[begin:end]
    cursor.index = end
    if not any(token.kind is not TokenKind.SYMBOL for token in tokens):
        cursor.fail("a name", tokens[0].span if tokens else None)
    if len(tokens) == 1 and tokens[0].kind is TokenKind.TEXT:
        if not tokens[0].key:
            cursor.fail("a name", tokens[0].span)
        return Name(" ".join(tokens[0].text.split()), tokens[0].span)
    return cursor.name(begin, end)


def _clause(cursor: Cursor, begin: int, words: tuple[str, ...]) -> int:
    """Where the first of the words stands that has something before and behind it."""
    for index in range(begin + 1, len(cursor.tokens) - 1):
        if cursor.tokens[index].is_word(*words):
            return index
    return len(cursor.tokens)


def _page_name_end(cursor: Cursor, begin: int) -> int:
    """Before the `for` that a declared role follows, or else the first one."""
    known = (at for at in range(begin + 1, len(cursor.tokens) - 1) if _for_known(cursor, at))
    return next(known, _clause(cursor, begin, ("for",)))


def _action_name_end(cursor: Cursor, begin: int) -> int:
    """Before the `on` or `for` that what is declared follows, or else the first word that begins a clause."""
    tokens = cursor.tokens
    for index in range(begin + 1, len(tokens) - 1):
        if tokens[index].is_word(*_WHEN):
            break
        if _for_known(cursor, index) or _on_known(cursor, index):
            return index
    return _clause(cursor, begin, CLAUSES)


def _on_known(cursor: Cursor, index: int) -> bool:
    return cursor.tokens[index].is_word("on") and cursor.names.things.longest(cursor.tokens, index + 1) > 0


def _for_known(cursor: Cursor, index: int) -> bool:
    """Whether the clause `for` begins here: a role follows, then nothing or another clause."""
    tokens, names = cursor.tokens, cursor.names.roles
    if not tokens[index].is_word("for"):
        return False
    words = names.longest(tokens, index + 1) or int(tokens[index + 1].is_word(*_ALWAYS))
    behind = tokens[index + 1 + words] if index + 1 + words < len(tokens) else None
    return words > 0 and (behind is None or behind.is_word(*CLAUSES, "and", "or") or behind.is_symbol(","))


def _thing(cursor: Cursor) -> Name:
    marks = {",", ":", "=", "(", ")"}
    return cursor.take_name("a thing", CLAUSES, marks, cursor.names.things)


def _roles(cursor: Cursor) -> tuple[Name, ...]:
    if cursor.take_word("for") is None:
        return ()
    return cursor.take_names("a role", CLAUSES, cursor.names.roles)
