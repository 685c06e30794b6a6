"""Rows in the shapes that are more than lists: boards, calendars, trees, comparisons."""

from appling.atoms.base import Answer, Branches, Chosen, Lanes, Reaches
from appling.runtime.answering.branches import branches
from appling.runtime.answering.chosen import chosen
from appling.runtime.answering.lanes import lanes
from appling.runtime.answering.reaches import reaches
from appling.runtime.rows.lists import Lists, Place


def view(need: Lanes | Reaches | Branches | Chosen, lists: Lists, place: Place) -> Answer:
    """What the runtime answers to such a need."""
    match need:
        case Lanes():
            return lanes(need, lists, place)
        case Reaches():
            return reaches(need, lists, place)
        case Branches():
            return branches(need, lists)
        case Chosen():
            return chosen(need, lists, place)
