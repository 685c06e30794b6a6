"""Task 000099: bus and railway tickets."""

import contextlib

from bench.webgen import words
from bench.webgen.answers import identifier, unwrapped
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import logs_in, registers
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

BUSES = "buses|bus tickets|bus|search buses|bus schedules|search|tickets|trips|schedules"
TRAINS = (
    "trains|railway tickets|railway|rail|train tickets|train|search trains|search|tickets|trips|schedules"
)
HISTORY = "booking history|my bookings|bookings|my tickets|history|booking|tickets"
CARD = {
    "card number|card": "4242424242424242",
    "name|cardholder|passenger": "Robin Example",
    "expiry|expiration": "12/30",
    "cvv|cvc": "123",
    "method|payment method": "card",
    "email": "robin@example.org",
    "seat|seats|quantity": "1",
    "phone": "+44 20 7946 0771",
}


@by("visitor")
def ui_0(v: Visitor) -> None:
    """UI 0: registration."""
    v.sign_up()
    need(v._told() or v.signed_in(), "nothing confirms the registration")


@by("visitor")
def ui_1(v: Visitor) -> None:
    """UI 1: signing in opens the booking history."""
    account = v.sign_up()
    v.sign_out()
    v.sign_in(account)
    need(v.signed_in(), "nothing shows that the person is signed in")
    v.go_to(HISTORY)
    need(not v._asks_password(), "the booking history asks to sign in again")


def tickets(v: Visitor, section: str, kind: str) -> None:
    """A search for one kind of ticket lists its trips, with free seats and prices."""
    v.go_to(section)
    rows = [row for row in v.listed() if row.text]
    if not any(words.means(row.text, kind) for row in rows) and not words.means(
        " ".join(v.headings())[:500], kind
    ):
        v.filters(section, "type|kind|mode|transport|service|bus|train|railway")
        rows = v.listed()
        need(any(words.means(row.text, kind) for row in rows), f"no {kind.split('|')[0]} trips are listed")
    text = "\n".join(row.text for row in rows) + v._heads()
    if not words.lines_with(text, "seat|seats|available"):
        v.open_row(rows[0])
        text += "\n" + v.text()
    v._shows_details(text, ("seat|seats|available|availability", "price|fare|cost|€|$|£|usd|eur", "#number"))
    for go in (lambda: v.go_to(section), v.open):
        go()
        if v._search_box() or v.form({"from|origin|source|departure": "x", "to|destination|arrival": "x"}):
            return
    raise Partial("trips are listed, but can't be searched for")


def ui_2(v: Visitor) -> None:
    """UI 2: bus tickets with seats and prices."""
    tickets(v, BUSES, "bus|buses|coach")


def ui_3(v: Visitor) -> None:
    """UI 3: railway tickets with seats and prices."""
    tickets(v, TRAINS, "train|trains|railway|rail")


def booked(v: Visitor) -> None:
    try:
        v.act(BUSES, "book|book ticket|buy|reserve|select|book now", CARD)
    except Unmet:
        v.add(
            HISTORY, "booking|ticket", {**CARD, "trip|schedule|bus|route|service": ""}, "book|add|new|create"
        )
    told = v._told()
    v.complete(CARD, wanted="pay|book|confirm")
    need(told or v._told() or v.kept(HISTORY), "nothing tells of the booking")


def ui_4(v: Visitor) -> None:
    """UI 4: a booking is paid, with a confirmation by mail or SMS."""
    with contextlib.suppress(Unmet):
        booked(v)
    if not words.lines_with(v.content(), "paid|payment successful|payment confirmed|payment complete"):
        try:
            v.act(HISTORY, "pay|pay now|payment|checkout", CARD)
        except Unmet:
            v.add(
                "payments|payment|pay",
                "payment",
                {**CARD, "amount|total": "20", "booking|ticket": ""},
                "pay|add|new|make",
            )
    need(
        v._told() or words.lines_with(v.content(), "paid|payment successful|payment confirmed"),
        "nothing tells of the payment",
    )
    if not words.lines_with(v.content(), "email|e-mail|emailed|sms|text message"):
        raise Partial("the payment is made, but no mail or SMS is told of")


def ui_5(v: Visitor) -> None:
    """UI 5: past bookings with details."""
    with contextlib.suppress(Unmet, Partial):
        booked(v)
    v.lists(HISTORY, "#date", "status|paid|confirmed|pending|booked|price|#number")


def ui_6(v: Visitor) -> None:
    """UI 6: a ticket is printed."""
    with contextlib.suppress(Unmet, Partial):
        booked(v)
    v.page.context.add_init_script(PRINTING)
    v.go_to(HISTORY)
    rows = v.listed()
    if not v.find("print", within=rows[0]):
        v.open_row(rows[0])
    v.page.evaluate(PRINTING)
    before = v.page.url
    v.press("print|print ticket|download ticket")
    printed = any(page.evaluate("() => !!window.webgenPrinted") for page in v.page.context.pages)
    own = v.page.url != before and words.means(v.page.url, "print|ticket|pdf|voucher|receipt")
    need(printed or own, "nothing is printed")


PRINTING = "window.webgenPrinted = 0; window.print = () => { window.webgenPrinted = 1; };"


@by("visitor", half=("person",))
def ui_7(v: Visitor) -> None:
    """UI 7: the colours."""
    v.has_colours("snow", "dim gray")


TRIP = "schedule|trip|service|bus|train|route|departure|journey|ticket"
BOOKING = "booking|reservation|order|ticket"


def api_0(a: Api) -> None:
    """API 0: registration."""
    registers(a)


def api_1(a: Api) -> None:
    """API 1: signing in."""
    logs_in(a)


def trips(a: Api, kind: str) -> None:
    """Trips of a kind with free seats and prices, by source and destination."""

    def own() -> tuple[list, str]:
        rows = a.lists(kind, "seat|seats|available|availability|capacity", "price|fare|cost")
        return rows, kind

    def shared() -> tuple[list, str]:
        rows = a.lists(
            "schedule|trip|service|route|journey|departure",
            "seat|seats|available|availability|capacity",
            "price|fare|cost",
        )
        need(any(words.means(str(row)[:1500], kind) for row in rows), f"no {kind.split('|')[0]} is listed")
        return rows, "schedule|trip|service|route|journey|departure"

    _, thing = a.tries(own, shared)
    try:
        a.filters(thing, "from|origin|source|departure|to|destination|arrival|route")
    except Unmet as unmet:
        raise Partial("they are listed, but not by source and destination") from unmet


def api_2(a: Api) -> None:
    """API 2: buses are searched."""
    trips(a, "bus|buses|coach")


def api_3(a: Api) -> None:
    """API 3: trains are searched."""
    trips(a, "train|railway|rail")


def api_4(a: Api) -> None:
    """API 4: a ticket is booked."""
    made = a.tries(
        lambda: a.acts(TRIP, "book|reserve", CARD).data or {},
        lambda: a.adds(
            BOOKING,
            {"passenger|name": "Robin 771", "seats|seat|quantity": 1},
            fields="schedule|trip|service|bus|train|route|departure|journey",
        ),
    )
    codes = [value for key, value in made.items() if words.means(key, "reference|code|number|confirmation")]
    need(identifier(unwrapped(made)) is not None or any(codes), "no booking ID is returned")


def api_5(a: Api) -> None:
    """API 5: a booking is paid."""
    a.tries(
        lambda: a.acts_or_sets(BOOKING, "pay|payment|confirm", "paid|confirmed", CARD),
        lambda: a.adds(
            "payment",
            {"amount|total|price": 772, "method": "card"},
            marker=772,
            fields="booking|reservation|order|ticket",
        ),
    )


def api_6(a: Api) -> None:
    """API 6: the booking history."""
    a.lists(
        BOOKING,
        "schedule|trip|service|bus|train|route|departure|journey",
        "status|state|date|seat|seats|created|paid",
    )


def api_7(a: Api) -> None:
    """API 7: one ticket."""
    a.gets(
        BOOKING,
        "schedule|trip|service|bus|train|route|departure|journey",
        "seat|seats|seat number",
        "status|state|paid|confirmed",
    )


def api_8(a: Api) -> None:
    """API 8: fewer seats are free after a booking."""
    for thing in ("schedule|trip|journey|departure", "bus|train", "service|route", "seat"):
        with contextlib.suppress(Unmet, Partial):
            rows = a.rows(thing)
            key = (
                next(
                    (
                        key
                        for key in rows[0]
                        if words.means(key, "seat|seats|available|seats left|free seats")
                        and isinstance(rows[0][key], int)
                    ),
                    None,
                )
                if rows
                else None
            )
            if key is None:
                continue
            row = next((row for row in rows if row.get(key)), {})
            need(row, "no seats are free")
            a.tries(
                lambda row=row, thing=thing: a.acts(thing, "book|reserve", CARD, item=row),
                lambda row=row: a.adds(
                    BOOKING,
                    {
                        **dict.fromkeys(
                            ("schedule", "trip", "service", "bus", "train", "route"), identifier(row)
                        ),
                        "seats|seat|quantity": 1,
                    },
                ),
            )
            after = a.gets(thing, item=row)
            if after.get(key) is not None and after[key] < row[key]:
                return
    raise Unmet("the free seats don't get fewer")


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts(secret=True)


def db_1(d: Database) -> None:
    """DB 1: services of buses and trains."""
    d.holds(
        "schedule|trip|service|bus|train|route|journey|departure",
        "from|origin|source|route|departure",
        "to|destination|arrival|route",
        "time|date|departure|day",
        "type|kind|mode|bus|train|service|operator|name",
        rows=True,
    )


def db_2(d: Database) -> None:
    """DB 2: seats and prices."""
    d.either(
        (
            "seat|schedule|trip|service|bus|train|journey|departure|ticket",
            "seat|seats|available|availability|capacity",
            "price|fare|cost",
        ),
    )


def db_3(d: Database) -> None:
    """DB 3: bookings."""
    d.holds(
        BOOKING,
        "person|user|customer|by|passenger|owner",
        "schedule|trip|service|bus|train|route|journey|departure",
        "seat|seats",
    )


def db_4(d: Database) -> None:
    """DB 4: payments."""
    d.either(
        (
            "payment|transaction",
            "booking|reservation|order|ticket",
            "amount|total|price",
            "status|state|method|paid",
        ),
    )


def db_5(d: Database) -> None:
    """DB 5: how confirmations are sent."""
    d.either(
        (
            "preference|notification|confirmation|communication",
            "person|user|customer|booking|by",
            "email|sms|method|channel|type",
        ),
        (
            "in",
            "booking|profile|person|user|customer",
            "sms|notify by|confirmation|channel|contact method|communication|preference|notification",
        ),
    )
