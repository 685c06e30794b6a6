"""Task 000064: news of the shipping industry."""

from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import owner_logs_in
from bench.webgen.verdicts import need
from bench.webgen.visitor import Visitor

NEWS = "news|articles|latest news|article"
COMPANIES = "company profiles|companies|company information|company|profiles"
EVENTS = "events|event|calendar|upcoming events"
ADS = "ad spaces|ads|advertisements|ad management|manage ads|ad|advertisement|ad space"


@by("visitor", half=("person",))
def ui_0(v: Visitor) -> None:
    """UI 0: news with title, date and summary."""
    rows = v.lists(
        NEWS, "#date", "shipping|ship|port|vessel|cargo|freight|maritime|container|fleet|sea|summary"
    )
    need(any(len(row.text.split()) >= 6 for row in rows), "the articles have no summary")


@by("visitor", half=("person",))
def ui_1(v: Visitor) -> None:
    """UI 1: a company's profile."""
    v.details(
        COMPANIES,
        "history|founded|established|since|about|description",
        "executive|executives|ceo|director|management|leadership|captain",
        "contact|email|phone|address|website|#mail",
    )


@by("visitor", "person", half=("owner",))
def ui_2(v: Visitor) -> None:
    """UI 2: the newsletter."""
    v.add(
        "newsletter|subscribe|newsletters|subscription|subscriptions",
        "newsletter|subscription|subscriber",
        {"email|mail|address!": "reader771@example.org", "name": "Reader"},
        "subscribe|sign up|add|new|join|submit",
    )
    v.confirmed("on the list|on our list")


@by("visitor", half=("person",))
def ui_3(v: Visitor) -> None:
    """UI 3: an event's details."""
    v.details(
        EVENTS,
        "#date",
        "#time|time|hour|starts",
        "location|place|venue|where|city|port",
        "description|about|details|summary",
    )


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the navigation."""
    v.navigates(NEWS, COMPANIES, EVENTS)


@by("owner")
def ui_5(v: Visitor) -> None:
    """UI 5: an advertisement is placed, and seen on the site."""
    v.add(
        ADS,
        "ad|advertisement|ad space|advert|banner",
        {
            "title|name|headline!": "Rope and chain 772",
            "text|content|description": "Rope and chain 772 for all vessels",
            "link|url": "https://example.org/rope",
            "status|active|published": "active",
            "start": "2026-01-01",
            "end|until|expires": "2031-01-01",
        },
        "add|new|create|place|publish",
    )
    reader = v.another()
    reader.open()
    if reader.shows("Rope and chain 772"):
        return
    pages = [reader.shows("Rope and chain 772") for _ in reader.places(6)]
    need(any(pages), "the advertisement isn't on the site")


@by("visitor", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: the colours."""
    v.has_colours("old lace", "rosy brown")


def api_0(a: Api) -> None:
    """API 0: news."""
    a.lists("news|article|post", "title|headline|name", "date|published|author|created|category")


def api_1(a: Api) -> None:
    """API 1: companies."""
    a.lists(
        "company|companies|profile|company profile",
        "name|title",
        "description|about|history|summary|profile",
        "contact|email|phone|address|website",
    )


def api_2(a: Api) -> None:
    """API 2: events."""
    a.lists(
        "event",
        "date|start|day|when",
        "description|about|details|summary|title|name",
        "status|state|location|place|upcoming|past",
    )


def api_3(a: Api) -> None:
    """API 3: the newsletter."""
    a.adds(
        "subscriber|subscription|newsletter",
        {"email|mail|address": "reader773@example.org"},
        marker="reader773@example.org",
    )


@by("owner")
def api_4(a: Api) -> None:
    """API 4: the administrator signs in."""
    owner_logs_in(a)


@by("owner")
def api_5(a: Api) -> None:
    """API 5: an ad is placed and changed."""
    thing = "ad|ads|advertisement|ad space|advert|banner|placement"
    made = a.adds(thing, {"title|name|headline|content": "Ad 774"}, marker="Ad 774")
    a.changes(thing, {"title|name|headline|content": "Ad 775"}, "Ad 775", item=made)


def api_6(a: Api) -> None:
    """API 6: ads."""
    a.lists(
        "ad|ads|advertisement|ad space|advert|banner|placement",
        "title|name|content|headline|image",
        "placement|position|status|active|start|space|slot|location|link|url",
    )


def db_0(d: Database) -> None:
    """DB 0: news."""
    d.holds("news|article|post", "title|headline|name", "content|text|body", "date|published|created")


def db_1(d: Database) -> None:
    """DB 1: companies."""
    d.holds(
        "company|companies|profile|company profile", "name|title", "description|about|history|summary|profile"
    )


def db_2(d: Database) -> None:
    """DB 2: events."""
    d.holds(
        "event",
        "name|title",
        "date|start|day|when",
        "location|place|venue|city",
        "description|about|details|summary",
    )


def db_3(d: Database) -> None:
    """DB 3: subscribers."""
    d.holds(
        "subscriber|subscription|newsletter",
        "email|mail|address",
        "preference|status|date|created|active|subscribed|topic|frequency",
    )


def db_4(d: Database) -> None:
    """DB 4: ads."""
    d.holds(
        "ad|ads|advertisement|ad space|advert|banner|placement",
        "title|name|content|text|image|headline",
        "placement|position|status|active|start|space|slot|location|page",
    )
