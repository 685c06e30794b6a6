"""A sheet of 150 by 100 to draw on, with smooth edges."""

import math
from collections.abc import Callable, Iterable
from random import Random
from typing import TYPE_CHECKING

from appling.atoms.samples.pictures.tones import Colour, Tones

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 480, 320
WIDE, HIGH = 150.0, 100.0
_FINE = 2
"""Drawn this much larger, then made smaller: so edges are smooth."""
_UNIT = HEIGHT * _FINE / HIGH
COLOURS = 64

Point = tuple[float, float]


class Canvas:
    """Shapes by their middle; all lengths in hundredths of its height."""

    def __init__(self) -> None:
        from PIL import Image, ImageDraw

        self._image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE))
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, colour: Colour) -> None:
        self.box(WIDE / 2, HIGH / 2, WIDE, HIGH, colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.oval(x, y, radius, radius, colour)

    def oval(self, x: float, y: float, wide: float, high: float, colour: Colour, turn: float = 0.0) -> None:
        """With half its width and height, turned by degrees."""
        if not turn:
            self._draw.ellipse(_scaled(x - wide, y - high, x + wide, y + high), fill=colour)
            return
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        around = [(math.cos(at), math.sin(at)) for at in (math.tau * step / 60 for step in range(60))]
        self.shape(
            ((x + wide * a * cos - high * b * sin, y + wide * a * sin + high * b * cos) for a, b in around),
            colour,
        )

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour, corner: float = 0.0) -> None:
        """With its whole width and height."""
        area = _scaled(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        self._draw.rounded_rectangle(area, corner * _UNIT, fill=colour)

    def shape(self, points: Iterable[Point], colour: Colour) -> None:
        self._draw.polygon([(x * _UNIT, y * _UNIT) for x, y in points], fill=colour)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, colour: Colour) -> None:
        """A piece of a disc, by degrees from the right, clockwise."""
        self._draw.pieslice(_scaled(x - radius, y - radius, x + radius, y + radius), start, end, fill=colour)

    def ring(self, x: float, y: float, radius: float, thick: float, colour: Colour) -> None:
        self._draw.ellipse(
            _scaled(x - radius, y - radius, x + radius, y + radius),
            outline=colour,
            width=round(thick * _UNIT),
        )

    def line(self, points: Iterable[Point], thick: float, colour: Colour) -> None:
        path = [(x * _UNIT, y * _UNIT) for x, y in points]
        self._draw.line(path, fill=colour, width=round(thick * _UNIT), joint="curve")
        for x, y in (path[0], path[-1]):
            radius = thick * _UNIT / 2
            self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def finished(self) -> "Image":
        """Smooth, and with few colours, so that it is small."""
        from PIL import Image

        small = self._image.reduce(_FINE)
        return small.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


Drawing = Callable[[Canvas, Tones, Random], None]


def _scaled(*lengths: float) -> tuple[float, ...]:
    return tuple(each * _UNIT for each in lengths)
