"""Task 000100: golf travel packages."""

import contextlib

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

REQUEST = {
    "name|full name|customer": "Gail Golfer 771",
    "email": "golfer771@example.org",
    "destination|where|place|location": "Algarve",
    "date|start|travel date|arrival|from": "2027-04-10",
    "end|return|to|departure": "2027-04-17",
    "golf|preference|preferences|course|notes|message|requirements": "Two rounds a day 771",
    "players|people|travellers|guests": "4",
}
PACKAGES = "packages|golf packages|travel packages|package|golf travel packages"


@by("visitor", "person", half=("owner",))
def ui_0(v: Visitor) -> None:
    """UI 0: the request form of the first page."""
    v.open()
    form = v.form(REQUEST, least=3)
    if form:
        v.send(v.fill(form, REQUEST), "request|submit|send")
        v.sent()
        v.confirmed("requested")
        return
    v.add(
        "request|requests|request a quote|enquiry|start your request|plan your trip|quote",
        "request|enquiry|quote",
        REQUEST,
        "request|start|add|new|submit|send",
    )
    v.confirmed()
    raise Partial("the form isn't on the first page")


def ui_1(v: Visitor) -> None:
    """UI 1: a package is booked."""
    try:
        v.act(PACKAGES, "book|book now|reserve|buy|select|confirm", REQUEST)
    except Unmet:
        v.add(
            "bookings|my bookings|booking",
            "booking",
            {**REQUEST, "package": ""},
            "book|add|new|create|confirm",
        )
    told = v._told("your booking|booking number|booking reference")
    v.complete(REQUEST, wanted="book|confirm|pay")
    if not told:
        v.confirmed("your booking|booking number|booking reference")


def ui_2(v: Visitor) -> None:
    """UI 2: a quote for a package."""
    try:
        v.act(PACKAGES, "quote|get quote|request quote|get a quote", REQUEST)
    except Unmet:
        v.add(
            "quotes|quote|online quotes|get a quote|my quotes",
            "quote",
            {**REQUEST, "package": ""},
            "get|request|generate|add|new|create|quote",
        )
    if not words.numbers(v.text()) and v.rows():
        v.open_row(v.rows()[0])
    text = v.content()
    need(words.lines_with(text, "total|price|quote|cost") and words.numbers(text), "no price is shown")
    v._shows_details(
        text,
        ("hotel|accommodation", "flight|flights", "transport|transfer|car", "golf|round|course|tee time"),
    )


def ui_3(v: Visitor) -> None:
    """UI 3: the voucher of a booking."""
    with contextlib.suppress(Unmet, Partial):
        v.act(PACKAGES, "book|book now|reserve|confirm", REQUEST)
    v.go_to("vouchers|digital vouchers|my vouchers|voucher|bookings|my bookings|booking")
    rows = v.listed()
    v.open_row(rows[0])
    if v.find("voucher", least=0.3):
        v.press("voucher|view voucher|digital voucher")
    text = v.content()
    need(words.lines_with(text, "voucher"), "there is no voucher")
    v._shows_details(
        text,
        (
            "package|trip|tour",
            "confirmation number|voucher number|number|code|reference|booking",
            "customer|guest|name|person|robin|gail",
        ),
    )


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the navigation on desktop, tablet and phone."""
    v.open()
    wide = [each.text for each in v.clickables() if each.nav and each.text]
    need(len(wide) >= 2, "there is no navigation")
    problems = []
    for name, width, height in (("tablet", 820, 1180), ("phone", 390, 844)):
        v.page.set_viewport_size({"width": width, "height": height})
        v.open()
        over = v.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        if over > 2:
            problems.append(f"{name}: the page is {over} pixels too wide")
        there = {each.text for each in v.clickables()}
        if not set(wide) <= there:
            v.in_menus(
                lambda there=there: there.update(each.text for each in v.clickables()) or set(wide) <= there
            )
            nameless = next((each for each in v.clickables() if each.nav and not each.text.strip()), None)
            menu = v.find("menu|open menu|navigation|toggle navigation|☰|more") or nameless
            if menu and not set(wide) <= {each.text for each in v.clickables()}:
                v.click(menu.n)
            there |= {each.text for each in v.clickables()}
        hidden = [each for each in wide if each not in there]
        if len(hidden) > len(wide) / 4:
            problems.append(f"{name}: {len(hidden)} of {len(wide)} entries are hidden")
    if len(problems) == 1:
        raise Partial(problems[0])
    need(not problems, "; ".join(problems))


@by("owner")
def ui_5(v: Visitor) -> None:
    """UI 5: a supplier is added and changed."""
    section = "suppliers|supplier|supplier management|manage suppliers"
    v.adds(
        section,
        "supplier",
        {
            "name|title|company!": "Fairway Hotels 772",
            "email|contact": "fairway772@example.org",
            "type|kind|category": "hotel",
        },
        "Fairway Hotels 772",
        confirm=True,
    )


@by("owner", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: a customer's preferences are changed."""
    section = "customers|crm|customer relationship management|customer|clients|customer management"
    v.go_to(section)
    values = {"preference|preferences|notes|golf|handicap|interest|interests": "Seaside courses 773"}
    if not v.rows():
        v.add(section, "customer|client", {**REQUEST, **values})
    v.changes(section, values, "Seaside courses 773")


@by("visitor", half=("person",))
def ui_7(v: Visitor) -> None:
    """UI 7: the colours."""
    v.has_colours("whitesmoke", "dark cyan")


ASKED = "request|customer request|enquiry|inquiry|booking request"


def api_0(a: Api) -> None:
    """API 0: a customer's request."""
    a.adds(
        ASKED,
        {
            **REQUEST,
            "name|full name|customer": "Asker 774",
            "golf|preference|preferences|notes|message|requirements": "Links 774",
        },
        marker="774",
    )


def api_1(a: Api) -> None:
    """API 1: a quote with a price."""
    made = a.tries(
        lambda: a.acts("quote|request|package", "quote", REQUEST).data, lambda: a.adds("quote", {**REQUEST})
    )
    need(
        any(
            words.means(key, "price|total|amount|cost|quote") and words.numbers(str(value))
            for key, value in _flat(made).items()
        ),
        "the quote has no price",
    )


def _flat(item: object) -> dict:
    if not isinstance(item, dict):
        return {}
    inner = [pair for value in item.values() if isinstance(value, dict) for pair in value.items()]
    return {**dict(inner), **{key: value for key, value in item.items() if not isinstance(value, dict)}}


def api_2(a: Api) -> None:
    """API 2: a booking is confirmed."""
    a.tries(
        lambda: a.acts("booking|package|quote", "confirm|book", REQUEST),
        lambda: a.adds(
            "booking|reservation|order",
            {**REQUEST, "status": "confirmed"},
            fields="package|trip|quote|request|tour",
        ),
    )


def api_3(a: Api) -> None:
    """API 3: the voucher of a booking."""
    a.tries(
        lambda: a.acts("booking|voucher", "voucher|generate"),
        lambda: a.adds("voucher", {"code|number": "V-775"}, fields="booking,code|number|id"),
    )


def api_4(a: Api) -> None:
    """API 4: the invoice of a booking."""
    a.tries(
        lambda: a.acts("booking|invoice", "invoice|generate"),
        lambda: a.adds(
            "invoice", {"amount|total": 776, "number|code": "I-776"}, fields="booking,amount|total|price"
        ),
    )


def api_5(a: Api) -> None:
    """API 5: customers are stored and read."""
    made = a.adds(
        "customer|client",
        {"name|full name": "Customer 777", "email": "c777@example.org"},
        marker="Customer 777",
    )
    a.gets("customer|client", "name", item=made)


def api_6(a: Api) -> None:
    """API 6: suppliers are stored, changed and read."""
    made = a.adds("supplier", {"name|title|company": "Supplier 778"}, marker="Supplier 778")
    changed = a.changes("supplier", {"name|title|company": "Supplier 779"}, "Supplier 779", item=made)
    a.gets("supplier", "name|title|company", item=changed)


def db_0(d: Database) -> None:
    """DB 0: customers."""
    d.holds("customer|client|person|user", "name", "email|mail|phone|contact")


def db_1(d: Database) -> None:
    """DB 1: packages."""
    d.holds(
        "package|trip|tour",
        "name|title",
        "price|cost|description|destination",
        "hotel|golf|course|flight|duration|nights|description",
    )


def db_2(d: Database) -> None:
    """DB 2: requests."""
    d.holds(
        ASKED,
        "date|travel|start|from|when",
        "preference|destination|requirement|golf|notes|message|hotel|flight",
    )


def db_3(d: Database) -> None:
    """DB 3: bookings."""
    d.holds(
        "booking|reservation|order",
        "customer|client|person|user|by|name",
        "package|trip|quote|request|itinerary|tour",
        "status|confirmed|date|confirmation",
    )


def db_4(d: Database) -> None:
    """DB 4: suppliers."""
    d.holds("supplier", "name|title|company", "type|kind|category|email|phone|contact|service")


def db_5(d: Database) -> None:
    """DB 5: vouchers."""
    d.holds("voucher", "booking|reservation|order", "code|number|identifier|reference")


def db_6(d: Database) -> None:
    """DB 6: invoices."""
    d.holds(
        "invoice", "booking|reservation|order", "amount|total|price", "status|paid|date|due|number|payment"
    )
