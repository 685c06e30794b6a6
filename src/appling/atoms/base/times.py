"""When rows of a thing are: the fields that say it, as its constraints name them."""

from dataclasses import dataclass

from appling.blueprint.model.app import Constraint, Thing
from appling.blueprint.model.expression import Expression, Kind


@dataclass(frozen=True, slots=True)
class Times:
    """Keys of fields. `day` is there where `start` and `end` are times of a day, `end` where rows last.

    `per`: the link that a row takes up, such as its room. `where`: only such rows take up time.
    """

    start: str
    end: str | None = None
    day: str | None = None
    per: str | None = None
    where: Expression | None = None


def times_of(thing: Thing) -> Times | None:
    """What keeps two rows from one time; None where nothing does."""
    found = (_times(thing, constraint) for constraint in thing.constraints)
    return next((times for times in found if times is not None), None)


def _times(thing: Thing, constraint: Constraint) -> Times | None:
    kinds = {key: thing.field(key).value.kind for key in constraint.fields}
    day = next((key for key in constraint.per if kinds[key] is Kind.DATE), None)
    per = next((key for key in constraint.per if kinds[key] is Kind.LINK), None)
    if constraint.lasting:
        start, end = constraint.lasting
        fits = kinds[start] is Kind.MOMENT or (kinds[start] is Kind.TIME and day is not None)
        on = day if kinds[start] is Kind.TIME else None
        return Times(start, end, on, per, constraint.where) if fits else None
    for key in constraint.per:
        if kinds[key] is Kind.MOMENT or (kinds[key] is Kind.TIME and day is not None):
            on = day if kinds[key] is Kind.TIME else None
            return Times(key, None, on, per, constraint.where)
    return None
