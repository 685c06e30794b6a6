"""Lines that say what a thing has besides its fields: `has comments, likes for member`."""

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.outline import mark
from appling.blueprint.syntax.tree import Name, PartSetting, TraitLine
from appling.diagnostics import Edit, Span

_HAS = {"has": "has", "have": "has", "with": "has", "allows": "has"}
_STOPS = frozenset({"of", "by", "for", "with", "and", "or"})


def is_trait(cursor: Cursor) -> bool:
    """Whether the line is no field called `has …`: nothing stands behind a colon, or `=` before `with`."""
    tokens = cursor.tokens
    if len(tokens) < 2 or not tokens[0].is_word(*_HAS) or not (tokens[1].is_word() or cursor_text(cursor)):
        return False
    place = mark(tokens)
    return place is None or any(token.is_word("with") for token in tokens[1:place])


def cursor_text(cursor: Cursor) -> bool:
    """Whether the second token is a quoted name."""
    following = Cursor(cursor.tokens[1:], cursor.names)
    return following.at_text()


def trait_line(cursor: Cursor, span: Span) -> TraitLine:
    cursor.take_phrase(_HAS, 1)
    traits = cursor.take_names("a trait such as “comments”", _STOPS)
    of: Name | None = None
    by: tuple[Name, ...] = ()
    roles: tuple[Name, ...] = ()
    if cursor.take_word("of"):
        of = cursor.take_name("a field such as “total”", {"by", "for", "with"})
    if cursor.take_word("by"):
        by = cursor.take_names("a role", {"for", "with"}, cursor.names.roles)
    if cursor.take_word("for"):
        cursor.take_word("only")
        roles = cursor.take_names("a role", {"with"}, cursor.names.roles)
    settings = _settings(cursor) if cursor.take_word("with") else ()
    cursor.end()
    return TraitLine(traits, roles, settings, span, by, of)


def _settings(cursor: Cursor) -> tuple[PartSetting, ...]:
    found = [_setting(cursor)]
    while cursor.take_comma():
        found.append(_setting(cursor))
    return tuple(found)


def _setting(cursor: Cursor) -> PartSetting:
    key = cursor.take_name("a setting such as “anonymous = yes”", marks={"=", ":", ","})
    if cursor.at_symbol(":"):
        colon = cursor.take().span
        cursor.slip(colon, (Edit(colon, " ="),))
    elif cursor.take_symbol("=") is None:
        cursor.fail("“=” and a value")
    return PartSetting(key, cursor.take_name("a value", marks={",", "="}))
