"""Expressions and names as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from appling.blueprint.syntax.expressions import COMPARISON, NOT, POWERS, SIGN
from appling.blueprint.syntax.tokens import Lexer, TokenKind
from appling.blueprint.syntax.tree import (
    BinaryNode,
    CallNode,
    DurationNode,
    ExpressionNode,
    InNode,
    Name,
    NumberNode,
    PathNode,
    TemplateNode,
    TextNode,
    UnaryNode,
)
from appling.blueprint.syntax.words import RESERVED


class Care(IntEnum):
    """How many quotes and brackets are written: as few as will do."""

    PLAIN = 0
    MARKED = 1
    """Around names that hold marks."""
    CAREFUL = 2
    """Around names that hold marks or keywords."""
    QUOTED = 3
    """Around all names."""


@dataclass(frozen=True, slots=True)
class Printer:
    care: Care = Care.PLAIN

    def name(self, name: Name) -> str:
        """A name where nothing but a name can stand."""
        text = name.text
        if self.care is Care.QUOTED or not _lexes(text):
            return quoted(text)
        awkward = (self.care is Care.MARKED and _marked(text)) or (
            self.care is Care.CAREFUL and not _simple(text)
        )
        return quoted(text) if awkward else text

    def names(self, names: Sequence[Name]) -> str:
        return ", ".join(self.name(name) for name in names)

    def expression(self, node: ExpressionNode, power: int = 0) -> str:
        """`power`: how strong the operator beside it binds; a weaker one gets brackets."""
        match node:
            case NumberNode(text=text):
                return text
            case TextNode(value=value):
                return quoted(value)
            case DurationNode(amount=amount, unit=unit):
                return f"{amount} {unit}" if amount == 1 else f"{amount} {unit}s"
            case PathNode():
                return self._path(node)
            case UnaryNode():
                return self._unary(node, power)
            case BinaryNode():
                return self._binary(node, power)
            case InNode():
                return self._in(node, power)
            case CallNode():
                return self._call(node)

    def expressions(self, nodes: Sequence[ExpressionNode], power: int = 0) -> str:
        return ", ".join(self.expression(node, power) for node in nodes)

    def template(self, node: TemplateNode) -> str:
        """A text with its values in braces, without the quotes around it."""
        return "".join(
            part.replace("{", "{{").replace("}", "}}")
            if isinstance(part, str)
            else f"{{{self.expression(part)}}}"
            for part in node.parts
        )

    def path(self, node: PathNode) -> str:
        """A path where nothing but a path can stand."""
        return ".".join(self.name(name) for name in node.names)

    def _path(self, node: PathNode) -> str:
        if len(node.names) > 1:
            return self.path(node)
        text = node.names[0].text
        return f"({text})" if self.care >= Care.CAREFUL and not _simple(text) else text

    def _unary(self, node: UnaryNode, power: int) -> str:
        if node.operator == "not":
            text = "not " + self.expression(node.operand, NOT)
            return f"({text})" if power >= NOT else text
        text = "-" + self.expression(node.operand, SIGN)
        return f"({text})" if power >= SIGN else text

    def _binary(self, node: BinaryNode, power: int) -> str:
        own = POWERS[node.operator]
        left, right = self.expression(node.left, own - 1), self.expression(node.right, own)
        text = f"{left} {node.operator} {right}"
        return f"({text})" if own <= power else text

    def _in(self, node: InNode, power: int) -> str:
        text = f"{self.expression(node.operand, COMPARISON - 1)} in ({self.expressions(node.options)})"
        return f"({text})" if power >= COMPARISON else text

    def _call(self, node: CallNode) -> str:
        inside = self.expressions(node.arguments)
        if node.where is not None:
            inside = f"{inside} where {self.expression(node.where)}".strip()
        return f"{node.function.text}({inside})"


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _lexes(text: str) -> bool:
    """Whether the text without quotes is read as words and marks that say the same."""
    lexed = Lexer(text, 0, len(text), 1, 0).lex()
    if lexed.comment or lexed.faults or not lexed.tokens:
        return False
    return all(token.kind is not TokenKind.TEXT for token in lexed.tokens)


def _marked(text: str) -> bool:
    return any(token.kind is TokenKind.SYMBOL for token in Lexer(text, 0, len(text), 1, 0).lex().tokens)


def _simple(text: str) -> bool:
    """Whether the text is of plain words only, none of which means anything else."""
    tokens = Lexer(text, 0, len(text), 1, 0).lex().tokens
    return all(
        token.kind is TokenKind.WORD and not RESERVED.intersection(token.key.split()) for token in tokens
    )
