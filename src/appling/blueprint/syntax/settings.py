"""Lines of the app block: `about: …`, `look: a, b`, `people: a, b (was c)`."""

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.fields import take_was, was_place
from appling.blueprint.syntax.tokens import TokenKind
from appling.blueprint.syntax.tree import Name, RenamedName, SettingLine
from appling.blueprint.syntax.words import PEOPLE_WORDS
from appling.diagnostics import Edit, Span


def setting_line(cursor: Cursor, span: Span) -> SettingLine:
    key = cursor.take_name("a setting such as “about: …”", marks={":", "="})
    colon = cursor.take_symbol(":", "=")
    if colon is None:
        cursor.fail("“:”")
    if colon.is_symbol("="):
        cursor.slip(colon.span, (Edit(colon.span, ":"),))
    values: list[Name] = []
    while not cursor.done:
        start = cursor.index
        while not cursor.done and not cursor.at_symbol(","):
            cursor.take()
        if cursor.index > start:
            values.append(
                _role(cursor, start) if key.text.casefold() in PEOPLE_WORDS else _value(cursor, start)
            )
        if (comma := cursor.take_symbol(",")) is not None and cursor.done:
            cursor.needless(comma)
    if not values:
        cursor.fail("a value")
    return SettingLine(key, tuple(values), span)


def _role(cursor: Cursor, start: int) -> Name:
    end = cursor.index
    place = start + was_place(cursor.tokens[start:end], end - start)
    cursor.index = place
    name = _value(cursor, start)
    was = take_was(cursor)
    if was is None:
        return name
    if cursor.index != end:
        cursor.fail("“,”")
    return RenamedName(name.text, name.span, was=was)


def _value(cursor: Cursor, start: int) -> Name:
    tokens = cursor.tokens[start : cursor.index]
    if len(tokens) == 1 and tokens[0].kind is TokenKind.TEXT:
        return Name(" ".join(tokens[0].text.split()), tokens[0].span)
    return cursor.name(start, cursor.index)
