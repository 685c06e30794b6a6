"""A thing's condition as it is said of what hangs on it: `published` becomes `recipe.published`."""

from dataclasses import replace

from appling.blueprint.resolve.calls import AGGREGATES
from appling.blueprint.resolve.cost import children
from appling.blueprint.resolve.paths import constant, field_of
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import Symbols, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    BinaryNode,
    CallNode,
    DurationNode,
    ExpressionNode,
    InNode,
    Name,
    NumberNode,
    PathNode,
    TextNode,
    UnaryNode,
)


class NotSayable(Exception):
    """The condition has no form in which it means the same of the row that is linked to."""


def carried(node: ExpressionNode, link: Name, thing: ThingSymbol, symbols: Symbols) -> ExpressionNode:
    """The condition of a row of `thing`, said of a row that links to it. Raises NotSayable."""
    return _Carrying(link, thing, symbols).of(node)


class _Carrying:
    def __init__(self, link: Name, thing: ThingSymbol, symbols: Symbols) -> None:
        self._link = link
        self._thing = thing
        self._symbols = symbols

    def of(self, node: ExpressionNode) -> ExpressionNode:
        match node:
            case NumberNode() | TextNode() | DurationNode():
                return node
            case PathNode():
                return self._path(node)
            case UnaryNode():
                return replace(node, operand=self.of(node.operand))
            case BinaryNode():
                left, right = (self._side(part, node) for part in (node.left, node.right))
                return replace(node, left=left, right=right)
            case InNode():
                options = tuple(self._side(option, node) for option in node.options)
                return replace(node, operand=self._side(node.operand, node), options=options)
            case CallNode():
                return self._call(node)

    def _side(self, part: ExpressionNode, node: ExpressionNode) -> ExpressionNode:
        """A choice's name beside its field is no path."""
        return part if self._is_choice(part, node) else self.of(part)

    def _is_choice(self, part: ExpressionNode, node: ExpressionNode) -> bool:
        if not isinstance(part, PathNode) or len(part.names) > 1:
            return False
        scope = Scope(self._thing)
        fields = (field_of(other, scope, self._symbols) for other in children(node) if other is not part)
        return any(field is not None and field.choice(part.names[0].text) is not None for field in fields)

    def _path(self, node: PathNode) -> PathNode:
        if self._thing.field(node.names[0].text) is not None:
            return replace(node, names=(self._link, *node.names))
        if name_key(node.names[0].text) == "this":
            return replace(node, names=(self._link, *node.names[1:]))
        if constant(node) is not None:
            return node
        raise NotSayable

    def _call(self, node: CallNode) -> CallNode:
        """What counts the row's own children can't be asked through a link."""
        if name_key(node.function.text) in AGGREGATES or node.where is not None:
            raise NotSayable
        return replace(node, arguments=tuple(self.of(argument) for argument in node.arguments))
