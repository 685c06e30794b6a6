"""Houses from outside, rooms from inside."""

from random import Random

from appling.atoms.samples.pictures.canvas import Canvas
from appling.atoms.samples.pictures.tones import PAPER, WARM, Tones

LEAF = (104, 146, 104)


def _tree(canvas: Canvas, x: float, size: float) -> None:
    canvas.box(x, 84, 2.4, 18, (116, 84, 62))
    canvas.disc(x, 74 - size / 2, size, LEAF)


def street(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Houses side by side."""
    canvas.fill(tones.ground)
    canvas.disc(random.uniform(30, 120), 22, 10, WARM)
    x = 8.0
    while x < 140:
        wide, high = random.uniform(24, 36), random.uniform(30, 60)
        shade = random.choice((tones.mid, tones.deep, tones.soft, tones.other, PAPER))
        canvas.box(x + wide / 2, 90 - high / 2, wide, high, shade)
        if random.random() < 0.6:
            canvas.shape(
                [(x - 2, 90 - high), (x + wide / 2, 76 - high), (x + wide + 2, 90 - high)], tones.deep
            )
        glass = WARM if shade != PAPER else tones.mid
        for row in range(int(high // 15)):
            for column in (0.28, 0.72):
                canvas.box(x + wide * column, 98 - high + row * 14, 6, 8, glass, 1)
        x += wide + random.choice((0.0, 1.5, 8.0))
    _tree(canvas, random.uniform(20, 60), 10)
    _tree(canvas, random.uniform(90, 135), 12)
    canvas.box(75, 96, 150, 12, tones.at(0.46))


def house(canvas: Canvas, tones: Tones, random: Random) -> None:
    """One house on a hill."""
    canvas.fill(tones.ground)
    canvas.disc(random.choice((26, 122)), 26, 12, WARM)
    canvas.oval(75, 118, 110, 40, LEAF)
    canvas.oval(30, 112, 70, 28, tones.soft)
    canvas.box(75, 66, 56, 34, PAPER)
    canvas.shape([(40, 51), (75, 24), (110, 51)], tones.deep)
    canvas.box(95, 34, 7, 16, tones.deep)
    canvas.box(75, 71, 12, 24, random.choice((tones.mid, tones.other)), 1)
    for x in (57, 93):
        canvas.box(x, 65, 12, 12, tones.soft, 1)
        canvas.box(x, 65, 1, 12, PAPER)
    _tree(canvas, 22, 12)
    _tree(canvas, 130, 10)


def room(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A window, a seat and a lamp."""
    canvas.fill(tones.ground)
    canvas.box(75, 92, 150, 24, tones.at(0.66, 0.04, 0.3))
    left = random.random() < 0.5
    window, lamp = (44, 124) if left else (106, 26)
    canvas.box(window, 34, 44, 42, PAPER, 1)
    canvas.box(window, 34, 39, 37, tones.at(0.84, 0.1))
    canvas.disc(window + 8, 28, 6, WARM)
    canvas.shape([(window - 19, 52), (window - 6, 38), (window + 6, 46), (window + 19, 52)], LEAF)
    canvas.box(window, 34, 1.6, 38, PAPER)
    sofa = random.choice((tones.deep, tones.mid, tones.other))
    canvas.box(75, 66, 74, 26, sofa, 8)
    canvas.box(75, 76, 84, 16, sofa, 6)
    for x in (57, 93):
        canvas.box(x, 70, 30, 10, tones.soft, 4)
    canvas.box(50, 64, 14, 14, WARM, 3)
    for x in (40, 110):
        canvas.box(x, 87, 3, 8, (96, 70, 54))
    canvas.line([(lamp, 88), (lamp, 36)], 1.4, (96, 70, 54))
    canvas.shape([(lamp - 11, 36), (lamp - 7, 20), (lamp + 7, 20), (lamp + 11, 36)], WARM)
    canvas.oval(lamp, 88, 9, 2, (96, 70, 54))
