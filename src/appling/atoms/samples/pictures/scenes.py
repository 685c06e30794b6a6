"""Landscapes and patterns: for what has no shape of its own."""

import math
from random import Random

from appling.atoms.samples.pictures.canvas import HIGH, WIDE, Canvas
from appling.atoms.samples.pictures.tones import PAPER, WARM, Tones


def hills(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A sun over rows of hills that darken towards the front."""
    canvas.fill(tones.at(0.9))
    canvas.disc(random.uniform(30, 120), random.uniform(20, 40), random.uniform(10, 16), WARM)
    for row in range(4):
        base, swing = 48 + 14 * row, random.uniform(4, 10)
        turns, shift = math.tau * random.uniform(0.6, 1.5), random.uniform(0, math.tau)
        ridge = [(x, base + swing * math.sin(shift + x / WIDE * turns)) for x in range(0, 151, 2)]
        canvas.shape([(0, HIGH), *ridge, (WIDE, HIGH)], tones.at(0.72 - 0.13 * row, 0.02 * row, 0.38))


def discs(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Large discs behind and before each other."""
    canvas.fill(tones.at(0.9))
    for number in range(6):
        radius = random.uniform(14, 50) * (8 - number) / 8
        fill = WARM if number == 4 else tones.at(0.8 - 0.07 * number, random.uniform(-0.07, 0.07))
        canvas.disc(random.uniform(0, WIDE), random.uniform(0, HIGH), radius, fill)


def tiles(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Quarter discs in a grid."""
    for column in range(3):
        for row in range(2):
            shade = random.choice((0.4, 0.55, 0.7, 0.82))
            x, y = column * 50, row * 50
            canvas.box(x + 25, y + 25, 50, 50, tones.at(shade, random.uniform(-0.05, 0.05)))
            near = tones.at(0.9 - shade / 3, random.choice((0.08, -0.08)))
            right, low = random.randint(0, 1), random.randint(0, 1)
            start = {(0, 0): 0, (1, 0): 90, (1, 1): 180, (0, 1): 270}[right, low]
            canvas.slice(
                x + 50 * right, y + 50 * low, 50, start, start + 90, random.choice((WARM, near, near))
            )


def arches(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Rainbows of broad bands that stand on one ground."""
    canvas.fill(tones.ground)
    for x in (28.0, 82.0, 128.0):
        size = random.uniform(30, 44)
        shades = (tones.deep, tones.mid, random.choice((WARM, tones.other)), PAPER)
        for number, shade in enumerate(shades):
            radius = size * (1 - number * 0.24)
            canvas.slice(x, 92, radius, 180, 360, shade)
    canvas.box(WIDE / 2, 96.5, WIDE, 9, tones.soft)
