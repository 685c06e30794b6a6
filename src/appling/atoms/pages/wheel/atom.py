"""A wheel of names, for draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appling.atoms.base import PartAtom
from appling.atoms.base.needs import Lots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appling.blueprint.model.app import App, Part

MOST = 48
"""More names than that nobody can read on a wheel."""


class Wheel(PartAtom):
    """Names on a wheel that turns to whoever is drawn, and all who were drawn so far, the latest first.

    `by` names the field that a draw sets, best a date and time: rows in which it is empty, or no, are on the
    wheel. Its buttons are the actions without a row that draw from the thing. Without script, and for those
    who want less motion, the result stands there at once.
    """

    name = "wheel"
    aliases = (
        "spinner",
        "spin wheel",
        "spinning wheel",
        "lucky wheel",
        "fortune wheel",
        "wheel of fortune",
        "prize wheel",
        "lucky draw",
        "draw",
        "lottery",
        "random picker",
        "name picker",
        "转盘",
        "抽奖",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "show", "limit"})
    groupings = 1
    good = (
        """
        app Summer Raffle
          about: Everybody who bought a ticket is on the wheel.
          people: guest, host
          visitor may see
          host may do all

        thing Ticket
          name: text, required
          paid: yes/no = yes
          drawn at: date and time
          drawn by: person

        action Draw Three for host
          draw 3 of Ticket where paid and drawn at = empty with drawn at = now, drawn by = me

        page Draw
          wheel "Who wins?" of Ticket where paid by drawn at show drawn at, drawn by
        """,
        """
        app 课堂点名
          about: 转一转，点到谁谁回答
          people: 学生, 老师
          学生 may see
          老师 may do all

        thing 学生名单
          姓名: text, required
          点过: yes/no

        action 点名 for 老师
          draw 1 of 学生名单 where not 点过 with 点过 = yes

        page 点名
          wheel of 学生名单 by 点过
        """,
    )
    bad = (
        """
        # missing-by
        app Raffle
        thing Ticket
          name: text
          drawn: date and time
        page Draw
          wheel of Ticket
        """,
    )

    def need(self, part: Part, app: App) -> Lots:
        return Lots(part.thing or "", part.by[0], part.show, part.where, part.limit or MOST)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        if data is None:
            return {"latest": (), "earlier": ()}
        count = data.latest
        return {"latest": data.drawn[:count], "earlier": data.drawn[count:]}
