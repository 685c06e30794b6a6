"""How far something is on the way to its goal."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor
from typing import Any

from appling.atoms.base import Groups, GroupsAnswer, Need, PartAtom, Rows, RowsAnswer
from appling.atoms.base.columns import count_of, field_column, is_aggregate, measure
from appling.blueprint.model.app import App, Column, Field, Part, Thing
from appling.blueprint.model.expression import Aggregate, Binary, Kind, Literal, Path, ValueType
from appling.blueprint.model.vocabulary import Setting

MOST = 24
NUMERIC = (Kind.NUMBER, Kind.MONEY)
NUMBER = ValueType(Kind.NUMBER)
GOALS = (
    "goal",
    "target",
    "total",
    "maximum",
    "max",
    "needed",
    "budget",
    "capacity",
    "目标",
    "总数",
    "上限",
    "预算",
)
"""Words in the name of a number that others are on the way to."""
DONE = 100


@dataclass(frozen=True, slots=True)
class Way:
    """One bar: `percent` is never more than 100 there, `reached` says how much it really is."""

    label: str
    text: str
    goal: str
    left: str
    percent: float
    reached: int
    href: str | None = None

    @property
    def done(self) -> bool:
        return self.reached >= DONE


class Progress(PartAtom):
    """How far something is on the way to its goal: how much there is, of how much, and what is left.

    `show sum(amount) with goal = 5000` is one bar for all rows, with `by` one for each group. `show raised,
    goal` is a bar for each row, from two of its numbers. A number that has a `max` has that as its goal, a
    yes/no is on the way to all rows.
    """

    name = "progress"
    aliases = (
        "progress bar",
        "progress bars",
        "goal",
        "goals",
        "meter",
        "gauge",
        "thermometer",
        "进度",
        "进度条",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    measures = True
    single = True
    settings = (Setting("goal", "The number that is to be reached.", "number"),)
    good = (
        """
        app Roof Fund
          about: Gifts for the new roof of the hall.
          people: volunteer

        thing Campaign
          name: text, required
          raised: money
          goal: money, required, min 1
          volunteer may do all

        thing Gift
          campaign: Campaign
          amount: money, required, min 1
          thanked: yes/no
          volunteer may do all

        page Overview
          progress "The new roof" of Gift show sum(amount) with goal = 5000
          progress "Campaigns" of Campaign show raised, goal
          progress "Thanks written" of Gift
          progress "By campaign" of Gift by campaign show sum(amount) with goal = 800
        """,
        """
        app 读书计划
          language: zh

        thing 书
          书名: text, required
          已读页数: number, min 0
          总页数: number, required, min 1

        page 进度
          progress "正在读的书" of 书 show 已读页数, 总页数
        """,
    )
    bad = (
        """
        # wrong-part-setting
        app Roof Fund

        thing Gift
          amount: money

        page Overview
          progress of Gift show sum(amount) with goal = much
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        limit = part.limit or MOST
        plain = () if part.by else _plain(part, thing)
        if plain:
            columns = _way(plain, part, thing)
            return Rows(thing.key, columns, part.where, part.sort, limit, controls=False)
        counted = tuple(measure(column, thing) for column in part.show if _is_counted(column, part))
        columns = _way(counted[:2] or _counted(thing), part, thing)
        return Groups(thing.key, part.by[:1], columns, part.where, limit)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        if isinstance(data, RowsAnswer):
            found = [
                _made(row.title, [(cell.value, cell.text) for cell in row.cells], row.href)
                for row in data.rows
            ]
        else:
            assert isinstance(data, GroupsAnswer)  # noqa: S101 - what it asked for
            found = [
                _made("".join(group.labels), list(zip(group.values, group.texts, strict=True)), None)
                for group in data.groups
            ]
        return {"ways": tuple(way for way in found if way is not None)}


def _is_counted(column: Column, part: Part) -> bool:
    return bool(part.by) or is_aggregate(column.value)


def _plain(part: Part, thing: Thing) -> tuple[Column, ...]:
    """The numbers of each row: those named, or without any the ones that are a way and a goal."""
    if part.show:
        numbers = [each for each in part.show if each.value.type.kind in NUMERIC]
        return () if any(is_aggregate(each.value) for each in part.show) else tuple(numbers[:2])
    fields = [field for field in thing.fields if field.value.kind in NUMERIC]
    goal = next((field for field in fields if _is_goal(field)), None)
    way = next((field for field in fields if field is not goal), None)
    if goal is not None and way is not None:
        return field_column(way), field_column(goal)
    limited = next((field for field in fields if field.maximum is not None), None)
    return (field_column(limited),) if limited is not None else ()


def _is_goal(field: Field) -> bool:
    return any(word in field.name.casefold() for word in GOALS)


def _counted(thing: Thing) -> tuple[Column, ...]:
    """Those that are done, of all."""
    done = next((field for field in thing.fields if field.value.kind is Kind.TRUTH), None)
    everything = count_of(thing)
    if done is None:
        return (everything,)
    where = Path((done.key,), done.value)
    return Column(done.name, Aggregate("count", thing.key, None, None, where, NUMBER)), everything


def _way(columns: tuple[Column, ...], part: Part, thing: Thing) -> tuple[Column, ...]:
    """The number, its goal, and what is left."""
    value = columns[0]
    asked = dict(part.settings).get("goal")
    if asked is not None:
        goal = Column("goal", Literal(asked, value.value.type))
    elif len(columns) > 1:
        goal = columns[1]
    else:
        goal = Column("goal", Literal(_most(value, thing), value.value.type))
    left = Column("left", Binary("-", goal.value, value.value, value.value.type))
    return value, goal, left


def _most(column: Column, thing: Thing) -> float:
    field = next((field for field in thing.fields if field.key == column.field), None)
    return DONE if field is None or field.maximum is None else field.maximum


def _made(label: str, cells: list[tuple[Any, str]], href: str | None) -> Way | None:
    """A bar; none where a number may not be seen or is not there."""
    if len(cells) < 3 or cells[1][0] is None or float(cells[1][0]) <= 0:
        return None
    value, goal = float(cells[0][0] or 0), float(cells[1][0])
    reached = floor(value / goal * 100 + 1e-9)
    left = cells[2][1] if value < goal and cells[2][0] is not None else ""
    return Way(
        label,
        cells[0][1] or "0",
        cells[1][1],
        left,
        round(min(max(value / goal, 0), 1) * 100, 1),
        reached,
        href,
    )
