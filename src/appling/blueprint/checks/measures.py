"""What charts and the like show: aggregates over their rows."""

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import after
from appling.blueprint.model.expression import Aggregate, Binary, Call, Expression, Kind, Literal, Unary
from appling.blueprint.model.reading import parts_of
from appling.blueprint.model.vocabulary import PartSignature
from appling.blueprint.resolve.faults import Fault, mismatch, replacement
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import CallNode, ExpressionNode, PathNode
from appling.diagnostics import Edit, Fix, Span

_COUNT_WORDS = frozenset({"count", "number", "total", "amount", "rows", "sum", "数量", "总数"})
_MEASURED = frozenset({Kind.NUMBER, Kind.MONEY})


def check_measure(node: ExpressionNode, found: Expression) -> None:
    """Raises Fault unless it is an aggregate over the rows of the part whose value is a number."""
    if not _is_measure(found):
        hint = "Write such as: sum(price), count()."
        raise mismatch(node.span, "one value for many rows is needed here", hint, _summed(node, found))
    if found.type.kind not in _MEASURED:
        fix = replacement(node.span, "count()")
        raise mismatch(node.span, "a number must come out", fix=fix)


def is_plain(found: Expression) -> bool:
    """Whether it is a value of one row: there is no count or sum over the part's own rows in it."""
    if isinstance(found, Aggregate):
        return found.link is not None
    return all(is_plain(part) for part in parts_of(found))


def _is_measure(found: Expression) -> bool:
    """Whether every field in it lies inside an aggregate, and there is one."""
    match found:
        case Aggregate():
            return found.link is None
        case Binary():
            sides = (found.left, found.right)
            return any(map(_is_measure, sides)) and all(
                isinstance(side, Literal) or _is_measure(side) for side in sides
            )
        case Unary():
            return _is_measure(found.operand)
        case Call():
            return _is_measure(found.arguments[0])
    return False


def measure_fault(
    context: Context, fault: Fault, node: ExpressionNode, thing: ThingSymbol, signature: PartSignature
) -> Fault:
    """A better word for what is wrong: a bare “count”, or an aggregate where rows are shown one by one."""
    if signature.measures and _is_count_word(node, thing):
        return mismatch(node.span, "brackets are missing", fix=replacement(node.span, "count()"))
    if signature.collection and isinstance(node, CallNode) and _over_rows(context, node, thing):
        return mismatch(
            node.span,
            "each row is shown by itself here",
            "A stat or a chart shows the sum of many rows.",
        )
    return fault


def _is_count_word(node: ExpressionNode, thing: ThingSymbol) -> bool:
    if not isinstance(node, PathNode) or thing.field(node.names[0].text) is not None:
        return False
    return name_key(node.names[0].text) in _COUNT_WORDS


def _over_rows(context: Context, node: CallNode, thing: ThingSymbol) -> bool:
    try:
        found = context.expressions.value(node, Scope(thing, rows=True))
    except Fault:
        return False
    return isinstance(found, Aggregate) and found.link is None


def _summed(node: ExpressionNode, found: Expression) -> Fix:
    if found.type.kind in _MEASURED:
        edits = (Edit(Span(node.span.start, node.span.start, node.span.line, node.span.column), "sum("),)
        return Fix("Sum it up", (*edits, Edit(after(node.span), ")")))
    return replacement(node.span, "count()", "Count the rows")
