"""Where an expression is seen from: the row, the sight of the viewer, and how much may still follow."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from appling.blueprint.model.app import Thing
from appling.store.errors import TooCostly
from appling.store.scope import Sight

MOST_NODES = 20_000
"""Formulas that use formulas can grow without end: a statement of more nodes than this is refused."""
MOST_DEPTH = 60


@dataclass(slots=True)
class Budget:
    nodes: int = MOST_NODES


@dataclass(frozen=True, slots=True)
class Place:
    """A row that paths start from: `row` is its thing's table, or an alias of that."""

    thing: Thing
    row: FromClause

    @property
    def id(self) -> ColumnElement[Any]:
        return self.row.c["_id"]


@dataclass(frozen=True, slots=True)
class Frame:
    """`place` is None where there is no row; `this` is the id of the row that the expression is about.

    `sight` is what the viewer may see; None means the app's own authority. `counted`: inside an
    aggregate of a formula, which takes all rows whoever looks, though never a hidden field.
    `grouped`: aggregates without a link are over the rows of the question itself.
    """

    place: Place | None
    this: ColumnElement[Any] | None
    sight: Sight | None
    budget: Budget
    counted: bool = False
    grouped: bool = False
    in_formula: bool = False
    depth: int = 0

    def spend(self) -> None:
        """Count one more node. Raises TooCostly."""
        self.budget.nodes -= 1
        if self.budget.nodes < 0 or self.depth > MOST_DEPTH:
            raise TooCostly

    def at(self, place: Place) -> "Frame":
        """The same, seen from another row; `this` stays."""
        return replace(self, place=place, grouped=False, depth=self.depth + 1)

    def formula(self, place: Place) -> "Frame":
        """Inside a formula of a row."""
        return replace(self, place=place, this=place.id, in_formula=True, grouped=False, depth=self.depth + 1)

    def authority(self) -> "Frame":
        """The same with the app's own authority, about its own row."""
        this = None if self.place is None else self.place.id
        return Frame(self.place, this, None, self.budget, depth=self.depth)

    def sees(self, place: Place, field: str) -> bool:
        """Whether a field of a row may be used, rows being judged elsewhere."""
        return self.sight is None or field not in self.sight[place.thing.key].hidden

    @property
    def limits_rows(self) -> bool:
        """Whether rows that the viewer may not see count as not there."""
        return self.sight is not None and not self.counted
