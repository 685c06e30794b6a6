"""What stands behind a field's type: known, and fit for the type."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.model.expression import Kind
from appling.blueprint.resolve.faults import replacement
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.blueprint.resolve.things import bound, suggested
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import BinaryNode, ExpressionNode, FlagNode, PathNode
from appling.diagnostics import Diagnostic, Fix
from appling.diagnostics.near import near

FLAGS = ("required", "unique", "min", "max", "suggest")
MOST_SUGGESTED = 8
_BOUNDED = frozenset({Kind.NUMBER, Kind.MONEY, Kind.TEXT})
_MANY = frozenset({"multiple", "multi", "several", "many", "multi select", "multiselect", "multiple choice"})


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in (*context.symbols.things.values(), *context.symbols.asking):
        for field in thing.fields.values():
            yield from _field(field)


def _field(field: FieldSymbol) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for flag in field.line.flags:
        word = name_key(flag.name.text)
        if word not in FLAGS:
            yield _unknown(field, flag, word)
        elif word in seen:
            yield _needless(field, flag, "said before")
        elif word in ("min", "max") and not _bounded(field):
            yield _needless(field, flag, f"{word} is for numbers and texts")
        elif word == "suggest" and (label := _not_suggested(field)):
            yield _needless(field, flag, label)
        elif word == "unique" and _several(field):
            yield _needless(field, flag, "rows may well have the same of several values")
        seen.add(word)
    low, high = bound(field.line, "min"), bound(field.line, "max")
    if low is not None and high is not None and low > high:
        flag = next(flag for flag in field.line.flags if name_key(flag.name.text) == "max")
        yield Diagnostic(
            "no-room",
            "No value fits",
            f"less than the min of {low:g}",
            flag.span,
            hint="Let min be less than max.",
            fix=_without(field, flag),
        )


def _not_suggested(field: FieldSymbol) -> str:
    """Why these values can't be offered."""
    if field.declared is not None and field.declared.kind not in (Kind.NUMBER, Kind.MONEY):
        return "suggest is for numbers and sums of money"
    values = suggested(field.line)
    if not values or len(values) > MOST_SUGGESTED:
        return f"one value, and {MOST_SUGGESTED} at most"
    low, high = bound(field.line, "min"), bound(field.line, "max")
    outside = (low is not None and min(values) < low) or (high is not None and max(values) > high)
    return "less than min, or more than max" if outside else ""


def _bounded(field: FieldSymbol) -> bool:
    free = _several(field) or not (field.choices or field.counted or field.drawn)
    return field.declared is None or (field.declared.kind in {*_BOUNDED, Kind.SEVERAL} and free)


def _several(field: FieldSymbol) -> bool:
    return field.declared is not None and field.declared.kind is Kind.SEVERAL


def _unknown(field: FieldSymbol, flag: FlagNode, word: str) -> Diagnostic:
    if word in _MANY and field.choices:
        return _means_several(field, flag)
    if _several(field) and field.line.default is not None and field.choice(word) is not None:
        return _also_default(field, field.line.default)
    close = near(word, FLAGS[:2])
    fix = replacement(flag.span, close[0]) if close and flag.value is None else _without(field, flag)
    return Diagnostic(
        "unknown-flag",
        "Nothing of that name can stand behind a type",
        "not known",
        flag.span,
        hint=f"There are: {', '.join(FLAGS)}.",
        fix=fix,
    )


def _means_several(field: FieldSymbol, flag: FlagNode) -> Diagnostic:
    """`choice(a, b), multiple`: more than one of them."""
    assert field.line.type is not None  # noqa: S101 - it has choices
    others = tuple(other for other in field.line.flags if other is not flag)
    kind = replace(field.line.type, name=replace(field.line.type.name, text="choices"))
    return Diagnostic(
        "unknown-flag",
        "Nothing of that name can stand behind a type",
        "said by the type",
        flag.span,
        hint="Several values of a list are “choices(…)”.",
        fix=rewritten(field.line, replace(field.line, type=kind, flags=others), "Make it choices"),
    )


def _also_default(field: FieldSymbol, default: ExpressionNode) -> Diagnostic:
    """`= music, art`: several values are joined by “and”."""
    more = [flag for flag in field.line.flags if field.choice(flag.name.text) is not None]
    for flag in more:
        value = PathNode((flag.name,), flag.span)
        default = BinaryNode("and", default, value, default.span.to(flag.span))
    kept = tuple(flag for flag in field.line.flags if flag not in more)
    return Diagnostic(
        "unknown-flag",
        "Nothing of that name can stand behind a type",
        "one of the values",
        more[0].span,
        hint="Several values are joined: = music and art.",
        fix=rewritten(field.line, replace(field.line, default=default, flags=kept), "Join them"),
    )


def _needless(field: FieldSymbol, flag: FlagNode, label: str) -> Diagnostic:
    return Diagnostic("needless-flag", "This does not fit here", label, flag.span, fix=_without(field, flag))


def _without(field: FieldSymbol, flag: FlagNode) -> Fix:
    others = tuple(other for other in field.line.flags if other is not flag)
    return rewritten(field.line, replace(field.line, flags=others), "Remove it", drops=True)
