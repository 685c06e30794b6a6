"""Which numbers are lengths of time, in minutes: fields of the type `duration`, and what comes of them."""

from collections.abc import Callable

from appling.blueprint.model.expression import Aggregate, Binary, Call, Expression, Kind, Path, Unary

DURATION = "duration"
"""The field type, and the function that makes minutes of days."""
Told = Callable[[tuple[str, ...], str], bool]
"""Whether a path, seen from a thing, ends at such a field."""


def lasts(expression: Expression, thing: str, told: Told) -> bool:
    """Whether the value is a length of time."""
    if expression.type.kind is not Kind.NUMBER:
        return False
    match expression:
        case Path(steps):
            return told(steps, thing)
        case Call(function, arguments):
            return function == DURATION or (function == "round" and lasts(arguments[0], thing, told))
        case Unary(_, operand):
            return lasts(operand, thing, told)
        case Aggregate(function, child, _, of):
            return function != "count" and of is not None and lasts(of, child, told)
        case Binary(operator, left, right):
            sides = lasts(left, thing, told), lasts(right, thing, told)
            return _joined(operator, *sides)
    return False


def _joined(operator: str, left: bool, right: bool) -> bool:
    """`a + b` and `a - b` of two, `a * 2` and `a / 2` of one."""
    if operator in ("+", "-"):
        return left and right
    return left != right if operator == "*" else left and not right
