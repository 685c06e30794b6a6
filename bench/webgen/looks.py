"""Whether a page has the colours that were asked for, as they are painted.

Colours are compared in OKLab, where equal distances look about equally different to an eye; a difference of
0.02 is about the least that can be seen. Backgrounds such as mint cream, snow and ghost white lie closer to
white than that, so a background must be within 0.03 of the colour *and* nearer to it than to any other named
colour. Components are often a little lighter or darker than their colour (to be legible, under the pointer),
so they only have to be within 0.06 of it, three times what can just be seen: still nearer than what
a person would call another colour.
"""

import re
from functools import cache

from PIL import ImageColor

from bench.webgen import words
from bench.webgen.browsing import Browsing
from bench.webgen.looking import look
from bench.webgen.verdicts import Partial, Unmet, need

Lab = tuple[float, float, float]
GROUND, COMPONENT = 0.03, 0.06
TINT = 0.002
"""The least distance from grey at which a colour has a tint at all."""
SHARE = 0.2
"""The share of the first screen that a background must cover to be seen as the background."""
OTHER_NAMES = {"light goldenrod": ("lightgoldenrodyellow", "#eedd82")}
"""Names that mean two colours: X11 has a darker light goldenrod than CSS has."""


def oklab(red: float, green: float, blue: float) -> Lab:
    """sRGB from 0 to 255 as OKLab (Björn Ottosson, 2020)."""
    r, g, b = (_linear(each / 255) for each in (red, green, blue))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def distance(one: Lab, other: Lab) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


@cache
def named(name: str) -> tuple[Lab, ...]:
    """The colours that a name stands for."""
    names = OTHER_NAMES.get(name, (name.replace(" ", ""),))
    return tuple(oklab(*ImageColor.getrgb(each)[:3]) for each in names)


@cache
def _everyone() -> dict[str, Lab]:
    return {name: oklab(*ImageColor.getrgb(name)[:3]) for name in ImageColor.colormap}


def painted(css: str) -> Lab | None:
    """A computed colour; none where it is see-through or written in a way that has no sRGB."""
    found = re.fullmatch(r"rgba?\(([^)]*)\)", css.strip())
    if found:
        parts = [float(each) for each in re.split(r"[,\s/]+", found[1].strip())]
        return oklab(*parts[:3]) if len(parts) < 4 or parts[3] > 0.5 else None
    found = re.fullmatch(r"color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)(?: / ([\d.]+))?\)", css.strip())
    if found:
        return oklab(*(max(0.0, min(255.0, float(each) * 255)) for each in found.groups()[:3]))
    found = re.fullmatch(r"oklab\(([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+).*\)", css.strip())
    if found:
        return (float(found[1]), float(found[2]), float(found[3]))
    found = re.fullmatch(r"oklch\(([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+).*\)", css.strip())
    if found:
        import math

        light, chroma, hue = (float(each) for each in found.groups())
        return (light, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue)))
    return None


def is_ground(css: str, name: str) -> bool:
    """Whether a painted colour is the named background."""
    lab = painted(css)
    if lab is None:
        return False
    near = min(distance(lab, each) for each in named(name))
    others = min(distance(lab, each) for each in _everyone().values())
    return near <= GROUND and near <= others + 0.001 and any(_tinted(lab, each) for each in named(name))


def _tinted(lab: Lab, colour: Lab) -> bool:
    """Whether a colour has at least half of the other one's tint: a plain light grey is no snow."""
    asked = colour[1] ** 2 + colour[2] ** 2
    return lab[1] * colour[1] + lab[2] * colour[2] >= asked / 2 or asked < TINT**2


def is_component(css: str, name: str) -> bool:
    """Whether a painted colour is the named component colour, or a slightly changed one."""
    lab = painted(css) if css else None
    return lab is not None and min(distance(lab, each) for each in named(name)) <= COMPONENT


class Looks(Browsing):
    """What a person sees of colours."""

    def has_colours(self, ground: str, component: str) -> None:
        """Background and components have the named colours on the first page and a further one; half for one of both."""
        seen = []
        self.open()
        seen.append(look(self.page, "colours"))
        links = [each for each in self.clickables() if each.nav and each.href and self.own(each.href)]
        pages = [each.href for each in links if not words.means(each.text, "sign out|log out|home")][:2]
        for address in pages:
            try:
                self.open(address)
                seen.append(look(self.page, "colours"))
            except Unmet:
                continue
        grounds = [self._ground(each, ground) for each in seen]
        ground_there = sum(grounds) > len(grounds) / 2
        kinds, filled = self._components(seen, component)
        component_there = filled and len(kinds) >= 2
        if ground_there and component_there:
            return
        missing = [] if ground_there else [f"the background is {self._main(seen[0])}, not {ground}"]
        if not component_there:
            missing.append(
                f"{component} is on {', '.join(sorted(kinds)) or 'nothing'}{'' if filled else ', never as a fill'}"
            )
        if ground_there or component_there:
            raise Partial("; ".join(missing))
        need(False, "; ".join(missing))

    @staticmethod
    def _ground(colours: dict, name: str) -> bool:
        share = sum(part for css, part in colours["grid"].items() if is_ground(css, name))
        return share >= SHARE

    @staticmethod
    def _main(colours: dict) -> str:
        return max(colours["grid"], key=colours["grid"].get)

    @staticmethod
    def _components(seen: list[dict], name: str) -> tuple[set[str], bool]:
        """The kinds of components that have the colour, and whether it fills (or frames) one of them."""
        kinds, filled = set(), False
        for each in (each for colours in seen for each in colours["used"]):
            fill = is_component(each["fill"], name)
            frame = any(is_component(css, name) for css in each["border"])
            if fill or frame or is_component(each["text"], name):
                kinds.add(each["kind"])
            filled = filled or fill
        return kinds, filled
