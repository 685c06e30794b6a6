"""Task 000017: one page to promote Fundraiser Day."""

from bench.webgen import words
from bench.webgen.case import by
from bench.webgen.verdicts import need
from bench.webgen.visitor import Visitor


@by("visitor", half=("person",))
def ui_0(v: Visitor) -> None:
    """UI 0: the introduction."""
    v.open()
    text = v.text()
    need(words.lines_with(text, "fundraiser day"), "Fundraiser Day isn't named")
    need(len(text.split()) >= 60, f"only {len(text.split())} words are on the page")
    v.sees_most(
        "purpose|mission|goal|why|about|raise|raising|support",
        "charity|community|cause|donation|donate|funds|fundraiser|fundraising",
    )


@by("visitor", half=("person",))
def ui_1(v: Visitor) -> None:
    """UI 1: testimonials."""
    v.go_to("testimonials|testimonial|what fundraisers say|stories|voices")
    told = "testimonial|testimonials|stories|voices|say|said|feedback|participants|reviews|experiences"
    every = v.groups()
    near = [group for group in every if words.means(group.heading, told)] or every
    texts = [row.text for group in near for row in group.rows] or v.content().splitlines()
    texts = [text for text in texts if len(text.split()) >= 8]
    need(texts, "no testimonials are to be read")
    need(
        any(
            words.means(
                text, "fundraiser|raise|funds|donate|donation|community|event|thank|success|easy|great"
            )
            for text in texts
        ),
        "the testimonials don't speak of fundraising",
    )


@by("visitor", half=("person",))
def ui_2(v: Visitor) -> None:
    """UI 2: the company."""
    v.reads(
        "company information|about us|company|about the company|who we are|about",
        "company|we|us|organisation, mission|purpose|goal|believe, founded|since|history|background|years|role|organise|organize",
    )


@by("visitor", half=("person",))
def ui_3(v: Visitor) -> None:
    """UI 3: from section to section."""
    v.navigates(
        "introduction|about the event|about fundraiser day|about|home|event",
        "testimonials|testimonial|stories",
        "offers|offer|specials",
        "company information|company|about us|contact",
    )


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: all of it is about the event."""
    v.open()
    text = v.text()
    need(
        len(words.lines_with(text, "fundraiser|fundraising|fundraise|donation|donate|charity|raise")) >= 4,
        "the page hardly speaks of fundraising",
    )
    need(not words.lines_with(text, "lorem ipsum|dolor sit"), "there is filler text")
    v.sees("fundraiser day")


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("cornsilk", "peru")
