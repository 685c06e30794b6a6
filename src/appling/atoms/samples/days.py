"""Sample days, times and moments, around today."""

from datetime import date, datetime, time, timedelta

from appling.atoms.base import Sample
from appling.atoms.base.zone import utc
from appling.atoms.samples.words import meaning
from appling.blueprint.model.app import Field

_RANGES = {
    "due": (-9, 28),
    "birth": (-365 * 62, -365 * 19),
    "start": (-21, 21),
    "leg": (-2, 28),
    "past": (-110, -1),
}
_USUAL = (-25, 25)


def day(field: Field, sample: Sample) -> date:
    """A day as the field's name suggests: some dues are over, births are long ago."""
    low, high = _RANGES.get(meaning("days", field.name) or "", _USUAL)
    return sample.today + timedelta(days=sample.random.randint(low, high))


def clock(field: Field, sample: Sample) -> time:
    """A time of the working day; ends are later than starts."""
    late = meaning("days", field.name) == "due"
    return time(sample.random.randint(17, 20) if late else sample.random.randint(8, 16), _minute(sample))


def moment(field: Field, sample: Sample) -> datetime:
    """A day with a time in the working day."""
    hour = time(sample.random.randint(8, 18), _minute(sample))
    return utc(datetime.combine(day(field, sample), hour))


def _minute(sample: Sample) -> int:
    return sample.random.choice((0, 0, 15, 30, 30, 45))


def in_order(field: Field, other: Field, *, follows: bool) -> bool:
    """Whether the value of the first can't be later than that of the second: a start and its end.

    Of departure and arrival the one comes first whose field does: a train departs, then a guest arrives.
    """
    meant = (meaning("days", field.name), meaning("days", other.name))
    return meant in {("start", "due"), ("past", "due")} or (follows and meant == ("leg", "leg"))
