"""Pictures to look at."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows
from appling.atoms.base.columns import shown_columns
from appling.atoms.base.groups import by_heading, has_form_beside
from appling.atoms.base.opened import FILTERS, has_open_filters
from appling.blueprint.model.app import App, Part

COLUMNS = 2


class Gallery(PartAtom):
    """Pictures to look at: of each row the first image; a tap opens it large, the arrow keys lead on.

    Best for photos, works and places. Rows without a picture stand there by their title. `show` says what
    stands below a picture. Without a script a tap opens the picture itself.
    """

    name = "gallery"
    aliases = (
        "photo gallery",
        "image gallery",
        "picture gallery",
        "photos",
        "pictures",
        "portfolio",
        "album",
        "photo album",
        "photo grid",
        "lightbox",
        "showcase",
        "works",
        "exhibition",
        "photo wall",
    )
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    settings = (FILTERS,)
    collection = True
    thing = "required"
    good = (
        """
        app Print Collection
          people: curator
          visitor may see
          curator may do all

        thing Print
          title: text, required
          picture: image
          year: number

        page Prints
          gallery of Print sort year desc show title, year
        """,
        """
        app 摄影作品
          visitor may see

        thing 作品
          名称: text, required
          照片: image

        page 作品集
          gallery "近作" of 作品
        """,
    )
    bad = (
        """
        # missing-thing
        app Prints

        thing Print
          title: text

        thing Frame
          wood: text

        page Home
          gallery "Prints"
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        columns = shown_columns(part, thing, COLUMNS)
        whole = part.limit is None
        return Rows(thing.key, columns, part.where, part.sort, part.limit, part.by, controls=whole)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {
            "groups": by_heading(data.rows),
            "form_beside": has_form_beside(part, app),
            "open": has_open_filters(part),
        }
