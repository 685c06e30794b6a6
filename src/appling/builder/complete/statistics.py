"""A page of figures and charts, where the brief asks for figures and the draft has none."""

import re

from appling.blueprint.syntax.tree import Blueprint, ThingBlock
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft, of_type

_ASKED = re.compile(
    r"statistic|analytic|data analysis|visuali[sz]|\bchart|\bgraphs?\b|dashboard|\breports?\b"
    r"|统计|分析|图表|报表|可视化",
    re.I,
)
_DRAWN = ("chart", "stat")
_MOST = 3


def statistics(draft: Draft) -> list[Addition]:
    """How many rows there are, and charts of the things that can be drawn."""
    if not _ASKED.search(draft.brief) or any(
        part.kind.text in _DRAWN for page in draft.blueprint.pages for part in page.parts
    ):
        return []
    drawn = [line for thing in draft.blueprint.things if (line := _chart(thing))][:_MOST]
    if not drawn:
        return []
    name = "统计" if draft.chinese else "Statistics"
    if any(page.name.text == name for page in draft.blueprint.pages):
        name += " 2"
    manager = _manager(draft.blueprint)
    head = f"page {name} for {manager}" if manager else f"page {name}"
    return [Addition("\n".join([head, *(f"  {line}" for line in drawn)]), "A page with charts", name)]


def _manager(blueprint: Blueprint) -> str | None:
    settings = blueprint.app.settings if blueprint.app else ()
    people = next((setting.values for setting in settings if setting.key.text == "people"), ())
    return people[-1].text if len(people) > 1 else None


def _chart(thing: ThingBlock) -> str | None:
    """By its first choice, else by month; money is added up."""
    by = [field.name.text for field in of_type(thing, "choice")]
    by += [f"month({field.name.text})" for field in of_type(thing, "date", "date and time")]
    if not by:
        return None
    money = of_type(thing, "money")
    what = f"sum({money[0].name.text})" if money else "count()"
    return f"chart of {thing.name.text} by {by[0]} show {what}"
