"""What a front page tells follows from what the brief asks for in words."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand
from appling.builder.draft.front import asked_parts, is_site

STUDIO = """\
app Studio North
about Portraits and weddings, in daylight.
people visitor, admin
things Photo, Review, Member, Milestone, Message
pages Home, Gallery, Team
Photo by admin: title, photo
Review by admin: title, text: long text
Member by admin: name, photo
Milestone by admin: title, day: date
Message by visitor, private: name, email, message
"""


def made(brief: str) -> str:
    source = expand(STUDIO, vocabulary(), brief)
    assert check(source, vocabulary()).errors == ()
    return source


def home(brief: str) -> list[str]:
    block = made(brief).split("page Home\n")[1].split("\n\n")[0]
    return [line.strip() for line in block.strip().splitlines()]


def test_a_site_opens_with_a_hero_and_ends_with_a_footer() -> None:
    parts = home("A website for a photographer.")
    assert parts[0] == "hero of Photo"
    assert parts[-1] == "footer"


def test_what_is_no_site_opens_with_words() -> None:
    assert (
        home("Keeps the appointments of a photographer.")[0] == 'text "Portraits and weddings, in daylight."'
    )


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("with a photo gallery", "gallery of Photo limit 9"),
        ("with a carousel of pictures", "carousel of Photo limit 5"),
        ("with testimonials", "testimonials of Review limit 6"),
        ("with the milestones of the studio", "timeline of Milestone"),
        ("with a contact form", "contact of Message"),
        ("with an FAQ", "faq"),
        ("that shows how it works", "steps"),
        ("with a features section", "features"),
    ],
)
def test_parts_that_the_brief_names_stand_on_the_front_page(asked: str, part: str) -> None:
    parts = home(f"A website for a photographer {asked}.")
    assert part in parts
    assert part not in home("A website for a photographer.")


def test_a_part_without_anything_to_show_is_left_out() -> None:
    assert not any(line.startswith("pricing") for line in home("A website with pricing plans."))


def test_pages_are_of_the_part_that_they_are_called_by() -> None:
    source = made("A website for a photographer.")
    assert "page Gallery\n  gallery of Photo\n" in source
    assert "page Team\n  team of Member\n" in source


def test_words_are_looked_for_in_chinese_too() -> None:
    assert asked_parts("首页有轮播图，下面是常见问题和客户评价") == ("carousel", "testimonials", "faq")
    assert is_site("做一个公司官网")
    assert not is_site("记录库存")
