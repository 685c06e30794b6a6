"""Colours as people name them."""

import pytest
from coloraide import Color

from appling.blueprint.resolve.colours import hex_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("forest green", "#228b22"),
        ("Light Sky Blue", "#87cefa"),
        ("hotpink", "#ff69b4"),
        ("dark slate grey", "#2f4f4f"),
        ("#ABC", "#aabbcc"),
        ("#1a2B3c", "#1a2b3c"),
        ("champagne", "#f7e7ce"),
        ("light goldenrod", "#eedd82"),
        ("Violet Red", "#d02090"),
        ("rgb(1, 2, 3)", "#010203"),
        ("白色", "#ffffff"),
        ("咖啡色", "#6f4e37"),
    ],
)
def test_a_named_colour_is_that_colour(name: str, expected: str) -> None:
    assert hex_of(name) == expected


@pytest.mark.parametrize(
    ("paler", "darker"),
    [
        ("pale ash", "ash"),
        ("lemon mist", "lemon"),
        ("faint gray", "gray"),
        ("rose", "deep rose"),
        ("浅绿", "绿色"),
        ("蓝", "深蓝色"),
        ("teal", "dark teal"),
    ],
)
def test_words_make_a_colour_lighter_or_darker(paler: str, darker: str) -> None:
    light, dark = hex_of(paler), hex_of(darker)
    assert light
    assert dark
    assert Color(light).convert("oklch")["lightness"] > Color(dark).convert("oklch")["lightness"]


def test_two_bases_are_mixed() -> None:
    assert hex_of("reddish brown") not in (None, hex_of("red"), hex_of("brown"))


@pytest.mark.parametrize(
    "name", ["", "transparent", "nice", "#12", "blurple", "very very very green", "rgb(", "色"]
)
def test_what_is_no_colour_is_none(name: str) -> None:
    assert hex_of(name) is None
