"""How many of the menu's links stand in the bar on top: as many as it has room for."""

import unicodedata
from collections.abc import Sequence

SCREENS = (768, 1024, 1280)
"""The screens (in CSS pixels) from which on the style sheet tells bars apart: `md`, `lg` and `xl`."""
WIDEST = 1152
EDGES, SIGNS, NAME, MORE, LINK = 64, 215, 36, 84, 30
"""What is no word: the bar's ends, its signs, the mark before the name, “More”, a link's ends."""
LETTER, WIDE_LETTER, NAME_LETTER = 9, 15, 10
LONGEST_NAME, SHORTENED_NAME = 260, 150
FEWEST, MOST = 2, 9


def fitting(labels: Sequence[str], name: str) -> tuple[int, ...]:
    """How many links fit beside the app's name on each of the screens."""
    return tuple(_fit(labels, _room(screen, name)) for screen in SCREENS)


def _room(screen: int, name: str) -> int:
    longest = LONGEST_NAME if screen >= WIDEST else SHORTENED_NAME
    return min(screen, WIDEST) - EDGES - SIGNS - min(NAME + _width(name, NAME_LETTER), longest)


def _fit(labels: Sequence[str], room: int) -> int:
    widths = [_width(label, LETTER) + LINK for label in labels]
    if len(labels) <= MOST and sum(widths) <= room:
        return len(labels)
    count = max(count for count in range(len(widths) + 1) if sum(widths[:count]) <= max(0, room - MORE))
    return min(max(count, FEWEST), MOST, len(labels))


def _width(words: str, letter: int) -> int:
    return sum(WIDE_LETTER if unicodedata.east_asian_width(each) in "WF" else letter for each in words)
