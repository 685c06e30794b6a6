"""Task 000097: sights and campsites of Europe."""

import contextlib
import re

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

SIGHTS = "attractions|tourist attractions|attraction|sights"
CAMPS = "campsites|campsite|camping|camp sites"
BOOKINGS = "bookings|my bookings|booking|reservations"
BOOKING = {
    "name|full name|guest|contact": "Robin Example",
    "email": "robin@example.org",
    "guests|people|persons|visitors": "2",
    "date|start|arrival|check in|visit date": "2027-06-01",
    "end|departure|check out": "2027-06-04",
    "time": "11:00",
}


def place(v: Visitor, section: str, thing: str, name: str, city: str, country: str) -> str:
    """Sees to it that a place is listed (its city and country first, where they are rows of their own), and names it.

    Where nobody can add one, it is a place that the app itself lists: in that city, in that country, or anywhere.
    """
    with contextlib.suppress(Unmet, Partial):
        _added(v.owner(), section, thing, name, city, country)
    if not v.can_go_to(section):
        return name
    row = next((row for each in (name, city, country) if (row := v.any_row(each))), None)
    return row.title if row else v.listed()[0].title


def _added(owner: Visitor, section: str, thing: str, name: str, city: str, country: str) -> None:
    if owner.can_go_to(section) and owner.any_row(name):
        return
    for listing, one, values in (
        ("countries|country", "country", {"name|title|country": country}),
        ("cities|city", "city", {"name|title|city": city, "country": country}),
    ):
        with contextlib.suppress(Unmet, Partial):
            owner.adds(listing, one, values, city if one == "city" else country)
    owner.add(
        section,
        thing,
        {
            "name|title!": name,
            "city|location|place|region|address": city,
            "country": country,
            "description|about|text": f"A fine place in {city}, {country}.",
        },
    )


def ui_0(v: Visitor) -> None:
    """UI 0: sights in Paris."""
    place(v, SIGHTS, "attraction", "Musee 771", "Paris", "France")
    rows = v.search("Paris", SIGHTS)
    found = [row for row in rows if "paris" in row.text.casefold() or "771" in row.text]
    need(found, "no sights in Paris are found")
    text = "\n".join(row.text for row in found) + v._heads()
    if len(text.split()) < 12:
        v.open_row(found[0])
        text += "\n" + v.text()
    v._shows_details(
        text, ("musee|name|title", "paris|city|location", "description|about|fine place|details")
    )


def ui_1(v: Visitor) -> None:
    """UI 1: a campsite in Tuscany is booked."""
    before = v.kept(BOOKINGS)
    name = place(v, CAMPS, "campsite", "Camp 772 Tuscany", "Tuscany", "Italy")
    try:
        v.act(CAMPS, "book|reserve|book now", BOOKING, marker=name)
    except Unmet:
        v.add(
            "bookings|my bookings|booking",
            "booking",
            {**BOOKING, "campsite|place": name},
            "book|add|new|create",
        )
    told = v._told()
    shown = (v.shows(name) and bool(re.search(r"2027|June|Jun", v.text()))) or (
        v.kept(BOOKINGS) - before and v.shows(name)
    )
    need(told or shown, "nothing tells of the booking")
    if not shown:
        raise Partial("the booking is confirmed, but its details aren't shown")


def ui_2(v: Visitor) -> None:
    """UI 2: a review is seen at the campsite."""
    name = place(v, CAMPS, "campsite", "Camp 773 Bavaria", "Bavaria", "Germany")
    values = {
        "review|text|comment|content|message|body": "Quiet and clean 774",
        "rating|score|stars": "4",
        "title": "Quiet and clean 774",
        "campsite|place": name,
    }
    try:
        v.act(CAMPS, "review|write review|add review|leave review|rate", values, marker=name)
    except Unmet:
        v.add("reviews|my reviews|review", "review", values, "write|add|new|submit|post|review")
    other = v.another()
    other.go_to(CAMPS)
    if row := other.any_row(name):
        other.open_row(row)
        if other.shows("774"):
            return
    need(other.can_go_to("reviews|review") and other.shows("774"), "the review isn't public")
    raise Partial("the review is public, but not at the campsite")


def ui_3(v: Visitor) -> None:
    """UI 3: places of each country."""
    v.go_to("countries|country|destinations|browse by country|explore|campsites|attractions")
    if v.can_go_to("countries|country|destinations"):
        rows = v.listed(least=2)
        shown = []
        for row in rows[:2]:
            v.go_to("countries|country|destinations")
            v.open_row(
                row
                if v.page.locator(f'[data-webgen-n="{row.n}"]').count()
                else v.any_row(row.title) or v.listed()[0]
            )
            shown.append(
                bool(words.lines_with(v.content(), "campsite|attraction|campsites|attractions"))
                and bool(v.rows())
            )
        if all(shown):
            return
        if any(shown):
            raise Partial("not every country shows its places")
    for section in (CAMPS, SIGHTS):
        v.filters(section, "country|city|region|location", strict=True)


def ui_4(v: Visitor) -> None:
    """UI 4: the form to book a sight requires its details."""
    name = place(v, SIGHTS, "attraction", "Tower 775", "Paris", "France")
    v.go_to(SIGHTS)
    row = v.any_row(name) or v.listed()[0]
    button = v.find("book|reserve|buy ticket|visit", within=row, least=0.2)
    if button is None:
        v.open_row(row)
        button = words.best(
            [each for each in v.clickables() if not each.nav],
            lambda each: each.text,
            "book|reserve|buy ticket",
            0.2,
        )
    if button:
        v.click(button.n)
    else:
        v.go_to("bookings|my bookings|booking|reservations")
        v.find_form("booking", BOOKING, "book|add|new|create")
    form = v.form(BOOKING)
    need(form, "there is no form to book")
    required = len([field for field in form if field.required]) >= 2
    if not required:  # The app may say so only when the form is sent.
        v.send(form[0].form, "book|reserve|confirm")
        required = v.explained()
        form = v.form(BOOKING) or form
    v.send(v.fill(form, {**BOOKING, "attraction|place": name}), "book|reserve|confirm")
    v.sent()
    need(v._told() or v.shows(name), "nothing confirms the booking")
    if not required:
        raise Partial("the form requires hardly anything")


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("light pink", "medium violet red")


def api_0(a: Api) -> None:
    """API 0: places are searched."""
    a.tries(
        *(
            lambda thing=thing: a.searches(thing, "city|location|name|country")
            for thing in ("attraction|sight", "campsite|camp")
        )
    )


def api_1(a: Api) -> None:
    """API 1: a booking."""
    a.tries(
        lambda: a.adds(
            "booking|reservation",
            {"date|start": "2027-06-01", "guests|people": 2, "name": "Robin 771"},
            fields="attraction|campsite|place|camp",
        ),
        lambda: a.acts("campsite|attraction", "book|reserve", BOOKING),
    )


def api_2(a: Api) -> None:
    """API 2: a review."""
    a.adds(
        "review|rating",
        {"review|text|comment|content|body|title": "Quiet 772", "rating|score|stars": 4},
        marker="Quiet 772",
        fields="attraction|campsite|place|camp",
    )


def api_3(a: Api) -> None:
    """API 3: places of a country or city."""
    a.tries(
        *(
            lambda thing=thing: a.filters(thing, "city|country|location|region")
            for thing in ("campsite|camp", "attraction|sight")
        )
    )


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: cities and their countries."""
    d.either(("city|cities", "name|title", "country"), ("in", "attraction|campsite", "city", "country"))


def db_2(d: Database) -> None:
    """DB 2: sights."""
    d.holds("attraction|sight", "name|title", "description|about|text", "location|address|city|place")


def db_3(d: Database) -> None:
    """DB 3: campsites."""
    d.holds("campsite|camp", "name|title", "description|about|text", "location|address|city|place")


def db_4(d: Database) -> None:
    """DB 4: bookings."""
    d.holds(
        "booking|reservation",
        "person|user|customer|by|guest|owner",
        "attraction|campsite|place|camp",
        "date|start|check in|from|day",
    )


def db_5(d: Database) -> None:
    """DB 5: reviews."""
    d.holds(
        "review|rating",
        "text|review|comment|content|body",
        "rating|score|stars",
        "attraction|campsite|place|camp",
        "date|created|time|at|posted",
    )
