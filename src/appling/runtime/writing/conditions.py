"""When a field is asked for, as the form's script reads it; the store decides, whatever a form sends."""

import json
from datetime import date, datetime, time
from decimal import Decimal

from appling.atoms.base.zone import local
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Binary, Expression, In, IsEmpty, Kind, Literal, Path, Unary

NUMBERS = (Kind.NUMBER, Kind.MONEY)
OPERATORS = frozenset({"and", "or", "=", "!=", "<", "<=", ">", ">="})


def script_condition(field: Field) -> str:
    """The condition as JSON; empty where there is none, or one that only the database can judge."""
    found = _tree(field.when.holds) if field.when is not None else None
    return json.dumps(found, ensure_ascii=False) if found is not None else ""


def _tree(expression: Expression) -> list[object] | None:
    match expression:
        case Path(steps=(key,), type=type_):
            return [_reading(type_.kind), key]
        case Literal(value=value):
            return ["value", _plain(value)]
        case Unary(operator="not", operand=operand):
            return _of("not", operand)
        case IsEmpty(operand=operand):
            return _of("empty", operand)
        case In(operand=operand, options=options):
            return _of("in", operand, *options)
        case Binary(operator="contains", left=Path(type=type_) as several, right=Literal() as one):
            return _of("contains", several, one) if type_.kind is Kind.SEVERAL else None
        case Binary(operator=operator, left=left, right=right) if operator in OPERATORS:
            return _of(operator, left, right)
    return None


def _of(word: str, *parts: Expression) -> list[object] | None:
    trees = [_tree(part) for part in parts]
    return None if None in trees else [word, *trees]


def _reading(kind: Kind) -> str:
    """How the text in an input is to be understood."""
    if kind is Kind.SEVERAL:
        return "several"
    return "truth" if kind is Kind.TRUTH else "number" if kind in NUMBERS else "text"


def _plain(value: object) -> object:
    """As JSON holds it and inputs do: dates in ISO form, sums as numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date | time) else value
