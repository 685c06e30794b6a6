"""Where the attempt begins that a build came to: before it others may have tried, and could not answer."""

from collections.abc import Sequence

FIRST = "recall"
"""The step that every attempt begins with."""


def last_attempt(names: Sequence[str]) -> int:
    """The place of the last attempt's first step among steps of these names."""
    return max((place for place, name in enumerate(names) if name == FIRST), default=0)
