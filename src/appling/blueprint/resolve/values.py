"""Constants whose meaning depends on the field they are for: choices, dates written as text."""

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from appling.blueprint.model.expression import Duration, Expression, Kind, Literal, Now, Today, ValueType
from appling.blueprint.model.lasting import DURATION
from appling.blueprint.names import key_of
from appling.blueprint.resolve import faults
from appling.blueprint.resolve.faults import quoted, replacement
from appling.blueprint.resolve.lengths import MINUTES, minutes
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.blueprint.resolve.typing import MONEY, NUMBER, SEVERAL, TEXT, TRUTH
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    BinaryNode,
    DurationNode,
    ExpressionNode,
    Name,
    NumberNode,
    PathNode,
    TextNode,
)
from appling.diagnostics import Edit, Fix, Span

_MOST_CHOICES = 60
_WORDS = frozenset({"empty", "none", "null", "this", "me", "today", "now"})


def literal_for(field: FieldSymbol, node: ExpressionNode, scope: Scope) -> Expression | None:
    """The constant that a word, text or number means beside that field; None if it is none. Raises Fault."""
    if field.choices:
        return _choice(field, node, scope)
    declared = field.declared
    if declared is None:
        return None
    if isinstance(node, DurationNode):
        return _lasting(field, node)
    if isinstance(node, TextNode):
        return _written(node.value.strip(), declared)
    if field.counted and isinstance(node, NumberNode):
        return Literal(node.text, TEXT)
    if isinstance(node, PathNode) and len(node.names) == 1:
        return _word(declared, node, scope)
    return None


def several_for(field: FieldSymbol, node: ExpressionNode, scope: Scope) -> Expression | None:
    """What `music and art` means for a field of several values; None if it is no such list. Raises Fault."""
    if field.declared is None or field.declared.kind is not Kind.SEVERAL:
        return None
    found = [_value_among(field, each, scope) for each in _joined(node)]
    texts = [each.value for each in found if isinstance(each, Literal) and isinstance(each.value, str)]
    if not texts or len(texts) < len(found):
        return None
    order = [choice.text for choice in field.choices] or texts
    return Literal(tuple(text for text in dict.fromkeys(order) if text in texts), SEVERAL)


def _joined(node: ExpressionNode) -> list[ExpressionNode]:
    if isinstance(node, BinaryNode) and node.operator == "and":
        return [*_joined(node.left), *_joined(node.right)]
    return [node]


def _value_among(field: FieldSymbol, node: ExpressionNode, scope: Scope) -> Expression | None:
    if isinstance(node, TextNode) and not field.choices:
        return Literal(" ".join(node.value.split()), TEXT) if node.value.strip() else None
    return literal_for(field, node, scope)


def _lasting(field: FieldSymbol, node: DurationNode) -> Expression | None:
    """`2 hours` beside a length of time, which is kept in minutes."""
    if field.atom is None or field.atom.name != DURATION or node.unit not in MINUTES:
        return None
    return minutes(Duration(node.amount, node.unit))


def _choice(field: FieldSymbol, node: ExpressionNode, scope: Scope) -> Expression | None:
    word = _single_word(node)
    if word is None:
        return None
    if (choice := field.choice(word.text)) is not None:
        return Literal(choice.text, TEXT)
    known = scope.knows(word.text) or name_key(word.text) in _WORDS
    if isinstance(node, PathNode) and known:
        return None
    if isinstance(node, TextNode) and not word.text:
        return Literal(None, ValueType(Kind.EMPTY))
    choices = [choice.text for choice in field.choices]
    raise faults.unknown_choice(word.text, word.span, field.name, choices, _new_choice(field, word))


def _single_word(node: ExpressionNode) -> Name | None:
    if isinstance(node, PathNode) and len(node.names) == 1:
        return node.names[0]
    if isinstance(node, TextNode):
        return Name(node.value, node.span)
    return Name(node.text, node.span) if isinstance(node, NumberNode) else None


def _new_choice(field: FieldSymbol, word: Name) -> Fix | None:
    last = field.choices[-1].span
    if len(field.choices) >= _MOST_CHOICES or not word.text:
        return None
    place = Span(last.end, last.end, last.line, last.column)
    return Fix(f"Add “{word.text}” to the choices", (Edit(place, f", {quoted(word.text)}"),))


def _word(declared: ValueType, node: PathNode, scope: Scope) -> Expression | None:
    """A bare word for a text field: it wants quotes. `now` for a date is today, `today` for a moment now."""
    name = node.names[0]
    word = name_key(name.text)
    if scope.knows(word):
        return None
    if declared.kind is Kind.DATE and word == "now":
        return Today()
    if declared.kind is Kind.MOMENT and word == "today":
        return Now()
    plain = word not in ("yes", "no", "true", "false", "empty", "none", "null", "today", "now", "me", "this")
    if declared.kind in (Kind.TEXT, Kind.SEVERAL) and plain:
        text = '"' + name.text.replace('"', '\\"') + '"'
        raise faults.unknown_name(name, "field or value", (), replacement(name.span, text), "Quote a text.")
    return None


def _written(text: str, declared: ValueType) -> Expression | None:
    """A text that is written for a date, a number or yes/no."""
    try:
        match declared.kind:
            case Kind.DATE:
                return Literal(date.fromisoformat(text), declared)
            case Kind.TIME:
                return Literal(time.fromisoformat(text), declared)
            case Kind.MOMENT:
                return Literal(datetime.fromisoformat(text), declared)
            case Kind.NUMBER | Kind.MONEY:
                number = Decimal(text)
                if number.is_finite() and abs(number) < 10**15 and len(text) < 30:
                    return Literal(number, NUMBER if declared.kind is Kind.NUMBER else MONEY)
            case Kind.TRUTH:
                truths = {"yes": True, "true": True, "no": False, "false": False}
                return Literal(truths[key_of(text)], TRUTH)
            case Kind.TEXT | Kind.SEVERAL:
                return None
    except (ValueError, InvalidOperation, KeyError):
        return None
    return None
