"""What parts show of a thing when their `show` does not say."""

from appling.atoms.base.needs import UNITS
from appling.blueprint.model.app import Column, Field, Part, SortKey, Thing
from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Expression,
    In,
    IsEmpty,
    Kind,
    Literal,
    Now,
    Path,
    Today,
    Unary,
    ValueType,
)

NUMBER = ValueType(Kind.NUMBER)
LONG_TYPES = frozenset({"long text", "image", "file", "place"})
"""Types whose values do not fit in a line."""


OLDEST_FIRST = (SortKey(Path(("_id",), ValueType(Kind.NUMBER))),)
NEWEST_FIRST = (SortKey(Path(("_id",), ValueType(Kind.NUMBER)), descending=True),)


def made_when() -> Column:
    """When a row was added."""
    return Column("", Path(("_created",), ValueType(Kind.MOMENT)))


def field_column(field: Field) -> Column:
    return Column(field.name, Path((field.key,), field.value), field.key)


def default_columns(thing: Thing, most: int, *, long: bool = False) -> tuple[Column, ...]:
    """The title first, then the other fields as declared; `long`: also those that need much room."""
    fields = [
        field for field in thing.fields if long or field.type not in LONG_TYPES or field.key == thing.title
    ]
    fields = fields or list(thing.fields)
    fields.sort(key=lambda field: field.key != thing.title)
    return tuple(field_column(field) for field in fields[:most])


def shown_columns(part: Part, thing: Thing, most: int, *, long: bool = False) -> tuple[Column, ...]:
    """What `show` names, or else the thing's first fields, without those that the rows stand under."""
    if part.show:
        return part.show
    headings = {column.field for column in part.by if column.field}
    columns = default_columns(thing, most + len(headings), long=long)
    return tuple(column for column in columns if column.field not in headings)[:most] or columns[:most]


def count_of(thing: Thing) -> Column:
    """How many rows there are, called by the thing's plural."""
    return Column(thing.plural, Aggregate("count", thing.key, None, None, None, NUMBER))


def measure(column: Column, thing: Thing) -> Column:
    """A column as a number per group: an aggregate as it is, a number's sum, or else how many rows."""
    if is_aggregate(column.value):
        return column
    if column.value.type.kind in (Kind.NUMBER, Kind.MONEY):
        total = Aggregate("sum", thing.key, None, column.value, None, column.value.type)
        return Column(column.label, total, column.field)
    return count_of(thing)


def is_amount(column: Column) -> bool:
    """Whether its values can be summed up in a column's foot."""
    return column.value.type.kind in (Kind.NUMBER, Kind.MONEY) and not is_aggregate(column.value)


def is_aggregate(value: Expression) -> bool:
    """Whether it counts over the part's own rows, not over the children of one row."""
    match value:
        case Aggregate(link=link):
            return link is None
        case Unary(operand=operand) | IsEmpty(operand=operand):
            return is_aggregate(operand)
        case Binary(left=left, right=right):
            return is_aggregate(left) or is_aggregate(right)
        case In(operand=operand, options=options):
            return any(is_aggregate(each) for each in (operand, *options))
        case Call(arguments=arguments):
            return any(is_aggregate(each) for each in arguments)
        case _:
            return False


def is_sum(value: Expression) -> bool:
    """Whether a measure over several groups is the sum of what it is over each, and 0 over no rows."""
    match value:
        case Aggregate(function=function, link=link):
            return link is None and function in ("count", "sum")
        case Unary(operator="-", operand=operand):
            return is_sum(operand)
        case Binary(operator="+" | "-", left=left, right=right):
            return is_sum(left) and is_sum(right)
        case Binary(operator="*" | "/", left=left, right=Literal()):
            return is_sum(left)
        case _:
            return False


def date_of(thing: Thing) -> Column | None:
    """The date that says when a row happened: one that is today unless told otherwise, or else the first."""
    dated = [
        field
        for field in thing.fields
        if field.value.kind in (Kind.DATE, Kind.MOMENT) and field.formula is None
    ]
    dated.sort(key=lambda field: not isinstance(field.default, Today | Now))
    return field_column(dated[0]) if dated else None


def in_periods(column: Column) -> tuple[Column, str] | None:
    """The date inside a column such as `month(day)` with its unit, or a date as it is; None for others."""
    value = column.value
    if isinstance(value, Call) and value.function in UNITS:
        return Column(column.label, value.arguments[0], column.field), value.function
    if isinstance(value, Path) and value.type.kind in (Kind.DATE, Kind.MOMENT):
        return column, ""
    return None


def in_period(column: Column) -> Column:
    """A date as the month it lies in, `month(day)` as that month of its year; others as they are."""
    timed = in_periods(column)
    if timed is None:
        return column
    date, unit = timed
    return Column(column.label, Call(f"start of {unit or 'month'}", (date.value,), ValueType(Kind.DATE)))
