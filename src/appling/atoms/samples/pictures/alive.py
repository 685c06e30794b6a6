"""People without a face of their own, animals, plants."""

from random import Random

from appling.atoms.samples.pictures.canvas import Canvas
from appling.atoms.samples.pictures.tones import HAIRS, PAPER, SKINS, WARM, Colour, Tones


def portrait(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Head and shoulders before a large disc."""
    skin, hair = SKINS[tones.turn * 3 % len(SKINS)], HAIRS[tones.turn * 2 % len(HAIRS)]
    canvas.fill(tones.ground)
    canvas.disc(75, 54, 44, tones.soft)
    style = tones.turn % 5
    _hair_behind(canvas, style, hair)
    canvas.oval(75, 112, 40, 34, random.choice((tones.deep, tones.mid, tones.other, PAPER)))
    canvas.box(75, 74, 12, 20, _shaded(skin), 5)
    canvas.oval(75, 82, 8, 4, skin)
    canvas.oval(75, 50, 16, 20, skin)
    _hair_before(canvas, style, hair)


def _hair_behind(canvas: Canvas, style: int, hair: Colour) -> None:
    if style == 0:
        canvas.box(75, 60, 46, 56, hair, 20)
    elif style == 1:
        canvas.disc(75, 24, 9, hair)
    elif style == 2:
        for x, y in (
            (58, 42),
            (92, 42),
            (56, 54),
            (94, 54),
            (64, 32),
            (86, 32),
            (75, 28),
            (60, 64),
            (90, 64),
        ):
            canvas.disc(x, y, 9, hair)


def _hair_before(canvas: Canvas, style: int, hair: Colour) -> None:
    canvas.slice(75, 46, 18.5, 180, 360, hair)
    if style == 0:
        canvas.slice(66, 46, 12, 150, 330, hair)
    elif style == 3:
        canvas.shape([(56.5, 46), (62, 30), (90, 28), (93.5, 46), (84, 40)], hair)
    elif style == 4:
        canvas.slice(75, 55, 16, 20, 160, hair)
        canvas.box(75, 62.5, 9, 2, _shaded(hair), 1)


def _shaded(colour: Colour) -> Colour:
    return (round(colour[0] * 0.88), round(colour[1] * 0.88), round(colour[2] * 0.88))


def animal(canvas: Canvas, tones: Tones, random: Random) -> None:
    """The head of a cat or a dog."""
    canvas.fill(tones.ground)
    canvas.disc(75, 60, 46, tones.soft)
    fur = random.choice(((222, 158, 88), (110, 84, 66), (240, 230, 214), (92, 92, 98), (58, 52, 52)))
    dark = _shaded(fur)
    if tones.turn % 2:
        canvas.shape([(46, 50), (48, 16), (72, 34)], fur)
        canvas.shape([(104, 50), (102, 16), (78, 34)], fur)
        canvas.shape([(51, 42), (52, 25), (64, 34)], WARM)
        canvas.shape([(99, 42), (98, 25), (86, 34)], WARM)
        canvas.oval(75, 58, 32, 28, fur)
    else:
        canvas.oval(75, 58, 29, 30, fur)
        canvas.oval(46, 54, 9, 22, dark, 14)
        canvas.oval(104, 54, 9, 22, dark, -14)
    canvas.oval(75, 70, 14, 11, PAPER)
    for x in (63, 87):
        canvas.disc(x, 54, 3.6, (40, 34, 34))
        canvas.disc(x + 1.2, 52.8, 1.1, PAPER)
    canvas.oval(75, 65, 4.6, 3.2, (58, 44, 44))
    canvas.line([(75, 67), (75, 73), (69, 75)], 1, (58, 44, 44))
    canvas.line([(75, 73), (81, 75)], 1, (58, 44, 44))


def plant(canvas: Canvas, tones: Tones, random: Random) -> None:
    """Leaves, or blossoms, in a pot."""
    canvas.fill(tones.ground)
    canvas.box(75, 95, 150, 20, tones.soft)
    greens = ((70, 120, 84), (98, 146, 96), (48, 92, 72), (134, 168, 104))
    blossom = tones.turn % 2 == 0
    for turn in (-62, -40, -20, 0, 20, 40, 62):
        length = random.uniform(20, 27)
        x, y = 75 + turn * 0.42, 66 - length * (1.2 - abs(turn) / 90)
        canvas.line([(75, 70), (x, y)], 1.4, greens[2])
        if blossom and turn % 40 == 20 % 40:
            for petal in range(6):
                canvas.oval(x, y - 2, 9, 3.6, random.choice((tones.mid, tones.other)), petal * 60)
            canvas.disc(x, y - 2, 3.4, WARM)
        else:
            canvas.oval(x, y, 5.5, 15, random.choice(greens), turn * 0.9)
    canvas.shape([(56, 66), (94, 66), (89, 94), (61, 94)], tones.deep)
    canvas.box(75, 66, 42, 7, tones.mid, 2)
