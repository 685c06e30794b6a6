"""One row in full."""

from appling.atoms.base import Need, OneRow, PartAtom
from appling.atoms.base.columns import shown_columns
from appling.blueprint.model.app import App, Part

COLUMNS = 40


class Detail(PartAtom):
    """One row in full: the first that the viewer may see, in the order of `sort`.

    Best for what there is one of, or for the newest or next one: the club's address, my profile,
    the next meeting. Every thing has a page of its own for each row anyway; that needs no part.
    """

    name = "detail"
    aliases = (
        "details",
        "profile",
        "record",
        "one",
        "single",
        "row",
        "spotlight",
        "featured",
        "latest",
        "about",
        "info card",
        "item",
    )
    thing = "required"
    clauses = frozenset({"where", "sort", "show"})
    good = (
        """
        app Reading Circle
          about: What we read next and where we meet.
          people: reader

        thing Meeting
          book: text, required
          day: date, required
          place: text
          cover: image
          notes: long text
          reader may see
          reader may add

        page Next
          detail "Next meeting" of Meeting where day >= today sort day
          list "Earlier" of Meeting where day < today sort day desc
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Reading Circle

        thing Meeting
          book: text

        page Next
          detail of Meeting limit 3
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        columns = shown_columns(part, thing, COLUMNS, long=True)
        return OneRow(thing.key, columns, part.where, part.sort)
