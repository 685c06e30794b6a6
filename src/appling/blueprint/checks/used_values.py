"""The values that a blueprint compares a field with, or sets it to: the choices that it seems to have."""

from collections.abc import Iterator

from appling.blueprint.resolve.cost import children
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    BinaryNode,
    Blueprint,
    ExpressionNode,
    InNode,
    PathNode,
    TextNode,
)

_MOST = 12
_NO_VALUES = frozenset({"yes", "no", "true", "false", "empty", "none", "null", "today", "now", "me", "this"})


def used_values(blueprint: Blueprint, field: str) -> list[str]:
    """Words and texts beside a field of that name, each once, as first written."""
    word = name_key(field)
    found: dict[str, str] = {}
    for name, value in _pairs(blueprint):
        text = _text(value)
        if name == word and text and name_key(text) not in _NO_VALUES and "," not in text:
            found.setdefault(name_key(text), text)
    return list(found.values())[:_MOST]


def _pairs(blueprint: Blueprint) -> Iterator[tuple[str, ExpressionNode]]:
    """Last names of paths with what stands beside them."""
    for doing in blueprint.doing:
        for step in doing.steps:
            for item in step.assignments:
                yield name_key(item.path.names[-1].text), item.value
    declared = [line for thing in blueprint.things for line in thing.fields]
    declared += [line for action in blueprint.actions for line in action.inputs]
    for line in declared:
        if line.default is not None:
            yield name_key(line.name.text), line.default
    for node in _expressions(blueprint):
        yield from _compared(node)


def _expressions(blueprint: Blueprint) -> Iterator[ExpressionNode]:
    for thing in blueprint.things:
        yield from (line.formula for line in thing.fields if line.formula is not None)
        yield from (line.where for line in thing.constraints if line.where is not None)
        yield from (rule.where for rule in thing.rules if rule.where is not None)
    yield from (action.when for action in blueprint.actions if action.when is not None)
    yield from (each.occasion.where for each in blueprint.triggers if each.occasion.where is not None)
    for page in blueprint.pages:
        yield from (part.where for part in page.parts if part.where is not None)


def _compared(node: ExpressionNode) -> Iterator[tuple[str, ExpressionNode]]:
    if isinstance(node, BinaryNode) and node.operator in ("=", "!=") and isinstance(node.left, PathNode):
        yield name_key(node.left.names[-1].text), node.right
    if isinstance(node, InNode) and isinstance(node.operand, PathNode):
        for option in node.options:
            yield name_key(node.operand.names[-1].text), option
    for child in children(node):
        yield from _compared(child)


def _text(node: ExpressionNode) -> str | None:
    if isinstance(node, TextNode):
        return node.value.strip()
    return node.names[0].text if isinstance(node, PathNode) and len(node.names) == 1 else None
