"""Rows as bars along time."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Reaches, Rows
from appling.atoms.base.columns import shown_columns
from appling.atoms.base.groups import has_form_beside
from appling.atoms.base.reaches import times
from appling.atoms.pages.schedule.bars import bars_of
from appling.blueprint.model.app import App, Part

COLUMNS = 5
MOST = 100


class Schedule(PartAtom):
    """Rows as bars along time, from where they start to where they end.

    Best for plans: the tasks of a project, phases, stays, rentals, campaigns. `by` names the start and
    the end (`by starts, due`); without it, the names of the fields tell. A further `by`, such as a
    phase or a person, puts the bars under headings. What has no end is a dot. The dates stand beside
    each bar, so that it can be read as a table, too.
    """

    name = "schedule"
    aliases = (
        "gantt",
        "gantt chart",
        "roadmap",
        "project timeline",
        "project plan",
        "timeline chart",
        "gantt view",
        "planner",
        "plan",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    collection = True
    good = (
        """
        app House Building
          about: Who does what on the site, and when.
          people: foreman, worker

        thing Job
          name: text, required
          phase: choice(ground, walls, roof, inside)
          starts: date
          due: date
          worker may see
          foreman may do all

        page Plan
          schedule of Job by phase, starts, due
        """,
        """
        app 新品上市
          about: 上市前的各项工作

        thing 任务
          名称: text, required
          负责人: text
          开始: date
          截止: date

        page 进度
          schedule of 任务 sort 开始 show 负责人
        """,
    )
    bad = (
        """
        # missing-thing
        app House Building

        thing Job
          name: text
          starts: date

        page Plan
          schedule "Plan" by starts
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        found = times(part, thing, long=True)
        if found is None:
            return Rows(thing.key, shown_columns(part, thing, COLUMNS), part.where, part.sort, group=part.by)
        return Reaches(
            thing.key,
            found.start,
            found.end,
            part.show[:2],
            part.where,
            found.group,
            part.limit or MOST,
            monthly=False,
            sort=part.sort,
        )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        chart = bars_of(data, app.language) if hasattr(data, "spans") else None
        return {"chart": chart, "form_beside": has_form_beside(part, app)}
