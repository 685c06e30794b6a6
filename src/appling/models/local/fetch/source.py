"""What the sources of a model's file have in common."""

from appling.models.local.catalog import KnownModel


class Unreachable(Exception):
    """A source can't be had from here; the next one is tried."""


def changed(known: KnownModel, part: int) -> Unreachable:
    """A package that holds something else than it should."""
    return Unreachable(f"the package {known.parts.requirement(part)} does not hold its part of the file")
