"""A cross table."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Cross, Need, PartAtom
from appling.atoms.base.columns import count_of, in_period, measure
from appling.blueprint.model.app import App, Part

MOST = 100


class Pivot(PartAtom):
    """A cross table: a number for every two groups that rows lie in together, with totals.

    The first of `by` is down the side, the second across the top: `pivot of Hours by person, month(day) show
    sum(hours)`. Without `show` it counts rows. `limit` is how many rows are shown.
    """

    name = "pivot"
    aliases = (
        "pivot table",
        "cross table",
        "crosstab",
        "cross tab",
        "matrix",
        "contingency table",
        "透视表",
        "交叉表",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "show", "limit"})
    measures = True
    groupings = 2
    good = (
        """
        app Hours
          about: Who worked how long on what.
          people: worker, manager

        thing Project
          name: text, required
          worker may see

        thing Entry
          project: Project, required
          worker: person = me
          kind: choice(work, travel, meeting)
          hours: number, required, min 0
          day: date = today
          worker may see own, add
          manager may do all

        page Overview for manager
          pivot "Hours a month" of Entry by worker, month(day) show sum(hours)
          pivot "Kinds" of Entry by project, kind
          pivot "Average" of Entry where hours > 0 by kind, project show avg(hours) limit 20
        """,
        """
        app 考勤
          language: zh

        thing 记录
          姓名: text, required
          状态: choice(出勤, 迟到, 请假)
          日期: date = today

        page 统计
          pivot "每月出勤" of 记录 by 姓名, 状态
        """,
    )
    bad = (
        """
        # missing-by
        app Hours

        thing Entry
          kind: choice(work, travel)
          hours: number

        page Overview
          pivot of Entry by kind show sum(hours)
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        row, column = (in_period(each) for each in part.by[:2])
        number = measure(part.show[0], thing) if part.show else count_of(thing)
        return Cross(thing.key, row, column, number, part.where, part.limit or MOST)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {}
