"""Traits: before anything is resolved, a line such as `has comments` becomes plain things under rules."""

from appling.blueprint.traits.expansion import Expansion, Made, expand

__all__ = ["Expansion", "Made", "expand"]
