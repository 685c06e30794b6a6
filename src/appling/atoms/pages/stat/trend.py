"""How a figure went: its change in percent, and a small line of the periods before."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 96, 28, 3


@dataclass(frozen=True, slots=True)
class Figure:
    """`change` in percent of `before`; None where there was nothing before, or nothing is compared."""

    label: str
    text: str
    change: float | None = None
    before: str = ""
    line: str = ""


def percent(now: float | None, before: float | None) -> float | None:
    """By how much of what was before it is more (or, below zero, less)."""
    if now is None or not before:
        return None
    return round((now - before) / abs(before) * 100)


def sparkline(values: Sequence[float | None]) -> str:
    """The points of a line, as SVG writes them; empty where there is nothing to draw."""
    known = [value for value in values if value is not None]
    if len(known) < 2 or min(known) == max(known):
        return ""
    low, span = min(known), max(known) - min(known)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = [
        (EDGE + index * step, HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE))
        for index, value in enumerate(values)
        if value is not None
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
