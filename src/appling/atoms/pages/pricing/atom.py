"""What it costs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from appling.atoms.base.points import Point
from appling.atoms.base.telling import TellingPart
from appling.blueprint.model.app import App, Part

SHORT = 14
"""A price without a figure, such as “free”, has so many letters at most."""
_BREAK = re.compile(r",(?!\d)|;|\n|、|，|；|،")
_AMOUNT = re.compile(r"(\D{0,5}\d[\d.,\s]*(?:[€$£¥₹₩元円]|[A-Z]{3}\b)?)(.*)", re.DOTALL)


class Pricing(TellingPart):
    """What it costs: a plan for each line, its price first, then what belongs to it, with commas between.

    Of a thing, each row is a plan: its money is the price, its long text has a point on each line.
    """

    name = "pricing"
    aliases = (
        "price",
        "prices",
        "price list",
        "pricing table",
        "pricing plans",
        "plans",
        "plan cards",
        "price table",
        "subscriptions",
        "packages",
        "membership plans",
        "tariffs",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    good = (
        """
        app Print Room
          visitor may see

        thing Machine
          name: text, required

        page Prices
          pricing "What it costs"
            "Guest": "8 € a day, one machine, coffee"
            "Member": "45 € a month, all machines, a locker, two guests" to Machine
            "School": "free, mornings only"
        """,
        """
        app 自习室
          visitor may see

        thing 套餐
          名称: text, required
          价格: money
          内容: long text

        page 价格
          pricing "套餐与价格" of 套餐 sort 价格
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          pricing of Bread by name
        """,
    )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"plan_of": plan_of}


@dataclass(frozen=True, slots=True)
class Plan:
    """`amount` is the figure, `per` what stands behind it."""

    amount: str
    per: str
    points: tuple[str, ...]


def plan_of(point: Point) -> Plan:
    """A plan as read from a line's text, or from the values of a row."""
    money = point.of_kind("money") or point.of_kind("number")
    if point.row is not None:
        points = tuple(line.strip("-•* \t") for line in point.text.splitlines() if line.strip())
        return Plan(money.text if money else "", "", points)
    first, *rest = [piece.strip() for piece in _BREAK.split(point.text) if piece.strip()] or [""]
    if found := _AMOUNT.match(first):
        return Plan(found[1].strip(), found[2].strip(), tuple(rest))
    return Plan(first, "", tuple(rest)) if len(first) <= SHORT else Plan("", "", (first, *rest))
