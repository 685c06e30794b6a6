"""The time until something."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from appling.atoms.base import Need, OneRow, PartAtom
from appling.atoms.base.columns import field_column
from appling.atoms.base.locales import day_in_full
from appling.atoms.base.zone import local
from appling.blueprint.model.app import App, Part, SortKey
from appling.blueprint.model.expression import Binary, Expression, Kind, Now, Today, ValueType
from appling.blueprint.model.vocabulary import Setting

TRUTH = ValueType(Kind.TRUTH)


class Countdown(PartAtom):
    """Days, hours, minutes and seconds until a moment, counting.

    `with until = 2027-01-01 18:00` names the moment; it is meant where the reader is. Over a thing it counts
    to the next row by its first date that has not passed, and names it. Without script the date stands there.
    """

    name = "countdown"
    aliases = ("count down", "countdown timer", "time left", "days left", "launch countdown")
    thing = "optional"
    clauses = frozenset({"where"})
    settings = (Setting("until", "the moment, such as 2027-01-01 18:00", "moment"),)
    good = (
        """
        app New Year
          about: Everything for the party.

        thing Guest
          name: text, required
          visitor may see

        page Party
          countdown "Until midnight" with until = 2030-12-31 23:59
          list of Guest
        """,
        """
        app 校友会
          about: 活动安排

        thing 活动
          名称: text, required
          时间: date and time, required
          visitor may see

        page 首页
          countdown "下一场活动" of 活动
        """,
    )
    bad = (
        """
        # wrong-part-setting
        app New Year

        thing Guest
          name: text

        page Party
          countdown with until = soon
        """,
    )

    def need(self, part: Part, app: App) -> Need | None:
        thing = app.thing(part.thing) if part.thing is not None else None
        dated = (
            [each for each in thing.fields if each.value.kind in (Kind.DATE, Kind.MOMENT)] if thing else []
        )
        if thing is None or not dated:
            return None
        column = field_column(dated[0])
        today: Expression = Now() if dated[0].value.kind is Kind.MOMENT else Today()
        coming: Expression = Binary(">=", column.value, today, TRUTH)
        where = coming if part.where is None else Binary("and", part.where, coming, TRUTH)
        return OneRow(thing.key, (column,), where, (SortKey(column.value),))

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        row = data.row if data is not None else None
        until: datetime | None = None
        if row is not None and row.cells and row.cells[0].value is not None:
            until = _moment(row.cells[0].value)
        elif given := dict(part.settings).get("until"):
            row, until = None, datetime.fromisoformat(str(given))
        shown = day_in_full(until, app.language) if until is not None else ""
        return {
            "until": until.isoformat(timespec="minutes") if until is not None else "",
            "shown": shown,
            "row": row,
        }


def _moment(value: date | datetime) -> datetime:
    """As it is shown, wherever its reader is."""
    if isinstance(value, datetime):
        return local(value)
    return datetime(value.year, value.month, value.day)
