"""Numbers as a picture."""

import json
from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Groups, GroupsAnswer, Need, PartAtom
from appling.atoms.base.columns import count_of, field_column, measure
from appling.blueprint.model.app import App, Column, Part, Thing
from appling.blueprint.model.expression import Call, Kind, Path, ValueType
from appling.blueprint.model.vocabulary import Setting

MOST = 60
KINDS = ("bar", "line", "pie", "area")


class Chart(PartAtom):
    """Numbers as a picture: how many rows, or what `show` adds up, per value of `by`.

    `by month(due)` and other dates are drawn as lines over time, everything else as bars, unless
    `with kind = bar`, `line`, `pie` or `area` says otherwise. A second `by` splits each bar or line.
    The numbers are also there as a table, for those who can't see the picture.
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
    settings = (Setting("kind", "How it is drawn.", "word", KINDS),)
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
        measures = tuple(measure(column, thing) for column in part.show) or (count_of(thing),)
        return Groups(thing.key, part.by[:2] or _natural_by(thing), measures, part.where, part.limit or MOST)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        kind = dict(part.settings).get("kind") or _natural_kind(part, app)
        return {"kind": kind, "drawing": _drawing(str(kind), data), "bars": _bars(data)}


def _natural_by(thing: Thing) -> tuple[Column, ...]:
    """The field that rows most likely fall into groups by: a choice, then a date's month, then a link."""
    for field in thing.fields:
        if field.choices:
            return (field_column(field),)
    for field in thing.fields:
        if field.value.kind in (Kind.DATE, Kind.MOMENT):
            month = Call("month", (Path((field.key,), field.value),), ValueType(Kind.NUMBER))
            return (Column(field.name, month, field.key),)
    for field in thing.fields:
        if field.value.kind in (Kind.LINK, Kind.PERSON, Kind.TRUTH):
            return (field_column(field),)
    return tuple(field_column(field) for field in thing.fields[:1])


def _natural_kind(part: Part, app: App) -> str:
    by = part.by or _natural_by(app.thing(part.thing or ""))
    first = by[0].value
    over_time = first.type.kind in (Kind.DATE, Kind.MOMENT) or (
        isinstance(first, Call) and first.function in ("year", "month", "week", "day")
    )
    return "line" if over_time else "bar"


def _series(data: GroupsAnswer) -> tuple[tuple[str, ...], dict[str, dict[str, float | None]]]:
    """Categories in their order, and per series the value at each of them."""
    categories: dict[str, None] = {}
    series: dict[str, dict[str, float | None]] = {}
    for group in data.groups:
        category = group.labels[0] if group.labels else data.thing.plural
        categories[category] = None
        if len(group.labels) > 1:
            series.setdefault(group.labels[1], {})[category] = group.values[0]
            continue
        for name, value in zip(data.measures, group.values, strict=True):
            series.setdefault(name, {})[category] = value
    return tuple(categories), series


def _drawing(kind: str, data: GroupsAnswer) -> str:
    """What the script in the browser draws, as JSON."""
    categories, series = _series(data)
    lines = [
        {"name": name, "values": [values.get(category) for category in categories]}
        for name, values in series.items()
    ]
    return json.dumps({"kind": kind, "labels": categories, "series": lines}, ensure_ascii=False)


def _bars(data: GroupsAnswer) -> tuple[tuple[str, str, float], ...]:
    """Label, text and share of the largest of each group's first number, for browsers without script."""
    largest = max((abs(group.values[0] or 0) for group in data.groups), default=0) or 1
    return tuple(
        (
            " · ".join(group.labels) or data.thing.plural,
            group.texts[0],
            round(abs(group.values[0] or 0) / largest * 100, 1),
        )
        for group in data.groups
    )
