"""Who has the most."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, PartAtom, Ranks
from appling.atoms.base.columns import count_of, field_column, in_period, is_aggregate, measure
from appling.blueprint.model.app import App, Column, Part, Thing
from appling.blueprint.model.expression import Kind

MOST = 10
MOST_ALSO = 3
NUMERIC = (Kind.NUMBER, Kind.MONEY)
SCORES = ("score", "point", "rating", "vote", "like", "win", "total", "分", "票", "积分")
"""Words in the name of a number that people are ranked by."""


class Leaderboard(PartAtom):
    """Who has the most: places by a number, the largest first; who is equal shares a place.

    `by person show sum(points)` ranks people by what their rows add up to; without `show` it counts rows.
    Without `by` each row has a place by its own number: `leaderboard of Player show points`. The viewer's
    own place is marked, and told below where it comes after the last one shown (`limit`, or ten).
    """

    name = "leaderboard"
    aliases = (
        "ranking",
        "rankings",
        "rank",
        "high scores",
        "highscores",
        "scoreboard",
        "top list",
        "top",
        "standings",
        "排行榜",
        "排名",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    measures = True
    single = True
    good = (
        """
        app Step Club
          about: Who walked how far.
          people: walker

        thing Walk
          walker: person = me
          steps: number, required, min 0
          day: date = today
          walker may see, add, change own, remove own

        page Board
          leaderboard "Most steps" of Walk by walker show sum(steps)
          leaderboard "Most walks" of Walk by walker limit 3
          leaderboard "Longest walk" of Walk show steps, day
        """,
        """
        app 答题比赛
          language: zh
          people: 选手

        thing 选手资料
          姓名: text, required
          积分: number = 0
          visitor may see

        page 排行
          leaderboard "积分榜" of 选手资料 show 积分
        """,
    )
    bad = (
        """
        # type-mismatch
        app Step Club
          people: walker

        thing Walk
          walker: person = me
          note: text

        page Board
          leaderboard of Walk by walker show sum(note)
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        limit = part.limit or MOST
        by = part.by[0] if part.by else None
        if by is None and not any(is_aggregate(each.value) for each in part.show):
            number = _number(part, thing)
            if number is not None:
                also = tuple(each for each in part.show if each != number and each.field != thing.title)
                return Ranks(thing.key, None, number, also[:MOST_ALSO], part.where, limit)
        chosen = in_period(by or _natural_by(thing))
        measures = tuple(measure(each, thing) for each in part.show if by or is_aggregate(each.value))
        first, *also_counted = measures or (count_of(thing),)
        return Ranks(thing.key, chosen, first, tuple(also_counted)[:MOST_ALSO], part.where, limit)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"columns": 3 + len(data.also)}


def _number(part: Part, thing: Thing) -> Column | None:
    """What rows are ranked by: the number that is shown or sorted by, or the likeliest of the thing's own."""
    shown = [each for each in part.show if each.value.type.kind in NUMERIC]
    if shown:
        return shown[0]
    fields = [field for field in thing.fields if field.value.kind in NUMERIC]
    fields.sort(key=lambda field: not any(word in field.name.casefold() for word in SCORES))
    sorted_by = [field for field in fields for key in part.sort if key.by == field_column(field).value]
    found = [*sorted_by, *fields]
    return field_column(found[0]) if found else None


def _natural_by(thing: Thing) -> Column:
    """Who is ranked: people, or else what rows belong to."""
    for kinds in ((Kind.PERSON,), (Kind.LINK,), (Kind.TEXT,)):
        for field in thing.fields:
            if field.value.kind in kinds:
                return field_column(field)
    return field_column(thing.fields[0])
