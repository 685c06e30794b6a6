"""Sample pictures: calm landscapes and patterns in colours that go together."""

import colorsys
import io
import math
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 480, 320
_FINE = 2
"""Drawn this much larger, then made smaller: so edges are smooth."""
_WARM = (246, 205, 142)
"""One light in every picture, so that all of them go together."""


def sample_picture(seed_text: str, index: int) -> bytes:
    """A PNG picture, always the same for the same text and index."""
    from PIL import Image, ImageDraw

    random = Random(crc32(seed_text.encode("utf-8", "replace")) * 31 + index)  # noqa: S311 - no secret
    hue = (crc32(seed_text.encode("utf-8", "replace")) % 360 / 360 + index * 0.137) % 1
    image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), _colour(hue, 0.45, 0.9))
    draw = ImageDraw.Draw(image)
    (_hills, _circles, _tiles)[index % 3](draw, hue, random)
    small = image.reduce(_FINE).quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _colour(hue: float, saturation: float, lightness: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _hills(draw: "ImageDraw", hue: float, random: Random) -> None:
    """A sun over rows of hills that darken towards the front."""
    width, height = WIDTH * _FINE, HEIGHT * _FINE
    radius = random.randint(height // 10, height // 6)
    x, y = random.randint(width // 5, width * 4 // 5), random.randint(height // 5, height * 2 // 5)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_WARM)
    for row in range(4):
        base, swing = height * (0.48 + 0.14 * row), height * random.uniform(0.04, 0.1)
        turns, shift = math.tau * random.uniform(0.6, 1.5), random.uniform(0, math.tau)
        ridge = [(x, base + swing * math.sin(shift + x / width * turns)) for x in range(0, width + 1, 12)]
        fill = _colour(hue + 0.02 * row, 0.38, 0.72 - 0.13 * row)
        draw.polygon([(0, height), *ridge, (width, height)], fill=fill)


def _circles(draw: "ImageDraw", hue: float, random: Random) -> None:
    """Large discs behind and before each other."""
    width, height = WIDTH * _FINE, HEIGHT * _FINE
    for number in range(6):
        radius = random.randint(height // 7, height // 2) * (8 - number) // 8
        x, y = random.randint(0, width), random.randint(0, height)
        fill = _WARM if number == 4 else _colour(hue + random.uniform(-0.07, 0.07), 0.42, 0.8 - 0.07 * number)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _tiles(draw: "ImageDraw", hue: float, random: Random) -> None:
    """Quarter discs in a grid."""
    side = HEIGHT * _FINE // 2
    for column in range(3):
        for row in range(2):
            x, y = column * side, row * side
            shade = random.choice((0.4, 0.55, 0.7, 0.82))
            draw.rectangle(
                (x, y, x + side, y + side), fill=_colour(hue + random.uniform(-0.05, 0.05), 0.42, shade)
            )
            corner_x, corner_y = x + side * random.randint(0, 1), y + side * random.randint(0, 1)
            near = _colour(hue + random.choice((0.08, -0.08)), 0.42, 0.9 - shade / 3)
            fill = random.choice((_WARM, near, near))
            box = (corner_x - side, corner_y - side, corner_x + side, corner_y + side)
            quarter = {(x, y): 0, (x + side, y): 90, (x + side, y + side): 180, (x, y + side): 270}
            start = quarter[corner_x, corner_y]
            draw.pieslice(box, start, start + 90, fill=fill)
