"""Task 000014: leads for a credit repair company."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import need
from bench.webgen.visitor import Visitor

LEAD = {
    "name|full name|first name": "Lee Lead 771",
    "email": "lead771@example.org",
    "phone": "+44 20 7946 0771",
    "credit status|credit situation|status|credit!": "fair",
    "message|notes|details|comment": "I want my credit repaired.",
}
FORM = (
    "contact|get started|free consultation|apply|lead form|request|lead|leads|enquiry|credit repair form|form"
)


@by("visitor", "person", half=("owner",))
def ui_0(v: Visitor) -> None:
    """UI 0: the lead form."""
    v.sends(FORM, "lead|consultation|request|application|enquiry|contact|form", LEAD)


@by("visitor", "person", half=("owner",))
def ui_1(v: Visitor) -> None:
    """UI 1: the credit score inquiry."""
    v.add(
        "credit score|credit score inquiry|score inquiry|check score|score|inquiry",
        "inquiry|score|credit score|check",
        {
            "name|full name": "Lee Lead 771",
            "email": "lead771@example.org",
            "ssn|social security|id number": "078-05-1120",
            "birth": "1990-05-17",
        },
        "check|inquire|get|request|submit|add|new",
    )
    scores = [line for line in v.news() if any(300 <= each <= 850 for each in words.numbers(line))]
    need(
        scores or v._told("next step|next steps|your score is|your credit score is|estimated score"),
        "nothing is said of the score or of what comes next",
    )


@by("visitor", half=("person",))
def ui_2(v: Visitor) -> None:
    """UI 2: the first page tells of credit repair."""
    v.open()
    text = v.text()
    need(len(text.split()) >= 60, f"only {len(text.split())} words are on the first page")
    v.sees_most(
        "credit repair|repair credit|repair your credit",
        "service|services",
        "score|report|debt|dispute|improve|history",
    )


@by("visitor", half=("person",))
def ui_3(v: Visitor) -> None:
    """UI 3: the services are introduced."""
    v.reads(
        "services|our services|credit repair services|service|about",
        "credit, service|repair|dispute|consultation|counselling|score",
    )


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the colours."""
    v.has_colours("old lace", "rosy brown")


THING = "lead|request|application|submission|enquiry|inquiry|contact|client|customer"
SCORE = "score inquiry|score|credit score|inquiry|enquiry|credit inquiry"


def api_0(a: Api) -> None:
    """API 0: a lead is stored."""
    a.adds(
        THING,
        {**LEAD, "name|full name|first name": "Api Lead 772"},
        marker="Api Lead 772",
        fields="credit|status",
    )


def api_1(a: Api) -> None:
    """API 1: a credit score inquiry."""
    made = a.tries(
        lambda: a.adds(
            SCORE,
            {"name|full name": "Api Asker 773", "email": "asker773@example.org"},
        ),
        lambda: a.acts(
            SCORE, "check|inquire|score", {"name": "Api Asker 773", "email": "asker773@example.org"}
        ),
    )
    answer = made if isinstance(made, dict) else getattr(made, "data", None) or {}
    need(
        any(
            value and words.means(key, "score|status|message|result|rating|answer|estimate|range")
            for key, value in answer.items()
        ),
        "the answer has neither a score nor a message",
    )


def api_2(a: Api) -> None:
    """API 2: the services."""
    a.lists("service|services", "name|title", "description|content|summary|details|text")


def api_3(a: Api) -> None:
    """API 3: malicious or invalid data is rejected."""
    a.refuses(
        THING,
        {"email|mail": "<script>alert(1)</script>", "name|full name|first name": "Evil 774"},
        marker="Evil 774",
    )


def api_4(a: Api) -> None:
    """API 4: an inquiry without data is an error."""
    a.refuses_empty(SCORE)


def api_5(a: Api) -> None:
    """API 5: the error names the wrong fields."""
    a.refuses(
        THING,
        {"email|mail": "not-an-address", "name|full name|first name": ""},
        says="email|mail|name",
        marker="not-an-address",
    )


def db_0(d: Database) -> None:
    """DB 0: leads."""
    d.holds(THING, "name", "email|mail|phone", "credit|status")


def db_1(d: Database) -> None:
    """DB 1: score inquiries."""
    d.holds("inquiry|enquiry|score", "name|email|person|user|lead", "score|date|created|status|result")
