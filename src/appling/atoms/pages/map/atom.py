"""Rows on a map."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows, RowView
from appling.atoms.base.columns import field_column, shown_columns
from appling.atoms.base.groups import has_form_beside
from appling.blueprint.model.app import App, Part

FACTS = 3
MOST = 500
PLACE = "place"


class Map(PartAtom):
    """Rows on a map of the world, with a list beside it; the thing needs a field of type `place`.

    Best for shops, stations, trips, sightings. It can be moved and enlarged by mouse, finger and keys.
    The map is drawn from outlines that come with the app, so no other service learns who looks at it;
    streets are not on it: close up, it shows where the places lie to one another, with a scale.
    """

    name = "map"
    aliases = (
        "world map",
        "map view",
        "store locator",
        "location map",
        "locations",
        "map of places",
        "pins",
        "geo map",
    )
    thing = "required"
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    good = (
        """
        app Bird Sightings
          about: Where which bird was seen.
          people: watcher

        thing Sighting
          bird: text, required
          seen at: place, required
          day: date = today
          watcher may see, add, change own

        page Map
          map of Sighting sort day desc show day
        """,
        """
        app 连锁门店
          about: 各城市的门店

        thing 门店
          店名: text, required
          坐标: place
          电话: phone

        page 地图
          map "门店分布" of 门店
        """,
    )
    bad = (
        """
        # missing-thing
        app Bird Sightings

        thing Sighting
          bird: text
          seen at: place

        page Map
          map "Where they were seen"
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        place = next((field for field in thing.fields if field.type == PLACE), None)
        shown = shown_columns(part, thing, FACTS + 2)
        apart = {thing.title, place.key if place else None}
        columns = tuple(column for column in shown if column.field is None or column.field not in apart)[
            :FACTS
        ]
        if place is not None:
            columns = (*columns, field_column(place))
        return Rows(thing.key, columns, part.where, part.sort, part.limit or MOST, controls=False)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {
            "places": tuple((row, place_of(row)) for row in data.rows),
            "form_beside": has_form_beside(part, app),
        }


def place_of(row: RowView) -> str:
    """Its latitude and longitude, or nothing."""
    cell = next((cell for cell in row.cells if cell.field and cell.field.type == PLACE), None)
    return str(cell.value or "") if cell else ""
