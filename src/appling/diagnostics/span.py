"""A place in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to, not including, `end`; line and column of `start` count from 1."""

    start: int
    end: int
    line: int
    column: int

    def to(self, other: "Span") -> "Span":
        """The span from the beginning of this one to the end of the other."""
        return Span(self.start, max(self.end, other.end), self.line, self.column)
