"""Rows in columns."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Groups, Need, PartAtom, Rows, RowsAnswer
from appling.atoms.base.columns import is_aggregate, measure, shown_columns
from appling.atoms.base.groups import by_heading
from appling.blueprint.model.app import App, Part

COLUMNS = 6


class Table(PartAtom):
    """Rows in columns, with search, filters, sorting and pages.

    Best for things with several short fields that people compare or look up. Without `show` it has
    the first six short fields. `by` puts the rows under headings. With sums or counts in `show` it
    has one line per group instead: `table of Sale by product show count(), sum(amount)`.
    On a phone each row becomes a small card.
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
    good = (
        """
        app Tool Library
          about: See which tools are out and when they come back.
          people: member, librarian

        thing Tool
          name: text, required
          shelf: text
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
        """,
        """
        app Market Stall
          about: What we sold, by product.

        thing Product
          name: text, required

        thing Sale
          product: Product, required
          amount: money, min 0
          sold: date = today

        page Takings
          table "By product" of Sale by product show count(), sum(amount)
          table "Latest" of Sale sort sold desc limit 10
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
        if any(is_aggregate(column.value) for column in part.show):
            measures = tuple(measure(column, thing) for column in part.show)
            return Groups(thing.key, part.by, measures, part.where, part.limit)
        columns = shown_columns(part, thing, COLUMNS)
        return Rows(
            thing.key, columns, part.where, part.sort, part.limit, part.by, controls=part.limit is None
        )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"groups": by_heading(data.rows) if isinstance(data, RowsAnswer) else None}
