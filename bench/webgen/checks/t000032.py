"""Task 000032: anonymous reports, a forum, and news."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

REPORT = "anonymous report|report|anonymous reporting|submit report|reports|insights|insight|whistleblow"
FORUM = "forum|discussion forum|discussions|threads|topics|discussion"
NEWS = "news and blog|news|blog|articles|news & blog"
POSTED = {
    "title|subject|headline": "Thread on waste 771",
    "text|content|body|message|description|post": "Where does the waste go? 771",
    "topic|category": "",
}


@by("visitor", half=("person",))
def ui_0(v: Visitor) -> None:
    """UI 0: a report, without saying who one is."""
    v.add(
        REPORT,
        "report|insight|tip|secret",
        {
            "title|subject|headline": "Hidden waste 771",
            "text|content|body|message|description|insight|details|evidence": "They bury it at night 771.",
        },
        "report|submit|add|new|send|write",
    )
    v.confirmed()


def ui_1(v: Visitor) -> None:
    """UI 1: a thread and a reply."""
    v.adds(FORUM, "thread|discussion|topic|post", POSTED, "771")
    try:
        v.go_to(FORUM)
        v.open_row(v.any_row("771") or v.listed()[0])
        form = v.find_form(
            "reply|comment|post|message|answer",
            {"reply|comment|text|content|message|body|answer": "I saw it too 772"},
            "reply|comment|post|add|answer|write|new",
        )
        need(form, "there is no form to reply")
        v.send(
            v.fill(form, {"reply|comment|text|content|message|body|answer": "I saw it too 772"}),
            "reply|comment|post|add",
        )
        v.sent()
        need(v.shows("I saw it too 772"), "the reply isn't shown")
    except Unmet as unmet:
        raise Partial(f"threads can be started, but: {unmet}") from unmet


def ui_2(v: Visitor) -> None:
    """UI 2: search in all sections."""
    works, reasons = 0, []
    for section in (FORUM, NEWS):
        try:
            v.searches(section)
            works += 1
        except (Unmet, Partial) as unmet:
            reasons.append(str(unmet))
    need(works, reasons[0] if reasons else "")
    if works < 2:
        raise Partial(reasons[0])


@by("visitor", half=("person",))
def ui_3(v: Visitor) -> None:
    """UI 3: a headline opens its article."""
    v.go_to(NEWS)
    row = v.listed()[0]
    v.open_row(row)
    need(v.shows(row.title), "the headline isn't shown again")
    need(len(v.text()) > len(row.text) + 20 or len(v.text().split()) > 40, "there is no article to read")


@by("visitor", "person")
def ui_4(v: Visitor) -> None:
    """UI 4: the navigation."""
    v.navigates(REPORT, FORUM, "search|find", NEWS)


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("azure", "midnight blue")


def api_0(a: Api) -> None:
    """API 0: a report with evidence, without a name."""
    made = a.adds(
        "report|anonymous report|insight|tip|secret",
        {"title|subject": "Report 771", "text|content|body|description|insight|details": "Evidence 771"},
        marker="771",
    )
    takes = a.one("post", "report|anonymous report|insight|tip|secret", item=False).body.get("properties", {})
    need(
        not any(
            words.means(key, "email|phone|ip|reporter name|author|user id") and value
            for key, value in made.items()
        ),
        "the report says whose it is",
    )
    if takes and not any(
        words.means(name, "evidence|file|attachment|document|upload|link") for name in takes
    ):
        raise Partial("a report takes no evidence")


def api_1(a: Api) -> None:
    """API 1: a post in the forum."""
    a.adds("post|thread|discussion|topic|forum", POSTED, marker="771")


def api_2(a: Api) -> None:
    """API 2: a comment on a post."""
    a.adds(
        "reply|comment|message|answer|post",
        {"text|content|body|message|comment|reply": "I agree 772"},
        marker="I agree 772",
        fields="post|thread|discussion|topic",
    )


def api_3(a: Api) -> None:
    """API 3: search."""
    a.tries(
        *(
            lambda thing=thing: a.searches(thing, "title|name|subject")
            for thing in ("post|thread|discussion|topic", "article|news|blog", "report")
        )
    )


def api_4(a: Api) -> None:
    """API 4: an article is published."""
    a.adds(
        "article|news|blog|post",
        {"title|headline": "Article 773", "content|text|body": "What we know. 773"},
        marker="Article 773",
    )


def api_5(a: Api) -> None:
    """API 5: a stored report has nothing of the person."""
    thing = "report|anonymous report|insight|tip|secret"
    sender = a.another()
    made = sender.adds(
        thing,
        {"title|subject": "Report 774", "text|content|body|description|insight|details": "Evidence 774"},
        marker="774",
    )
    stored = a.gets(thing, item=made)
    told = str(stored).casefold()
    need("kim example" not in told and "@example.org" not in told, "the report tells who sent it")
    told_by = [
        key
        for key, value in stored.items()
        if value and words.means(key, "by|owner|author|user|person|ip|creator|created by|reporter")
    ]
    need(not told_by, f"the report keeps {', '.join(told_by)}")


def db_0(d: Database) -> None:
    """DB 0: reports."""
    d.holds(
        "report|insight|tip|secret",
        "text|content|body|description|insight|details|title",
        "evidence|file|attachment|date|created|category|status",
    )


def db_1(d: Database) -> None:
    """DB 1: threads."""
    d.holds("thread|topic|discussion|forum|post", "title|subject|name|topic")


def db_2(d: Database) -> None:
    """DB 2: posts in threads."""
    d.holds(
        "post|reply|comment|message",
        "text|content|body|message|comment|reply",
        "thread|topic|discussion|post|forum",
    )


def db_3(d: Database) -> None:
    """DB 3: articles."""
    d.holds("article|news|blog", "title|headline|name", "content|text|body|summary")
