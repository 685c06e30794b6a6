"""Task 000059: study groups."""

import contextlib

from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import registers
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

GROUPS = "study groups|groups|group|all groups|find groups"
RESOURCES = "resources|shared resources|resource|files|library"
DISCUSSIONS = "discussions|project discussions|discussion|projects|messages|project"
CENTRE = "personal center|personal centre|my groups|profile|my profile|account|my account"


def ui_0(v: Visitor) -> None:
    """UI 0: joining a group puts it among the person's groups."""
    marker = "Algebra circle 771"
    with contextlib.suppress(Unmet, Partial):
        v.has_row(
            GROUPS,
            "group|study group",
            {"name|title|group": marker, "description|subject": "We solve together."},
            marker,
        )
    added = v.can_go_to(GROUPS) and v.any_row(marker)
    name = v.act(GROUPS, "join|join group|become member", marker=marker if added else "").title
    told = v._told()
    there = any(
        v.can_go_to(each) and v.shows(name)
        for each in ("my groups|my memberships|memberships|personal center|personal centre|profile",)
    )
    need(told or there, "joining shows no effect")
    if not there:
        raise Partial("joining is confirmed, but the group isn't among the person's groups")


def ui_1(v: Visitor) -> None:
    """UI 1: a shared file is downloaded."""
    v.go_to(RESOURCES)
    if not v.rows() or not v.find("download"):
        with contextlib.suppress(Unmet, Partial):
            v.owner().add(
                RESOURCES,
                "resource|file",
                {"title|name": "Notes 772", "file|attachment|document": "notes", "group": ""},
                "share|upload|add|new",
            )
        v.go_to(RESOURCES)
        if not v.find("download"):
            v.open_row(v.any_row("Notes 772") or v.listed()[0])
    v.download("download|notes.txt|open file|file")


def ui_2(v: Visitor) -> None:
    """UI 2: a comment in a project's discussion, and others see it."""
    values = {
        "message|text|content|comment|body|post!": "Let us split chapter 773",
        "title|subject|topic": "Chapter 773",
    }
    with contextlib.suppress(Unmet, Partial):
        v.act(GROUPS, "join|join group|become member")
    try:
        v.add(
            DISCUSSIONS,
            "discussion|message|comment|post|update",
            values,
            "post|add|new|send|write|comment|reply|start",
        )
    except Unmet:
        v.act("projects|project|groups", "discuss|comment|post|reply|add comment|discussion|message", values)
    need(v.shows("773") or (v.can_go_to(DISCUSSIONS) and v.shows("773")), "the comment isn't shown")
    other = v.another()
    with contextlib.suppress(Unmet, Partial):
        other.act(GROUPS, "join|join group|become member")
    with contextlib.suppress(Unmet):
        other.open(v.page.url)
    if not other.shows("773") and other.can_go_to(DISCUSSIONS) and not other.shows("773") and other.rows():
        other.open_row(other.any_row("773") or other.rows()[0])
    if not other.shows("773"):
        raise Partial("another person doesn't see the comment")


def ui_3(v: Visitor) -> None:
    """UI 3: the personal center."""
    v.profile(
        {
            "name|full name|nickname": "Robin Changed",
            "bio|about|university|major|subject": "Studies maths 774",
        },
        "Changed|Studies maths 774",
    )


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the colours."""
    v.has_colours("alice blue", "steel blue")


def api_0(a: Api) -> None:
    """API 0: registration."""
    registers(a)


def api_1(a: Api) -> None:
    """API 1: a group."""
    a.adds(
        "group|study group", {"name|title": "Group 771", "description|about": "We read."}, marker="Group 771"
    )


def api_2(a: Api) -> None:
    """API 2: joining a group."""
    a.tries(
        lambda: a.acts("group|study group", "join"),
        lambda: a.adds("membership|member|participation", {}, fields="group"),
    )


def api_3(a: Api) -> None:
    """API 3: a resource in a group."""
    a.uploads(
        "resource|file|document|material",
        {"title|name": "Resource 772", "description": "Notes", "url|link": "https://example.org/notes.pdf"},
        fields="group",
    )


def api_4(a: Api) -> None:
    """API 4: a resource's file or link."""
    a.downloads("resource|file|document|material", "file|url|link|attachment|document")


def api_5(a: Api) -> None:
    """API 5: a message in a project's discussion."""
    a.adds(
        "message|discussion|comment|post",
        {"text|message|content|body|comment": "Message 773"},
        marker="Message 773",
        fields="project|discussion|group",
    )


def api_6(a: Api) -> None:
    """API 6: the person's own information."""
    a.me()


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: groups."""
    d.holds("group|study group", "name|title", "description|about|subject|topic")


def db_2(d: Database) -> None:
    """DB 2: resources."""
    d.holds(
        "resource|file|document|material",
        "title|name|file",
        "date|created|uploaded|shared|time|added",
        "group",
    )


def db_3(d: Database) -> None:
    """DB 3: projects."""
    d.holds("project", "title|name", "description|about|details|text", "group")


def db_4(d: Database) -> None:
    """DB 4: discussions."""
    d.holds(
        "message|discussion|comment|post", "text|message|content|body|comment", "project|discussion|group"
    )


def db_5(d: Database) -> None:
    """DB 5: memberships."""
    d.holds("membership|member|participation", "group", "user|person|member|student|by")
