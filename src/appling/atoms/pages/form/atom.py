"""A form that adds a row."""

from appling.atoms.base import Need, NewRow, PartAtom
from appling.blueprint.model.app import App, Part


class Form(PartAtom):
    """A form in the page that adds a row.

    Best where adding is what the page is for: a request, a vote, a message, a booking. Every thing
    has a form of its own behind the list's button anyway; that needs no part. Whoever may not add
    does not see it.
    """

    name = "form"
    aliases = (
        "add form",
        "input form",
        "entry form",
        "new",
        "add",
        "create",
        "submit",
        "contact form",
        "survey",
        "input",
        "booking form",
        "upload",
        "registration form",
        "composer",
        "editor",
        "submission",
    )
    thing = "required"
    good = (
        """
        app Kindergarten Absences
          about: Parents report when their child stays at home.
          people: parent, teacher

        thing Absence
          child: text, required
          day: date, required = today
          reason: choice(ill, holiday, other)
          parent may see own, add
          teacher may see

        page Report
          form "Report an absence" of Absence
          list "My reports" of Absence sort day desc
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Kindergarten Absences

        thing Absence
          child: text

        page Report
          form of Absence sort child
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        return NewRow(part.thing or "")
