"""Calls: functions of one value, and aggregates over rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from appling.blueprint.model.expression import Aggregate, Call, Expression, Kind, Literal, ValueType
from appling.blueprint.names import singular
from appling.blueprint.resolve import faults
from appling.blueprint.resolve.cost import children
from appling.blueprint.resolve.faults import WORDS, Fault, quoted, replacement
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import Symbols, ThingSymbol
from appling.blueprint.resolve.typing import NUMBER
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import CallNode, ExpressionNode, Name, NumberNode, PathNode
from appling.diagnostics import Diagnostic, Edit, Fix, Span
from appling.diagnostics.near import near

if TYPE_CHECKING:
    from appling.blueprint.resolve.expressions import Expressions

_DATED = frozenset({Kind.DATE, Kind.MOMENT})
_NUMERIC = frozenset({Kind.NUMBER, Kind.MONEY})
_TEXT = frozenset({Kind.TEXT})
_COUNTED = frozenset({Kind.TEXT, Kind.SEVERAL})
FUNCTIONS = {
    "year": _DATED,
    "month": _DATED,
    "week": _DATED,
    "day": _DATED,
    "lower": _TEXT,
    "upper": _TEXT,
    "length": _COUNTED,
    "round": _NUMERIC,
    "duration": frozenset({Kind.NUMBER}),
    "random": frozenset({Kind.NUMBER}),
}
AGGREGATES = {
    "count": None,
    "sum": _NUMERIC,
    "avg": _NUMERIC,
    "min": _NUMERIC | _DATED,
    "max": _NUMERIC | _DATED,
}
_OTHER_NAMES = {
    "average": "avg", "mean": "avg", "total": "sum", "maximum": "max", "minimum": "min", "latest": "max",
    "earliest": "min", "number": "count", "amount": "count", "len": "length", "size": "length",
    "lowercase": "lower", "uppercase": "upper", "date": "day", "years": "year", "months": "month",
    "weeks": "week", "days": "day",
}  # fmt: skip
_CONSTANTS = frozenset({"today", "now", "me"})


def resolve_call(node: CallNode, scope: Scope, expressions: Expressions) -> Expression:
    """The meaning of a call. Raises Fault."""
    name = name_key(node.function.text)
    if name in AGGREGATES:
        return _aggregate(node, name, scope, expressions)
    if name not in FUNCTIONS:
        raise _unknown_function(node, name)
    if node.where is not None:
        raise faults.misplaced(node.where.span, f"{name} takes no where")
    return _function(node, name, scope, expressions)


def _function(node: CallNode, name: str, scope: Scope, expressions: Expressions) -> Expression:
    if name == "random" and not scope.draws:
        hint = "Draw it in a step of an action or a trigger, where it is kept: set number = random(6)"
        raise faults.misplaced(node.span, "it would be drawn anew at every look", hint)
    most = 2 if name == "round" else 1
    if not 1 <= len(node.arguments) <= most:
        raise _arguments(node, f"{name} takes one value")
    value = expressions.resolve(node.arguments[0], scope)
    if value.type.kind not in FUNCTIONS[name]:
        takes = " or ".join(sorted(WORDS[kind] for kind in FUNCTIONS[name]))
        raise faults.mismatch(node.arguments[0].span, f"{name} takes {takes}, not {WORDS[value.type.kind]}")
    if len(node.arguments) == 2:
        digits = node.arguments[1]
        if not isinstance(digits, NumberNode) or digits.text not in ("0", "1", "2", "3", "4", "5", "6"):
            raise _arguments(node, "round takes a number of digits from 0 to 6")
        return Call(name, (value, Literal(int(digits.text), NUMBER)), value.type)
    kept = name in ("lower", "upper", "round")
    return Call(name, (value,), value.type if kept else NUMBER)


def _aggregate(node: CallNode, name: str, scope: Scope, expressions: Expressions) -> Expression:
    if len(node.arguments) > 1:
        raise _arguments(node, f"{name} takes one value")
    if scope.aggregates == 0:
        raise _arguments(node, "counts and sums lie too deep inside each other")
    argument = node.arguments[0] if node.arguments else None
    if scope.rows:
        return _own_rows(node, name, argument, scope, expressions)
    if scope.thing is None or argument is None:
        raise _arguments(node, f"{name} needs the name of a thing whose rows it counts")
    child = _child(node, argument, scope.thing, expressions.symbols)
    link = child.links_to(scope.thing.key)
    assert link is not None  # noqa: S101 - what `_child` is for
    return _over(node, name, argument, scope.of(child), link.key, expressions)


def _own_rows(
    node: CallNode, name: str, argument: ExpressionNode | None, scope: Scope, expressions: Expressions
) -> Expression:
    assert scope.thing is not None  # noqa: S101 - parts with measures have a thing
    inner = scope.of(scope.thing)
    return _over(node, name, argument, inner, None, expressions)


def _over(
    node: CallNode,
    name: str,
    argument: ExpressionNode | None,
    scope: Scope,
    link: str | None,
    expressions: Expressions,
) -> Expression:
    assert scope.thing is not None  # noqa: S101 - the thing whose rows are meant
    whole = argument is None or _is_thing(argument, scope.thing, expressions.symbols)
    of = None if whole or argument is None else expressions.resolve(argument, scope)
    where = expressions.resolve_truth(node.where, scope) if node.where is not None else None
    takes = AGGREGATES[name]
    if takes is None:
        return Aggregate(name, scope.thing.key, link, of, where, NUMBER)
    if of is None:
        raise _field_needed(node, name, scope.thing)
    if of.type.kind not in takes:
        place = argument.span if argument is not None else node.span
        raise faults.mismatch(place, f"{name} can't be made of {WORDS[of.type.kind]}")
    return Aggregate(name, scope.thing.key, link, of, where, ValueType(of.type.kind))


def _is_thing(argument: ExpressionNode, thing: ThingSymbol, symbols: Symbols) -> bool:
    if not isinstance(argument, PathNode) or len(argument.names) > 1:
        return False
    word = argument.names[0].text
    return thing.field(word) is None and symbols.thing(word) is thing


def _child(node: CallNode, argument: ExpressionNode, parent: ThingSymbol, symbols: Symbols) -> ThingSymbol:
    """The thing whose rows are meant: the first that is named, and that links to the row's thing."""
    heads = [path.names[0] for path in _paths(argument)]
    named = [thing for head in heads if (thing := symbols.thing(head.text)) is not None]
    for thing in named:
        if thing.links_to(parent.key) is not None:
            return thing
    for head in heads:
        near_thing = symbols.thing(singular(head.text)) or _by_plural(head, symbols)
        if near_thing is not None and near_thing not in named:
            raise faults.unknown_name(head, "thing", (), replacement(head.span, quoted(near_thing.name)))
    if named:
        raise _not_linked(node, named[0], parent)
    if not heads:
        raise _arguments(node, "the name of a thing is missing whose rows are meant")
    children = [thing.name for thing in symbols.things.values() if thing.links_to(parent.key)]
    raise faults.unknown_name(heads[0], f"thing that links to {parent.name}", children)


def _by_plural(head: Name, symbols: Symbols) -> ThingSymbol | None:
    word = name_key(head.text)
    return next(
        (thing for key, thing in symbols.things.items() if f"{key}s" == word or key == f"{word}s"), None
    )


def _paths(node: ExpressionNode) -> Iterator[PathNode]:
    if isinstance(node, PathNode):
        yield node
    for child in children(node):
        yield from _paths(child)


def _not_linked(node: CallNode, child: ThingSymbol, parent: ThingSymbol) -> Fault:
    fix = None
    if parent.links_to(child.key) is None and child is not parent and child.block.fields:
        place = child.block.fields[-1].span
        name = parent.name if child.field(parent.name) is None else f"of {parent.name}"
        if child.field(name) is None:
            end = Span(place.end, place.end, place.line, place.column)
            line = f"\n  {quoted(name[:1].lower() + name[1:])}: {quoted(parent.name)}"
            fix = Fix(f"Link {child.name} to {parent.name}", (Edit(end, line),))
    return Fault(
        Diagnostic(
            "not-linked",
            "These things are not linked",
            f"{child.name} has no field that links to {parent.name}",
            node.span,
            hint=f"Add a field to {child.name} whose type is {parent.name}.",
            fix=fix,
        )
    )


def _field_needed(node: CallNode, name: str, thing: ThingSymbol) -> Fault:
    fields = [field.name for field in thing.fields.values() if _numeric(field.declared)]
    example = fields[0] if fields else "price"
    fix = None
    if not fields:
        fix = replacement(node.function.span, "count")
    elif len(fields) == 1 and node.arguments:
        span = node.arguments[0].span
        end = Span(span.end, span.end, span.line, span.column)
        fix = Fix(f"Take {example}", (Edit(end, f".{quoted(example)}"),))
    return _arguments(node, f"{name} of what? Name a field, such as {name}({thing.name}.{example})", fix)


def _numeric(value: ValueType | None) -> bool:
    return value is not None and value.kind in _NUMERIC


def _arguments(node: CallNode, label: str, fix: Fix | None = None) -> Fault:
    return Fault(
        Diagnostic("wrong-arguments", "What stands in the brackets does not fit", label, node.span, fix=fix)
    )


def _unknown_function(node: CallNode, name: str) -> Fault:
    known = [*FUNCTIONS, *AGGREGATES]
    usual = _OTHER_NAMES.get(name) or next(iter(near(name, known)), None)
    fix = replacement(node.function.span, usual) if usual else None
    if name in _CONSTANTS and not node.arguments:
        fix = replacement(node.span, name)
    return Fault(
        Diagnostic(
            "unknown-function",
            "There is no such function",
            "not known",
            node.function.span,
            hint=f"There are: {', '.join(known)}.",
            fix=fix,
        )
    )
