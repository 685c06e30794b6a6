"""What a node says, without where it stands."""

from dataclasses import fields, is_dataclass
from functools import cache

from appling.blueprint.syntax.tree import Blueprint
from appling.diagnostics import Span


def shape(node: object) -> object:
    """Two nodes of the same shape say the same."""
    if isinstance(node, tuple):
        return tuple(shape(item) for item in node)
    if isinstance(node, Blueprint):
        comments = tuple(comment.text for comment in node.comments)
        return (shape(node.app), *(shape(getattr(node, name)) for name in _BLOCKS), comments)
    if is_dataclass(node) and not isinstance(node, (Span, type)):
        return (type(node).__name__, *(shape(getattr(node, name)) for name in _names(type(node))))
    return node


_BLOCKS = ("things", "actions", "triggers", "pages")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.type is not Span)
