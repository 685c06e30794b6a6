"""What is done about a thing that is used and was never declared."""

from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import new_block
from appling.blueprint.checks.guesses import type_for, type_of_value
from appling.blueprint.names import plural, singular
from appling.blueprint.resolve.cost import children
from appling.blueprint.resolve.faults import quoted, replacement
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    BinaryNode,
    ExpressionNode,
    Name,
    PartLine,
    PathNode,
    TriggerBlock,
    UnaryNode,
)
from appling.diagnostics import Diagnostic, Edit, Fix
from appling.diagnostics.near import near

_MOST_FIELDS = 12
_MOST_WORDS = 4
_NO_FIELDS = frozenset(
    {"yes", "no", "true", "false", "empty", "none", "null", "today", "now", "me", "this", "name", "title"}
)


def unknown_thing(context: Context, name: Name, drop: Fix) -> Diagnostic:
    """The diagnostic for a name of no thing; its fix takes a near one, or declares it."""
    known = [thing.name for thing in context.symbols.things.values()]
    close = near(name.text, known)
    return Diagnostic(
        "unknown-thing",
        "There is no such thing",
        "not declared",
        name.span,
        hint=f"Did you mean “{close[0]}”?" if close else "Declare it: thing and its name, then its fields.",
        fix=_known(context, name)
        or (replacement(name.span, quoted(close[0])) if close else None)
        or _declared(context, name)
        or drop,
    )


def _known(context: Context, name: Name) -> Fix | None:
    for other in (singular(name.text), plural(name.text), name.text.replace(" ", "")):
        if (thing := context.symbols.thing(other)) is not None:
            return replacement(name.span, quoted(thing.name))
    word = name_key(name.text).replace(" ", "")
    for key, thing in context.symbols.things.items():
        if key.replace(" ", "") == word:
            return replacement(name.span, quoted(thing.name))
    return None


def _declared(context: Context, name: Name) -> Fix | None:
    """A new thing under that name, with fields guessed from how it is used."""
    new = singular(name.text)
    if not context.has_room or len(new.split()) > _MOST_WORDS or not new[:1].isalpha():
        return None
    new = new[:1].upper() + new[1:]
    fields = list(context.remembered(name_key(new), lambda: _fields(context, name, new)))
    blueprint = context.blueprint
    if not any(_adds(block, name) for block in blueprint.doing) or not fields:
        fields.insert(0, "name: text, required")
    block = new_block(blueprint, f"thing {quoted(new)}", *fields)
    edits: tuple[Edit, ...] = (block,)
    if new != name.text:
        edits = (block, Edit(name.span, quoted(new)))
    return Fix(f"Declare {new}", edits)


def _fields(context: Context, name: Name, new: str) -> list[str]:
    found: dict[str, str] = {}
    for field, kind in _used(context, {name_key(name.text), name_key(new)}):
        if name_key(field) not in _NO_FIELDS and len(field.split()) <= _MOST_WORDS:
            found.setdefault(name_key(field), f"{quoted(field)}: {kind}")
    return list(found.values())[:_MOST_FIELDS]


def _adds(block: ActionBlock | TriggerBlock, name: Name) -> bool:
    """Whether a step adds a row of that thing."""
    word = name_key(name.text)
    targets = (step.target for step in block.steps if step.target is not None)
    return any(name_key(target.names[0].text) == word for target in targets)


def _used(context: Context, words: set[str]) -> Iterator[tuple[str, str]]:
    """The names that parts, steps and actions use of its rows, each with a likely type."""
    for page in context.blueprint.pages:
        for part in page.parts:
            if part.thing is not None and name_key(part.thing.text) in words:
                if part.where is not None:
                    yield from _conditions(context, part.where)
                for node in _expressions(part):
                    yield from _names(context, node)
    for block in context.blueprint.doing:
        thing = block.occasion.thing if isinstance(block, TriggerBlock) else block.thing
        about = thing is not None and name_key(thing.text) in words
        for step in block.steps:
            added = step.target is not None and name_key(step.target.names[0].text) in words
            for item in step.assignments:
                if added or (about and step.target is None):
                    field = item.path.names[0].text
                    yield field, _value_type(context, field, item.value)


def _value_type(context: Context, field: str, value: ExpressionNode) -> str:
    target = context.symbols.thing(field)
    return quoted(target.name) if target is not None else type_of_value(field, value, context.words)


def _expressions(part: PartLine) -> Iterator[ExpressionNode]:
    yield from part.show
    yield from part.by
    yield from (item.by for item in part.sort)


def _conditions(context: Context, node: ExpressionNode) -> Iterator[tuple[str, str]]:
    """The names of a condition: one that is a condition by itself is yes or no."""
    match node:
        case UnaryNode(operator="not"):
            yield from _conditions(context, node.operand)
        case BinaryNode(operator="and" | "or"):
            yield from _conditions(context, node.left)
            yield from _conditions(context, node.right)
        case BinaryNode(left=PathNode() as path):
            yield path.names[0].text, _value_type(context, path.names[0].text, node.right)
        case PathNode():
            yield node.names[0].text, "yes/no"
        case _:
            yield from _names(context, node)


def _names(context: Context, node: ExpressionNode) -> Iterator[tuple[str, str]]:
    if isinstance(node, PathNode):
        field = node.names[0].text
        target = context.symbols.thing(field)
        yield field, quoted(target.name) if target is not None else type_for(field, context.words)
    for child in children(node):
        yield from _names(context, child)
