"""Fields that want to be rows of their own: `items: list of (item, price)` is a thing that links back."""

import re
from collections.abc import Iterable
from itertools import chain, count

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below, new_block, removed
from appling.blueprint.checks.guesses import type_for
from appling.blueprint.names import singular
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Name, TypeNode
from appling.diagnostics import Edit, Fix

_LIST = re.compile(
    r"(?:list|lists|array|set|collection|table|cards?|many|multiple|several|has many|group|map|json"
    r"|repeated|rows)(?: of)?(?: the| all)?(?: (?P<what>.+))?"
)
_BARE = re.compile(r"lists?|array|set|collection|table|cards?|many|multiple|several|group|map|json|rows")
_BEHIND = re.compile(r"(?P<what>.+?) (?:list|array|s)")
_CLAUSE = re.compile(r"\b(?:where|by|sort|show|limit|with)\b.*")


def fix(context: Context, thing: ThingSymbol, field: FieldSymbol, kind: TypeNode) -> Fix | None:
    """The child rows that the type means, or None if it means no list."""
    what = _listed(context, kind)
    if what is None:
        return None
    child = context.symbols.thing(what) or context.symbols.thing(singular(what))
    if child is None and what:
        child = context.symbols.thing(singular(field.name))
    if child is not None:
        return _linked(context, thing, field, child)
    return _declared(context, thing, field, what, kind.arguments) if context.has_room else None


def _listed(context: Context, kind: TypeNode) -> str | None:
    """What a list is of: a name, "" if it does not say, or None if it is no list."""
    word = _CLAUSE.sub("", name_key(kind.name.text)).strip().removesuffix("[]")
    if _BARE.fullmatch(word):
        fields = any(type_for(item.text, context.words) != "text" for item in kind.arguments)
        return "" if fields else None
    if word != name_key(kind.name.text).strip() and name_key(kind.name.text).endswith("[]"):
        return word
    for pattern in (_LIST, _BEHIND):
        if (found := pattern.fullmatch(word)) is not None:
            return found["what"] or ""
    one = singular(word)
    return one if one != word and context.symbols.thing(one) is not None else None


def _linked(context: Context, thing: ThingSymbol, field: FieldSymbol, child: ThingSymbol) -> Fix:
    """The child links back, if it does not yet; the list itself is always there."""
    gone = removed(context.source, field.line.span)
    title = f"Let {child.name} link to {thing.name}"
    if child is thing or child.links_to(thing.key) is not None:
        return Fix(title, (gone,))
    places = child.block.fields
    name = _free_name(thing.name, child.fields)
    line = f"{quoted(name)}: {quoted(thing.name)}"
    if not places:
        return Fix(title, (line_below(context.source, child.block.name.span, line), gone))
    return Fix(title, (line_below(context.source, places[-1].span, line), gone))


def _declared(
    context: Context, thing: ThingSymbol, field: FieldSymbol, what: str, arguments: tuple[Name, ...]
) -> Fix:
    name = _thing_name(context, thing, field, what)
    link = (
        f"{quoted(_free_name(thing.name, {name_key(item.text) for item in arguments}))}: {quoted(thing.name)}"
    )
    lines = [*_fields(context, field, what, arguments), link, *_rules(context, thing)]
    block = new_block(context.blueprint, f"thing {quoted(name)}", *lines)
    edits: tuple[Edit, ...] = (removed(context.source, field.line.span), block)
    return Fix(f"Declare {name} with a link to {thing.name}", edits)


def _fields(context: Context, field: FieldSymbol, what: str, arguments: tuple[Name, ...]) -> list[str]:
    if arguments:
        named = (item.text.partition(":") for item in arguments)
        return [
            f"{quoted(name.strip())}: {_type(context, name.strip(), kind.strip())}" for name, _, kind in named
        ]
    signature = context.words.field(what) or context.words.field(singular(what))
    if signature is not None and signature.arguments == "none":
        return [f"{quoted(singular(field.name))}: {signature.name}"]
    return ["name: text, required"]


def _type(context: Context, name: str, written: str) -> str:
    signature = context.words.field(written) if written else None
    if signature is not None and signature.arguments == "none":
        return signature.name
    target = context.symbols.thing(written) or context.symbols.thing(name)
    return quoted(target.name) if target is not None else type_for(name, context.words)


def _rules(context: Context, thing: ThingSymbol) -> list[str]:
    """The parent's rules, but for those that speak of its fields: its list is seen by whom it is seen."""
    rules = [rule for rule in thing.block.rules if rule.where is None]
    if thing.block.rules and not rules:
        return ["owner may do all"]
    return [context.source[rule.span.start : rule.span.end] for rule in rules]


def _thing_name(context: Context, thing: ThingSymbol, field: FieldSymbol, what: str) -> str:
    plain = context.words.field(what) is None and context.words.field(singular(what)) is None
    name = singular(what if what and plain and len(what.split()) <= 3 else field.name)
    name = name[:1].upper() + name[1:]
    if context.symbols.thing(name) is None and context.words.field(name) is None:
        return name
    return f"{thing.name} {name.lower()}"


def _free_name(name: str, taken: Iterable[str]) -> str:
    """A name for the link that the child does not have yet."""
    known = set(taken)
    plain = name[:1].lower() + name[1:]
    names = chain((plain, f"of {plain}"), (f"{plain} {number}" for number in count(2)))
    return next(free for free in names if name_key(free) not in known)
