"""Task 000019: software solutions and staffing for smaller companies."""

from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

SOLUTIONS = "software solutions|solutions|products|services|products and services|product"
NEWS = "industry news|news|trends|articles|news and trends"
STORIES = "customer stories|success stories|customer cases|case studies|customers|cases|stories"
CONTACT = {
    "name": "Casey Caller 771",
    "email": "caller771@example.org",
    "message|comment|question|text|enquiry!": "Please tell me more about staffing 771.",
}


@by("visitor", half=("person",))
def ui_0(v: Visitor) -> None:
    """UI 0: the navigation."""
    v.navigates("home|start", SOLUTIONS, NEWS, STORIES, "contact|contact us")


@by("visitor", "person", half=("owner",))
def ui_1(v: Visitor) -> None:
    """UI 1: search finds articles and products."""
    works, reason = 0, ""
    for section in (NEWS, SOLUTIONS):
        try:
            v.searches(section)
            works += 1
        except Unmet as unmet:
            reason = str(unmet)
    need(works, reason)
    if works < 2:
        raise Partial(reason)


@by("visitor", "person", half=("owner",))
def ui_2(v: Visitor) -> None:
    """UI 2: the contact form."""
    v.sends("contact|contact us|get in touch", "message|contact|enquiry|inquiry|request", CONTACT)


@by("visitor", half=("person",))
def ui_3(v: Visitor) -> None:
    """UI 3: news with date and author."""
    v.go_to(NEWS)
    row = v.listed()[0]
    text = row.text + v._heads()
    v.open_row(row)
    v._shows_details(text + "\n" + v.text(), ("#date", "author|written by|editor|#by"))


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: customer stories with their details."""
    v.go_to(STORIES)
    row = v.listed()[0]
    v.open_row(row)
    need(len(v.content().split()) >= 30, "there is hardly anything to read in a story")
    v.sees_most(
        "customer|client|company", "challenge|problem|solution|result|success|outcome|story|improved|helped"
    )


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("misty rose", "firebrick")


def api_0(a: Api) -> None:
    """API 0: products and services."""
    a.lists("product|service|solution|offering", "name|title", "description|content|summary|text|details")


def api_1(a: Api) -> None:
    """API 1: news."""
    a.lists("news|article|trend|post", "title|name|headline", "content|text|body|summary|date|published")


def api_2(a: Api) -> None:
    """API 2: stories."""
    a.lists(
        "story|case|success|customer|testimonial",
        "title|name|customer|client",
        "content|text|body|description|story|summary",
    )


def api_3(a: Api) -> None:
    """API 3: search."""
    a.tries(
        lambda: a.searches("article|news|post|trend", "title|name"),
        lambda: a.searches("product|service|solution", "title|name"),
    )


def api_4(a: Api) -> None:
    """API 4: a contact message."""
    a.adds("message|contact|enquiry|inquiry|submission|request", CONTACT, marker="771")


def db_0(d: Database) -> None:
    """DB 0: products and services."""
    d.holds("product|service|solution|offering", "name|title", "description|content|summary|text|details")


def db_1(d: Database) -> None:
    """DB 1: articles."""
    d.holds("news|article|trend|post", "title|headline|name", "content|text|body|summary")


def db_2(d: Database) -> None:
    """DB 2: stories."""
    d.holds(
        "story|case|success|customer|testimonial",
        "title|name|customer|client",
        "content|text|body|description|story|summary",
    )


def db_3(d: Database) -> None:
    """DB 3: contact messages."""
    d.holds(
        "contact|message|enquiry|inquiry|submission|request",
        "name|email|sender|from",
        "message|text|content|body|comment",
    )
