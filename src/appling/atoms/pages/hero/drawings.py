"""What a hero draws where there are no pictures: of a name always the same, as numbers for its template."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from itertools import pairwise
from math import cos, pi, sin

from appling.atoms.character import Opening

TONES = 4
COLUMNS, LINES = 12, 9
"""Dots in a grid."""


def drawing(opening: Opening, name: str) -> object:
    """What an opening draws of the app's own: numbers, in the order that its drawing tells."""
    return DRAWINGS[opening](name)


def tiles(name: str) -> tuple[tuple[int, int, int, int], ...]:
    """Three by three: for each tile its column, its line, its shape and its tone."""
    seed = _seed(name)
    return tuple(
        (number % 3, number // 3, seed[number] % 6, (seed[9 + number] + number) % TONES)
        for number in range(9)
    )


def hills(name: str) -> tuple[tuple[int, tuple[int, ...], int], ...]:
    """Half circles on one ground, from the back to the front: the middle, the radii, the tone.

    They stand over a width of 600, with room above for a mark a little before the middle of the second.
    """
    seed = _seed(name)
    made = []
    for number, (middle, largest) in enumerate(((385, 275), (585, 215), (210, 190), (470, 130), (320, 85))):
        radius = largest - seed[number] % 30
        rings = 3 + seed[8 + number] % 3
        radii = tuple(round(radius * (1 - ring / (rings + 0.5))) for ring in range(rings))
        made.append((middle + seed[16 + number] % 40 - 20, radii, (seed[24] + number) % TONES))
    return tuple(made)


def dots(name: str) -> tuple[tuple[int, int, int], ...]:
    """A grid that fills from below, more towards its end: a dot's column, line and size (0 to 3)."""
    seed = _seed(name)
    made = []
    for column in range(COLUMNS):
        height = 1 + column * (LINES - 4) / COLUMNS + seed[column] % 30 / 10
        for line in range(LINES):
            below = height - (LINES - 1 - line)
            made.append((column, line, max(0, min(3, round(below * 1.5)))))
    return tuple(made)


def rings(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """A seal of fine lines: of each ring a closed line of lobes around 0 0, and its turns in degrees."""
    seed = _seed(name)
    made = []
    for number, (inner, outer) in enumerate(((98, 142), (62, 104))):
        lobes = 9 + seed[number] % 6
        times = 6 + seed[4 + number] % 3
        depth = (outer - inner) * (0.7 + seed[8 + number] % 4 / 10)
        turns = tuple(round(360 / lobes * turn / times, 2) for turn in range(times))
        made.append((_lobed(lobes, outer - depth, outer), turns))
    return tuple(made)


def wreath(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Two or three strands that cross each other around 0 0, told as rings are."""
    seed = _seed(name)
    lobes, strands = 7 + seed[0] % 6, 2 + seed[1] % 2
    turns = tuple(round(360 / lobes * turn / strands, 2) for turn in range(strands))
    return ((_lobed(lobes, 92 + seed[2] % 18, 144), turns),)


def bands(name: str) -> tuple[tuple[int, int], ...]:
    """Slanting bands over a width of 400: where each begins, and how wide it is; they don't touch."""
    seed = _seed(name)
    made, start = [], 20 + seed[0] % 40
    for number in range(1, 5):
        wide = 14 + seed[number] % 60
        made.append((start, wide))
        start += wide + 16 + seed[8 + number] % 40
    return tuple(made)


def strip(name: str) -> tuple[tuple[int, int, int], ...]:
    """A strip of colours over a width of 100: where each begins, how wide it is, and its tone."""
    seed = _seed(name)
    cuts = [0, *sorted({8 + each % 84 for each in seed[:5]}), 100]
    return tuple(
        (start, end - start, (0, 2, 3)[(seed[8] + number) % 3])
        for number, (start, end) in enumerate(pairwise(cuts))
    )


def _seed(name: str) -> bytes:
    return sha256(name.encode()).digest()


def _lobed(lobes: int, inner: float, outer: float) -> str:
    """The path of a closed line that swings between two circles."""

    def points() -> Iterator[str]:
        step = pi / lobes
        for number in range(2 * lobes + 1):
            radius = inner if number % 2 else outer
            angle, reach = number * step, radius * step * 0.55
            across, down = radius * sin(angle), -radius * cos(angle)
            if number:
                yield f"S{_at(across - reach * cos(angle), down - reach * sin(angle))} {_at(across, down)}"
            else:
                yield f"M{_at(across, down)}C{_at(across + reach, down)}"

    # The first curve names both of its handles; each further one mirrors the one before it.
    return "".join(points()).replace("S", " ", 1) + "Z"


def _at(across: float, down: float) -> str:
    return f"{across:.1f} {down:.1f}"


DRAWINGS: Mapping[Opening, Callable[[str], object]] = {
    "tiles": tiles,
    "hills": hills,
    "grid": dots,
    "seal": rings,
    "title page": wreath,
    "field": bands,
    "type": strip,
}
