"""The colours of one sample picture: near the app's own, and near those of its neighbours."""

import colorsys
from dataclasses import dataclass
from random import Random

Colour = tuple[int, int, int]
WARM = (246, 205, 142)
"""One light in every picture, so that all of them go together."""
PAPER = (255, 252, 246)
TURNS = (0.0, 0.07, -0.06, 0.12, -0.11, 0.03)
SKINS = ((244, 208, 177), (226, 177, 136), (196, 140, 98), (150, 99, 66), (108, 70, 48))
HAIRS = (
    (43, 33, 30),
    (86, 56, 38),
    (28, 28, 34),
    (140, 92, 52),
    (120, 120, 124),
    (58, 40, 44),
    (203, 160, 92),
)


@dataclass(frozen=True, slots=True)
class Tones:
    """`hue` of 0 to 1; `vivid`: how much colour there is, 1 as a rule; `turn`: which of several."""

    hue: float
    vivid: float = 1.0
    turn: int = 0

    @classmethod
    def of(cls, accent: str | None, seed: int, index: int) -> "Tones":
        """Around the accent (`#rrggbb`), each picture a little further along the circle."""
        if accent is None:
            return cls((seed % 360 / 360 + TURNS[index % len(TURNS)]) % 1, turn=seed + index)
        red, green, blue = (int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5))
        hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
        return cls((hue + TURNS[index % len(TURNS)]) % 1, min(1.0, 0.25 + saturation * 1.5), seed + index)

    def at(self, lightness: float, turn: float = 0.0, saturation: float = 0.42) -> Colour:
        """A shade of the hue, or of one `turn` further."""
        made = colorsys.hls_to_rgb((self.hue + turn) % 1, lightness, saturation * self.vivid)
        return round(made[0] * 255), round(made[1] * 255), round(made[2] * 255)

    @property
    def ground(self) -> Colour:
        return self.at(0.88)

    @property
    def soft(self) -> Colour:
        return self.at(0.76)

    @property
    def mid(self) -> Colour:
        return self.at(0.56)

    @property
    def deep(self) -> Colour:
        return self.at(0.34)

    @property
    def other(self) -> Colour:
        """What stands out from the rest."""
        return self.at(0.6, 0.45, 0.5)

    def any(self, random: Random) -> Colour:
        return random.choice((self.soft, self.mid, self.deep, self.other, WARM))
