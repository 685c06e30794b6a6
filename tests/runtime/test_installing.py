"""An app can be put on a phone: a manifest, and an icon in its own colours."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from tests.runtime.conftest import Club

SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_names_a_manifest_that_names_icons(club: Club) -> None:
    page = club.guest.get("/ideas").text
    href = page.partition('rel="manifest" href="')[2].partition('"')[0]
    answer = club.guest.get(href)
    assert answer.headers["content-type"].startswith("application/manifest+json")
    assert "immutable" in answer.headers["cache-control"]
    manifest = answer.json()
    assert manifest["name"] == club.place.app.name
    assert manifest["display"] == "standalone"
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable"}
    assert {icon["sizes"] for icon in manifest["icons"]} == {"any", "180x180", "192x192", "512x512"}
    for icon in manifest["icons"]:
        assert club.guest.get(icon["src"]).headers["content-type"].startswith(icon["type"])


@pytest.mark.parametrize("side", [180, 192, 512])
def test_phones_that_draw_no_svg_get_a_picture(club: Club, side: int) -> None:
    assert '<link rel="apple-touch-icon" href="/-/icon-180.png?v=' in club.guest.get("/ideas").text
    picture = Image.open(BytesIO(club.guest.get(f"/-/icon-{side}.png").content)).convert("RGB")
    assert picture.size == (side, side)
    drawn = picture.getcolors(side * side)
    assert drawn is not None
    ground, ink = sorted(drawn, reverse=True)[:2]
    assert picture.getpixel((0, 0)) == ground[1]
    assert ink[0] > side * side / 100


def test_no_other_size_is_made(club: Club) -> None:
    assert club.guest.get("/-/icon-5000.png").status_code == 404


@pytest.mark.parametrize(("path", "corners"), [("/-/icon.svg", True), ("/-/icon-maskable.svg", False)])
def test_only_the_icon_that_is_shown_as_it_is_has_corners(club: Club, path: str, corners: bool) -> None:
    answer = club.guest.get(path)
    assert answer.headers["cache-control"] == "no-cache"
    drawing = ElementTree.fromstring(answer.text)
    ground = drawing.find(f"{SVG}rect")
    assert ground is not None
    assert (ground.attrib["rx"] != "0") is corners


def test_the_browsers_frame_has_the_colour_of_the_bar(club: Club) -> None:
    page = club.guest.get("/ideas").text
    assert page.count('<meta name="theme-color" content="#') == 2
