"""The letters and shapes of a character: which fonts a style sheet loads, its corners, its room.

Fonts lie in the built bundle, cut to the letters of Latin scripts and the weights that pages use. Until
one is there a font of the system stands in, stretched to the same width, so that nothing moves. Chinese,
Arabic and all other scripts have the letters of the system.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from appling.atoms.character import Character
from appling.blueprint.model.app import Look
from appling.runtime.assets import DIST, static_url

FONTS = Path(__file__).with_name("fonts.json")
RANGES = {
    "latin": "U+0-FF,U+131,U+152-153,U+2000-206F,U+20AC,U+2122,U+2212",
    "latin-ext": "U+100-130,U+132-151,U+154-17F,U+218-21B,U+1E9E,U+1EA0-1EF9",
}
LOCAL = 'local("Arial"),local("Liberation Sans"),local("Roboto")'
SYSTEM = "system-ui,-apple-system,Segoe UI,Noto Sans"
EAST = {
    "hei": "PingFang SC,Hiragino Sans GB,Microsoft YaHei,Noto Sans CJK SC,Noto Sans SC,sans-serif",
    "song": "Songti SC,STSong,Noto Serif CJK SC,Source Han Serif SC,Noto Serif SC,SimSun,serif",
    "yuan": "Yuanti SC,YouYuan,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,Noto Sans SC,sans-serif",
}
ARABIC = "Noto Naskh Arabic,Noto Sans Arabic"
ROOM = {"--spacing": "0.265rem", "--row": "1rem"}
TIGHT = {"--row": "0.5625rem"}
USUAL = {"--row": "0.8125rem"}


def fonts_of(character: Character) -> tuple[str, ...]:
    """The names of its fonts, each once."""
    named = (character.body, character.heading, character.figures)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def preloads(character: Character, language: str) -> tuple[str, ...]:
    """Addresses of what a page in that language needs at once."""
    if language.partition("-")[0] in ("zh", "ja", "ko", "ar", "fa", "ur", "he"):
        return ()
    first = dict.fromkeys((character.body, character.heading))
    return tuple(static_url(f"{name}-latin.woff2") for name in first)


def font_faces(character: Character) -> Iterator[str]:
    """The rules that load its fonts, and those of what stands in for them."""
    for name in fonts_of(character):
        weights = _fonts()[name]["weights"]
        weight = f"{weights[0]} {weights[-1]}" if len(weights) > 1 else "100 900"
        for part, letters in RANGES.items():
            if (DIST / f"{name}-{part}.woff2").is_file():
                source = f'url("{static_url(f"{name}-{part}.woff2")}") format("woff2")'
                yield (
                    f'@font-face{{font-family:"{name}";font-display:swap;font-weight:{weight};'
                    f"src:{source};unicode-range:{letters}}}"
                )
        width, ascent, descent = _fonts()[name]["stands_in"]
        yield (
            f'@font-face{{font-family:"{name} stand-in";src:{LOCAL};size-adjust:{width}%;'
            f"ascent-override:{ascent}%;descent-override:{descent}%;line-gap-override:0%}}"
        )


def has_paper_bar(character: Character, look: Look) -> bool:
    """An accent that was asked for is to be seen, so the bar has it then."""
    return character.bar == "paper" and look.accent is None


def shapes(character: Character, *, paper: bool) -> str:
    """The custom properties of everything but colours; `paper`: the bar on top is not filled."""
    box, field = character.corners
    made = {
        "--font-body": _family(character.body, f"{SYSTEM},{EAST['hei']}"),
        "--font-heading": _family(character.heading, f"{ARABIC},{EAST[character.east]}"),
        "--font-east": EAST[character.east],
        "--radius-selector": "0.5rem" if field != "0rem" else "0rem",
        "--radius-field": field,
        "--radius-box": box,
        "--round": "999px" if field != "0rem" else "0rem",
        "--size-selector": "0.25rem",
        "--size-field": "0.275rem",
        "--border": "1px",
        "--depth": "0",
        "--noise": "0",
        "--bar-ground": "var(--color-surface)" if paper else "var(--color-primary)",
        "--bar-text": "var(--color-base-content)" if paper else "var(--color-primary-content)",
        "--bar-edge": "var(--color-line)" if paper else "var(--color-primary-edge)",
        "--bar-pressed": "var(--color-base-200)" if paper else "var(--color-primary-pressed)",
        "--bar-here": "var(--color-primary)" if paper else "var(--color-base-100)",
        "--bar-here-text": "var(--color-primary-content)" if paper else "var(--color-link)",
    }
    if character.figures:
        made["--font-figures"] = f'"{character.figures}",{made["--font-body"]}'
    made |= ROOM if character.roomy else TIGHT if character.compact else USUAL
    return "".join(f"{key}:{value};" for key, value in made.items())


def _family(name: str, further: str) -> str:
    return f'"{name}","{name} stand-in",{further}'


@cache
def _fonts() -> dict[str, dict[str, list[float]]]:
    read: dict[str, dict[str, list[float]]] = json.loads(FONTS.read_text(encoding="utf-8"))
    return read
