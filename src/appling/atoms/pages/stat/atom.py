"""A number that matters."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Change, ChangeAnswer, Groups, GroupsAnswer, Need, PartAtom
from appling.atoms.base.columns import count_of, date_of, in_period, in_periods, measure
from appling.atoms.pages.stat.trend import Figure, percent, sparkline
from appling.blueprint.model.app import App, Column, Part, Thing
from appling.blueprint.model.vocabulary import Setting

MOST = 12
TIMES = ("week", "month", "year")
WORDS = (
    ("weekly", "week"), ("last week", "week"), ("monthly", "month"), ("last month", "month"),
    ("yearly", "year"), ("last year", "year"), ("周", "week"), ("月", "month"), ("年", "year"),
)  # fmt: skip


class Stat(PartAtom):
    """A number that matters, large, with its label: how many rows, or what `show` adds up.

    Best on top of a page, a few in a row: open orders, money raised, overdue loans. Without `show`
    it counts rows. With `by` there is a number per group. `with compare = month` (or week, or year) shows
    this month's number, by how much it is above or below last month's up to the same day, and a small line.
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
        "score",
        "stat card",
        "dashboard",
        "value",
        "balance",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "show", "limit"})
    measures = True
    settings = (
        Setting(
            "compare", "The time it is of, compared with the time before.", "word", TIMES, WORDS, dated=True
        ),
        Setting("better", "Whether more or less is good news.", "word", ("more", "less")),
    )
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
        """
        app 书店
          language: zh
          people: 店员

        thing 订单
          客人: text, required
          金额: money, required
          日期: date = today
          店员 may do all

        page 概览
          stat "营业额" of 订单 show sum(金额) with compare = month
          stat "订单数" of 订单 with compare = week
          stat "平均金额" of 订单 show avg(金额) with compare = year
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
        """
        # no-date
        app Roof Fund

        thing Gift
          amount: money

        page Overview
          stat of Gift show sum(amount) with compare = month
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        measures = tuple(measure(column, thing) for column in part.show) or (count_of(thing),)
        unit = dict(part.settings).get("compare")
        when = _when(part, thing)
        if unit is not None and when is not None:
            return Change(thing.key, when, str(unit), measures, part.where)
        return Groups(thing.key, tuple(map(in_period, part.by)), measures, part.where, part.limit or MOST)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        less = dict(part.settings).get("better") == "less"
        if isinstance(data, ChangeAnswer):
            return {
                "figures": tuple(_changed(part, data)),
                "unit": data.unit,
                "dated": data.dated,
                "less": less,
            }
        return {
            "figures": tuple(Figure(*each) for each in _figures(part, data)),
            "unit": "",
            "dated": True,
            "less": less,
        }


def _when(part: Part, thing: Thing) -> Column | None:
    """The date that is compared by: the one of `by`, or the thing's own."""
    timed = next((found for each in part.by if (found := in_periods(each)) is not None), None)
    return timed[0] if timed is not None else date_of(thing)


def _changed(part: Part, data: ChangeAnswer) -> list[Figure]:
    sole = len(data.figures) == 1
    return [
        Figure(
            part.title if sole and part.title else each.label,
            each.text,
            percent(each.value, each.before),
            each.before_text,
            sparkline(each.trail),
        )
        for each in data.figures
    ]


def _figures(part: Part, data: GroupsAnswer) -> list[tuple[str, str]]:
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
