"""What a hero draws: of a name always the same, within its frame, and as the app's character wants it."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import get_args

import pytest

from appling.atoms import part_atom
from appling.atoms.character import Opening, characters
from appling.atoms.pages.hero.drawings import bands, dots, drawing, hills, rings, strip, tiles, wreath
from appling.blueprint.model.app import App
from appling.runtime.try_app import try_app

NAMES = ["Old Mill Bakery", "Harbour Law", "山间茶馆", "سوق الكتب", "", "x" * 200]
APPS = {
    "tiles": "Riverside Chess Club",
    "hills": "Corner Bakery",
    "grid": "Stock Monitor",
    "seal": "Harbour Law",
    "title page": "Village Museum",
    "field": "Harbour Marathon",
    "type": "Atelier Nord",
}
"""An app that opens so."""


def source(name: str, hero: str) -> str:
    return f"""app {name}
  visitor may see

thing Work
  name: text
  photo: image

page Home
  {hero}
    "Begin" to Work
    "Also this" to Work
    "Open": "Monday to Friday"
"""


@pytest.mark.parametrize("opening", get_args(Opening))
def test_a_drawing_is_of_its_name(opening: Opening) -> None:
    drawn = [drawing(opening, name) for name in NAMES]
    assert drawn == [drawing(opening, name) for name in NAMES]
    assert len({str(each) for each in drawn}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_tiles_fill_three_by_three(name: str) -> None:
    made = tiles(name)
    assert {(x, y) for x, y, _, _ in made} == {(x, y) for x in range(3) for y in range(3)}
    assert all(shape in range(6) and tone in range(4) for _, _, shape, tone in made)


@pytest.mark.parametrize("name", NAMES)
def test_hills_are_rings_that_leave_room_for_what_stands_above_them(name: str) -> None:
    made = hills(name)
    assert all(3 <= len(radii) <= 5 and radii[-1] > 0 for _, radii, _ in made)
    assert all(one > two for _, radii, _ in made for one, two in pairwise(radii))
    assert max(radii[0] for _, radii, _ in made) < 300
    mark, reach = (made[1][0] - 55, 400 - 66), 48
    assert mark[0] + reach < 600
    for middle, radii, _ in made:
        assert ((middle - mark[0]) ** 2 + mark[1] ** 2) ** 0.5 > radii[0] + reach


@pytest.mark.parametrize("name", NAMES)
def test_a_grid_has_its_large_dots_below_and_more_towards_its_end(name: str) -> None:
    made = dots(name)
    assert len({(x, y) for x, y, _ in made}) == len(made) == 108
    columns = [[size for x, _, size in made if x == column] for column in range(12)]
    assert all(sorted(sizes) == sizes and set(sizes) <= {0, 1, 2, 3} for sizes in columns)
    assert sum(map(sum, columns[6:])) > sum(map(sum, columns[:6]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("made", [rings, wreath])
def test_rings_stay_in_their_frame_and_close(
    made: Callable[[str], tuple[tuple[str, tuple[float, ...]], ...]], name: str
) -> None:
    for path, turns in made(name):
        numbers = [float(each) for each in re.findall(r"-?\d+\.\d", path)]
        assert path[0] + path[-1] == "MZ"
        assert numbers[:2] == pytest.approx(numbers[-2:], abs=0.2)
        assert max(map(abs, numbers)) < 165
        assert turns[0] == 0
        assert len(set(turns)) == len(turns) > 1


@pytest.mark.parametrize("name", NAMES)
def test_bands_do_not_touch_and_a_strip_has_no_gap(name: str) -> None:
    assert all(start + wide < after for (start, wide), (after, _) in pairwise(bands(name)))
    parts = strip(name)
    assert (parts[0][0], parts[-1][0] + parts[-1][1]) == (0, 100)
    assert all(start + wide == after for (start, wide, _), (after, _, _) in pairwise(parts))


def test_every_opening_is_that_of_a_character() -> None:
    assert {each.opening for each in characters().values()} == set(get_args(Opening)) == set(APPS)


@pytest.mark.parametrize("opening", APPS)
@pytest.mark.parametrize("hero", ["hero", "hero of Work", "hero with picture = none"])
def test_an_app_opens_as_it_suits_what_it_is_about(
    opening: str, hero: str, app_of: Callable[[str], App]
) -> None:
    text = source(APPS[opening], hero)
    app = app_of(text)
    part = app.pages[0].parts[0]
    assert part_atom("hero").view(part, app, None)["opening"] == opening
    assert try_app(app, text, per_thing=3, seconds=60).failures == ()
