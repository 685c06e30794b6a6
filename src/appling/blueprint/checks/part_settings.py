"""The `with key = value` of every part: known keys with values that fit."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import PartSignature
from appling.blueprint.resolve.faults import replacement
from appling.blueprint.resolve.pages import setting_of, setting_value
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import PartLine, PartSetting
from appling.diagnostics import Diagnostic, Fix
from appling.diagnostics.near import near


def check(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        for part in page.parts:
            signature = context.words.part(part.kind.text)
            if signature is not None:
                yield from _settings(part, signature)
                yield from _undated(context, part, signature)


def _settings(part: PartLine, signature: PartSignature) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for item in part.settings:
        setting = setting_of(item, signature)
        word = name_key(item.key.text)
        if setting is None:
            yield _unknown(part, item, signature)
        elif word in seen:
            yield _wrong(part, item, f"{item.key.text} is said twice")
        elif setting_value(item.value.text, setting) is None:
            takes = ", ".join(setting.options) or f"a {setting.type}"
            close = near(item.value.text, setting.options)
            fix = replacement(item.value.span, close[0]) if close else None
            yield _wrong(part, item, f"{setting.key} takes {takes}", fix)
        seen.add(word)


def _undated(context: Context, part: PartLine, signature: PartSignature) -> Iterator[Diagnostic]:
    """What is about time, of a thing that has no date."""
    thing = context.symbols.thing(part.thing.text) if part.thing is not None else None
    if thing is None or any(_is_dated(field) for field in thing.fields.values()):
        return
    for item in part.settings:
        setting = setting_of(item, signature)
        if setting is not None and setting.dated:
            yield Diagnostic(
                "no-date",
                "The thing has no date",
                f"{thing.name} has no date to compare by",
                item.key.span,
                hint=f"Add a date to {thing.name}, such as: day: date = today.",
                fix=_without(part, item),
            )


def _is_dated(field: FieldSymbol) -> bool:
    return field.declared is not None and field.declared.kind in (Kind.DATE, Kind.MOMENT)


def _unknown(part: PartLine, item: PartSetting, signature: PartSignature) -> Diagnostic:
    known = [setting.key for setting in signature.settings]
    close = near(item.key.text, known)
    return Diagnostic(
        "unknown-part-setting",
        "This part has no such setting",
        f"not a setting of {signature.name}",
        item.key.span,
        hint=f"There are: {', '.join(known)}." if known else "",
        fix=replacement(item.key.span, close[0]) if close else _without(part, item),
    )


def _wrong(part: PartLine, item: PartSetting, label: str, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic(
        "wrong-part-setting",
        "The setting can't have this value",
        label,
        item.value.span,
        fix=fix or _without(part, item),
    )


def _without(part: PartLine, item: PartSetting) -> Fix:
    others = tuple(other for other in part.settings if other is not item)
    return rewritten(part, replace(part, settings=others), "Leave it out", drops=True)
