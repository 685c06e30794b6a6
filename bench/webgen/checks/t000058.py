"""Task 000058: one-to-one coaching."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import registers
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

COACHES = "coaches|find a coach|coach|find coaches|mentors"
SESSIONS = "sessions|my sessions|coaching sessions|schedule|session|calendar|appointments"
GOALS = "goals|my goals|goal|goal setting"
ASSESSMENT = "assessment|personality assessment|assessments|personality test|take assessment"


def ui_0(v: Visitor) -> None:
    """UI 0: the assessment is taken, and its result stays in the profile."""
    before = _results(v)
    v.go_to(ASSESSMENT)
    start = "start|take|begin|take assessment|take test|add|new"
    if not v.form({}, least=0):
        if v.find(start, least=0.2):
            v.press(start)
        else:
            v.open_row(v.listed()[0])
    asked = _answers(v)
    need(asked, "there is no assessment to fill in")
    told, news = v._told(), " ".join(v.news())[:1500]
    shown = words.means(news, RESULT)
    need(told or shown, "no result is shown")
    new = _results(v) - before
    if not new:
        raise Partial("it is sent, but no result stays")
    if not shown and not words.means(" ".join(new)[:1900], RESULT):
        raise Partial("it is sent, but no result is shown")


RESULT = (
    "result|results|score|summary|your type|introvert|extravert|extrovert|openness|trait|traits|strengths"
)


def _answers(v: Visitor) -> int:
    """Fills in one page of questions after the other; how many there were."""
    for page in range(20):
        before = v.content()
        form = [each for each in v.form({}, least=0) if not each.search]
        if not form:
            return page
        v.send(v.fill(form, {}), "next|continue|submit|finish|complete|see results")
        v.sent()
        if v.content() == before or v._told() or words.means(" ".join(v.news())[:1500], "result|your score"):
            return page + 1
    return 20


def _results(v: Visitor) -> set[str]:
    """What the profile and the assessments say."""
    return {
        line.strip()
        for section in ("my profile|profile|account", "assessments|my assessments|results|assessment")
        if v.can_go_to(section)
        for line in v.content().splitlines()
    }


def ui_1(v: Visitor) -> None:
    """UI 1: the profile is changed."""
    v.profile(
        {
            "name|full name": "Robin Changed",
            "bio|about|location|interests|goals|phone": "Loves long walks 771",
        },
        "Changed|Loves long walks 771",
    )


def ui_2(v: Visitor) -> None:
    """UI 2: suitable coaches are found."""
    rows = v.lists(COACHES)
    try:
        v.searches(COACHES)
    except (Unmet, Partial):
        v.filters(
            COACHES,
            "specialty|speciality|expertise|focus|area|type|style|language|personality|category|field",
        )
    need(rows, "no coaches are listed")
    v.go_to(COACHES)
    if not words.lines_with(v.content(), "match|suitable|recommended|compatible|fit|score"):
        raise Partial("coaches are found, but not by what suits the person")


def ui_3(v: Visitor) -> None:
    """UI 3: a session with a coach."""
    values = {
        "date|day|when|time|start": "2027-03-04",
        "topic|title|subject|notes|goal": "Career talk 772",
        "coach": "",
    }
    before = v.kept(SESSIONS)
    try:
        v.act(
            COACHES,
            "book|schedule|book session|schedule session|request session|request|choose|select",
            values,
        )
    except Unmet:
        v.add(
            SESSIONS, "session|appointment|coaching session", values, "schedule|book|new|add|request|create"
        )
    told = v._told()
    there = v.kept(SESSIONS) - before or v.shows("772")
    need(there, "the session isn't among the person's sessions")
    if not told:
        raise Partial("the session is there, but nothing confirmed it")


def ui_4(v: Visitor) -> None:
    """UI 4: a goal, and progress on it."""
    v.adds(
        GOALS,
        "goal",
        {"title|name|goal!": "Run a workshop 773", "progress|percent": "10", "description": "Before summer."},
        "Run a workshop 773",
    )
    try:
        v.changes(GOALS, {"progress|percent|status|completed": "60"}, "60", of="773")
    except (Unmet, Partial):
        try:
            v.act(
                GOALS,
                "add progress|update progress|log progress|progress|complete|mark complete|done|achieve",
                {"progress|percent|note|text|update": "60"},
                marker="773",
            )
            need(v.shows("60") or v._told(), "the progress isn't shown")
        except Unmet as unmet:
            raise Partial(f"the goal is kept, but: {unmet}") from unmet


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("beige", "saddle brown")


SESSION = "session|appointment|coaching session|booking"


def api_0(a: Api) -> None:
    """API 0: an assessment."""
    a.adds(
        "assessment|response|answer|personality",
        {"answer|answers|notes|result|personality": "Curious 771", "score|openness|extraversion": 4},
    )


def _registered(a: Api) -> None:
    """Somebody who registers has at least an account."""
    registers(a)
    raise Partial("there is an account, but no profile")


def api_1(a: Api) -> None:
    """API 1: a profile."""
    a.tries(
        lambda: a.adds(
            "profile|user profile", {"name|full name|bio|about|headline": "Profile 772"}, marker="772"
        ),
        lambda: _registered(a),
    )


def api_2(a: Api) -> None:
    """API 2: the profile is changed."""
    a.tries(
        *(
            lambda thing=thing: a.changes(
                thing, {"name|full name|bio|about|location": "Changed 773"}, "Changed 773"
            )
            for thing in ("profile|user profile", "user|account|person|client|member|coach")
        )
    )


def api_3(a: Api) -> None:
    """API 3: coaches are searched."""
    a.tries(
        lambda: a.searches("coach|mentor", "specialty|expertise|name|focus"),
        lambda: a.filters("coach|mentor", "specialty|speciality|expertise|focus|area|name|style|language"),
    )


def api_4(a: Api) -> None:
    """API 4: a coach for a person."""
    a.tries(
        lambda: a.acts("coach|mentor", "select|choose|assign|request"),
        lambda: a.adds("match|matching|assignment|selection|mentorship|coaching", {}, fields="coach|mentor"),
        lambda: a.adds(SESSION, {}, fields="coach|mentor,user|person|client|member|by"),
    )


def api_5(a: Api) -> None:
    """API 5: a session."""
    a.adds(
        SESSION,
        {"topic|title|subject|notes": "Talk 774", "date|start|when|time": "2027-03-04"},
        marker="2027-03-04",
    )


def api_6(a: Api) -> None:
    """API 6: sessions to come."""
    a.lists(SESSION, "date|start|when|time|day", "coach|client|user|person")


def api_7(a: Api) -> None:
    """API 7: a goal."""
    a.adds("goal", {"title|name|goal|description": "Goal 775"}, marker="Goal 775")


def api_8(a: Api) -> None:
    """API 8: progress on a goal."""
    a.tries(
        lambda: a.changes("goal", {"progress|percent|completion": 61}, 61),
        lambda: a.adds(
            "progress|progress entry|update",
            {"progress|percent|value": 61, "note|text": "More 776"},
            fields="goal",
        ),
        lambda: a.changes("goal", {"status|title|name": "in progress"}, "progress"),
    )


def api_9(a: Api) -> None:
    """API 9: goals with progress."""
    a.tries(
        lambda: a.gets("goal", "progress|percent|completion", "status|state|title|name"),
        lambda: a.lists("progress", "goal", "progress|percent|value|note|date"),
    )


def db_0(d: Database) -> None:
    """DB 0: accounts with kinds."""
    d.accounts(secret=True, kind=True)


def db_1(d: Database) -> None:
    """DB 1: assessments."""
    d.holds(
        "assessment|response|answer|personality",
        "user|person|client|member|by|owner",
        "answer|score|result|openness|type|personality",
    )


def db_2(d: Database) -> None:
    """DB 2: profiles of users and coaches."""
    d.holds(
        "profile|coach|user|person",
        "name",
        "bio|about|specialty|expertise|experience|location|interest|description",
    )


def db_3(d: Database) -> None:
    """DB 3: sessions."""
    d.holds(
        SESSION,
        "date|start|when|day",
        "coach|mentor",
        "user|person|client|member|by",
        "status|state|time|confirmed",
    )


def db_4(d: Database) -> None:
    """DB 4: outcomes of sessions."""
    d.either(
        (
            "session record|record|session|outcome",
            "notes|outcome|feedback|summary|result",
            "date|session|start|when",
        ),
    )


def db_5(d: Database) -> None:
    """DB 5: goals."""
    d.holds(
        "goal",
        "title|name|goal",
        "description|details|notes|text|target",
        "user|person|client|member|by|owner",
    )


def db_6(d: Database) -> None:
    """DB 6: progress."""
    d.either(
        ("progress|update|check in", "goal", "progress|percent|value|note|text"),
        ("in", "goal", "progress|percent|completion"),
    )
