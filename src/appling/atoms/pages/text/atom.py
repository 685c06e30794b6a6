"""Words on a page."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom
from appling.blueprint.model.app import App, Part

LEAD = 160
"""Up to so many characters a text stands out."""


class Text(PartAtom):
    """Words on a page: a short one stands out as a lead, a longer one is read as paragraphs.

    Plain text only; nothing in it is read as markup.
    """

    name = "text"
    aliases = (
        "paragraph",
        "heading",
        "title",
        "subtitle",
        "intro",
        "introduction",
        "welcome",
        "note",
        "description",
        "message",
        "content",
        "label",
        "markdown",
        "html",
        "section",
        "tip",
        "hint",
    )
    thing = "none"
    text = True
    good = (
        """
        app Street Party
          about: Plan the summer street party.
          look: white, coral
          people: neighbour

        thing Dish
          name: text, required
          brings: person = me
          neighbour may see, add, change own, remove own

        page Buffet
          text "We meet at four. Bring a plate, a chair and something to share."
          list of Dish sort name
        """,
    )
    bad = (
        """
        # missing-text
        app Street Party

        thing Dish
          name: text

        page Buffet
          text
        """,
    )

    def need(self, part: Part, app: App) -> Need | None:
        return None

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        words = part.text or part.title or ""
        paragraphs = tuple(line.strip() for line in words.splitlines() if line.strip())
        return {"paragraphs": paragraphs, "lead": len(words) <= LEAD}
