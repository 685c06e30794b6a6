"""An app's colours and character: every token of its style sheet, from any two colours, readable by measure.

The page's ground is the background colour as asked, buttons, bars and badges are the accent colour
as asked; only what is derived from them gives way. Dark mode keeps the hues.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from appling.atoms.character import FILE, Character, usual_pairs
from appling.blueprint.model.app import Look
from appling.runtime.look import contrast as measures
from appling.runtime.look import letters
from appling.runtime.look.contrast import (
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
from appling.runtime.look.letters import FONTS, font_faces, has_paper_bar, shapes

SIGNALS = {
    "info": Tone(0.56, 0.13, 245),
    "success": Tone(0.55, 0.13, 152),
    "warning": Tone(0.75, 0.15, 75),
    "error": Tone(0.55, 0.19, 25),
}
CHART = 8
DARK_BELOW = 0.18
"""Grounds of less luminance are read with light ink."""


@dataclass(frozen=True, slots=True)
class Palette:
    """`dark`: light ink on a dark ground. `tokens`: custom properties with their colours."""

    dark: bool
    tokens: dict[str, str]


def theme_css(look: Look, name: str, character: Character) -> str:
    """The style sheet of an app's letters, shapes and colours: as asked, and for people who want it dark."""
    asked, dark = palettes(look, name, character)
    day, night = _declarations(asked), _declarations(dark)
    shape = shapes(character, paper=has_paper_bar(character, look))
    rules = [*font_faces(character), f":root{{{shape}{day}}}"]
    if asked.dark:
        rules.append(".theme-toggle{display:none}")
    paper = palette(WHITE, _pair(look, usual_pairs(character, name))[1])
    rules.append(f".sheet{{{_declarations(paper)}}}")
    if not asked.dark:
        rules.append(f'[data-theme="dark"]{{{night}}}')
        rules.append(f'@media(prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{night}}}}}')
        rules.append(f"@media print{{:root:root:root{{{day}}}}}")
    return "\n".join(rules) + "\n"


def theme_version(look: Look, name: str, character: Character) -> str:
    """What an address names so that browsers may keep the style sheet: known without making it."""
    asked = f"{_sources()} {look} {name} {character.name}"
    return sha256(asked.encode()).hexdigest()[:12]


@cache
def _sources() -> str:
    """Tells the style sheets of one version of this code from those of another."""
    files = (__file__, measures.__file__, letters.__file__, FILE, FONTS)
    return sha256(b"".join(Path(file).read_bytes() for file in files)).hexdigest()


def mark_colours(look: Look, name: str, character: Character) -> tuple[str, str]:
    """The colours of an app's icon: its accent, and what reads on it."""
    _, accent = _pair(look, usual_pairs(character, name))
    return accent, ink([accent], tone(accent))


def bar_colours(look: Look, name: str, character: Character) -> tuple[str, str]:
    """The colour of the bar on top, by day and by night."""
    background, accent = _pair(look, usual_pairs(character, name))
    dark = luminance(background) < DARK_BELOW
    night = (background, accent) if dark else _at_night(background, accent)
    at = 0 if has_paper_bar(character, look) else 1
    return (background, accent)[at], night[at]


def palettes(look: Look, name: str, character: Character) -> tuple[Palette, Palette]:
    """The palette as asked, and the one for dark mode (the same, if what was asked for is dark)."""
    background, accent = _pair(look, usual_pairs(character, name))
    named = look.background is not None
    asked = palette(background, accent, named)
    return asked, asked if asked.dark else palette(*_at_night(background, accent), named)


def palette(background: str, accent: str, named: bool = False) -> Palette:
    """All tokens from the two colours; a background that was `named` is the one of wide bands, too."""
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
    tokens["--color-band"] = background if named else tokens["--color-tint"]
    tokens |= dict(_signals(on_page, text))
    tokens |= dict(_chart(accent, on_page, text))
    return Palette(luminance(background) < DARK_BELOW, tokens)


def _declarations(made: Palette) -> str:
    scheme = "dark" if made.dark else "light"
    return f"color-scheme:{scheme};" + "".join(f"{key}:{value};" for key, value in made.tokens.items())


def _pair(look: Look, pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The asked colours; what was not asked for fits the other, or else the app's name decides."""
    if look.background and look.accent:
        return look.background.lower(), look.accent.lower()
    if look.accent:
        shade = tone(look.accent.lower())
        return shade.at(0.985, min(shade.chroma, 0.006)).hex(), look.accent.lower()
    if look.background:
        background = look.background.lower()
        accents = [accent for _, accent in pairs]
        if luminance(background) < DARK_BELOW:
            accents = [tone(accent).at(0.75).hex() for accent in accents]
        clear = [accent for accent in accents if contrast(accent, background) >= TEXT]
        return background, next(iter(clear), max(accents, key=lambda each: contrast(each, background)))
    return pairs[0]


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
