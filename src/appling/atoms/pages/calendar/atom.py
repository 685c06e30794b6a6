"""Rows on the days of a month."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Reaches, Rows
from appling.atoms.base.columns import shown_columns
from appling.atoms.base.groups import has_form_beside
from appling.atoms.base.reaches import times
from appling.atoms.pages.calendar.month import month_view
from appling.blueprint.model.app import App, Part

COLUMNS = 5


class Calendar(PartAtom):
    """Rows on the days of a month, with a way to the months before and after.

    Best for events, bookings, shifts, deadlines. `by` names the date, or the date and time; a second
    one is the end of what takes several days (`by start, end`). Without `by`, the names of the fields
    tell. A further `by`, such as a room or a kind, gives each of its values a colour. Whoever may add
    finds a button on each day. On a phone the month becomes a list of its days.
    """

    name = "calendar"
    aliases = (
        "month",
        "month view",
        "calendar view",
        "monthly calendar",
        "event calendar",
        "agenda",
        "timetable",
        "week view",
        "weekly calendar",
        "date picker",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "show"})
    collection = True
    good = (
        """
        app Village Hall
          about: Who has the hall when.
          people: villager, caretaker

        thing Booking
          occasion: text, required
          room: choice(hall, kitchen, garden)
          start: date and time, required
          end: date and time
          villager may see, add
          caretaker may do all

        page Calendar
          calendar of Booking by start, end, room
        """,
        """
        app 假期日历
          about: 谁在什么时候休假
          people: 员工

        thing 休假
          姓名: text, required
          开始日期: date, required
          结束日期: date
          类型: choice(年假, 病假, 事假)
          员工 may see, add

        page 日历
          calendar of 休假
        """,
        """
        app Deadlines
          about: What is due when.

        thing Essay
          title: text, required
          due: date
          handed in: yes/no

        page Due
          calendar "Still to hand in" of Essay where not handed in by due
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Deadlines

        thing Essay
          title: text
          due: date

        page Due
          calendar of Essay by due limit 3
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        found = times(part, thing)
        if found is None:
            return Rows(thing.key, shown_columns(part, thing, COLUMNS), part.where, group=part.by)
        return Reaches(thing.key, found.start, found.end, part.show, part.where, found.group)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        month = month_view(data, app.language) if hasattr(data, "spans") else None
        return {"month": month, "form_beside": has_form_beside(part, app)}
