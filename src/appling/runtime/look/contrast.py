"""Colours as `#rrggbb`, their contrast as WCAG 2 measures it, and shades that reach a wanted one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coloraide import Color

TEXT = 4.5
"""What text needs against what it stands on."""
SHAPE = 3.0
"""What the outline of something that can be used needs."""
BLACK, WHITE = "#000000", "#ffffff"
_STEPS = 9


@dataclass(frozen=True, slots=True)
class Tone:
    """Lightness (0 to 1), chroma and hue in OKLCH."""

    lightness: float
    chroma: float
    hue: float

    def hex(self) -> str:
        """The nearest colour that screens can show."""
        lightness = min(max(self.lightness, 0.0), 1.0)
        return (
            Color("oklch", [lightness, self.chroma, self.hue])
            .convert("srgb")
            .to_string(hex=True, fit={"method": "raytrace"})
        )

    def at(self, lightness: float, chroma: float | None = None) -> "Tone":
        return Tone(lightness, self.chroma if chroma is None else chroma, self.hue)

    def turned(self, degrees: float) -> "Tone":
        return Tone(self.lightness, self.chroma, (self.hue + degrees) % 360)


@cache
def tone(colour: str) -> Tone:
    """A colour's lightness, chroma and hue; greys have the hue 0 and no chroma."""
    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    return Tone(lightness, chroma, hue) if chroma > 0.002 else Tone(lightness, 0.0, 0.0)


@cache
def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 (none) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least(colour: str, grounds: Iterable[str]) -> float:
    """The contrast to the ground that it stands out from least."""
    return min(contrast(colour, ground) for ground in grounds)


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the other in the one."""
    return (
        Color(one)
        .mix(other, share, space="oklab")
        .convert("srgb")
        .to_string(hex=True, fit={"method": "clip"})
    )


def ink(grounds: Sequence[str], tint: Tone) -> str:
    """The tinted near-black or near-white, else the pure one, that reads best on all the grounds."""
    soft = [tint.at(0.22, min(tint.chroma, 0.03)).hex(), tint.at(0.985, min(tint.chroma, 0.01)).hex()]
    best = max(soft, key=lambda colour: least(colour, grounds))
    if least(best, grounds) >= 7:
        return best
    return max((*soft, BLACK, WHITE), key=lambda colour: least(colour, grounds))


def reaching(wanted: Tone, grounds: Sequence[str], aim: float, otherwise: str) -> str:
    """The shade nearest to the wanted one with that contrast to all the grounds."""
    found = wanted.hex()
    if least(found, grounds) >= aim:
        return found
    shades = [shade for end in (0.0, 1.0) if (shade := _toward(wanted, end, grounds, aim)) is not None]
    if not shades:
        return otherwise
    return min(shades, key=lambda shade: abs(tone(shade).lightness - wanted.lightness))


def _toward(wanted: Tone, end: float, grounds: Sequence[str], aim: float) -> str | None:
    """The first shade on the way to black or white that has the contrast, by halving the way."""
    if least(wanted.at(end).hex(), grounds) < aim:
        return None
    near, far = wanted.lightness, end
    for _ in range(_STEPS):
        middle = (near + far) / 2
        if least(wanted.at(middle).hex(), grounds) >= aim:
            far = middle
        else:
            near = middle
    return wanted.at(far).hex()
