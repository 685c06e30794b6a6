"""A person of the app."""

from __future__ import annotations

from appling.atoms.base import Bad, Good
from appling.atoms.base.reference import ReferenceField
from appling.blueprint.model.expression import Kind


class PersonField(ReferenceField):
    """One of the people who signed up to the app.

    The first such field with the default `me` says whose own a row is.
    """

    name = "person"
    aliases = ("user", "member", "people", "account", "owner", "author", "assignee")
    kind = Kind.PERSON
    good = (Good("1", 1, "#1"), Good(" 42 ", 42, "#42"))
    bad = (
        Bad("0", "must be one of the list"),
        Bad("-1", "must be one of the list"),
        Bad("me", "must be one of the list"),
        Bad("99999999999", "must be one of the list"),
    )
