"""Task 000095: ringtones and wallpapers."""

import contextlib

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

RINGTONES = "ringtones|ringtone|browse ringtones"
WALLPAPERS = "wallpapers|wallpaper|browse wallpapers"


def ui_0(v: Visitor) -> None:
    """UI 0: a ringtone by keyword."""
    v.searches(RINGTONES)
    v.go_to(RINGTONES)
    text = "\n".join(row.text for row in v.listed()) + v._heads()
    kinds = "category|genre|type|style|kind"
    values = [option for option, _ in v._choices(kinds) if option]
    need(
        any(words.means(line, "|".join([kinds, *values])) for line in text.splitlines()),
        "no category is shown",
    )


def ui_1(v: Visitor) -> None:
    """UI 1: a wallpaper of a category is downloaded."""
    with contextlib.suppress(Unmet, Partial):
        v.filters(WALLPAPERS, "category|type|kind|genre")
    v.go_to(WALLPAPERS)
    row = v.listed()[0]
    if not v.find("download", within=row):
        v.open_row(row)
    try:
        v.download("download")
    except Unmet:
        v.confirmed("download started|download has started|downloading")
        raise Partial("a download is confirmed, but no file comes") from None
    if not v._told("download started|download has started|downloading"):
        raise Partial("the file comes, but nothing confirms it")


def ui_2(v: Visitor) -> None:
    """UI 2: the history of downloads, with times."""
    title = ""
    with contextlib.suppress(Unmet, Partial):
        title = v.act(WALLPAPERS, "download").title
    v.go_to("download history|downloads|my downloads|history|profile|my profile|download")
    rows = v.listed()
    v._shows_details(
        "\n".join(row.text for row in rows) + v._heads(),
        ("#date|#time", f"ringtone|wallpaper|title|name|{title}"),
    )


def ui_3(v: Visitor) -> None:
    """UI 3: a ringtone in the collection."""
    row = v.act(
        RINGTONES, "add to collection|collect|save|favourite|favorite|add to favorites|collection|like"
    )
    v.go_to("my collection|collection|collections|favorites|favourites|saved|profile")
    need(v.rows(), "the collection lists nothing")
    need(v.shows(row.title), "the ringtone isn't in the collection")


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: a category from the menu."""
    works = 0
    reason = ""
    for section in (RINGTONES, WALLPAPERS):
        try:
            v.filters(section, "category|type|kind|genre|style", strict=True)
            works += 1
        except Unmet as unmet:
            reason = str(unmet)
    need(works, reason)
    if works < 2:
        raise Partial(reason)


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("light goldenrod", "olive drab")


MEDIA = ("ringtone|ringtones", "wallpaper|wallpapers")


def api_0(a: Api) -> None:
    """API 0: ringtones and wallpapers."""
    for thing in MEDIA:
        a.tries(
            lambda thing=thing: a.lists(
                thing, "title|name", "category|type|genre", "file|url|link|download|audio|image"
            ),
            lambda: a.lists("media|content|item", "title|name", "category|type", "file|url|link|download"),
        )


def api_1(a: Api) -> None:
    """API 1: search."""
    a.tries(
        *(lambda thing=thing: a.searches(thing, "title|name") for thing in (*MEDIA, "media|content|item"))
    )


def api_2(a: Api) -> None:
    """API 2: a category."""
    a.tries(
        *(
            lambda thing=thing: a.filters(thing, "category|genre|type")
            for thing in (*MEDIA, "media|content|item")
        )
    )


def api_3(a: Api) -> None:
    """API 3: a download."""
    a.tries(
        lambda: a.acts("|".join(MEDIA), "download"),
        lambda: a.downloads("ringtone|wallpaper|media", "file|url|link|audio|image|download"),
        lambda: a.adds("download", {}, fields="ringtone|wallpaper|item|media|content"),
    )


def api_4(a: Api) -> None:
    """API 4: the history of downloads."""
    a.lists(
        "download|download history|history",
        "ringtone|wallpaper|item|media|content|title",
        "date|time|at|created|downloaded|day",
    )


def api_5(a: Api) -> None:
    """API 5: something goes into the collection."""
    a.tries(
        lambda: a.acts("|".join(MEDIA), "collect|add to collection|favorite|save|collection"),
        lambda: a.adds(
            "collection|favorite|favourite|saved",
            {},
            fields="ringtone|wallpaper|item|media|content|title|name",
        ),
    )


def api_6(a: Api) -> None:
    """API 6: the collection."""
    a.lists("collection|favorite|favourite|saved", "ringtone|wallpaper|item|media|content|title|name")


def api_7(a: Api) -> None:
    """API 7: an empty search is a bad request."""
    for operation, name in a._query_names(
        "ringtone|wallpaper|media|search", "q|query|search|keyword|term|text"
    ):
        if a.call(operation, query={name: ""}).status in (400, 422):
            return
    raise Unmet("an empty search is answered as if nothing was asked")


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: ringtones."""
    d.either(
        ("ringtone", "title|name", "description|category|duration|genre|artist", "file|url|audio|link|path"),
        ("in", "media|content|item", "type|kind", "title|name", "file|url|link"),
    )


def db_2(d: Database) -> None:
    """DB 2: wallpapers."""
    d.either(
        ("wallpaper", "title|name", "description|category|resolution|genre|size", "file|url|image|link|path"),
        ("in", "media|content|item", "type|kind", "title|name", "file|url|link"),
    )


def db_3(d: Database) -> None:
    """DB 3: categories."""
    d.either(
        ("category|categories|genre", "name|title"),
        ("in", "ringtone|wallpaper|media|content|item", "category|genre"),
    )


def db_4(d: Database) -> None:
    """DB 4: downloads."""
    d.holds("download|history", "person|user|by|member|owner", "ringtone|wallpaper|item|media|content")


def db_5(d: Database) -> None:
    """DB 5: collections."""
    d.holds(
        "collection|favorite|favourite|saved",
        "person|user|by|member|owner",
        "ringtone|wallpaper|item|media|content",
    )
