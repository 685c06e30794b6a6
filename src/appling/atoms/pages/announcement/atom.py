"""A word to all who come."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from appling.atoms.base import Need, Rows
from appling.atoms.base.telling import TellingPart
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Setting


class Announcement(TellingPart):
    """A word to all who come, on a bar that can be put away; `with until = 2026-12-24` lets it end by itself.

    A line with a link is what it leads to. Of a thing, the newest row is announced.
    """

    name = "announcement"
    aliases = (
        "announcement bar",
        "announcement banner",
        "notice bar",
        "notice",
        "alert bar",
        "alert",
        "notification bar",
        "news bar",
        "ticker",
        "marquee",
        "top bar",
    )
    clauses = frozenset({"where", "sort"})
    most = 1
    settings = (Setting("until", "the last day on which it is shown, such as 2026-12-24", type="text"),)
    good = (
        """
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          announcement "Closed on Easter Monday; on Sunday we bake twice." with until = 2030-04-22
            "What we bake" to Bread
          list of Bread
        """,
        """
        app 社区
          visitor may see

        thing 公告
          标题: text, required
          日期: date

        page 首页
          announcement of 公告 sort 日期 desc
          list of 公告
        """,
    )
    bad = (
        """
        # unknown-part-setting
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          announcement "Closed" with colour = red
        """,
    )

    def need(self, part: Part, app: App) -> Need | None:
        if part.thing is None:
            return None
        return Rows(part.thing, (), part.where, part.sort, 1, controls=False)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        said = f"{part.title} {[row.id for row in data.rows] if data else ''}"
        return {
            "over": is_over(str(dict(part.settings).get("until", "")), date.today()),
            "mark": f"announcement-{sha256(said.encode()).hexdigest()[:10]}",
        }


def is_over(until: str, today: date) -> bool:
    """Whether the last day has passed; what is no day never does."""
    try:
        return today > date.fromisoformat(until.replace("/", "-"))
    except ValueError:
        return False
