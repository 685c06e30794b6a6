"""A number that matters."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Groups, Need, PartAtom
from appling.atoms.base.columns import count_of, measure
from appling.blueprint.model.app import App, Part

MOST = 12


class Stat(PartAtom):
    """A number that matters, large, with its label: how many rows, or what `show` adds up.

    Best on top of a page, a few in a row: open orders, money raised, overdue loans. Without `show`
    it counts rows. With `by` there is a number per group.
    """

    name = "stat"
    aliases = (
        "stats",
        "statistic",
        "statistics",
        "metric",
        "metrics",
        "kpi",
        "info",
        "counter",
        "count",
        "number",
        "total",
        "sum",
        "figure",
        "summary",
        "progress",
        "score",
        "stat card",
        "dashboard",
        "value",
        "balance",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "show", "limit"})
    measures = True
    good = (
        """
        app Roof Fund
          about: Gifts for the new roof of the hall.
          people: volunteer

        thing Gift
          giver: text
          amount: money, required, min 1
          day: date = today
          thanked: yes/no
          volunteer may do all

        page Overview
          stat "Raised so far" of Gift show sum(amount)
          stat "Largest gift" of Gift show max(amount)
          stat "Thanks to write" of Gift where not thanked
          list "Newest" of Gift sort day desc limit 5
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Roof Fund

        thing Gift
          amount: money

        page Overview
          stat of Gift sort amount
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        measures = tuple(measure(column, thing) for column in part.show) or (count_of(thing),)
        return Groups(thing.key, part.by, measures, part.where, part.limit or MOST)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"figures": tuple(_figures(part, data))}


def _figures(part: Part, data: Any) -> list[tuple[str, str]]:
    """Label and text of each number; a sole one is called by the part's title."""
    sole = len(data.measures) == 1
    figures = []
    for group in data.groups:
        for measure_label, text in zip(data.measures, group.texts, strict=True):
            names = [*group.labels] if sole and group.labels else [*group.labels, measure_label]
            figures.append(
                (part.title if sole and not group.labels and part.title else " · ".join(names), text)
            )
    return figures
