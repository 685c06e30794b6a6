"""Moments between UTC, in which they are kept, and the server's zone, in which people type and read them.

The zone is the one in `TZ`, or else the machine's. A time that clocks show twice means the first of the two;
one that they leave out is reckoned as if they had not been put forward yet.
"""

from datetime import UTC, date, datetime, time

_LAST = time(23, 59, 59, fold=1)


def local(moment: datetime) -> datetime:
    """What clocks here show at a moment, without a zone."""
    try:
        return moment.astimezone().replace(tzinfo=None)
    except (OverflowError, ValueError):
        return moment.replace(tzinfo=None)


def utc(moment: datetime) -> datetime:
    """A moment in UTC; without a zone it is what clocks here show. Raises OverflowError if it has one."""
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    try:
        return datetime.fromtimestamp(moment.timestamp(), UTC)
    except (OverflowError, ValueError):
        return moment.replace(tzinfo=UTC)


def day_of(moment: datetime) -> date:
    """The day here on which a moment lies."""
    return local(moment).date()


def first_of(day: date) -> datetime:
    """The first moment of a day here, in UTC."""
    return utc(datetime.combine(day, time()))


def last_of(day: date) -> datetime:
    """The last second of a day here, in UTC."""
    return utc(datetime.combine(day, _LAST))
