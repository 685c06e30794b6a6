"""A few rows side by side."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Chosen, Need, PartAtom
from appling.atoms.base.columns import shown_columns
from appling.blueprint.model.app import App, Part

FIELDS = 20
OFFERED = 60


class Compare(PartAtom):
    """Up to four rows side by side, chosen by the reader; what differs between them is marked.

    Best where people decide between things: products, plans, flats, candidates, quotes. `show` names
    what is compared, else it is all that there is. `limit` is how many rows are offered to choose from.
    """

    name = "compare"
    aliases = (
        "comparison",
        "comparison table",
        "side by side",
        "compare table",
        "versus",
        "product comparison",
    )
    thing = "required"
    clauses = frozenset({"where", "sort", "show", "limit"})
    good = (
        """
        app Flat Hunt
          about: The flats we looked at, side by side.

        thing Flat
          address: text, required
          photo: image
          rent: money
          rooms: number
          balcony: yes/no
          notes: long text

        page Flats
          cards of Flat
        page Side by side
          compare of Flat sort rent show rent, rooms, balcony
        """,
        """
        app 手机对比
          about: 几款手机放在一起看

        thing 手机
          型号: text, required
          价格: money
          屏幕: text
          支持五G: yes/no

        page 对比
          compare of 手机
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Flat Hunt

        thing Flat
          address: text

        page Side by side
          compare of Flat by address
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        shown = shown_columns(part, thing, FIELDS, long=True)
        columns = tuple(column for column in shown if column.field is None or column.field != thing.title)
        return Chosen(thing.key, columns, part.where, part.sort, part.limit or OFFERED)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        """`lines` are the compared fields: the heading, a cell for each row, and whether they differ."""
        cells = list(zip(*(row.cells for row in data.rows), strict=True))
        lines = [
            (head, line, len({cell.text for cell in line}) > 1)
            for head, line in zip(data.heads, cells, strict=False)
        ]
        return {"lines": lines, "pictured": any(row.picture for row in data.rows)}
