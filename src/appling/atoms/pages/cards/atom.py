"""Rows as cards."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows
from appling.atoms.base.columns import shown_columns
from appling.atoms.base.groups import by_heading, has_form_beside
from appling.atoms.base.opened import FILTERS, has_open_filters
from appling.blueprint.model.app import App, Part

COLUMNS = 5


class Cards(PartAtom):
    """Rows as cards with picture, title and a few facts.

    Best for things that people look through rather than look up: products, recipes, rooms, people.
    The first image field becomes the picture. Without `show` a card has the first five short fields.
    `by` puts the cards under headings. Actions on the thing become buttons on its card.
    """

    name = "cards"
    aliases = (
        "card",
        "card list",
        "cards list",
        "card grid",
        "grid",
        "tiles",
        "catalog",
        "catalogue",
        "products",
        "menu",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    settings = (FILTERS,)
    collection = True
    good = (
        """
        app Village Kitchen
          about: Recipes from the village, season by season.
          look: cream, dark green
          people: cook

        thing Recipe
          name: text, required
          photo: image
          season: choice(spring, summer, autumn, winter)
          minutes: number, min 1
          method: long text
          visitor may see
          cook may add, change own, remove own

        page Recipes
          cards of Recipe by season sort name show name, minutes
        page Quick
          cards "Ready in half an hour" of Recipe where minutes <= 30 sort minutes limit 12
        """,
        """
        app 社区图书角
          about: 借阅邻居的书
          people: 邻居

        thing 图书
          书名: text, required
          封面: image
          在架: yes/no = yes
          邻居 may see, add, change own

        action 借走 on 图书 for 邻居 when 在架
          set 在架 = no

        page 书架
          cards of 图书 where 在架 sort 书名
        """,
    )
    bad = (
        """
        # unknown-name
        app Village Kitchen

        thing Recipe
          name: text

        page Recipes
          cards of Recipe sort cooking temperature
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        columns = shown_columns(part, thing, COLUMNS)
        return Rows(
            thing.key, columns, part.where, part.sort, part.limit, part.by, controls=part.limit is None
        )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {
            "groups": by_heading(data.rows),
            "form_beside": has_form_beside(part, app),
            "open": has_open_filters(part),
            "pictured": any(row.picture for row in data.rows),
        }
