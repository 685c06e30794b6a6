"""Any two colours make a theme in which everything can be read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appling.atoms.character import characters
from appling.blueprint.model.app import Look
from appling.runtime.look.contrast import SHAPE, TEXT, contrast, reaching, tone
from appling.runtime.look.theme import SIGNALS, Palette, palettes, theme_css, theme_version

PLAIN = characters()["plain"]
PAIRS = sorted({pair for each in characters().values() for pair in each.pairs})
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
GROUNDS = ("base-100", "surface", "base-200")
SOFT = ("secondary", "accent", *SIGNALS)
ON_PAGE = ("base-content", "muted", "link", *(f"{name}-text" for name in SOFT))
FILLS = ("primary", "secondary", "accent", "neutral", *SIGNALS)
SHAPES = ("edge", "primary-edge", *SIGNALS)


def text_pairs() -> list[tuple[str, str]]:
    pairs = [(text, ground) for text in ON_PAGE for ground in GROUNDS]
    pairs += [("base-content", "base-300"), ("muted", "base-300"), ("link", "tint"), ("base-content", "tint")]
    pairs += [("primary-content", "primary-pressed")]
    pairs += [(f"{fill}-content", fill) for fill in FILLS]
    pairs += [(f"{name}-text", f"{name}-soft") for name in SOFT]
    return pairs + [("base-content", f"{name}-soft") for name in SOFT]


def weak(palette: Palette) -> list[str]:
    """The pairs of tokens without the contrast they need."""
    tokens = {key.removeprefix("--color-"): value for key, value in palette.tokens.items()}
    found = [
        f"{text} on {ground}: {contrast(tokens[text], tokens[ground]):.2f}"
        for text, ground in text_pairs()
        if contrast(tokens[text], tokens[ground]) < TEXT
    ]
    shapes = [*SHAPES, *(key for key in tokens if key.startswith("--chart-"))]
    return found + [
        f"{shape} on {ground}: {contrast(tokens[shape], tokens[ground]):.2f}"
        for shape in shapes
        for ground in GROUNDS
        if contrast(tokens[shape], tokens[ground]) < SHAPE
    ]


@settings(max_examples=60, deadline=None)
@given(colours, colours)
def test_any_two_colours_are_readable_by_day_and_night(background: str, accent: str) -> None:
    for palette in palettes(Look(background, accent), "", PLAIN):
        assert weak(palette) == []


@pytest.mark.parametrize("pair", PAIRS)
def test_the_curated_pairs_are_readable_and_need_no_help(pair: tuple[str, str]) -> None:
    day, night = palettes(Look(*pair), "", PLAIN)
    assert weak(day) == []
    assert weak(night) == []
    assert day.tokens["--color-link"] == pair[1]


@pytest.mark.parametrize(
    ("background", "accent"),
    [("#ffffff", "#000000"), ("#000000", "#ffd700"), ("#777777", "#777777"), ("#ffff00", "#00ffff")],
)
def test_hard_pairs(background: str, accent: str) -> None:
    for palette in palettes(Look(background, accent), "", PLAIN):
        assert weak(palette) == []


@given(colours, colours)
@settings(max_examples=20, deadline=None)
def test_what_was_asked_for_is_what_is_seen(background: str, accent: str) -> None:
    day, _ = palettes(Look(background, accent), "", PLAIN)
    assert day.tokens["--color-base-100"] == background
    assert day.tokens["--color-primary"] == accent


def test_dark_mode_is_dark_and_keeps_the_hue() -> None:
    day, night = palettes(Look("#fffff0", "#228b22"), "", PLAIN)
    assert not day.dark
    assert night.dark
    assert abs(tone(night.tokens["--color-primary"]).hue - tone("#228b22").hue) < 8


def test_a_dark_wish_is_dark_always() -> None:
    day, night = palettes(Look("#101418", "#ff6600"), "", PLAIN)
    assert day == night
    assert "theme-toggle" in theme_css(Look("#101418", "#ff6600"), "", PLAIN)


def test_the_name_decides_where_nothing_was_asked() -> None:
    assert theme_css(Look(), "Bike Club", PLAIN) == theme_css(Look(), "Bike Club", PLAIN)
    assert len({theme_css(Look(), f"App {number}", PLAIN) for number in range(40)}) == len(PLAIN.pairs)


@pytest.mark.parametrize(
    "look", [Look(accent="#c2185b"), Look(background="#0b132b"), Look(background="#e8f5e9")]
)
def test_one_colour_gets_a_fitting_other(look: Look) -> None:
    for palette in palettes(look, "Garden", PLAIN):
        assert weak(palette) == []


def test_a_named_background_is_that_of_wide_bands() -> None:
    for palette in palettes(Look("#fff8dc", "#cd853f"), "Garden", PLAIN):
        assert palette.tokens["--color-band"] == palette.tokens["--color-base-100"]
    for palette in palettes(Look(accent="#cd853f"), "Garden", PLAIN):
        assert palette.tokens["--color-band"] == palette.tokens["--color-tint"]


def test_the_style_sheet_holds_plain_colours_only() -> None:
    css = theme_css(Look("#FFFFF0", "#228B22"), "", PLAIN)
    values = re.findall(r"--(?:color|chart)-[\w-]+:([^;]+);", css)
    assert len(values) > 100
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in values)


def test_a_shade_that_can_not_be_reached_is_replaced() -> None:
    assert reaching(tone("#808080"), ["#000000", "#ffffff"], 7.0, "#123456") == "#123456"


def test_another_look_has_another_address() -> None:
    looks = (Look(), Look(background="#ffffff"), Look(accent="#ffffff"), Look("#ffffff", "#ffffff"))
    versions = [theme_version(look, name, PLAIN) for look in looks for name in ("Bees", "Books")]
    assert len(set(versions)) == len(versions)
    again = [
        theme_version(Look(accent="#ffffff"), "Bees", each) for each in (PLAIN, PLAIN, characters()["club"])
    ]
    assert again[0] == again[1] != again[2]
