"""Things one has, sells or lends."""

import math
from random import Random

from appling.atoms.samples.pictures.canvas import Canvas, Point
from appling.atoms.samples.pictures.tones import PAPER, WARM, Colour, Tones

DARK, STEEL = (52, 54, 62), (196, 202, 210)


def _table(canvas: Canvas, tones: Tones) -> None:
    canvas.fill(tones.ground)
    canvas.box(75, 92, 150, 36, tones.soft)


def book(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A cover, with others leaning behind it."""
    _table(canvas, tones)
    for x, shade in ((32, tones.mid), (41, tones.other), (109, tones.deep), (118, WARM)):
        canvas.box(x, 57, 8, random.uniform(50, 64), shade, 1)
    cover = random.choice((tones.deep, tones.at(0.42, 0.1), tones.at(0.4, -0.12)))
    canvas.box(76, 52, 54, 72, tones.mid, 2)
    canvas.box(75, 51, 54, 72, cover, 2)
    canvas.box(50, 51, 4, 72, tones.at(0.26))
    canvas.box(77, 30, 32, 3, PAPER, 1)
    canvas.box(77, 36, 20, 2, PAPER, 1)
    motif = random.randrange(3)
    if motif == 0:
        canvas.disc(77, 62, 13, WARM)
        canvas.slice(77, 62, 13, 0, 180, tones.other)
    elif motif == 1:
        for row in range(4):
            canvas.box(77, 52 + row * 7, 34 - row * 7, 4, WARM, 2)
    else:
        canvas.shape([(60, 78), (73, 54), (81, 66), (86, 60), (96, 78)], tones.soft)
        canvas.disc(88, 52, 4.5, WARM)


def car(canvas: Canvas, tones: Tones, random: Random) -> None:
    """From the side, on a street."""
    canvas.fill(tones.ground)
    canvas.disc(116, 30, 12, WARM)
    canvas.shape([(0, 74), (30, 52), (62, 70), (96, 48), (150, 74)], tones.soft)
    canvas.box(75, 90, 150, 24, tones.mid)
    body = random.choice((tones.deep, tones.other, (204, 78, 62), (70, 110, 150)))
    canvas.shape([(44, 58), (56, 40), (94, 40), (108, 58)], body)
    canvas.shape([(52, 57), (60, 45), (74, 45), (74, 57)], PAPER)
    canvas.shape([(78, 57), (78, 45), (92, 45), (101, 57)], PAPER)
    canvas.box(75, 66, 94, 20, body, 8)
    canvas.box(118, 64, 7, 5, WARM, 2)
    for x in (50, 101):
        canvas.disc(x, 77, 11, DARK)
        canvas.disc(x, 77, 5, STEEL)


def bike(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Two wheels and a frame, before hills."""
    canvas.fill(tones.ground)
    canvas.disc(random.uniform(30, 120), 24, 11, WARM)
    canvas.shape([(0, 80), (40, 56), (86, 74), (122, 54), (150, 70), (150, 100), (0, 100)], tones.soft)
    canvas.box(75, 93, 150, 14, tones.mid)
    frame = random.choice((tones.deep, tones.other, (196, 66, 58), (52, 96, 130)))
    for x in (46, 104):
        canvas.ring(x, 68, 21, 2.6, DARK)
        for spoke in range(0, 180, 30):
            across = math.cos(math.radians(spoke)) * 19, math.sin(math.radians(spoke)) * 19
            canvas.line([(x - across[0], 68 - across[1]), (x + across[0], 68 + across[1])], 0.4, STEEL)
        canvas.disc(x, 68, 2.4, DARK)
    for path in (
        [(46, 68), (61, 42), (92, 42), (71, 69), (46, 68)],
        [(71, 69), (58, 36)],
        [(104, 68), (90, 33), (97, 30)],
    ):
        canvas.line(path, 3, frame)
    canvas.box(58, 35, 15, 3.6, DARK, 1.8)
    canvas.disc(71, 69, 4.6, DARK)


def screen(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A screen with something to see on it."""
    _table(canvas, tones)
    canvas.box(75, 46, 84, 56, DARK, 4)
    canvas.box(75, 46, 78, 50, PAPER, 2)
    canvas.box(75, 27, 78, 9, tones.mid)
    for number in range(6):
        high = random.uniform(6, 26)
        canvas.box(46 + number * 8, 67 - high / 2, 5, high, tones.deep if number % 2 else tones.soft, 1)
    canvas.disc(103, 52, 9, tones.other)
    canvas.slice(103, 52, 9, 270, random.uniform(300, 420), WARM)
    canvas.shape([(66, 74), (84, 74), (88, 84), (62, 84)], STEEL)
    canvas.box(75, 85, 40, 3, STEEL, 1.5)


def record(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A record, half out of its sleeve."""
    canvas.fill(tones.soft)
    canvas.disc(92, 50, 37, DARK)
    for radius in (33, 28, 23, 18):
        canvas.ring(92, 50, radius, 0.5, (92, 94, 102))
    canvas.disc(92, 50, 12, tones.other)
    canvas.disc(92, 50, 2, PAPER)
    canvas.box(54, 50, 74, 74, tones.deep, 1)
    for number, shade in enumerate(random.sample((tones.mid, WARM, tones.soft, tones.other), 4)):
        canvas.slice(17, 87, 68 - number * 16, 270, 360, shade)


def still_life(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A jar, a box and a ball on a shelf."""
    _table(canvas, tones)
    order = [30.0, 75.0, 118.0]
    random.shuffle(order)
    jar, box, ball = order
    canvas.box(jar, 58, 30, 40, tones.mid, 6)
    canvas.box(jar, 36, 22, 8, tones.deep, 2)
    canvas.box(jar, 60, 30, 14, PAPER)
    canvas.box(box, 60, 38, 36, tones.other, 1)
    canvas.box(box, 60, 7, 36, WARM)
    canvas.box(box, 46, 42, 9, tones.deep, 1)
    canvas.disc(ball, 61, 17, tones.deep)
    canvas.slice(ball, 61, 17, 200, 290, tones.mid)


def parcel(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A box tied with a ribbon."""
    canvas.fill(tones.ground)
    canvas.oval(75, 84, 50, 7, tones.soft)
    wide, high = random.uniform(52, 70), random.uniform(34, 46)
    canvas.box(75, 84 - high / 2, wide, high, tones.mid, 2)
    canvas.box(75, 84 - high, wide + 8, 12, tones.deep, 2)
    canvas.box(75, 84 - high / 2 - 3, 9, high + 6, WARM)
    for turn in (-32, 32):
        canvas.oval(75 + turn * 0.36, 71 - high, 12, 6, tones.other, turn)
    canvas.disc(75, 74 - high, 5, WARM)


def vases(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Three vessels of different height."""
    _table(canvas, tones)
    for x, shade in ((40, tones.mid), (76, tones.deep), (112, tones.other)):
        size = random.uniform(13, 19)
        canvas.box(x, 74 - size * 2, size * 0.8, size * 1.4, shade, 2)
        canvas.oval(x, 74 - size * 0.9, size, size * 1.05, shade)
        canvas.box(x, 72, size * 1.1, 6, shade, 1)
        canvas.box(x, 74 - size, size * 1.9, 3, WARM if random.random() < 0.5 else PAPER)


def ball(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A ball on a marked court."""
    canvas.fill(tones.mid)
    for path in ([(0, 30), (150, 30)], [(75, 30), (75, 100)], [(18, 30), (0, 80)], [(132, 30), (150, 80)]):
        canvas.line(path, 1.4, PAPER)
    canvas.ring(75, 64, 26, 1.4, PAPER)
    canvas.oval(79, 88, 20, 4, tones.deep)
    canvas.disc(75, 66, 20, random.choice((WARM, tones.other, PAPER)))
    canvas.line([(58, 56), (68, 62), (70, 74), (62, 82)], 1.2, DARK)
    canvas.line([(92, 56), (82, 62), (80, 74), (88, 82)], 1.2, DARK)


def machine(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Two wheels with teeth, one in the other."""
    canvas.fill(tones.ground)
    canvas.disc(random.uniform(104, 122), 28, 14, tones.soft)
    _cog(canvas, (60, 54), 27, 10, tones.mid)
    _cog(canvas, (102, 68), 16, 7, tones.deep)
    for x, y, radius in ((60.0, 54.0, 27.0), (102.0, 68.0, 16.0)):
        canvas.disc(x, y, radius * 0.48, tones.ground)
        canvas.disc(x, y, radius * 0.22, WARM)


def _cog(canvas: Canvas, middle: Point, radius: float, teeth: int, shade: Colour) -> None:
    x, y = middle
    for tooth in range(teeth):
        at = math.tau * (tooth + 0.3) / teeth
        sides = ((radius - 3, -0.17), (radius + 6, -0.11), (radius + 6, 0.11), (radius - 3, 0.17))
        canvas.shape([(x + far * math.cos(at + by), y + far * math.sin(at + by)) for far, by in sides], shade)
    canvas.disc(x, y, radius, shade)


def tools(canvas: Canvas, tones: Tones, random: Random) -> None:
    """A hammer and a spanner on a board."""
    canvas.fill(tones.ground)
    canvas.box(75, 50, 118, 78, tones.soft, 3)
    left, right = random.choice(((52, 98), (98, 52)))
    canvas.box(left, 56, 7, 54, WARM, 3)
    canvas.box(left, 28, 34, 14, tones.deep, 3)
    canvas.shape([(left - 17, 22), (left - 25, 28), (left - 17, 35)], tones.deep)
    canvas.box(right, 52, 8, 48, STEEL, 3)
    for y, mouth in ((27, 22), (77, 82)):
        canvas.disc(right, y, 11, STEEL)
        canvas.box(right, mouth, 8, 13, tones.soft, 1)
