"""Where an expression is seen from: the row, the sight of the viewer, and how often it may branch."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, FromClause, Integer

from appling.blueprint.model.app import Thing
from appling.store.scope import Scope

MOST_NODES = 20_000
"""Formulas that use formulas can grow without end: a statement of more nodes than this is refused."""
MOST_DEPTH = 60


@dataclass(slots=True)
class Budget:
    nodes: int = MOST_NODES


@dataclass(frozen=True, slots=True)
class Frame:
    """`row` is the table (or an alias of it) that paths start from; None: there is no row.

    `this` is the id of the row that the expression is about. `sight` is what the viewer may see;
    None means the app's own authority. `counted`: inside an aggregate of a formula, which takes all
    rows whoever looks, though never a hidden field. `grouped`: aggregates without a link are over
    the rows of the question itself.
    """

    thing: Thing | None
    row: FromClause | None
    this: ColumnElement[int] | None
    sight: Mapping[str, Scope] | None
    budget: Budget
    counted: bool = False
    grouped: bool = False
    in_formula: bool = False
    depth: int = 0

    def at(self, thing: Thing, row: FromClause) -> "Frame":
        """The same, seen from another row; `this` stays."""
        return replace(self, thing=thing, row=row, grouped=False, depth=self.depth + 1)

    def formula(self) -> "Frame":
        """Inside a formula of the row."""
        this: ColumnElement[int] | None = None if self.row is None else self.row.c["_id"]
        return replace(self, this=this, in_formula=True, grouped=False, depth=self.depth + 1)

    def authority(self) -> "Frame":
        """The same with the app's own authority, about its own row."""
        this: ColumnElement[int] | None = None if self.row is None else self.row.c["_id"]
        return replace(self, this=this, sight=None, counted=False, grouped=False, in_formula=False)


ID = Integer()
