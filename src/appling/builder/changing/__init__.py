"""Changes an app that lives: planned in plain words, tried on a copy with its real data, then carried out."""

from appling.builder.changing.errors import ChangeFailed, NothingChanges
from appling.builder.changing.plan import Plan, Point
from appling.builder.changing.planning import apply_plan, plan_change
from appling.builder.changing.request import plan_request

__all__ = ["ChangeFailed", "NothingChanges", "Plan", "Point", "apply_plan", "plan_change", "plan_request"]
