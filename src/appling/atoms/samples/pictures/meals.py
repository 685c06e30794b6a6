"""What one eats and drinks."""

from random import Random

from appling.atoms.samples.pictures.canvas import Canvas, Point
from appling.atoms.samples.pictures.tones import PAPER, WARM, Tones

CRUST, CRUMB, FLOUR = (188, 120, 62), (224, 172, 108), (250, 232, 200)
GREENS = ((112, 152, 84), (74, 120, 78), (158, 182, 96))
REDS = ((206, 84, 62), (226, 132, 74), (170, 58, 66))


def _table(canvas: Canvas, tones: Tones) -> None:
    canvas.fill(tones.ground)
    canvas.box(75, 90, 150, 40, tones.soft)


def _spots(random: Random, count: int, wide: float) -> list[Point]:
    return [(75 + random.uniform(-wide, wide), 50 + random.uniform(-wide, wide) * 0.8) for _ in range(count)]


def loaf(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A long loaf on a board."""
    _table(canvas, tones)
    canvas.box(75, 80, 112, 9, (150, 104, 68), 4)
    high = random.uniform(34, 44)
    canvas.box(75, 77 - high / 2, 92, high, CRUST, high / 2.1)
    canvas.box(75, 73 - high / 2, 82, high - 12, CRUMB, high / 2.6)
    for x in (50, 66, 82, 98):
        canvas.oval(x, 72 - high / 2, 2.6, high / 3.2, FLOUR, 24)


def round_loaf(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Rolls on a cloth, seen from above."""
    canvas.fill(tones.ground)
    canvas.oval(75, 52, 64, 44, tones.soft)
    for x, y, size in ((48, 56, 21), (98, 58, 22), (74, 38, random.uniform(20, 25))):
        canvas.disc(x, y + 1.5, size, tones.mid)
        canvas.disc(x, y, size, CRUST)
        canvas.disc(x - 1, y - 1.5, size - 3.5, CRUMB)
        for turn in (30, -30) if random.random() < 0.5 else (0, 90):
            canvas.oval(x, y, size * 0.62, 1.6, FLOUR, turn)


def cake(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Layers on a stand, with something on top."""
    _table(canvas, tones)
    canvas.box(75, 88, 10, 18, PAPER)
    canvas.box(75, 78, 96, 4, PAPER, 2)
    icing = random.choice((tones.mid, (120, 78, 58), (246, 214, 206)))
    for row in range(3):
        canvas.box(75, 71 - row * 12, 70, 12, CRUMB if row % 2 == 0 else FLOUR, 2)
    canvas.box(75, 43, 74, 10, icing, 5)
    for x in range(44, 110, 10):
        canvas.box(x, 48, 7, random.uniform(8, 18), icing, 3.5)
    for berry in (56, 68, 82, 94):
        canvas.disc(berry, 35, 4, random.choice(REDS))


def bowl(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Good things in a bowl, from above."""
    canvas.fill(tones.soft)
    canvas.disc(77, 54, 43, tones.mid)
    canvas.disc(75, 50, 43, tones.deep)
    canvas.disc(75, 50, 38, FLOUR)
    for start, colour in zip((20, 110, 215, 300), random.sample((*GREENS, *REDS, WARM), 4), strict=True):
        canvas.slice(75, 50, 35, start, start + random.randint(60, 95), colour)
    for x, y in _spots(random, 16, 22):
        canvas.oval(x, y, 4, 2.4, random.choice((*GREENS, *REDS, PAPER)), random.uniform(0, 180))
    canvas.disc(75, 50, 10, PAPER)
    canvas.disc(75, 50, 5, WARM)


def plate(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A plate between fork and knife."""
    canvas.fill(tones.ground)
    canvas.disc(76, 53, 41, tones.soft)
    canvas.disc(75, 50, 41, PAPER)
    canvas.ring(75, 50, 31, 1, tones.soft)
    canvas.oval(68, 46, 20, 13, random.choice(REDS), -18)
    canvas.oval(67, 44, 15, 8, WARM, -18)
    for x, y in ((88.0, 58.0), (94.0, 50.0), (84.0, 66.0), (92.0, 62.0)):
        canvas.oval(x, y, 9, 4, random.choice(GREENS), random.uniform(0, 180))
    for x, y in _spots(random, 7, 20):
        canvas.disc(x, y + 8, 1.5, random.choice((*GREENS, *REDS)))
    canvas.line([(20, 30), (20, 78)], 2.4, tones.deep)
    canvas.box(20, 26, 9, 16, tones.deep, 3)
    canvas.line([(130, 22), (130, 78)], 2.4, tones.deep)
    canvas.oval(131.5, 34, 3.4, 14, tones.deep)


def pie(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A round pie, one piece of it taken."""
    canvas.fill(tones.soft)
    canvas.disc(77, 53, 44, tones.mid)
    canvas.slice(75, 50, 43, 20, 335, CRUST)
    canvas.slice(75, 50, 37, 20, 335, random.choice((WARM, (214, 98, 70), (146, 66, 88))))
    for x, y in _spots(random, 14, 24):
        if x < 84 or abs(y - 50) > 12:
            canvas.disc(x, y, random.uniform(2.2, 4.2), random.choice((*REDS, *GREENS, FLOUR)))
    canvas.slice(92, 50, 30, 340, 374, CRUST)
    canvas.slice(92, 50, 26, 341, 373, WARM)


def cup(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A cup that steams."""
    _table(canvas, tones)
    canvas.oval(75, 84, 44, 6, PAPER)
    colour = random.choice((tones.deep, tones.mid, tones.other))
    canvas.ring(106, 60, 13, 4, colour)
    canvas.box(75, 60, 58, 42, colour, 14)
    canvas.box(75, 44, 58, 12, colour)
    canvas.oval(75, 40, 29, 6, PAPER)
    canvas.oval(75, 40.5, 26, 4.6, random.choice(((96, 62, 44), (176, 128, 66), (122, 138, 70))))
    for x in (64, 75, 86):
        canvas.line([(x, 30), (x + 3, 24), (x - 2, 18), (x + 1, 11)], 1.6, PAPER)


def bottle_and_glass(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A bottle and what came out of it."""
    _table(canvas, tones)
    colour = random.choice((tones.deep, tones.mid))
    canvas.box(58, 28, 10, 36, colour, 3)
    canvas.box(58, 62, 28, 52, colour, 9)
    canvas.box(58, 66, 28, 18, PAPER)
    canvas.disc(58, 66, 5, tones.other)
    wine = random.choice((*REDS, WARM))
    canvas.slice(100, 44, 17, 0, 180, PAPER)
    canvas.slice(100, 48, 13, 0, 180, wine)
    canvas.box(100, 72, 2.4, 26, PAPER)
    canvas.box(100, 86, 22, 3, PAPER, 1.5)
