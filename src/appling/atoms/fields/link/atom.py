"""A row of another thing."""

from __future__ import annotations

from appling.atoms.base import Bad, Good
from appling.atoms.base.reference import ReferenceField
from appling.blueprint.model.expression import Kind


class LinkField(ReferenceField):
    """A row of another thing of the app. Its type is written as that thing's name: `bike: Bike`.

    The row that is linked to lists, on its own page, all rows that link to it.
    """

    name = "link"
    kind = Kind.LINK
    declared = False
    good = (Good("1", 1, "#1"), Good("2147483647", 2147483647, "#2147483647"))
    bad = (
        Bad("Trek", "must be one of the list"),
        Bad("2147483648", "must be one of the list"),
        Bad("1.0", "must be one of the list"),
    )
