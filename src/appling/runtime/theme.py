"""An app's colours: every token of its style sheet, from any two colours, readable by measure.

The page's ground is the background colour as asked, buttons, bars and badges are the accent colour
as asked; only what is derived from them gives way. Dark mode keeps the hues.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from appling.blueprint.model.app import Look
from appling.runtime import contrast as measures
from appling.runtime.contrast import (
    BLACK,
    SHAPE,
    TEXT,
    WHITE,
    Tone,
    contrast,
    ink,
    least,
    luminance,
    mixed,
    reaching,
    tone,
)

PAIRS = (
    ("#fbf9f4", "#1f5a46"),
    ("#f8f9fb", "#2f4f9e"),
    ("#fdf8f5", "#b04a2f"),
    ("#faf8fc", "#6a429c"),
    ("#f5f9f9", "#0f6673"),
    ("#fcf9f1", "#86590f"),
    ("#fbf7f9", "#a3325f"),
    ("#f7f9f4", "#4c6a1e"),
    ("#f8f8f7", "#37424f"),
    ("#f6f8fc", "#0b63a8"),
    ("#fdf7f6", "#a8323a"),
    ("#f6f7fb", "#4b4bb5"),
)
"""Background and accent of apps that ask for none."""

SIGNALS = {
    "info": Tone(0.56, 0.13, 245),
    "success": Tone(0.55, 0.13, 152),
    "warning": Tone(0.75, 0.15, 75),
    "error": Tone(0.55, 0.19, 25),
}
CHART = 8
DARK_BELOW = 0.18
"""Grounds of less luminance are read with light ink."""

SHAPES = {
    "--radius-selector": "0.5rem",
    "--radius-field": "0.625rem",
    "--radius-box": "1rem",
    "--size-selector": "0.25rem",
    "--size-field": "0.275rem",
    "--border": "1px",
    "--depth": "0",
    "--noise": "0",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """`dark`: light ink on a dark ground. `tokens`: custom properties with their colours."""

    dark: bool
    tokens: dict[str, str]


def theme_css(look: Look, name: str = "") -> str:
    """The style sheet of an app's colours: as asked, and for people who want it dark."""
    asked, dark = palettes(look, name)
    shape = "".join(f"{key}:{value};" for key, value in SHAPES.items())
    day, night = _declarations(asked), _declarations(dark)
    rules = [f":root{{{shape}{day}}}"]
    if asked.dark:
        rules.append(".theme-toggle{display:none}")
    else:
        rules.append(f'[data-theme="dark"]{{{night}}}')
        rules.append(f'@media(prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{night}}}}}')
        rules.append(f"@media print{{:root:root:root{{{day}}}}}")
    return "\n".join(rules) + "\n"


def theme_version(look: Look, name: str = "") -> str:
    """What an address names so that browsers may keep the style sheet: known without making it."""
    asked = f"{_sources()} {look} {name}"
    return sha256(asked.encode()).hexdigest()[:12]


@cache
def _sources() -> str:
    """Tells the colours of one version of this code from those of another."""
    code = b"".join(Path(file).read_bytes() for file in (__file__, measures.__file__))
    return sha256(code).hexdigest()


def palettes(look: Look, name: str = "") -> tuple[Palette, Palette]:
    """The palette as asked, and the one for dark mode (the same, if what was asked for is dark)."""
    background, accent = _pair(look, name)
    asked = palette(background, accent)
    return asked, asked if asked.dark else palette(*_at_night(background, accent))


def palette(background: str, accent: str) -> Palette:
    """All tokens from the two colours."""
    tint = tone(background)
    text = ink([background], tint if tint.chroma > 0.004 else tone(accent))
    grounds = tuple(_grounds(background, text))
    surface, quiet, _ = grounds
    on_page = (background, surface, quiet)
    tokens = {
        "--color-base-100": background,
        "--color-surface": surface,
        "--color-base-200": quiet,
        "--color-base-300": grounds[2],
        "--color-base-content": text,
        "--color-muted": _muted(text, background, (*on_page, grounds[2])),
        "--color-line": mixed(background, text, 0.13),
        "--color-edge": reaching(tone(mixed(background, text, 0.42)), on_page, SHAPE, text),
    }
    tokens |= _accents(accent, on_page, text)
    tokens |= dict(_signals(on_page, text))
    tokens |= dict(_chart(accent, on_page, text))
    return Palette(luminance(background) < DARK_BELOW, tokens)


def _declarations(made: Palette) -> str:
    scheme = "dark" if made.dark else "light"
    return f"color-scheme:{scheme};" + "".join(f"{key}:{value};" for key, value in made.tokens.items())


def _pair(look: Look, name: str) -> tuple[str, str]:
    """The asked colours; what was not asked for fits the other, or else the app's name decides."""
    start = int.from_bytes(sha256(name.encode()).digest()[:4]) % len(PAIRS)
    if look.background and look.accent:
        return look.background.lower(), look.accent.lower()
    if look.accent:
        shade = tone(look.accent.lower())
        return shade.at(0.985, min(shade.chroma, 0.006)).hex(), look.accent.lower()
    if look.background:
        background = look.background.lower()
        accents = [accent for _, accent in (*PAIRS[start:], *PAIRS[:start])]
        if luminance(background) < DARK_BELOW:
            accents = [tone(accent).at(0.75).hex() for accent in accents]
        clear = [accent for accent in accents if contrast(accent, background) >= TEXT]
        return background, next(iter(clear), max(accents, key=lambda each: contrast(each, background)))
    return PAIRS[start]


def _at_night(background: str, accent: str) -> tuple[str, str]:
    """The two colours for dark mode: the ground dark, the accent light enough to be seen on it."""
    ground, shade = tone(background), tone(accent)
    source = ground if ground.chroma > 0.004 else shade
    dark = source.at(0.19, min(source.chroma, 0.018)).hex()
    if shade.chroma < 0.03 and shade.lightness < 0.5:
        shade = shade.at(1 - shade.lightness * 0.6)
    return dark, reaching(shade, [dark], SHAPE + 0.6, WHITE)


def _grounds(background: str, text: str) -> Iterator[str]:
    """Cards (a little lighter), quiet areas and pressed ones (a little nearer to the text)."""
    base = tone(background)
    lighter = base.at(min(1.0, base.lightness + 0.035), base.chroma * 0.6)
    for wanted, instead in (
        (lighter.hex(), text),
        (mixed(background, text, 0.04), text),
        (mixed(background, text, 0.09), text),
    ):
        if contrast(wanted, instead) >= TEXT:
            yield wanted
        else:
            away = WHITE if luminance(text) < luminance(background) else BLACK
            yield mixed(background, away, 0.08)


def _muted(text: str, background: str, grounds: tuple[str, ...]) -> str:
    """The faintest ink for secondary text that still reads well."""
    for share in (0.42, 0.36, 0.3, 0.24, 0.18, 0.12, 0.06):
        faint = mixed(text, background, share)
        if least(faint, grounds) >= TEXT + 0.3:
            return faint
    return text


def _accents(accent: str, on_page: tuple[str, ...], text: str) -> dict[str, str]:
    shade = tone(accent)
    content = ink([accent], shade)
    pressed = mixed(accent, BLACK if luminance(content) > luminance(accent) else WHITE, 0.1)
    tint = mixed(on_page[1], accent, 0.1)
    if least(text, [tint]) < TEXT:
        tint = on_page[1]
    second, third = shade.turned(50).at(shade.lightness, shade.chroma * 0.7), shade.turned(180)
    tokens = {
        "--color-primary": accent,
        "--color-primary-content": content,
        "--color-primary-pressed": pressed,
        "--color-primary-edge": reaching(shade, on_page, SHAPE, text),
        "--color-link": reaching(shade, (*on_page, tint), TEXT, text),
        "--color-tint": tint,
    }
    for key, value in (("secondary", second.hex()), ("accent", third.hex()), ("neutral", text)):
        tokens[f"--color-{key}"] = value
        tokens[f"--color-{key}-content"] = ink([value], tone(value))
        if key != "neutral":
            tokens |= _soft(key, value, on_page, text)
    return tokens


def _soft(key: str, fill: str, on_page: tuple[str, ...], text: str) -> dict[str, str]:
    """The colour as a breath on a card, and as ink that reads there and on the page."""
    ground = mixed(on_page[1], fill, 0.1)
    if least(text, [ground]) < TEXT:
        ground = on_page[1]
    return {
        f"--color-{key}-soft": ground,
        f"--color-{key}-text": reaching(tone(fill), (*on_page, ground), TEXT, text),
    }


def _signals(on_page: tuple[str, ...], text: str) -> Iterator[tuple[str, str]]:
    """Colours of good and bad news: as a fill with what is written on it, as text, and as a soft ground."""
    for key, wanted in SIGNALS.items():
        fill = reaching(wanted, on_page, SHAPE, text)
        yield f"--color-{key}", fill
        yield f"--color-{key}-content", ink([fill], tone(fill))
        yield from _soft(key, fill, on_page, text).items()


def _chart(accent: str, on_page: tuple[str, ...], text: str) -> Iterator[tuple[str, str]]:
    """The accent first, then hues around the circle that lie far from one another."""
    shade = tone(accent)
    vivid = Tone(min(max(shade.lightness, 0.5), 0.7), min(max(shade.chroma, 0.1), 0.15), shade.hue)
    for number, degrees in enumerate((0, 155, 60, 215, 105, 300, 25, 260), start=1):
        wanted = shade if number == 1 else vivid.turned(degrees)
        yield f"--chart-{number}", reaching(wanted, on_page, SHAPE, text)
