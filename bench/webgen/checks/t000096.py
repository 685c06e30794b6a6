"""Task 000096: trains, flights and hotels to book."""

import contextlib
import re

from bench.webgen import words
from bench.webgen.answers import Item, identifier, unwrapped
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

TRAINS = "trains|train tickets|train|train ticket|search trains|rail"
FLIGHTS = "flights|air tickets|flight|air ticket|search flights"
HOTELS = "hotels|hotel|search hotels"
ORDERS = "order status|orders|my orders|bookings|my bookings|order|booking"
CARD = {
    "card number|card": "4242424242424242",
    "name|cardholder": "Robin Example",
    "expiry|expiration": "12/30",
    "cvv|cvc": "123",
    "method|payment method": "card",
    "passenger|guest": "Robin Example",
    "email": "robin@example.org",
}
ENDS = r"([A-ZÀ-Þ][\w .]+?)\s*(?:→|->|\bto\b)\s*([A-ZÀ-Þ][\w ]+)"
"""A train's two ends as a row tells them: Lisbon → Porto."""
TRAIN = {
    "name|title|number|train": "Express 771",
    "from|origin|departure city|departure station|departure": "Lisbon",
    "to|destination|arrival city|arrival station|arrival": "Porto",
    "price|fare|cost": "35",
    "seats|available|availability": "40",
}


def ends(v: Visitor) -> tuple[str, str]:
    """From where to where the first listed train goes: by an arrow or 'to' in its text, or by its columns."""
    heads = [each for each in v._heads().splitlines() if each.strip()]
    columns = [
        next((n for n, head in enumerate(heads) if words.means(head, wanted)), 0)
        for wanted in ("from|origin|departure", "to|destination|arrival")
    ]
    for row in v.rows():
        if found := re.search(ENDS, row.text):
            return found[1].strip(), found[2].strip()
        cells = row.text.split("\t")
        if len(cells) == len(heads) and columns[0] != columns[1]:
            return cells[columns[0]].strip(), cells[columns[1]].strip()
    return "Lisbon", "Porto"


def ui_0(v: Visitor) -> None:
    """UI 0: trains between two cities."""
    with contextlib.suppress(Unmet, Partial):
        v.has_row(TRAINS, "train|ticket", TRAIN, "Lisbon")
    v.go_to(TRAINS)
    start, end = ("Lisbon", "Porto") if v.any_row("Lisbon") else ends(v)
    asked = {"from|origin|departure": start, "to|destination|arrival": end}
    form = v.form(asked, least=2)
    if not form:
        v.open()
        form = v.form(asked, least=2)
    if form:
        v.send(
            v.fill(
                form,
                {
                    "from|origin|departure city|departure": start,
                    "to|destination|arrival city|arrival": end,
                },
                rest=False,
            ),
            "search|find|show|filter",
        )
        rows = v.rows()
    else:
        rows = v.search(start, TRAINS)
    found = [row for row in rows if row.text and start.casefold() in row.text.casefold()]
    need(found, f"no train from {start} is found")
    if len(found) < len(rows) or not form:
        raise Partial(
            "the search isn't by departure, arrival and date" if not form else "other trains are listed too"
        )


def ui_1(v: Visitor) -> None:
    """UI 1: a flight is booked, with a confirmation number."""
    before = v.kept(ORDERS)
    v.act(FLIGHTS, "book|reserve|buy|select|book now", CARD)
    told, numbered = v._told(), _numbered(v.content())
    v.complete(CARD, wanted="book|confirm|pay")
    told, numbered = told or v._told(), numbered or _numbered(v.content())
    new = v.kept(ORDERS) - before
    need(told or new, "nothing tells of the booking")
    if not (numbered or _numbered("\n".join(new))):
        raise Partial("it is booked, but without a confirmation number")


def _numbered(text: str) -> bool:
    """Whether a line tells a number of the booking."""
    return any(
        re.search(r"\b[A-Z0-9-]*\d[A-Z0-9-]*\b", line)
        and words.means(line, "confirmation|booking number|reference|number|booking id|id|code|order")
        for line in text.splitlines()
    )


def ui_2(v: Visitor) -> None:
    """UI 2: a hotel is paid for by card, with a receipt."""
    v.act(HOTELS, "book|reserve|book now|select", CARD)
    v.complete(CARD, wanted="pay|confirm|book")
    if not words.lines_with(v.content(), "paid|payment confirmed|payment processed|payment successful"):
        try:
            v.act(ORDERS, "pay|pay now|payment|checkout", CARD)
        except Unmet:
            v.add(
                "payments|payment|pay",
                "payment",
                {**CARD, "amount|total": "80", "booking|order|hotel": ""},
                "pay|add|new|make",
            )
    need(
        v._told() or words.lines_with(v.content(), "paid|payment confirmed|payment successful"),
        "nothing tells of the payment",
    )
    if not words.lines_with(v.content(), "receipt|email|e-mail|emailed"):
        raise Partial("the payment is made, but nothing tells of a receipt")


def ui_3(v: Visitor) -> None:
    """UI 3: bookings with their statuses."""
    with contextlib.suppress(Unmet, Partial):
        v.act(TRAINS, "book|reserve|buy|book now", CARD)
    v.lists(ORDERS, "status|confirmed|pending|paid|cancelled|booked", "#date|#number|train|flight|hotel")


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the colours."""
    v.has_colours("peach puff", "indian red")


def route(a: Api, thing: str) -> None:
    """Rows of a thing by origin and destination."""
    a.tries(
        lambda: a.filters(thing, "from|origin|departure city|departure station|departure|source"),
        lambda: a.filters(thing, "to|destination|arrival city|arrival station|arrival"),
        lambda: _half(a, thing),
    )


def _half(a: Api, thing: str) -> None:
    a.searches(thing, "from|origin|departure|to|destination|arrival|name")
    raise Partial("they are found by any word, but not by origin and destination")


def api_0(a: Api) -> None:
    """API 0: trains are searched."""
    route(a, "train|train ticket|rail")


def api_1(a: Api) -> None:
    """API 1: flights are searched."""
    route(a, "flight|air ticket|plane")


def api_2(a: Api) -> None:
    """API 2: hotels are searched."""
    a.tries(
        lambda: a.filters("hotel", "location|city|place|destination"),
        lambda: a.searches("hotel", "location|city|place|name"),
    )


def named_by(made: Item) -> bool:
    """Whether an answer has what identifies the booking."""
    codes = [value for key, value in made.items() if words.means(key, "reference|code|number|confirmation")]
    return identifier(unwrapped(made)) is not None or any(codes)


def book(a: Api, thing: str) -> None:
    """A booking for one of the things, with an identifier."""
    made = a.tries(
        lambda: a.acts(thing, "book|reserve", CARD).data,
        lambda: a.adds(
            f"{thing.split('|')[0]} booking|booking|order|reservation",
            {"passenger|guest|name": "Robin 771", "seats|tickets|quantity|nights": 1},
            fields=thing,
        ),
    )
    need(isinstance(made, dict) and named_by(made), "no booking ID is returned")


def api_3(a: Api) -> None:
    """API 3: a train is booked."""
    book(a, "train|train ticket|ticket|service")


def api_4(a: Api) -> None:
    """API 4: a flight is booked."""
    book(a, "flight|air ticket|service")


def api_5(a: Api) -> None:
    """API 5: a hotel is booked."""
    book(a, "hotel|room|service")


def api_6(a: Api) -> None:
    """API 6: a booking is paid, and confirmed by it."""
    a.tries(
        lambda: a.acts_or_sets("booking|order|reservation", "pay|payment|confirm", "paid|confirmed", CARD),
        lambda: a.adds(
            "payment",
            {"amount|total|price": 772, "method": "card"},
            marker=772,
            fields="booking|order|reservation",
        ),
    )


def api_7(a: Api) -> None:
    """API 7: a booking's status."""
    a.gets("booking|order|reservation", "status|state|paid|confirmed")


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: trains."""
    d.either(
        (
            "train|rail|train ticket",
            "from|origin|departure|route|source",
            "time|departure|arrival|date",
            "price|fare|cost",
            "seats|available|availability|capacity",
        ),
    )


def db_2(d: Database) -> None:
    """DB 2: flights."""
    d.either(
        (
            "flight|air|air ticket|airline",
            "from|origin|departure|route|source",
            "time|departure|arrival|date",
            "price|fare|cost",
            "seats|available|availability|capacity",
        ),
    )


def db_3(d: Database) -> None:
    """DB 3: hotels."""
    d.holds(
        "hotel",
        "location|city|address|place",
        "price|rate|cost",
        "room|rooms|availability|available|amenities|capacity",
    )


def db_4(d: Database) -> None:
    """DB 4: bookings."""
    d.holds(
        "booking|order|reservation",
        "person|user|customer|by|passenger|owner",
        "train|flight|hotel|ticket|service|item",
        "date|created|booked|time|check in",
    )


def db_5(d: Database) -> None:
    """DB 5: payments."""
    d.either(
        ("payment|transaction", "booking|order|reservation", "status|state|paid", "method|kind|type|card"),
    )
