"""Task 000035: an escrow for cryptocurrency."""

import contextlib

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

PRODUCTS = "products|cryptocurrency products|cryptocurrencies|listings|marketplace|product|browse"
MINE = "my products|products|my listings|manage products|listings|product"
ORDERS = "transactions|my transactions|transaction|escrow|orders|transaction records|escrows"


def ui_0(v: Visitor) -> None:
    """UI 0: products with name, price and seller."""
    v.lists(PRODUCTS, "#number", "price|cost|rate|amount|usd|eur", "seller|sold by|vendor|owner")


def ui_1(v: Visitor) -> None:
    """UI 1: a deposit into escrow for a product."""
    with contextlib.suppress(Unmet, Partial):
        v.has_row(
            PRODUCTS,
            "product|listing",
            {
                "name|title": "Escrow coin 771",
                "price|amount|rate": "12",
                "quantity|amount|stock|available": "9",
            },
            "Escrow coin 771",
        )
    before = v.kept(ORDERS)
    v.act(
        PRODUCTS,
        "buy|purchase|deposit|start transaction|order|select|escrow",
        {"amount|quantity|deposit": "1", "wallet|address": "bc1qexample"},
    )
    told, news = v._told("in escrow|held"), " ".join(v.news())
    new = v.kept(ORDERS) - before
    need(told or new, "no deposit or transaction follows")
    if not words.says(" ".join([news, *new]), "escrow|deposited|held|funded|pending|secured|locked"):
        raise Partial("a transaction is made, but no escrow is shown")


@by("person:seller|vendor", "person", half=("owner",))
def ui_2(v: Visitor) -> None:
    """UI 2: a new product is listed."""
    v.adds(
        MINE,
        "product|listing|cryptocurrency",
        {"name|title|cryptocurrency|coin!": "Litecoin lot 772", "price|amount|rate": "88"},
        "Litecoin lot 772",
    )


def ui_3(v: Visitor) -> None:
    """UI 3: a dispute, and the transaction is disputed."""
    with contextlib.suppress(Unmet, Partial):
        v.act(PRODUCTS, "buy|purchase|deposit|start transaction|order", {"amount|quantity": "1"})
    before = _disputed(v)
    try:
        v.act(
            ORDERS,
            "dispute|open dispute|raise dispute|report problem",
            {"reason|description|text|details|message|title": "Nothing came 773"},
        )
    except Unmet:
        v.add(
            "disputes|dispute|dispute resolution",
            "dispute",
            {"reason|description|text|details|message|title": "Nothing came 773", "transaction": ""},
            "open|add|new|submit|raise|file|dispute|report",
        )
    if words.says(" ".join(v.news()), DISPUTED) or _disputed(v) > before:
        return
    need(v.can_go_to("disputes|dispute") and v.shows("773"), "the dispute is not shown")
    raise Partial("the dispute is there, but the transaction's status isn't 'disputed'")


DISPUTED = "disputed|in dispute|under dispute|dispute opened|dispute open"


def _disputed(v: Visitor) -> int:
    """How many of the transactions are said to be disputed."""
    return len([row for row in v.kept(ORDERS) if words.says(row, DISPUTED)])


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the colours."""
    v.has_colours("light gray", "dark red")


PRODUCT = "product|listing|cryptocurrency|coin"
DEAL = "transaction|escrow|deposit|order|deal"


def api_0(a: Api) -> None:
    """API 0: products."""
    a.lists(PRODUCT, "name|title|coin|cryptocurrency", "price|rate|amount")


def api_1(a: Api) -> None:
    """API 1: a deposit in escrow."""
    a.tries(
        lambda: a.adds(
            "escrow|deposit|transaction|deal", {"amount|quantity": 771, "status": "in escrow"}, marker=771
        ),
        lambda: a.acts(PRODUCT, "buy|deposit|purchase", {"amount|quantity": 1}),
    )


def api_2(a: Api) -> None:
    """API 2: a transaction is confirmed."""
    a.acts_or_sets(DEAL, "confirm|complete|confirmed", "confirmed|completed|complete")


def api_3(a: Api) -> None:
    """API 3: the funds are released."""
    a.acts_or_sets(DEAL, "release|pay out|released", "released|completed|paid|transferred")


def api_4(a: Api) -> None:
    """API 4: a dispute."""
    a.tries(
        lambda: a.adds(
            "dispute|complaint|claim",
            {"reason|description|text|details|title|message": "Nothing came 774"},
            marker="774",
        ),
        lambda: a.acts(DEAL, "dispute", {"reason|description": "Nothing came 774"}),
    )


def api_5(a: Api) -> None:
    """API 5: products are added and updated."""
    made = a.adds(
        PRODUCT, {"name|title|coin|cryptocurrency": "Coin 775", "price|rate": 10}, marker="Coin 775"
    )
    a.changes(PRODUCT, {"name|title|coin|cryptocurrency": "Coin 776"}, "Coin 776", item=made)


def api_6(a: Api) -> None:
    """API 6: a seller's transactions."""
    a.lists(
        "transaction|escrow|order|record",
        "amount|price|value|quantity",
        "status|state|date|created",
        "seller|buyer|product|person|user",
    )


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: products."""
    d.holds(PRODUCT, "name|title|coin|cryptocurrency|symbol", "price|rate|amount")


def db_2(d: Database) -> None:
    """DB 2: escrow transactions."""
    d.holds(
        "escrow|transaction|deposit|order|deal",
        "amount|deposit|value|quantity",
        "status|state|released|confirmed",
    )


def db_3(d: Database) -> None:
    """DB 3: histories of buyers and sellers."""
    d.holds(
        "transaction|history|record|order|escrow|deal",
        "buyer|purchaser|person|user|by",
        "seller|product|listing",
    )


def db_4(d: Database) -> None:
    """DB 4: disputes."""
    d.holds(
        "dispute|complaint|claim", "transaction|escrow|order|deal", "status|state|resolution|resolved|reason"
    )
