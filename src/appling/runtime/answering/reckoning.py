"""What the runtime answers to parts that show numbers."""

from datetime import date

from appling.atoms.base import Change, Cross, Figures, Groups, Numbers, Ranks, Series
from appling.runtime.answering.figures import change, cross, ranks
from appling.runtime.answering.groupings import groups
from appling.runtime.answering.series import series
from appling.runtime.rows.lists import Lists, Place


def reckon(need: Numbers, lists: Lists, place: Place, today: date, me: int | None) -> Figures:
    """Over rows and fields that the viewer of `lists` may see; `me` is who that is."""
    match need:
        case Groups():
            return groups(need, lists)
        case Series():
            return series(need, lists, place, today)
        case Change():
            return change(need, lists, today)
        case Cross():
            return cross(need, lists)
        case Ranks():
            return ranks(need, lists, me)
