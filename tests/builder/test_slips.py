"""Slips of small models in what they declare are mended before more is built on them."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand

HEAD = "app A\npeople visitor, customer, admin\nthings Blog, Service, Order\n"
HEAD += "pages Home, Blogs, Orders, Dreaming, Musing\n"
STATES = "status: choice(new, paid, sent)"
BRIEF = "Customers can browse and purchase services and read blogs."
ORDER = "Order by customer, private for admin: payment: money"


def drafted(blog: str, service: str, order: str, brief: str = BRIEF) -> str:
    return expand(f"{HEAD}Blog by admin: {blog}\nService by admin: {service}\n{order}\n", vocabulary(), brief)


def test_what_nobody_orders_is_neither_paid_nor_sent() -> None:
    source = drafted(f"name, {STATES}", f"name, {STATES}", f"{ORDER}, {STATES}")
    assert source.count("status: choice(new, paid, sent) = new") == 1
    assert "status:" in source.split("thing Order")[1].split("thing")[0]


def test_what_somebody_writes_is_neither_paid_nor_sent() -> None:
    blog = f"name, author, date, {STATES}"
    assert "status:" not in drafted(blog, "name, price", f"{ORDER}, {STATES}").split("thing Service")[0]
    assert (
        "status:" in drafted(f"{blog}, price", "name, price", f"{ORDER}, {STATES}").split("thing Service")[0]
    )
    assert "status:" in drafted(blog, "name, price", ORDER).split("thing Service")[0]


def test_a_state_that_only_one_thing_has_stays() -> None:
    assert "status: choice(new, sent)" in drafted("name, status: choice(new, sent)", "name, price", ORDER)
    assert "status:" not in drafted(f"name, {STATES}", "name, price", ORDER)


def test_an_order_is_of_what_is_ordered() -> None:
    source = drafted("name", "name, price", ORDER)
    assert "thing Order\n  service: Service, required\n  payment: money\n" in source
    assert "action Order on Service for customer, admin\n  add Order with service = this\n" in source
    assert check(source, vocabulary()).diagnostics == ()


@pytest.mark.parametrize(
    ("service", "order", "brief"),
    [
        ("name, price", ORDER, "Customers read blogs."),
        ("name", ORDER, "Customers can purchase."),
        ("name, price", f"{ORDER}, blog: Blog", BRIEF),
        ("name, price, last order: Order", ORDER, BRIEF),
    ],
)
def test_an_order_stays_where_nothing_is_to_be_ordered(service: str, order: str, brief: str) -> None:
    assert "service: Service" not in drafted("name", service, order, brief)


def test_what_is_booked_is_one_of_several() -> None:
    short = "app A\npeople visitor, user, admin\nthings Sight, Campsite, City, Booking\npages Home\n"
    short += (
        "Sight by admin: name, price, place\nCampsite by admin: name, price, place\nCity by admin: name\n"
    )
    short += "Booking by user, private: sight: Sight, campsite: Campsite, city: City\n"
    source = expand(short, vocabulary(), "Users book sights and campsites, and make bookings.")
    assert "  sight: Sight\n  campsite: Campsite\n  city: City\n" in source
    assert "action Book on Sight for user, admin\n" in source
    assert "  add Booking with sight = this, date = date\n" in source
    assert "action Book Campsite on Campsite for user, admin\n" in source
    assert check(source, vocabulary()).diagnostics == ()


def test_a_ticket_that_is_sold_is_no_booking() -> None:
    short = "app A\npeople visitor, user, admin\nthings Train, Ticket, Order\npages Home, Book\n"
    short += (
        "Train by admin: name, price\nTicket by admin: name, price\nOrder by user, private: train, ticket\n"
    )
    source = expand(short, vocabulary(), "Users book train tickets.")
    assert "page Book for user, admin\n  form of Order\n" in source
    assert "train" not in source.split("thing Ticket")[1].split("\n\n")[0]


TRIP = """\
app A
people visitor, customer, admin
things Train, Order, Order Line
pages Home
Train by admin: name, price
Order by customer, private: customer, placed
Order Line by customer, private: order, train, quantity
"""


def test_what_is_booked_is_in_the_booking_and_what_is_bought_in_a_basket() -> None:
    booked = expand(TRIP, vocabulary(), "Customers book train tickets online.")
    assert "thing Order Line" not in booked
    assert "  train: Train\n  quantity: number, min 1 = 1\n" in booked
    assert "action Book on Train for customer, admin\n  quantity: number, min 1 = 1\n  add Order" in booked
    assert check(booked, vocabulary()).diagnostics == ()
    assert "thing Order Line" in expand(TRIP, vocabulary(), "Customers book train tickets with a cart.")
    assert "thing Order Line" in expand(TRIP, vocabulary(), "Customers place orders.")


def test_a_page_that_speaks_of_nothing_is_no_second_home() -> None:
    source = drafted("name", "name, price", ORDER)
    assert "page Dreaming\n  table of Service\n" in source
    assert "page Musing" not in source
