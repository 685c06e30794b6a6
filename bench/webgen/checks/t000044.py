"""Task 000044: products traced through the supply chain."""

import contextlib

from bench.webgen import words
from bench.webgen.answers import identifier
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need, need_all
from bench.webgen.visitor import Visitor

REGISTER = "register product|product registration|registration|register|products|product"
TRACK = "track|tracking|product tracking|trace"
INQUIRE = "inquiry|product inquiry|status|query|products|search"
VERIFY = "verification|verify|authenticity|verify product"
STATS = "statistics|data statistics|analytics|analysis|stats|dashboard|statistics and analysis"
CODE = "TRACE-771"
STATES = "registered|in transit|in stock|delivered|shipped|produced|active|verified|authentic|genuine|valid"
VALUES = {
    "product id|id|code|serial|sku|identifier": CODE,
    "name|product name|title": "Olive oil 771",
    "origin|source|manufacturer|producer|place": "Crete",
}


def ui_0(v: Visitor) -> None:
    """UI 0: a product is registered, its ID is shown."""
    v.add(REGISTER, "product", VALUES, "register|add|new|create|submit")
    told = v._told()
    there = v.shows("771") or (v.can_go_to("products|product|product list") and v.shows("771"))
    need(there, "the product isn't shown")
    if not told:
        raise Partial("it is there, but nothing confirms it")


def registered(v: Visitor) -> None:
    v.has_row("products|product|product registration|register product", "product", VALUES, "771")


def lookup(v: Visitor, section: str) -> None:
    """Go to a section, and find the product there: by its search, its form, or its list."""
    v.go_to(section)
    form = v.form({"product id|id|code|product|serial|search|identifier|sku": CODE})
    if form and len(form) <= 3:
        v.send(
            v.fill(form, {"product id|id|code|product|serial|search|identifier|sku": CODE}, rest=False),
            "track|search|check|verify|find|query|inquire",
        )
    elif v._search_box():
        v.search(CODE)
    row = v.any_row("771")
    if row:
        v.open_row(row)
    told = [line for line in v.news() if words.says(line, STATES)]
    need(
        told or any(v.shows(each) for each in ("Olive oil 771", "Crete", "Piraeus")),
        f"the product can't be looked up in {words.synonyms(section)[0]!r}",
    )


def ui_1(v: Visitor) -> None:
    """UI 1: the path of a product."""
    registered(v)
    with contextlib.suppress(Unmet, Partial):
        v.owner().add(
            "tracking|track|events|checkpoints|movements|tracking events",
            "event|checkpoint|movement|location|tracking",
            {"location|place|checkpoint|where": "Piraeus harbour 772", "product": f"{CODE}|Olive oil 771"},
            "add|new|record|log",
        )
    lookup(v, TRACK)
    text = v.content()
    need(
        words.lines_with(text, "path|history|checkpoint|location|event|movement|circulation|route|piraeus"),
        "no path is shown",
    )
    if not v.shows("Piraeus"):
        raise Partial("the path has no checkpoints of the product")


def ui_2(v: Visitor) -> None:
    """UI 2: the status of a product."""
    registered(v)
    lookup(v, INQUIRE)
    v._shows_details(
        v.content(),
        (
            f"status|state|condition|{STATES}",
            "location|place|origin|where|Crete",
            "#date|#time|date|time|day",
        ),
    )


def ui_3(v: Visitor) -> None:
    """UI 3: whether a product is authentic."""
    registered(v)
    lookup(v, VERIFY)
    genuine = "authentic|genuine|verified|valid|original"
    button = words.best(
        [each for each in v.clickables() if not each.nav], lambda each: each.text, VERIFY, 0.3
    )
    if button and not words.says(" ".join(v.news()), genuine):
        v.click(button.n)
    need(words.lines_with(v.content(), "origin|source|manufacturer|producer|crete"), "the source isn't shown")
    if not words.says(" ".join(v.news()), genuine):
        raise Partial("the product is shown, but nothing confirms that it is authentic")


def ui_4(v: Visitor) -> None:
    """UI 4: statistics."""
    v.go_to(STATS)
    text = v.content()
    need(len(words.numbers(text)) >= 2, "there are no figures")
    need_all(
        {
            "products counted": words.lines_with(text, "product|products|total|registered"),
            "statuses": v.charts()
            or words.lines_with(text, "status|in transit|delivered|circulation|by status|shipped"),
        }
    )


def ui_5(v: Visitor) -> None:
    """UI 5: the navigation."""
    v.navigates(
        "register|registration|products|product registration",
        TRACK,
        "inquiry|query|status|product inquiry|search",
        VERIFY,
        STATS,
    )


@by("visitor", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: the colours."""
    v.has_colours("misty rose", "firebrick")


EVENT = "event|tracking|movement|checkpoint|circulation|shipment|step"
BODY = {
    "product id|code|serial|sku|identifier|product code": "TRACE-772",
    "name|title": "Honey 772",
    "origin|source|manufacturer": "Crete",
}


def api_0(a: Api) -> None:
    """API 0: a product is registered."""
    made = a.adds("product", BODY, marker="772")
    need(
        any(words.means(key, "id|code|serial|sku|identifier") and value for key, value in made.items()),
        "no identifier is returned",
    )


def api_1(a: Api) -> None:
    """API 1: a product's path in order."""
    product = a.lists("product")[0]
    a.adds(
        EVENT,
        {"location|place|checkpoint|where": "Harbour 771", "product": identifier(product)},
        marker="Harbour 771",
        fields="product",
    )
    rows = a.related(EVENT, "product", product)
    need(rows, "no path of the product is returned")
    times = "happened|when|time|date|day|created|at"
    key = next((key for each in times.split("|") for key in rows[0] if words.means(key, each)), None)
    need(key, "the events have no time")
    dates = [str(row[key]) for row in rows if row.get(key)]
    if dates not in (sorted(dates), sorted(dates, reverse=True)):
        raise Partial("the events aren't in the order of their time")


def api_2(a: Api) -> None:
    """API 2: a product's status."""
    a.gets("product", "status|state|condition", "location|place|position|origin|where")


def api_3(a: Api) -> None:
    """API 3: whether a product is authentic."""
    a.tries(
        lambda: a.acts("product", "verify|verification|authenticity"),
        lambda: a.adds(
            "verification|check|verify", {}, fields="authentic|genuine|verified|valid|result|status"
        ),
        lambda: a.gets("product", "authentic|genuine|verified|valid|authenticity"),
    )


def api_4(a: Api) -> None:
    """API 4: statistics."""
    a.numbers(
        "statistic|statistics|analytics|metric|metrics|kpi|product|summary|dashboard",
        of="product|shipment|supply|event|status",
    )


def api_5(a: Api) -> None:
    """API 5: the same ID twice is refused."""
    a.refuses_twice("product", {**BODY, "product id|code|serial|sku|identifier|product code": "TRACE-773"})


def api_6(a: Api) -> None:
    """API 6: an event is added to a product's path."""
    made = a.adds(
        EVENT, {"location|place|checkpoint|where": "Depot 774"}, marker="Depot 774", fields="product"
    )
    a.stored(EVENT, made, "Depot 774")


def db_0(d: Database) -> None:
    """DB 0: products with identifiers."""
    d.holds(
        "product|item",
        "code|product id|serial|sku|identifier|number",
        "name|title",
        "date|registered|created|origin|manufacturer|time",
    )


def db_1(d: Database) -> None:
    """DB 1: movements."""
    d.holds(EVENT, "product|item", "location|place|from|to|checkpoint|where", "date|time|at|when|day")


def db_2(d: Database) -> None:
    """DB 2: figures."""
    d.either(
        ("statistic|stats|metric|analytics|report|kpi", "value|count|total|amount|number|name"),
        ("in", "product|item", "status|state|condition", "date|created|registered|location"),
    )
