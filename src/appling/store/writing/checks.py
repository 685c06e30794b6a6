"""Whether a field takes a value: the last look before it is written, whoever sends it."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from appling.atoms import field_atom
from appling.atoms.base import Refused
from appling.atoms.base.zone import day_of, first_of
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind
from appling.store.errors import Invalid
from appling.store.sql.kinds import tidy_amount, tidy_number
from appling.store.sql.tables import REFERENCES

LARGEST_ID = 2**31 - 1
_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.FILE: (str,),
    Kind.NUMBER: (int, float),
    Kind.MONEY: (Decimal,),
    Kind.DATE: (date,),
    Kind.TIME: (time,),
    Kind.MOMENT: (datetime,),
    Kind.TRUTH: (bool,),
    Kind.SEVERAL: (tuple,),
}


def checked(thing: Thing, values: dict[str, Any]) -> dict[str, Any]:
    """The values by field key, as they are kept. Raises Invalid for the first bad one."""
    return {key: check(thing.field(key), value) for key, value in values.items()}


def check(field: Field, value: Any) -> Any:
    value = fitted(field, value)
    if value is None:
        if field.required and field.value.kind is Kind.TRUTH:
            return False
        if field.required:
            raise Invalid(field.key, "{field} is required", field=field.name)
        return None
    if field.value.kind in REFERENCES:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST_ID:
            raise Invalid(field.key, "{field} must be one of the list", field=field.name)
        return int(value)
    if not is_of(field.value.kind, value):
        raise Invalid(field.key, "{field} does not take this value", field=field.name)
    atom = field_atom(field.type)
    try:
        return atom.from_json(atom.to_json(value), field)
    except Refused as refused:
        raise Invalid(field.key, refused.message, **refused.values) from refused
    except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise Invalid(field.key, "{field} does not take this value", field=field.name) from error


def is_of(kind: Kind, value: Any) -> bool:
    """Whether it is of the type that values of this kind have; yes is no number."""
    return isinstance(value, _TYPES[kind]) and isinstance(value, bool) == (kind is Kind.TRUTH)


def fitted(field: Field, value: Any) -> Any:
    """A value of a related kind as the field's own: whole units for money, midnight for a date."""
    if value is None or value == "" or value == ():
        return None
    match field.value.kind:
        case Kind.TEXT | Kind.FILE:
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        case Kind.NUMBER if isinstance(value, Decimal | float):
            return tidy_number(float(value))
        case Kind.MONEY if isinstance(value, int | float) and not isinstance(value, bool):
            return tidy_amount(float(value))
        case Kind.MOMENT if isinstance(value, date) and not isinstance(value, datetime):
            return first_of(value)
        case Kind.DATE if isinstance(value, datetime):
            return day_of(value)
        case _:
            return value
