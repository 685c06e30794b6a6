"""Every field has a known type, with the arguments that it takes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks import child_things, several_values
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import new_block, rewritten
from appling.blueprint.checks.guesses import type_for
from appling.blueprint.checks.used_values import used_values
from appling.blueprint.model.numbering import usual
from appling.blueprint.names import singular
from appling.blueprint.resolve.faults import quoted, replacement
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import TextNode, TypeNode
from appling.diagnostics import Diagnostic, Edit, Fix, Span
from appling.diagnostics.near import near

MOST_CHOICES = 60
_LINK_WORDS = (
    "link to", "links to", "reference to", "references", "reference", "ref to", "ref", "relation to",
    "relation", "belongs to", "foreign key to", "foreign key", "fk", "one", "a", "an", "the", "id of",
    "single",
)  # fmt: skip


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in (*context.symbols.things.values(), *context.symbols.asking):
        for field in thing.fields.values():
            kind = field.line.type
            if kind is None:
                continue
            if field.atom is None and field.target is None:
                yield _unknown(context, thing, field, kind)
            else:
                yield from _arguments(context, field, kind)


def _unknown(context: Context, thing: ThingSymbol, field: FieldSymbol, kind: TypeNode) -> Diagnostic:
    things = [other.name for other in context.symbols.things.values()]
    known = [*context.words.vocabulary.fields, *things]
    close = near(kind.name.text, known)
    return Diagnostic(
        "unknown-type",
        "There is no such type of field",
        "not a type, and not a thing",
        kind.name.span,
        hint=f"Did you mean “{close[0]}”?" if close else f"There are: {', '.join(known)}.",
        fix=_mended(context, thing, field, kind),
    )


def _mended(context: Context, thing: ThingSymbol, field: FieldSymbol, kind: TypeNode) -> Fix:
    written = name_key(kind.name.text)
    if (fix := _counter(context, field, kind) or several_values.fix(context, field, kind)) is not None:
        return fix
    rows = thing.key in context.symbols.thing_keys
    child = child_things.fix(context, thing, field, kind) if rows else None
    if child is not None:
        return child
    word = _without_link_words(written)
    if (target := _thing(context, word)) is not None:
        return replacement(kind.span, quoted(target.name), f"Link to {target.name}")
    if word != written and context.words.field(word) is not None:
        return replacement(kind.span, word)
    if word in context.symbols.roles or singular(word) in context.symbols.roles:
        return replacement(kind.span, "person", "Make it a person")
    close = near(word, context.words.vocabulary.fields) if " " not in word else []
    if close:
        return replacement(kind.span, close[0])
    name = _as_thing(kind, written, word)
    if name is not None and not kind.arguments and context.has_room:
        return Fix(f"Declare {name}", (Edit(kind.span, quoted(name)), _declared(context, name)))
    guess = type_for(kind.name.text, context.words)
    if guess == "text":
        guess = type_for(field.name, context.words)
    if guess == "text" and kind.arguments:
        return replacement(kind.name.span, "choice", "Make it a choice")
    return replacement(kind.span, guess, f"Make it {guess}")


def _counter(context: Context, field: FieldSymbol, kind: TypeNode) -> Fix | None:
    """`counter INV-0001`: what the first one looks like stands right behind the type."""
    word, _, first = kind.name.text.partition(" ")
    atom = context.words.field(word)
    if atom is None or not atom.counted or field.line.default is not None:
        return None
    first = re.sub(r"^(?:from|starting|starts|begins|with|at|\s)+ ", "", first)
    type_ = replace(kind, name=replace(kind.name, text=atom.name), arguments=())
    new = replace(field.line, type=type_, default=TextNode(usual(first), kind.span))
    return rewritten(field.line, new, f"Begin with {usual(first)}")


def _without_link_words(word: str) -> str:
    for start in _LINK_WORDS:
        if word.startswith(f"{start} "):
            return word.removeprefix(f"{start} ")
    for end in (" id", " reference", " link", " ref", " object", " record"):
        if word.endswith(end):
            return word.removesuffix(end)
    return word


def _thing(context: Context, word: str) -> ThingSymbol | None:
    symbols = context.symbols
    return symbols.thing(word) or symbols.thing(singular(word)) or symbols.thing(word.replace(" ", ""))


def _as_thing(kind: TypeNode, written: str, word: str) -> str | None:
    """The name of a thing that the type may mean: one with a capital, or behind “link to”."""
    text = kind.name.text
    if word != written:
        return text[len(text) - len(word) :] if name_key(text).endswith(word) else None
    return text if text[:1].isupper() and len(text.split()) <= 3 and "." not in text else None


def _declared(context: Context, name: str) -> Edit:
    return new_block(context.blueprint, f"thing {quoted(name)}", "name: text, required")


def _arguments(context: Context, field: FieldSymbol, kind: TypeNode) -> Iterator[Diagnostic]:
    takes_choices = field.atom is not None and field.atom.arguments == "choices"
    if not takes_choices:
        if kind.arguments:
            if field.counted:
                yield _first_number(field, kind)
                return
            if field.atom is not None and field.atom.several:
                label = f"{kind.name.text} takes nothing in brackets"
                yield _wrong(kind.name.span, label, several_values.of_choices(kind))
                return
            behind = Span(
                kind.name.span.end,
                kind.span.end,
                kind.name.span.line,
                kind.name.span.column + kind.name.span.end - kind.name.span.start,
            )
            yield _wrong(
                behind, f"{kind.name.text} takes nothing in brackets", Fix("Remove it", (Edit(behind, ""),))
            )
        return
    if not kind.arguments:
        values = used_values(context.blueprint, field.name)
        choice = f"{_with_choices(field)}({', '.join(quoted(value) for value in values)})"
        fix = replacement(
            kind.span, choice if values else "text", "Give it choices" if values else "Make it text"
        )
        yield Diagnostic(
            "missing-choices",
            "A choice has nothing to choose from",
            "the choices are missing",
            kind.span,
            hint="Write them in brackets: choice(open, closed).",
            fix=fix,
        )
    yield from _choices(field, kind)


def _with_choices(field: FieldSymbol) -> str:
    return field.atom.name if field.atom is not None else "choice"


def _first_number(field: FieldSymbol, kind: TypeNode) -> Diagnostic:
    """`counter(INV-0001)`: what the first one looks like stands behind an equals sign."""
    first = TextNode(", ".join(each.text for each in kind.arguments), kind.span)
    default = field.line.default or first
    new = replace(field.line, type=replace(kind, arguments=()), default=default)
    label = "the first number stands behind an equals sign"
    return _wrong(kind.span, label, rewritten(field.line, new, "Write it so"))


def _choices(field: FieldSymbol, kind: TypeNode) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for choice in kind.arguments:
        word = name_key(choice.text)
        if word in seen or not word:
            others = tuple(other for other in kind.arguments if other is not choice)
            new = replace(field.line, type=replace(kind, arguments=others))
            yield Diagnostic(
                "duplicate-choice",
                "A choice is there twice",
                "said before",
                choice.span,
                fix=rewritten(field.line, new, "Remove it here"),
            )
        seen.add(word)


def _wrong(span: Span, label: str, fix: Fix) -> Diagnostic:
    return Diagnostic("wrong-arguments", "What stands in the brackets does not fit", label, span, fix=fix)
