"""Colours as people name them are seen as they were asked for, and everything on them can be read."""

import pytest
from tests.runtime.test_theme import PLAIN, weak

from appling.blueprint.model.app import Look
from appling.blueprint.resolve.colours import hex_of
from appling.runtime.look.theme import bar_colours, palettes

PAIRS = (
    "ivory, forest green",
    "misty rose, crimson",
    "light cyan, dark slate gray",
    "fuchsia, dark violet",
    "blue, royal blue",
    "violet, indigo",
    "orchid, purple",
    "gold, dark goldenrod",
    "salmon, crimson",
    "medium aquamarine, sea green",
    "navajo white, tan",
    "black, gold",
    "midnight blue, coral",
    "white, yellow",
    "beige, brown",
    "lavender, indigo",
    "mint, teal",
    "charcoal, amber",
    "cream, oxblood",
    "seafoam, navy",
    "off white, acid green",
    "silver, black",
    "peach, terracotta",
    "dark red, pale pink",
    "aqua, lime",
    "gray, dark gray",
    "象牙白, 松绿",
    "米白, 砖红",
    "雾霾蓝, 炭黑",
    "藏青, 香槟金",
    "抹茶绿, 焦糖色",
    "浅灰, 宝蓝",
)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_named_pair_is_seen_and_read(pair: str) -> None:
    background, accent = (hex_of(name) for name in pair.split(", "))
    assert background
    assert accent
    look = Look(background, accent)
    day, night = palettes(look, "", PLAIN)
    assert (day.tokens["--color-base-100"], day.tokens["--color-primary"]) == (background, accent)
    assert bar_colours(look, "", PLAIN)[0] == accent
    assert weak(day) == weak(night) == []
    assert night.dark
