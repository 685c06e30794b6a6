"""Numbers as a picture."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows, RowsAnswer, Series, SeriesAnswer
from appling.atoms.base.columns import (
    count_of,
    date_of,
    field_column,
    in_periods,
    is_aggregate,
    is_sum,
    measure,
)
from appling.atoms.base.needs import SPANS
from appling.atoms.pages.chart.calendar import calendar
from appling.atoms.pages.chart.drawing import bars, drawing, scattered
from appling.blueprint.model.app import App, Column, Part, Thing
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import Setting

MOST_ROWS = 1000
FEW_POINTS, FEW_LINES = 3, 3
NUMERIC = (Kind.NUMBER, Kind.MONEY)
KINDS = (
    "bar",
    "horizontal bar",
    "stacked bar",
    "grouped bar",
    "line",
    "area",
    "pie",
    "donut",
    "scatter",
    "heat calendar",
)
WORDS = (
    ("column", "bar"), ("columns", "bar"), ("bars", "bar"), ("bar chart", "bar"), ("histogram", "bar"),
    ("horizontal", "horizontal bar"), ("stacked", "stacked bar"), ("stacked column", "stacked bar"),
    ("grouped", "grouped bar"), ("lines", "line"), ("line chart", "line"), ("trend", "line"),
    ("stacked area", "area"), ("pie chart", "pie"), ("circle", "pie"), ("doughnut", "donut"),
    ("ring", "donut"), ("bubble", "scatter"), ("points", "scatter"), ("heatmap", "heat calendar"),
    ("heat map", "heat calendar"), ("calendar", "heat calendar"), ("柱状图", "bar"),
    ("条形图", "horizontal bar"), ("折线图", "line"), ("面积图", "area"), ("饼图", "pie"),
    ("环形图", "donut"), ("散点图", "scatter"),
    ("热力图", "heat calendar"),
)  # fmt: skip
PASTS = (
    ("week", "7 days"), ("last 7 days", "7 days"), ("month", "30 days"), ("last 30 days", "30 days"),
    ("year", "12 months"), ("last 12 months", "12 months"), ("all time", "all"), ("everything", "all"),
)  # fmt: skip
SHARES = ("share", "proportion", "breakdown", "distribution", "split", "占比", "比例", "构成", "分布")
"""Words in a title that say that parts of a whole are meant."""


class Chart(PartAtom):
    """Numbers as a picture: how many rows, or what `show` adds up, per value of `by`.

    A date in `by` (`by day`, `by month(day)`) gives a line over time, days without rows included, whose
    reader chooses how much of the past it shows; `with range = 30 days` says what it begins with. A yes/no
    and titles that speak of shares give a ring, everything else bars, the smallest groups put together
    as others. `with kind` says otherwise: bar, horizontal bar, stacked bar, grouped bar, line, area, pie,
    donut, scatter (of two numbers, `show weight, price`) or heat calendar (a year, day by day). A
    second `by` splits each bar or line. The numbers are also there as a table, for those who can't see
    the picture.
    """

    name = "chart"
    aliases = (
        "graph",
        "bar chart",
        "pie chart",
        "line chart",
        "area chart",
        "column chart",
        "bar",
        "pie",
        "line",
        "area",
        "plot",
        "histogram",
        "diagram",
        "donut",
        "trend",
        "analytics",
        "visualization",
        "charts",
        "bar graph",
        "line graph",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "show", "limit"})
    measures = True
    single = True
    groupings = 1
    settings = (
        Setting("kind", "How it is drawn.", "word", KINDS, WORDS),
        Setting("range", "How much of the past it shows at first.", "word", SPANS, PASTS),
    )
    good = (
        """
        app Water Meter
          about: How much water each house uses.
          people: caretaker

        thing House
          name: text, required

        thing Reading
          house: House, required
          litres: number, required, min 0
          day: date, required = today
          caretaker may do all

        page Use
          chart "Litres per month" of Reading by month(day) show sum(litres)
          chart "By house" of Reading by house show sum(litres) with kind = pie
          chart of Reading by month(day), house show avg(litres) limit 24 with kind = bar
        """,
        """
        app 面包店
          about: 每天卖出的面包，一眼看清。
          language: zh
          people: 店员

        thing 销售
          品种: choice(吐司, 可颂, 法棍, 贝果)
          日期: date, required = today
          金额: money, required
          数量: number, required, min 1
          店员 may do all

        page 概览
          chart "营业额" of 销售 by 日期 show sum(金额) with range = 30 days
          chart "品种占比" of 销售 by 品种 with kind = donut
          chart "每月销量" of 销售 by month(日期), 品种 show sum(数量) with kind = stacked bar
          chart "数量与金额" of 销售 show 数量, 金额 with kind = scatter
          chart "每日销量" of 销售 by 日期 show sum(数量) with kind = heat calendar
        """,
    )
    bad = (
        """
        # wrong-part-setting
        app Water Meter

        thing Reading
          litres: number
          day: date

        page Use
          chart of Reading by month(day) with kind = hologram
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        if is_scattered(part):
            return Rows(
                thing.key, _numbers(part)[:2], part.where, limit=part.limit or MOST_ROWS, controls=False
            )
        along, split, unit = _axes(part, thing)
        measures = tuple(measure(column, thing) for column in part.show) or (count_of(thing),)
        span = str(dict(part.settings).get("range", "all"))
        kind = _asked_kind(part)
        if kind == "heat calendar" and (dated := _dated(along, thing)) is not None:
            return Series(
                thing.key, dated, measures[:1], "day", None, part.where, span="12 months", choose=False
            )
        others = unit is None or split is None or kind in ("area", "stacked bar")
        return Series(thing.key, along, measures, unit, split, part.where, part.limit, span, others=others)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        if isinstance(data, RowsAnswer):
            return {"kind": "scatter", "drawing": scattered(data, app.language)}
        assert isinstance(data, SeriesAnswer)  # noqa: S101 - what it asked for
        kind = _asked_kind(part) or _natural_kind(part, app, data)
        if kind == "heat calendar":
            return (
                {"kind": kind, "calendar": calendar(data, app.language)} if data.unit else _as_bars(data, app)
            )
        if kind == "scatter":
            kind = "line" if data.unit else "bar"
        drawn = drawing(kind, data, app.language)
        return {"kind": kind, "drawing": drawn, "bars": bars(data)}


def _as_bars(data: SeriesAnswer, app: App) -> Mapping[str, object]:
    """A calendar of what has no date."""
    return {"kind": "bar", "drawing": drawing("bar", data, app.language), "bars": bars(data)}


def is_scattered(part: Part) -> bool:
    """Whether each row is a point of its own."""
    return not part.by and len(_numbers(part)) > 1


def _numbers(part: Part) -> tuple[Column, ...]:
    """What it shows of each row."""
    return tuple(
        each for each in part.show if not is_aggregate(each.value) and each.value.type.kind in NUMERIC
    )


def _axes(part: Part, thing: Thing) -> tuple[Column, Column | None, str | None]:
    """The axis, what splits it, and the periods if it is time; time is always the axis."""
    first, *more = part.by[:2] or (_natural_by(thing),)
    second = more[0] if more else None
    timed = in_periods(first)
    if timed is None and second is not None and (other := in_periods(second)) is not None:
        return other[0], first, other[1]
    return (timed[0], second, timed[1]) if timed is not None else (first, second, None)


def _dated(along: Column, thing: Thing) -> Column | None:
    timed = in_periods(along)
    return timed[0] if timed is not None else date_of(thing)


def _natural_by(thing: Thing) -> Column:
    """The field that rows most likely fall into groups by: a choice, then a date, then a link."""
    fields = [field for field in thing.fields if field.choices]
    for kinds in ((Kind.DATE, Kind.MOMENT), (Kind.LINK, Kind.PERSON, Kind.TRUTH)):
        fields += [field for field in thing.fields if field.value.kind in kinds]
    return field_column((fields or list(thing.fields))[0])


def _asked_kind(part: Part) -> str | None:
    kind = dict(part.settings).get("kind")
    return None if kind is None else str(kind)


def _natural_kind(part: Part, app: App, data: SeriesAnswer) -> str:
    """Lines over time, rings for shares of a whole, else bars."""
    if data.unit is not None:
        summed = all(is_sum(measure(column, app.thing(part.thing or "")).value) for column in part.show)
        few = len(data.points) < FEW_POINTS
        return "bar" if few else "area" if summed and len(data.lines) == 1 else "line"
    title = (part.title or "").casefold()
    halves = part.by and part.by[0].value.type.kind is Kind.TRUTH
    if len(data.lines) == 1 and (halves or any(word in title for word in SHARES)):
        return "donut"
    return "stacked bar" if data.split is not None and len(data.lines) > FEW_LINES else "bar"
