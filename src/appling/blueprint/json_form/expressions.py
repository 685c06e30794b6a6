"""Expressions and paths inside the JSON form: texts that are read back the same."""

from collections.abc import Callable

from appling.blueprint.formatter.expressions import Care, Printer, quoted
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import ExpressionReader
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.names import Names
from appling.blueprint.syntax.shape import shape
from appling.blueprint.syntax.steps import take_path
from appling.blueprint.syntax.templates import template_of
from appling.blueprint.syntax.tokens import Lexer
from appling.blueprint.syntax.tree import ExpressionNode, PathNode, TemplateNode
from appling.diagnostics import Diagnostic, Span

NOTHING = Diagnostic("json-form", "This line can't be read", "nothing is said", Span(0, 0, 1, 1))


def read_expression(text: str, names: Names) -> ExpressionNode:
    """Raises Unreadable."""
    cursor = _cursor(text, names)
    node = ExpressionReader(cursor).read()
    cursor.end()
    return node


def read_path(text: str, names: Names) -> PathNode:
    """Raises Unreadable."""
    return take_path(_cursor(text, names))


def write_expression(node: ExpressionNode, names: Names) -> str:
    """With as few quotes and brackets as are read back the same."""
    return _written(node, lambda printer: printer.expression(node), lambda text: read_expression(text, names))


def write_path(node: PathNode, names: Names) -> str:
    """With as few quotes as are read back the same."""
    return _written(node, lambda printer: printer.path(node), lambda text: read_path(text, names))


def read_template(text: str, names: Names) -> TemplateNode:
    """Raises Unreadable."""
    cursor = _cursor(quoted(text), names)
    return template_of(cursor, cursor.take())


def write_template(node: TemplateNode, names: Names) -> str:
    """With as few quotes and brackets as are read back the same."""
    return _written(node, lambda printer: printer.template(node), lambda text: read_template(text, names))


_Node = ExpressionNode | TemplateNode


def _written(node: _Node, write: Callable[[Printer], str], read: Callable[[str], _Node]) -> str:
    for care in Care:
        text = write(Printer(care))
        try:
            if shape(read(text)) == shape(node):
                return text
        except Unreadable:
            continue
    return write(Printer())


def _cursor(text: str, names: Names) -> Cursor:
    line = " ".join(text.splitlines())
    tokens = Lexer(line, 0, len(line), 1, 0).lex().tokens
    if not tokens:
        raise Unreadable(NOTHING)
    return Cursor(tokens, names)
