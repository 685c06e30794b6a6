"""What an address asks of groups of rows: by which values or periods, and which measures of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from appling.atoms.base.needs import UNITS
from appling.blueprint.model.app import Column, Field
from appling.blueprint.model.expression import Aggregate, Expression, Kind, Path, ValueType
from appling.runtime.answering import periods
from appling.runtime.web.problems import BadRequest

NUMBER = ValueType(Kind.NUMBER)
FUNCTIONS = ("count", "sum", "avg", "min", "max")
UNORDERED = frozenset({Kind.TRUTH, Kind.LINK, Kind.PERSON, Kind.FILE, Kind.SEVERAL})
"""Kinds of values of which none is the least or the greatest."""
DATED = (Kind.DATE, Kind.MOMENT)


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are put together by; `field` is None for periods, which are told by their first day."""

    name: str
    value: Expression
    field: Field | None


def read_key(fields: Iterable[Field], text: str) -> Key:
    """`status`, or `month(day)`. Raises BadRequest."""
    unit, _, rest = text.partition("(")
    if not rest or unit not in UNITS:
        field = _field(fields, text)
        return Key(field.key, Path((field.key,), field.value), field)
    field = _field(fields, rest.removesuffix(")"))
    if field.value.kind not in DATED:
        raise BadRequest("“{name}” is not a date.", name=field.key[:100])
    return Key(text, periods.start_column(Path((field.key,), field.value), unit), None)


def read_measure(thing: str, fields: Iterable[Field], text: str) -> Column:
    """`count`, or `sum(amount)`. Raises BadRequest."""
    function, _, rest = text.partition("(")
    name = rest.removesuffix(")")
    if function not in FUNCTIONS or (function != "count" and not name):
        raise BadRequest("A measure is one of count, sum(…), avg(…), min(…), max(…).")
    if not name:
        return Column(text, Aggregate("count", thing, None, None, None, NUMBER))
    field = _field(fields, name)
    if function in ("sum", "avg") and field.value.kind not in (Kind.NUMBER, Kind.MONEY):
        raise BadRequest("“{name}” is not a number.", name=name[:100])
    if function in ("min", "max") and field.value.kind in UNORDERED:
        raise BadRequest("“{name}” has no least and no greatest value.", name=name[:100])
    of = Path((field.key,), field.value)
    kind = NUMBER if function == "count" else field.value
    return Column(text, Aggregate(function, thing, None, of, None, kind))


def _field(fields: Iterable[Field], name: str) -> Field:
    field = next((field for field in fields if field.key == name), None)
    if field is None:
        raise BadRequest("There is no field “{name}” here.", name=name[:100])
    return field
