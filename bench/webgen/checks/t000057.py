"""Task 000057: students, their profiles, and training providers."""

import contextlib

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import registers
from bench.webgen.verdicts import Partial, Unmet, need, need_all
from bench.webgen.visitor import Visitor

PROVIDERS = "training providers|providers|matching providers|matches|matching|provider"
PROGRAMS = "programs|programmes|training programs|courses|program"
APPLICATIONS = "applications|my applications|application"
STUDENTS = "students|student profiles|candidates|find students|student"
PROFILE = {
    "qualification|qualifications|degree|education": "Bachelor",
    "location|city|place": "Cape Town",
    "field|field of study|study": "Engineering",
    "career|interest|interests|preference|preferences": "Robotics 771",
    "phone": "+27 21 555 0771",
}


@by("visitor", half=("owner",))
def ui_0(v: Visitor) -> None:
    """UI 0: registration makes a profile."""
    v.sign_up(extra=PROFILE)
    told = v._told() or v.signed_in()
    need(told, "nothing confirms the registration")
    if v.shows("Robotics 771", fields=True):
        return
    try:
        v.profile(PROFILE, "Robotics 771")
        return
    except Partial:  # It is saved; the registration was confirmed before.
        return
    except Unmet:
        pass
    v.add("my profile|profile|student profile|students|account", "profile|student", PROFILE)
    if not v.shows("771", fields=True):
        raise Partial("there is an account, but its profile holds no qualifications and preferences")


def ui_1(v: Visitor) -> None:
    """UI 1: the profile is changed."""
    v.profile(
        {
            "name|full name|first name": "Robin Changed",
            "location|city|address|interest|qualification": "Durban 772",
        },
        "Changed|Durban 772",
    )


def ui_2(v: Visitor) -> None:
    """UI 2: matching providers."""
    with contextlib.suppress(Unmet, Partial):
        v.profile(PROFILE, "Robotics 771")
    v.go_to(
        "matching|matches|find providers|find a provider|recommended providers|providers|training providers|match"
    )
    form = v.form(PROFILE, least=2)
    if form:
        v.send(v.fill(form, PROFILE), "match|find|search")
        v.sent()
    rows = v.listed()
    need(rows, "no providers are listed")
    if not words.lines_with(v.content(), "match|matching|score|suitable|recommended|fit|compatible"):
        raise Partial("providers are listed, but nothing tells which of them match")


def ui_3(v: Visitor) -> None:
    """UI 3: applying for a program."""
    before = v.kept(APPLICATIONS)
    v.act(
        PROGRAMS,
        "apply|apply now|application|enroll|register",
        {"motivation|letter|message|why|notes|statement": "I want to build robots 773."},
    )
    try:
        v.confirmed()
    except Unmet:
        need(v.kept(APPLICATIONS) - before, "nothing tells of the application")
        raise Partial("the application is there, but nothing confirmed it") from None


@by("person:training provider|provider", "owner")
def ui_4(v: Visitor) -> None:
    """UI 4: a provider finds students by criteria, and can write to them."""
    v.go_to(STUDENTS)
    rows = v.listed()
    filtered = False
    for wanted in ("qualification|field|location|interest|study",):
        with contextlib.suppress(Unmet, Partial):
            v.filters(STUDENTS, wanted)
            filtered = True
    v.go_to(STUDENTS)
    v.open_row(v.listed()[0])
    contact = words.best(
        [each for each in v.clickables() if not each.nav],
        lambda each: each.text,
        "message|contact|write|send message|invite|communicate",
        0.2,
    )
    need_all({"students": rows, "criteria": filtered, "a way to write to them": contact}, half=0.6)


def ui_5(v: Visitor) -> None:
    """UI 5: the navigation."""
    v.navigates(
        "home|dashboard|overview|start",
        "profile|my profile|account|student profile|students",
        PROGRAMS,
        "applications|my applications|application",
    )


@by("person:training provider|provider", "owner")
def ui_6(v: Visitor) -> None:
    """UI 6: a provider writes to a student."""
    values = {
        "message|text|content|body": "Join our robotics class 774",
        "subject|title": "Invitation",
        "student|to|recipient|receiver": "",
    }
    try:
        v.act(STUDENTS, "message|contact|write|send message", values)
    except Unmet:
        v.add("messages|message|inbox|communication", "message", values, "send|new|write|add|compose|message")
    need(v._told() or v.shows("774"), "nothing tells of the message")


@by("visitor", half=("person",))
def ui_7(v: Visitor) -> None:
    """UI 7: the colours."""
    v.has_colours("azure", "midnight blue")


STUDENT = "student|profile|student profile|person|user"


def api_0(a: Api) -> None:
    """API 0: a student registers."""
    a.tries(
        lambda: registers(a, extra=None),
        lambda: a.adds(
            "student|profile",
            {"name|full name": "Student 771", "email": "student771@example.org"},
            marker="Student 771",
        ),
    )


def api_1(a: Api) -> None:
    """API 1: the profile is changed."""
    a.tries(
        *(
            lambda thing=thing: a.changes(
                thing, {"name|full name|first name|location|city|phone|address": "Changed 772"}, "Changed 772"
            )
            for thing in ("student|student profile", "profile|user|person|account")
        )
    )


def api_2(a: Api) -> None:
    """API 2: qualifications."""
    a.tries(
        lambda: a.adds(
            "qualification|education|degree",
            {"title|name|qualification|degree": "Diploma 773"},
            marker="Diploma 773",
        ),
        lambda: a.changes(
            STUDENT, {"qualification|qualifications|degree|education": "Diploma 773"}, "Diploma"
        ),
    )


def api_3(a: Api) -> None:
    """API 3: career preferences."""
    a.tries(
        lambda: a.adds(
            "preference|career preference|interest|career",
            {"interest|goal|field|title|name|preference|career": "Robotics 774"},
            marker="Robotics 774",
        ),
        lambda: a.changes(
            STUDENT, {"career|interest|interests|preference|preferences|goal": "Robotics 774"}, "Robotics 774"
        ),
    )


def api_4(a: Api) -> None:
    """API 4: matching providers."""

    def by_criteria() -> None:
        for name in ("qualification", "location", "field|field of study|study", "career|interest|interests"):
            try:
                a.filters("provider|training provider|match|program", name)
                return
            except Unmet:
                continue
        raise Unmet("no criteria find providers")

    a.tries(
        lambda: a.acts(
            "match|provider",
            "match|matching|recommend",
            {
                "qualification": "Bachelor",
                "location": "Cape Town",
                "field|field of study": "Engineering",
                "career interests|interest": "Robotics",
            },
        ),
        lambda: a.lists("match|matches|matching", "provider", "student|score"),
        by_criteria,
    )


def api_5(a: Api) -> None:
    """API 5: an application."""
    a.tries(
        lambda: a.adds(
            "application",
            {"motivation|letter|message|notes|statement": "I want this 775"},
            fields="program|programme|course",
        ),
        lambda: a.acts("program|programme|course", "apply", {"motivation|message": "I want this 775"}),
    )


def api_6(a: Api) -> None:
    """API 6: students by criteria."""
    a.filters(
        "student|profile|student profile|candidate",
        "qualification|location|field|study|interest|career|city|degree",
    )


def api_7(a: Api) -> None:
    """API 7: one student's profile."""
    a.gets(
        "student|profile|student profile",
        "name|email|phone|person|user",
        "qualification|degree|education|field",
        "interest|career|preference",
    )


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts(secret=True)


def db_1(d: Database) -> None:
    """DB 1: personal information."""
    d.holds("student|profile|person|user", "name", "email|phone|address|location|city|birth")


def db_2(d: Database) -> None:
    """DB 2: qualifications."""
    d.either(
        (
            "qualification|education|degree",
            "student|person|user|profile|by",
            "title|name|level|institution|degree",
        ),
        ("in", "student|profile|person", "qualification|degree|education"),
    )


def db_3(d: Database) -> None:
    """DB 3: career preferences."""
    d.either(
        ("preference|career|interest", "student|person|user|profile|by"),
        ("in", "student|profile|person", "career|interest|preference|goal"),
    )


def db_4(d: Database) -> None:
    """DB 4: providers."""
    d.holds(
        "provider|organization|organisation|training provider",
        "name|title",
        "description|location|field|email|contact|website|city",
    )


def db_5(d: Database) -> None:
    """DB 5: programs."""
    d.holds(
        "program|programme|course|training program",
        "title|name",
        "provider|organisation|organization",
        "description|duration|field|start|level",
    )


def db_6(d: Database) -> None:
    """DB 6: applications."""
    d.holds("application", "student|person|user|applicant|by", "program|programme|course")


def db_7(d: Database) -> None:
    """DB 7: matches."""
    d.holds(
        "match|matches|matching|recommendation|connection",
        "student|person|user|profile",
        "provider|program|programme",
    )
