"""Rows below one another."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows
from appling.atoms.base.columns import shown_columns
from appling.atoms.base.groups import by_heading, has_form_beside
from appling.atoms.base.opened import FILTERS, has_open_filters
from appling.blueprint.model.app import App, Part

COLUMNS = 5


class List(PartAtom):
    """Rows below one another: a title, then its text and facts in a quiet line.

    Best for things that are read in order: tasks, messages, comments, news, events. `by` puts the
    rows under headings, for instance days. Actions on the thing become buttons in its row.
    """

    name = "list"
    aliases = (
        "listing",
        "feed",
        "stream",
        "items",
        "comments",
        "posts",
        "news",
        "checklist",
        "todo list",
        "log",
        "queue",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    settings = (FILTERS,)
    collection = True
    good = (
        """
        app House Chores
          about: Who does what in the shared house.
          people: housemate

        thing Chore
          name: text, required
          room: choice(kitchen, bathroom, garden)
          who: person = me
          due: date
          done: yes/no
          housemate may do all

        action Finish on Chore for housemate when not done
          set done = yes

        page Today
          list "To do" of Chore where not done by room sort due show name, who, due
          list "Done" of Chore where done sort due desc limit 5
        """,
        """
        app Club News
          about: Short news for the club.
          people: member, editor

        thing Story
          headline: text, required
          body: long text
          day: date = today
          visitor may see
          editor may do all

        page News
          list of Story sort day desc show headline, body, day
        """,
    )
    bad = (
        """
        # missing-thing
        app House Chores

        thing Chore
          name: text

        page Today
          list "To do"
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        columns = shown_columns(part, thing, COLUMNS, long=True)
        return Rows(
            thing.key, columns, part.where, part.sort, part.limit, part.by, controls=part.limit is None
        )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {
            "groups": by_heading(data.rows),
            "form_beside": has_form_beside(part, app),
            "open": has_open_filters(part),
        }
