"""What a page opens with."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows, RowsAnswer
from appling.atoms.base.points import telling_columns
from appling.atoms.character import character_of
from appling.atoms.pages.hero.drawings import drawing
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Setting

PICTURES = 3


class Hero(PartAtom):
    """What a page opens with: a large title, what it is about, up to two buttons, and a picture.

    Its lines with a link are the buttons; the others say what it is about. What is not written, the app
    knows: its name, its sentence, its first page. The picture is taken from rows (`hero of Dish`), or drawn.
    Its composition and what is drawn follow from what the app is about: half circles rise for a bakery, a law
    office has a seal of fine lines, a club has tiles.
    """

    name = "hero"
    aliases = (
        "hero section",
        "hero banner",
        "hero image",
        "banner",
        "jumbotron",
        "masthead",
        "landing",
        "landing section",
        "header",
        "headline",
        "welcome banner",
        "cover section",
        "splash",
        "opening",
    )
    thing = "optional"
    clauses = frozenset({"where", "sort"})
    items = "some"
    says_something = True
    settings = (Setting("picture", "what stands beside the words", options=("drawn", "none")),)
    good = (
        """
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          look: linen, rust
          visitor may see

        thing Bread
          name: text, required
          price: money

        page Home
          hero "Bread baked at four in the morning"
            "Sold until it is gone, which is mostly by noon."
            "See today's bread" to Bread
            "Find us" to Visit
          cards of Bread

        page Visit
          text "Mill Lane 4, by the bridge."
        """,
        """
        app 山间民宿
          about: 山里的八间客房，推窗见云。
          visitor may see

        thing 客房
          名称: text, required
          照片: image

        page 首页
          hero "推窗见云" of 客房
            "八间客房，一座茶园，早餐是自家的豆浆。"
            "看客房" to 客房
        """,
    )
    bad = (
        """
        # unknown-link
        app Bakery

        thing Bread
          name: text

        page Home
          hero "Bread"
            "See the cakes" to Confectionery
        """,
    )

    def need(self, part: Part, app: App) -> Need | None:
        if part.thing is None:
            return None
        thing = app.thing(part.thing)
        columns = telling_columns(part, thing)[:1]
        return Rows(thing.key, columns, part.where, part.sort, PICTURES, controls=False)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        rows = data.rows if isinstance(data, RowsAnswer) else ()
        pictures = [row for row in rows if row.picture]
        drawn = "drawn" if dict(part.settings).get("picture") != "none" else ""
        opening = character_of(app).opening
        return {
            "pictures": pictures,
            "drawn": drawn,
            "opening": opening,
            "art": drawing(opening, app.name),
        }
