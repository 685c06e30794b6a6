"""Changes of a blueprint: blocks put into it, renames followed, and in plain words what became different."""

from appling.blueprint.changes.differences import Difference, differences
from appling.blueprint.changes.merging import Changed, apply_change
from appling.blueprint.changes.removing import remove_field, remove_page, remove_thing
from appling.blueprint.changes.renaming import rename_field, rename_page, rename_role, rename_thing

__all__ = [
    "Changed",
    "Difference",
    "apply_change",
    "differences",
    "remove_field",
    "remove_page",
    "remove_thing",
    "rename_field",
    "rename_page",
    "rename_role",
    "rename_thing",
]
