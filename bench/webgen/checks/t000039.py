"""Task 000039: domain names to lease."""

import contextlib
import re

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import registers
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

DOMAINS = "domains|search domains|domain search|domain names|domain|search"
LEASES = "leases|my leases|leasing records|lease records|my domains|lease|leasing"
NAME = "shoreline-771.example"


def available(v: Visitor) -> str:
    """A domain to lease: one that is added, or the first that the app itself lists."""
    with contextlib.suppress(Unmet, Partial):
        v.has_row(
            DOMAINS,
            "domain",
            {"name|domain": NAME, "price": "12", "status|availability|available": "available"},
            NAME,
        )
    if v.can_go_to(DOMAINS) and not v.any_row(NAME):
        named = [found[0] for row in v.rows() if (found := re.search(r"\b[\w-]+\.[a-z]{2,}\b", row.text))]
        return named[0] if named else NAME
    return NAME


def lease(v: Visitor, name: str) -> None:
    """Lease the domain where it is listed, or where a search for it leads."""
    try:
        v.act(DOMAINS, "lease|rent|order|register", {"years|months|term|duration": "1"}, marker=name)
    except Unmet:
        v.search(name, DOMAINS)
        v.press("lease|lease now|rent|order|register|add to cart")
        v.complete({"years|months|term|duration": "1"}, wanted="lease|confirm|pay|order")


def ui_0(v: Visitor) -> None:
    """UI 0: a known domain's availability."""
    name = available(v)
    rows = v.search(name, DOMAINS)
    states = "available|leased|status|taken|free|unavailable|rented|not available"
    found = [row for row in rows if name.casefold() in row.text.casefold()]
    told = [line for line in v.news() if words.says(line, states)]
    need(found or (v.shows(name) and told), "the search doesn't find the domain")
    if found and not words.means(found[0].text + v._heads(), states) and not told:
        v.open_row(found[0])
        need(words.lines_with(v.content(), states), "nothing tells whether the domain is available")


def ui_1(v: Visitor) -> None:
    """UI 1: an available domain is leased."""
    name = available(v)
    lease(v, name)
    told = v._told()
    there = v.can_go_to(LEASES) and v.shows(name)
    need(told or there, "nothing tells of the lease")
    if not (told and there):
        raise Partial("the lease isn't among the records" if told else "nothing confirms the lease")


def _lease(v: Visitor) -> None:
    with contextlib.suppress(Unmet, Partial):
        lease(v, available(v))


def ui_2(v: Visitor) -> None:
    """UI 2: a lease is renewed, its end moves."""
    _lease(v)
    v.go_to(LEASES)
    before = [row.text for row in v.listed()]
    v.act(LEASES, "renew|extend|renewal", {"years|months|term|duration": "1"})
    told = v._told()
    v.go_to(LEASES)
    after = [row.text for row in v.rows()]
    need(told or before != after, "renewing shows no effect")
    if before == after:
        raise Partial("it is confirmed, but no date moves")


def ui_3(v: Visitor) -> None:
    """UI 3: a domain is transferred to somebody else, and both see it."""
    other = v.another()
    other.open()
    _lease(v)
    values = {
        "new owner|recipient|transfer to|to|user|email|person": "Kim",
        "reason|note|message": "Sold 771",
        "domain": "",
    }
    try:
        v.act(LEASES, "transfer|transfer domain", values)
    except Unmet:
        v.add("transfers|transfer|domain transfer", "transfer", values, "transfer|new|add|request|start")
    need(
        v._told() or (v.can_go_to("transfers|transfer|my domains|leases") and v.shows("Kim")),
        "the transfer shows no effect",
    )
    if not (other.can_go_to("transfers|notifications|my domains|leases") and other.rows()):
        raise Partial("the other person sees nothing of it")


def ui_4(v: Visitor) -> None:
    """UI 4: the list of past orders."""
    _lease(v)
    rows = v.lists(
        "orders|order history|my orders|order management|order|history",
        "domain|name|.example",
        "status|type|lease|renew|transfer",
        "#date|#number",
    )
    need(rows, "no orders are listed")


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("old lace", "rosy brown")


def api_0(a: Api) -> None:
    """API 0: domains are searched."""
    a.searches("domain", "name|domain")


def api_1(a: Api) -> None:
    """API 1: a domain is leased."""
    a.tries(
        lambda: a.acts("domain", "lease|rent"),
        lambda: a.adds(
            "lease|leasing|rental|record", {}, fields="domain,person|user|lessee|customer|owner|by"
        ),
    )


def api_2(a: Api) -> None:
    """API 2: a lease is renewed."""
    a.tries(
        lambda: a.acts("lease|domain|leasing", "renew|extend"),
        lambda: a.changes(
            "lease|leasing|rental", {"end|expiry|expires|until|expiration": "2031-05-17"}, "2031-05-17"
        ),
        lambda: a.adds("renewal", {}, fields="domain|lease"),
    )


def api_3(a: Api) -> None:
    """API 3: a domain is transferred."""
    a.tries(
        lambda: a.acts("domain|lease", "transfer"),
        lambda: a.adds("transfer", {}, fields="domain,new owner|to|recipient|owner|receiver"),
    )


def api_4(a: Api) -> None:
    """API 4: one domain."""
    a.gets("domain", "name|domain", "status|available|availability")


def api_5(a: Api) -> None:
    """API 5: leasing records."""
    a.lists("lease|leasing|rental|record", "domain", "start|end|date|expiry|until|status")


def api_6(a: Api) -> None:
    """API 6: a user is made."""
    registers(a)


def api_7(a: Api) -> None:
    """API 7: one order."""
    a.gets("order", "status|state", "domain|lease|item|product")


def api_8(a: Api) -> None:
    """API 8: a payment."""
    a.tries(
        lambda: a.adds("payment|pay|transaction", {"amount|total|price": 771, "method": "card"}, marker=771),
        lambda: a.acts("order|lease|payment", "pay|payment", {"amount": 771, "method": "card"}),
    )


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: domains."""
    d.holds("domain", "name|domain", "status|available|availability", "price|cost|fee|rate")


def db_2(d: Database) -> None:
    """DB 2: leases."""
    d.holds(
        "lease|leasing|rental|record",
        "domain",
        "person|user|lessee|customer|owner|by",
        "start|from|date",
        "end|expiry|until|due|expire",
    )


def db_3(d: Database) -> None:
    """DB 3: orders."""
    d.holds("order", "status|state", "date|created|time|placed", "person|user|customer|by|owner")


def db_4(d: Database) -> None:
    """DB 4: payments."""
    d.holds("payment|transaction", "amount|total|price", "method|kind|type|status|state")


def db_5(d: Database) -> None:
    """DB 5: transfers."""
    d.holds(
        "transfer",
        "domain|lease",
        "sender|from|old owner|by|owner",
        "recipient|to|new owner|receiver",
        "status|state|date|approved|done",
    )
