"""The bar on top holds as many links as it has room for; the menu at its end has the others."""

import re
from collections.abc import Callable

import pytest
from tests.runtime.conftest import Place

from appling.runtime.look.bar import FEWEST, MOST, fitting

SHORT = ["Home", "Bikes", "Loans", "People"]
LONG = [
    "Home",
    "Contest Announcements",
    "Contests",
    "Rules",
    "Contest Results",
    "Contest Photos",
    "Office",
]


def test_wider_screens_hold_more_links() -> None:
    for labels in (SHORT, LONG, ["比赛公告", "比赛报名", "比赛成绩", "比赛照片", "关于我们"]):
        narrow, middle, wide = fitting(labels, "Lakeside")
        assert FEWEST <= narrow <= middle <= wide <= min(MOST, len(labels))


@pytest.mark.parametrize("labels", [[], ["Home"], ["Home", "A page with quite a long name of its own"]])
def test_few_links_are_never_too_many(labels: list[str]) -> None:
    assert all(0 <= count <= len(labels) for count in fitting(labels, "A name that is long in itself"))


def test_a_long_name_leaves_less_room() -> None:
    assert fitting(LONG, "Lakeside Fishing Contests")[-1] < fitting(LONG, "Lake")[-1]


def test_every_page_is_in_the_bar_or_its_menu(make: Callable[..., Place]) -> None:
    pages = "".join(f'page {label}\n  text "Hello."\n' for label in LONG)
    text = make(f"app Lakeside\n  visitor may see\n{pages}").visitor().get("/").text
    bar = text.partition("<nav")[2].partition("</nav>")[0]
    shown = re.findall(r'class="bar-link(?: max-[a-z]+:hidden)?" href="([^"]*)"', bar)
    listed = re.findall(r'class="menu-item[^"]*" href="([^"]*)"', bar)
    assert {f"/{label.lower().replace(' ', '_')}" for label in LONG} == {*shown, *listed}
    assert len(shown) == fitting(LONG, "Lakeside")[-1]
