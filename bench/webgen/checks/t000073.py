"""Task 000073: a link tree."""

import contextlib
import re
from urllib.parse import urlsplit

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

LINKS = "my links|links|link tree|my link tree|dashboard|link"
LINK = {"title|name|label!": "Mushroom blog 771", "url|link|address!": "https://example.org/mushrooms"}


def add_link(v: Visitor, values: dict[str, str]) -> None:
    """A link is added; to a tree of one's own, where the app wants one to be made first."""
    try:
        v.add(LINKS, "link", values)
    except Unmet:
        v.add(
            "link trees|my link trees|my trees|link tree|dashboard",
            "link tree|tree",
            {"title|name": "Tree 770"},
        )
        if row := v.any_row("Tree 770"):
            v.open_row(row)
        form = v.find_form("link", values)
        need(form, "there is no form to add a link")
        v.send(v.fill(form, values))
        v.sent()


def ui_0(v: Visitor) -> None:
    """UI 0: a link is added."""
    add_link(v, LINK)
    need(
        v.shows("Mushroom blog 771") or (v.can_go_to(LINKS) and v.shows("Mushroom blog 771")),
        "what was added isn't listed",
    )
    need(
        v.shows("example.org") or any("example.org/mushrooms" in each.href for each in v.clickables()),
        "the link's address isn't there",
    )


def ui_1(v: Visitor) -> None:
    """UI 1: a link is changed."""
    add_link(v, {**LINK, "title|name|label!": "Old blog 772"})
    v.changes(
        LINKS,
        {"title|name|label": "New blog 773", "url|link|address": "https://example.org/new"},
        "New blog 773",
        of="Old blog 772",
    )


def ui_2(v: Visitor) -> None:
    """UI 2: a link is deleted."""
    add_link(v, {**LINK, "title|name|label!": "Passing blog 774"})
    v.removes(LINKS, "Passing blog 774")


def ui_3(v: Visitor) -> None:
    """UI 3: the shareable link is copied."""
    v.go_to("share|my link tree|link tree|link trees|dashboard|profile|my links")
    if not v.find("copy|copy link|share|share link", least=0.2) and v.rows():
        v.open_row(v.rows()[0])
    copied = v.copies("copy|copy link|copy shareable link|share|share link|share my link tree")
    if "http" not in copied and v.find("copy|copy link|copy shareable link", least=0.3):
        copied = v.copies("copy|copy link|copy shareable link")
    if "http" in copied:
        return
    need("://" in "\n".join(v.news()), "no shareable link is copied or shown")
    raise Partial("the link is shown, but not copied to the clipboard")


def ui_4(v: Visitor) -> None:
    """UI 4: an incomplete link is not taken, with a message."""
    v.go_to(LINKS)
    form = v.find_form("link", LINK)
    need(form, "there is no form to add a link")
    v.send(v.fill(form, {"title|name|label!": "Half a link 775"}, rest=False))
    wrong = v.explained()
    v.go_to(LINKS)
    need(not v.shows("Half a link 775"), "the incomplete link is added")
    need(wrong, "no message tells what is missing")


def ui_5(v: Visitor) -> None:
    """UI 5: the navigation."""
    v.navigates("home|start|overview", LINKS, "profile|my profile|account|my account|user profile")


@by("visitor", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: the colours."""
    v.has_colours("papaya whip", "dark orange")


BODY = {"title|name|label": "Link 771", "url|link|address": "https://example.org/771"}


def api_0(a: Api) -> None:
    """API 0: a link is created."""
    a.adds("link", BODY, marker="Link 771", fields="tree|link tree|user|person|owner|by|profile")


def api_1(a: Api) -> None:
    """API 1: a link is changed."""
    made = a.adds("link", {**BODY, "title|name|label": "Link 772"}, marker="Link 772")
    a.changes("link", {"title|name|label": "Link 773"}, "Link 773", item=made)


def api_2(a: Api) -> None:
    """API 2: a link is deleted."""
    a.removes("link", a.adds("link", {**BODY, "title|name|label": "Link 774"}, marker="Link 774"))


def api_3(a: Api) -> None:
    """API 3: the links of a tree."""
    a.lists("link", "title|name|label", "url|link|address")


def _shared(a: Api) -> str:
    """The address at which a tree can be seen by anybody."""

    def asks() -> str:
        reply = a.acts("link tree|tree|profile|link", "share|shareable|publish")
        found = re.search(r'https?://[^"\\ ]+|"/[^"\\ ]+"', reply.text)
        need(found, "no address is returned")
        return found[0].strip('"')

    def has() -> str:
        for thing in ("link tree|tree|share", "profile|user"):
            with contextlib.suppress(Unmet):
                for row in a.rows(thing):
                    key = next(
                        (
                            key
                            for key in row
                            if row[key]
                            and words.means(key, "share|shareable|slug|public url|share link|token")
                        ),
                        None,
                    )
                    if key:
                        return str(row[key])
        raise Unmet("no tree has a shareable link")

    return str(a.tries(asks, has))


def api_4(a: Api) -> None:
    """API 4: a shareable link."""
    _shared(a)


def api_5(a: Api) -> None:
    """API 5: a tree by its shareable link, for anybody."""
    shared = urlsplit(_shared(a))
    stranger = a.stranger()
    path = shared.path if "/" in shared.path else f"/{shared.path}"
    replies = [stranger.send("GET", f"{path}?{shared.query}" if shared.query else path)]
    words_of = "share|shared|public|slug|token|username"
    replies += [
        stranger.call(each, id=path.rsplit("/", 1)[-1])
        for each in a.operations()
        if each.method == "get"
        and len(each.parameters) == 1
        and words.means(f"{each.name} {each.parameters[0]}", words_of)
    ]
    good = [reply for reply in replies if reply.good]
    need(good, f"the shareable link answers {replies[0].status}")
    need(any(reply.holds("http") for reply in good), "no links are shown")


def api_6(a: Api) -> None:
    """API 6: a link without an address is refused."""
    a.refuses(
        "link",
        {"title|name|label": "Half 775", "url|link|address": None},
        says="url|link|address|required|missing",
        marker="Half 775",
    )


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: links."""
    d.holds("link", "url|link|address", "title|name|label", "description|note|text|about|order|position|tree")
