"""Small choices of Hypothesis, in a form that reads like prose."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

Value = TypeVar("Value")
DrawFn = Callable[[st.SearchStrategy[Any]], Any]
_PERCENT = st.integers(0, 99)


class Hand:
    """Draws from one example. Whatever it draws shrinks to the first, the fewest and the absent."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw

    def chance(self, percent: int) -> bool:
        """True so many times of a hundred."""
        return bool(self.draw(_PERCENT) >= 100 - percent)

    def number(self, low: int, high: int) -> int:
        found: int = self.draw(st.integers(low, high))
        return found

    def one(self, options: Sequence[Value]) -> Value:
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[Value], most: int) -> list[Value]:
        """One to `most` of the options, in their order."""
        wanted = self.number(1, min(most, len(options)))
        places = {self.number(0, len(options) - 1) for _ in range(wanted)}
        return [options[place] for place in sorted(places)]
