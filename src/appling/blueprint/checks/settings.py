"""The app block: its settings are known, and said once."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import removed, rewritten
from appling.blueprint.resolve.app import language_tag
from appling.blueprint.resolve.colours import hex_of
from appling.blueprint.resolve.faults import replacement
from appling.blueprint.resolve.symbols import PEOPLE, SIGN_UP, settings
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Name, SettingLine
from appling.diagnostics import Diagnostic, Fix, Severity
from appling.diagnostics.near import near

SETTINGS = ("about", "look", "people", "sign up", "language")
_OTHER_NAMES = {
    "description": "about", "describe": "about", "summary": "about", "purpose": "about", "goal": "about",
    "theme": "look", "colors": "look", "colours": "look", "color": "look", "colour": "look", "style": "look",
    "design": "look", "roles": "people", "role": "people", "users": "people", "user": "people",
    "lang": "language", "locale": "language",
    "signup": "sign up", "join": "sign up", "joining": "sign up", "may join": "sign up", "join as": "sign up",
    "sign up as": "sign up", "sign up roles": "sign up", "register": "sign up", "registration": "sign up",
    "register as": "sign up",
}  # fmt: skip
_MOST_COLOURS = 2


def check(context: Context) -> Iterator[Diagnostic]:
    if context.blueprint.app is None:
        return
    seen: set[str] = set()
    joined = {key: _joined(context, key) for key in (PEOPLE, SIGN_UP)}
    for line in context.blueprint.app.settings:
        key = name_key(line.key.text)
        if key not in SETTINGS:
            yield _unknown(context, line, key)
        elif key in seen:
            yield _second(context, line, joined.get(key))
        elif key == "look":
            yield from _colours(context, line)
        elif key == "language":
            yield from _language(context, line)
        seen.add(key)


def _unknown(context: Context, line: SettingLine, key: str) -> Diagnostic:
    usual = _OTHER_NAMES.get(key) or next(iter(near(key, SETTINGS)), None)
    return Diagnostic(
        "unknown-setting",
        "There is no such setting",
        "not a setting of an app",
        line.key.span,
        hint=f"There are: {', '.join(SETTINGS)}.",
        fix=replacement(line.key.span, usual) if usual else context.drop(line.span),
    )


def _second(context: Context, line: SettingLine, joined: Fix | None) -> Diagnostic:
    return Diagnostic(
        "duplicate-setting",
        "A setting is said twice",
        "only the first one counts",
        line.span,
        hint="Keep one of the two.",
        fix=joined or context.drop(line.span),
    )


def _joined(context: Context, key: str) -> Fix | None:
    """All lines that name roles as one, so that none is lost."""
    lines = [*settings(context.blueprint, key)]
    if len(lines) < 2:
        return None
    first, *others = lines
    names: dict[str, Name] = {}
    for value in (value for line in lines for value in line.values):
        names.setdefault(name_key(value.text), value)
    joined = rewritten(first, replace(first, values=tuple(names.values())), "Join the lines")
    return Fix(joined.title, (*joined.edits, *(removed(context.source, line.span) for line in others)))


def _colours(context: Context, line: SettingLine) -> Iterator[Diagnostic]:
    for index, value in enumerate(line.values):
        if hex_of(value.text) is not None and index < _MOST_COLOURS:
            continue
        more = index >= _MOST_COLOURS
        others = tuple(other for other in line.values if other is not value)
        title = "Remove this colour"
        kept = rewritten(line, replace(line, values=others), title, drops=True) if others else None
        yield Diagnostic(
            "needless-colour" if more else "unknown-colour",
            "There are two colours at most" if more else "There is no such colour",
            "not used",
            value.span,
            hint="Name a background and an accent, such as: ivory, forest green, #2b6cb0.",
            severity=Severity.WARNING,
            fix=kept or context.drop(line.span, title),
        )


def _language(context: Context, line: SettingLine) -> Iterator[Diagnostic]:
    if len(line.values) == 1 and language_tag(line.values[0].text) is not None:
        return
    yield Diagnostic(
        "unknown-language",
        "There is no such language",
        "the names tell which it is",
        line.values[0].span,
        hint="Give one language by its tag: en, zh, de.",
        severity=Severity.WARNING,
        fix=context.drop(line.span),
    )
