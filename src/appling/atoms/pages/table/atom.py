"""Rows in columns."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows
from appling.atoms.base.columns import shown_columns
from appling.atoms.base.groups import by_heading, has_form_beside
from appling.atoms.base.opened import FILTERS, has_open_filters
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Setting

COLUMNS = 6


class Table(PartAtom):
    """Rows in columns, with search, filters, sorting and pages.

    Best for things with several short fields that people compare or look up. Without `show` it has
    the first six short fields. `by` puts the rows under headings. On a phone each row becomes a
    small card. Readers choose which columns they see, in which order, how many rows on a page and how
    close together; that stands in the address, and whoever is signed in can keep it as a view.
    """

    name = "table"
    aliases = (
        "grid view",
        "data table",
        "datatable",
        "spreadsheet",
        "sheet",
        "inventory",
        "records",
        "report",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    collection = True
    settings = (
        Setting("totals", "`yes`: the sums of the numbers below them, over all pages", "truth"),
        FILTERS,
    )
    good = (
        """
        app Tool Library
          about: See which tools are out and when they come back.
          people: member, librarian

        thing Tool
          name: text, required
          shelf: text
          price: money
          member may see
          librarian may do all

        thing Loan
          tool: Tool, required
          borrower: person = me
          due: date
          returned: yes/no
          late = due < today and not returned
          member may see own, add own
          librarian may do all

        page Tools
          table of Tool sort name
        page Late for librarian
          table "Late loans" of Loan where late sort due show tool, borrower, due limit 20
          table "What it is worth" of Tool show name, price with totals = yes
        """,
        """
        app Rail Tickets
          about: Find a train between two towns.
          visitor may see

        thing Train
          line: text, required
          from: text
          to: text
          departure: date and time
          price: money

        page Trains
          table "Find a train" of Train sort departure with filters = open
        """,
    )
    bad = (
        """
        # missing-thing
        app Tool Library

        thing Tool
          name: text

        page Tools
          table
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        columns = shown_columns(part, thing, COLUMNS)
        return Rows(
            thing.key,
            columns,
            part.where,
            part.sort,
            part.limit,
            part.by,
            controls=part.limit is None,
            choose=True,
            totals=dict(part.settings).get("totals") is True,
        )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {
            "groups": by_heading(data.rows),
            "form_beside": has_form_beside(part, app),
            "open": has_open_filters(part),
        }
