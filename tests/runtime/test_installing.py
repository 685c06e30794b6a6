"""An app can be put on a phone: a manifest, and an icon in its own colours."""

from xml.etree import ElementTree

import pytest
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
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        assert club.guest.get(icon["src"]).headers["content-type"].startswith("image/svg+xml")


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
