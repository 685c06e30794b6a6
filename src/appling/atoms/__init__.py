"""The ready-made parts that a blueprint can name: field types, parts of pages, steps of actions, traits."""

from appling.atoms.registry import (
    all_fields,
    all_parts,
    all_steps,
    all_traits,
    field_atom,
    part_atom,
    step_atom,
    trait_atom,
    vocabulary,
)

__all__ = [
    "all_fields",
    "all_parts",
    "all_steps",
    "all_traits",
    "field_atom",
    "part_atom",
    "step_atom",
    "trait_atom",
    "vocabulary",
]
