"""Task 000074: biographies."""

import re

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need_all
from bench.webgen.visitor import Visitor

PEOPLE = "biographies|people|biography|persons|person|home"
LIFE = "life experiences|experiences|life|timeline|life experience|life events"
HONOURS = "achievements and honors|achievements|honors|honours|achievement|awards|achievements & honors"


@by("visitor", half=("person",))
def ui_0(v: Visitor) -> None:
    """UI 0: the first page tells who the person is."""
    v.open()
    text = v.text()
    if not re.search(r"\b(1[5-9]|20)\d\d\b", text) and v.rows():
        v.open_row(v.rows()[0])
        need_all(
            {
                "born": words.lines_with(v.text(), "born|birth|birthdate|date of birth|birthday"),
                "a summary": len(v.text().split()) >= 30,
            },
            half=1,
        )
        raise Partial("birth date and summary are only on a further page")
    need_all(
        {
            "a name": any(re.search(r"[A-Z]\w+ [A-Z]\w+", each) for each in v.headings()),
            "the birth date": words.lines_with(text, "born|birth|birthdate|birthday")
            or re.search(r"\b(1[5-9]|20)\d\d\b", text),
            "a summary": len(text.split()) >= 40,
        },
        half=0.6,
    )


@by("visitor", half=("person",))
def ui_1(v: Visitor) -> None:
    """UI 1: life experiences."""
    v.go_to(LIFE, content=False)
    rows = v.listed(LIFE, least=2)
    v._shows_details("\n".join(row.text for row in rows) + v._heads(), ("#date",))


@by("visitor", half=("person",))
def ui_2(v: Visitor) -> None:
    """UI 2: achievements and honours with dates."""
    v.go_to(HONOURS, content=False)
    rows = v.listed(HONOURS, least=2)
    v._shows_details("\n".join(row.text for row in rows) + v._heads(), ("#date|field|category|awarded",))


@by("visitor", half=("person",))
def ui_3(v: Visitor) -> None:
    """UI 3: search."""
    for section in (HONOURS, LIFE, PEOPLE):
        if v.can_go_to(section) and v.rows():
            v.searches(section)
            return
    raise Unmet("there is nothing to search for")


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the navigation."""
    v.navigates("home|biography|biographies|overview|start", LIFE, HONOURS, "search|find")


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("snow", "dim gray")


BIOGRAPHY = "biography|biographies|person|people|profile"


def api_0(a: Api) -> None:
    """API 0: biographies."""
    a.lists(BIOGRAPHY, "name|title")


def api_1(a: Api) -> None:
    """API 1: one biography with all that belongs to it."""
    person = a.gets(BIOGRAPHY, "name|title", "birth|born|summary|description|bio|biography")
    need_all(
        {
            "life experiences": a.belonging(
                "experience|life|event|timeline", "person|biography|people", person
            ),
            "achievements": a.belonging("achievement|accomplishment", "person|biography|people", person),
            "honours": a.belonging("honor|honour|award", "person|biography|people", person),
        }
    )


def api_2(a: Api) -> None:
    """API 2: search for biographies."""
    a.searches(BIOGRAPHY, "name|title|summary")


def api_3(a: Api) -> None:
    """API 3: search in what belongs to them."""
    a.tries(
        *(
            lambda thing=thing: a.searches(thing, "title|name|description")
            for thing in (
                "achievement|accomplishment",
                "experience|life|event|timeline",
                "honor|honour|award",
            )
        )
    )


def db_0(d: Database) -> None:
    """DB 0: persons."""
    d.holds(BIOGRAPHY, "name|title", "birth|born|summary|description|bio|biography")


def db_1(d: Database) -> None:
    """DB 1: life experiences."""
    d.holds(
        "experience|life|event|timeline|milestone",
        "title|name|description|event",
        "date|year|start|from|when",
    )


def db_2(d: Database) -> None:
    """DB 2: achievements."""
    d.holds("achievement|accomplishment", "title|name|description", "date|year|category|when|field")


def db_3(d: Database) -> None:
    """DB 3: honours."""
    d.either(
        (
            "honor|honour|award|recognition",
            "title|name|description",
            "date|year|awarded|organisation|organization|category|by",
        ),
        ("in", "achievement", "type|kind|category|honor|honour|award", "title|name"),
    )
