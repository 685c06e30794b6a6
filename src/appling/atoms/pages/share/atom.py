"""Addresses to give away."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Rows
from appling.atoms.base.short import address_columns, address_of
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Setting

MOST = 12


class Share(PartAtom):
    """An address to give away, with a button that copies it: of the app, of one's own page, or of rows.

    Without more it is where the app itself is found. `with what = me` is the viewer's own page, which shows
    others what they may see of that person's rows: a list of links, works, things to lend. Over a thing, each
    row has the address of its page, or its short link where it has one. Whoever opens it sees what they may
    see, no more. On a phone the button opens the phone's own sheet for sharing, with all apps that take
    links; the same button stands on the page of every row that anybody may see.
    """

    name = "share"
    aliases = (
        "share link",
        "sharing",
        "copy link",
        "share button",
        "shareable link",
        "invite link",
        "permalink",
    )
    thing = "optional"
    clauses = frozenset({"where", "sort", "limit"})
    settings = (Setting("what", "whose address it is", options=("app", "me")),)
    good = (
        """
        app Link Shelf
          about: All my addresses on one page.
          people: member

        thing Link
          title: text, required
          address: url, required
          owner: person = me
          visitor may see
          member may add own, change own, remove own

        page My Links for member
          share "Share my links" with what = me
          list of Link where owner = me
        page Start
          list of Link
          share "Tell others"
        """,
        """
        app 食谱
          people: 会员

        thing 菜谱
          名称: text, required
          作者: person = me
          visitor may see
          会员 may add own, change own

        page 我的菜谱 for 会员
          share "分享" of 菜谱 where 作者 = me limit 5
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Recipes

        thing Recipe
          name: text

        page Start
          share of Recipe by name
        """,
    )

    def need(self, part: Part, app: App) -> Need | None:
        if part.thing is None:
            return None
        columns = address_columns(app.thing(part.thing))
        return Rows(part.thing, columns, part.where, part.sort, part.limit or MOST, controls=False)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        mine = dict(part.settings).get("what") == "me"
        return {"mine": mine, "rows": [(row.title, address_of(row)) for row in data.rows] if data else ()}
