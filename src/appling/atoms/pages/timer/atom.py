"""A timer or a stopwatch."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import PartAtom
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Setting

LONGEST = 24 * 60


class Timer(PartAtom):
    """A stopwatch, or with `minutes` a timer that runs down and says when it is over.

    It runs in the reader's browser and keeps nothing. For focus sessions, exercises, cooking, games.
    """

    name = "timer"
    aliases = ("stopwatch", "stop watch", "pomodoro", "pomodoro timer", "focus timer", "egg timer")
    thing = "none"
    settings = (Setting("minutes", "how long it runs; a stopwatch without it", "number"),)
    good = (
        """
        app Focus
          about: Work in rounds of 25 minutes.

        thing Round
          task: text, required
          day: date = today

        page Work
          timer "One round" with minutes = 25
          table of Round
        """,
        """
        app 跑步
          about: 记录每圈时间

        thing 圈
          姓名: text, required

        page 计时
          timer "秒表"
        """,
    )
    bad = (
        """
        # wrong-part-setting
        app Focus

        thing Round
          task: text

        page Work
          timer with minutes = long
        """,
    )

    def need(self, part: Part, app: App) -> None:
        return None

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        minutes = min(LONGEST, int(dict(part.settings).get("minutes", 0)))
        return {"seconds": minutes * 60, "begins": f"{minutes:02}:00"}
