"""Rows as cards in columns, moved from one to the next."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Lanes, Need, PartAtom, Rows
from appling.atoms.base.columns import field_column, shown_columns
from appling.atoms.base.groups import has_form_beside
from appling.blueprint.model.app import App, Column, Part, Thing
from appling.blueprint.model.expression import Kind

FACTS = 3
IN_A_LANE = 20


class Board(PartAtom):
    """Rows as cards in columns, one for each value of a field; a card is moved by dragging it.

    Best for work that goes through states: tasks, leads, applications, orders. `by` names the field:
    a choice, a yes/no, a link or a person; without it, the first choice there is. Whoever may change
    a row moves it with the mouse, a finger, the arrow keys or the buttons on its card. `limit` is
    how many cards a column shows before it leads on to the list.
    """

    name = "board"
    aliases = (
        "kanban",
        "kanban board",
        "task board",
        "pipeline",
        "swimlanes",
        "columns",
        "drag and drop board",
        "status board",
        "sprint board",
        "trello board",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    collection = True
    good = (
        """
        app Team Tasks
          about: What the team works on.
          people: member

        thing Task
          name: text, required
          state: choice(to do, doing, done) = to do
          who: person = me
          due: date
          member may do all

        page Board
          board of Task by state sort due show who, due
        """,
        """
        app 招聘进度
          about: 每位候选人走到了哪一步
          people: 招聘专员, 面试官

        thing 候选人
          姓名: text, required
          阶段: choice(简历筛选, 面试, 录用, 婉拒) = 简历筛选
          职位: text
          面试日期: date
          面试官 may see
          招聘专员 may do all

        page 看板
          board of 候选人 by 阶段 sort 面试日期 show 职位, 面试日期
        """,
        """
        app Shop Floor
          about: Orders by whether they are packed, and by customer.

        thing Customer
          name: text, required

        thing Order
          number: text, required
          customer: Customer
          packed: yes/no
          placed: date

        page Packing
          board "To pack" of Order by packed limit 5
          board "Who ordered" of Order where not packed by customer
        """,
    )
    bad = (
        """
        # unknown-name
        app Team Tasks

        thing Task
          name: text

        page Board
          board of Task by progress made
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        by = part.by[0] if part.by else usual_grouping(thing)
        columns = facts(part, thing, by)
        if by is None:
            return Rows(thing.key, columns, part.where, part.sort, part.limit, controls=part.limit is None)
        return Lanes(thing.key, by, columns, part.where, part.sort, part.limit or IN_A_LANE)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"form_beside": has_form_beside(part, app)}


def usual_grouping(thing: Thing) -> Column | None:
    """The first choice, or else the first link or yes/no."""
    kept = [field for field in thing.fields if field.formula is None]
    ranked = [field for field in kept if field.choices]
    for kind in (Kind.LINK, Kind.TRUTH, Kind.PERSON):
        ranked += [field for field in kept if field.value.kind is kind]
    return field_column(ranked[0]) if ranked else None


def facts(part: Part, thing: Thing, by: Column | None) -> tuple[Column, ...]:
    """A few, without the title and what the column says already."""
    said = {thing.title, by.field if by else None}
    found = shown_columns(part, thing, FACTS + len(said))
    return tuple(column for column in found if column.field is None or column.field not in said)[:FACTS]
