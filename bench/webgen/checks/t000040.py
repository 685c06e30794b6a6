"""Task 000040: leadership and business training to buy."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import logs_in, registers
from bench.webgen.verdicts import Partial, need
from bench.webgen.visitor import Visitor

ORDERS = "orders|my orders|purchases|my purchases|my bookings|bookings"
SECTIONS = (
    "services|service",
    "workshops|workshop",
    "online classes|classes|online class|courses",
    "podcasts|podcast",
    "blogs|blog",
    "contact|contact us",
)


@by("visitor", half=("person",))
def ui_0(v: Visitor) -> None:
    """UI 0: the navigation."""
    v.navigates("home|start|overview", *SECTIONS)


def ui_1(v: Visitor) -> None:
    """UI 1: a service is bought: cart, checkout, payment, confirmation."""
    before = v.kept(ORDERS)
    v.act("services|shop|service|store", "add to cart|buy|purchase|book|order|enroll", {"quantity": "1"})
    cart = v.can_go_to("cart|basket|my cart|checkout")
    if cart:
        for step in ("checkout|proceed|buy|place order|pay|purchase|order",) * 2:
            if v.find(step, least=0.3):
                v.press(step)
                v.complete(
                    {
                        "card number|card": "4242424242424242",
                        "name": "Robin Example",
                        "expiry": "12/30",
                        "cvv|cvc": "123",
                        "address": "1 Example Road",
                        "payment|method": "card",
                    },
                    wanted="pay|place order|checkout|confirm",
                )
    news = " ".join(v.news())
    need(
        v._told() or v.kept(ORDERS) - before,
        "no purchase is confirmed",
    )
    if not cart and not words.means(news[:1500], "paid|payment"):
        raise Partial("it is bought at once, without a cart and payment")


@by("visitor", half=("person",))
def ui_2(v: Visitor) -> None:
    """UI 2: blogs about leadership and training."""
    v.go_to("blogs|blog|blog posts")
    row = v.listed()[0]
    v.open_row(row)
    text = v.content()
    need(len(text.split()) >= 40, "there is hardly anything to read")
    need(
        words.lines_with(
            text, "leadership|leader|business|training|team|manager|management|coach|strategy|consulting"
        ),
        "the blog isn't about leadership or business",
    )
    need(not words.lines_with(text, "lorem ipsum|dolor sit"), "there is filler text")


def ui_3(v: Visitor) -> None:
    """UI 3: workshops with date, topic and speaker, and registration."""
    v.go_to("workshops|workshop|upcoming workshops")
    row = v.listed()[0]
    text = row.text + v._heads()
    button = v.find("register|book|join|enroll|sign up|buy|reserve", within=row)
    v.open_row(row)
    text += "\n" + v.text()
    v._shows_details(
        text,
        (
            "#date",
            "topic|about|title|subject|description|leadership",
            "speaker|host|trainer|instructor|facilitator|presenter|coach",
        ),
    )
    register = button or words.best(
        [each for each in v.clickables() if not each.nav],
        lambda each: each.text,
        "register|book|join|enroll|sign up|buy|reserve|purchase|attend",
        0.2,
    )
    if not register:
        raise Partial("nobody can register from the page")


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the colours."""
    v.has_colours("light cyan", "cadet blue")


def api_0(a: Api) -> None:
    """API 0: services."""
    a.lists("service|product|offering|workshop", "title|name", "price|cost|fee|description")


def api_1(a: Api) -> None:
    """API 1: a service is bought."""
    a.tries(
        lambda: a.adds(
            "order|purchase|booking|enrollment|payment",
            {"quantity": 1, "payment method|method": "card"},
            fields="service|product|item|workshop|class,user|person|customer|buyer|by|owner",
        ),
        lambda: a.acts("service|product|workshop", "buy|purchase|order|book", {"quantity": 1}),
    )


def api_2(a: Api) -> None:
    """API 2: signing in."""
    logs_in(a)


def api_3(a: Api) -> None:
    """API 3: registration."""
    registers(a)


def api_4(a: Api) -> None:
    """API 4: blogs."""
    a.lists("blog|post|article", "title|name|headline", "author|date|published|created|category|by")


def api_5(a: Api) -> None:
    """API 5: podcasts."""
    a.lists("podcast|episode", "title|name", "date|duration|host|audio|link|url|description|published")


def api_6(a: Api) -> None:
    """API 6: an interaction is logged."""
    a.adds(
        "interaction|activity|view|log|event|visit",
        {"type|kind|action|title": "viewed", "note|text": "Workshop viewed 771"},
    )


def db_0(d: Database) -> None:
    """DB 0: services with prices."""
    d.holds(
        "service|product|offering|workshop",
        "title|name",
        "price|cost|fee",
        "description|content|summary|about|details",
    )


def db_1(d: Database) -> None:
    """DB 1: orders."""
    d.holds(
        "order|purchase|booking|enrollment|payment",
        "service|product|item|workshop|class",
        "user|person|customer|buyer|by|owner",
    )


def db_2(d: Database) -> None:
    """DB 2: workshops, classes, podcasts, blogs."""
    d.all_of(
        {
            "workshops": "workshop",
            "online classes": "class|course|online class",
            "podcasts": "podcast|episode",
            "blogs": "blog|post|article",
        },
        "content|item|service",
        "type|kind|category",
    )
