"""Task 000070: poetry."""

import re

from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.looking import Row
from bench.webgen.verdicts import need, need_all
from bench.webgen.visitor import Visitor

POEMS = "poems|poetry|browse poetry|all poems|poem|browse"
POEM = {
    "title|name!": "Low Tide 771",
    "content|text|poem|body|verse|lines": "The sea went out and took the light",
    "tags|category|type|genre": "nature",
}


@by("visitor", half=("person",))
def ui_0(v: Visitor) -> None:
    """UI 0: poems with title and author."""
    rows = v.lists(POEMS)
    text = "\n".join(row.text for row in rows) + v._heads()
    if any(_person(row) for row in rows):
        return
    v._shows_details(text, ("author|poet|written by|posted by|#by",))


def _person(row: Row) -> bool:
    """Whether a row has a line that is a person's name, and not its title."""
    lines = [each.strip(" —–-~") for each in re.split(r"[\n\t]+", row.text) if each.strip() != row.title]
    return any(re.fullmatch(r"[A-Z][\w.'’-]+( [A-Z][\w.'’-]*){1,2}", each) for each in lines)


def ui_1(v: Visitor) -> None:
    """UI 1: a poem by its title."""
    v.searches(POEMS)


def ui_2(v: Visitor) -> None:
    """UI 2: a poem is posted."""
    v.adds(
        POEMS,
        "poem|poetry|post",
        POEM,
        "Low Tide 771",
        verbs="post|write|add|new|share|submit|create|publish",
    )


def ui_3(v: Visitor) -> None:
    """UI 3: a comment under a poem, with name and time."""
    v.go_to(POEMS)
    v.open_row(v.listed()[0])
    values = {"comment|text|message|content|body": "What a line 772"}
    form = v.find_form("comment", values, "comment|add|write|post|new")
    need(form, "there is no form to comment")
    v.send(v.fill(form, values), "comment|post|send|add")
    v.sent()
    if not v.shows("What a line 772"):
        v.go_to(POEMS)
        v.open_row(v.listed()[0])
    need(v.shows("What a line 772"), "the comment isn't under the poem")
    row = v.any_row("What a line 772")
    text = row.text if row else v.text()
    need_all(
        {
            "the person's name": "robin" in text.casefold() or v.in_main("robin") or v.is_owner,
            "a time": _time(text) or _time(v.text()),
        }
    )


def _time(text: str) -> bool:
    return bool(
        re.search(
            r"\d{1,2}:\d\d|\d{4}-\d\d-\d\d|just now|today|\bago\b|minute|second|\d{1,2} \w{3,9} \d{4}|[A-Z][a-z]{2,8} \d{1,2}",
            text,
        )
    )


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: a category shows its poems only."""
    v.filters(POEMS, "category|type|genre|tag|form|theme", strict=True)


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("light goldenrod", "olive drab")


def api_0(a: Api) -> None:
    """API 0: poems."""
    a.lists("poem|poetry|post", "title|name", "author|poet|by|content|text|person")


def api_1(a: Api) -> None:
    """API 1: search."""
    a.searches("poem|poetry|post", "title|name")


def api_2(a: Api) -> None:
    """API 2: a poem is posted."""
    a.adds("poem|poetry|post", {**POEM, "title|name!": "Low Tide 773"}, marker="Low Tide 773")


def api_3(a: Api) -> None:
    """API 3: a comment."""
    a.adds(
        "comment",
        {"comment|text|message|content|body": "What a line 774"},
        marker="What a line 774",
        fields="poem|poetry|post",
    )


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts(secret=True)


def db_1(d: Database) -> None:
    """DB 1: poems."""
    d.holds(
        "poem|poetry|post",
        "title|name",
        "content|text|body|poem|verse|lines",
        "author|poet|by|person|user",
        "date|published|created|posted|time|at",
    )


def db_2(d: Database) -> None:
    """DB 2: comments."""
    d.holds(
        "comment", "author|by|person|user|commenter", "poem|poetry|post", "text|comment|content|message|body"
    )
