"""Task 000083: cases of a detective agency."""

import contextlib

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

CASES = "cases|my cases|case|case management|case list"
HOURS = "work hours|hours|time|timesheet|work logs|log hours"
REPORTS = "reports|real-time reports|case reports|report"
EXPENSES = "expense sheets|estimated expense sheets|expenses|expense|estimated expenses|expense sheet"
SERVICES = (
    "service assignment sheets|service assignments|assignments|services|service assignment sheet|assignment"
)


def ui_0(v: Visitor) -> None:
    """UI 0: cases can be browsed, each with its details."""
    v.go_to(CASES)
    rows = v.listed(least=2)
    v.open_row(rows[0])
    need(v.shows(rows[0].title), "the first case isn't shown")
    v._shows_details(
        v.text(),
        ("status|state|open|closed", "client|detective|description|assigned|details|notes", "#date|#number"),
    )
    v.go_to(CASES)
    v.open_row(v.listed(least=2)[1])
    need(v.shows(rows[1].title), "the second case isn't shown")


def on_case(v: Visitor, section: str, thing: str, values: dict[str, str], action: str) -> None:
    """Something is added to a case: from the case's own page, or in its section."""
    case = v.rows()[0].title if v.can_go_to(CASES) and v.rows() else ""
    try:
        v.add(section, thing, {**values, "case": case}, action)
    except Unmet:
        v.act(CASES, action, values)


def ui_1(v: Visitor) -> None:
    """UI 1: a report on a case, in the case's history."""
    on_case(
        v,
        REPORTS,
        "report",
        {
            "title|subject|summary": "Seen at the pier 771",
            "text|content|report|description|body|details|findings|notes": "Seen at the pier 771",
        },
        "report|submit|add|new|file|write",
    )
    told = v._told()
    need(
        v.shows("pier 771") or (v.can_go_to(REPORTS) and v.shows("pier 771")),
        "the report isn't in the history",
    )
    if not told:
        raise Partial("the report is there, but nothing confirmed it")


def ui_2(v: Visitor) -> None:
    """UI 2: hours are logged, and the case's total grows."""
    on_case(
        v,
        HOURS,
        "hours|work hours|time|entry|work log|log",
        {"hours|duration|time|minutes!": "7", "description|task|notes|note|activity": "Stake-out 772"},
        "log|add|new|record|track|enter",
    )
    need(v._told() or v.shows("772"), "nothing tells of the logged hours")
    v.go_to(CASES)
    v.open_row(v.listed()[0])
    if not hours_shown(v.content()):
        raise Partial("the hours are logged, but no case shows a total")


def hours_shown(text: str) -> bool:
    """Whether a text names hours, and a number in the same line or the one beside it."""
    lines = [line for line in text.splitlines() if line.strip()]
    named = [n for n, line in enumerate(lines) if words.means(line, "hours|hour|time spent|time logged")]
    return any(words.numbers("\n".join(lines[max(0, n - 1) : n + 2])) for n in named)


def ui_3(v: Visitor) -> None:
    """UI 3: an expense sheet with its calculation."""
    v.go_to(EXPENSES)
    there = v.rows()
    with contextlib.suppress(*([Unmet] if there else [])):
        on_case(
            v,
            EXPENSES,
            "expense|expense sheet|estimate",
            {
                "amount|cost|price|estimated": "120",
                "title|name|description": "Sheet 773",
                "hours|quantity": "3",
            },
            "generate|create|new|add",
        )
    v.go_to(EXPENSES)
    rows = v.listed()
    text = "\n".join(row.text for row in rows) + v._heads() + "\n" + v.content()
    v.open_row(v.any_row("773") or rows[0])
    text += "\n" + v.content()
    v._shows_details(
        text, ("total|sum|estimated|amount", "#number", "case", "expense|cost|rate|hours|travel|item")
    )
    need(words.lines_with(text, "total|sum"), "nothing is added up")


def ui_4(v: Visitor) -> None:
    """UI 4: the service assignment sheet."""
    v.go_to(SERVICES)
    rows = v.listed()
    v._shows_details(
        "\n".join(row.text for row in rows) + v._heads(),
        ("case", "assigned|assignee|detective|investigator|service|staff|agent"),
    )


def ui_5(v: Visitor) -> None:
    """UI 5: from the cases back to the dashboard."""
    v.go_to(CASES)
    v.open_row(v.listed()[0])
    v.goes_home()


@by("visitor", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: the colours."""
    v.has_colours("beige", "saddle brown")


HOUR = "hour|hours|work hour|time|timesheet|work log|log|time entry"


def api_0(a: Api) -> None:
    """API 0: a case."""
    a.adds(
        "case",
        {"title|name|case": "Case 771", "description|details|notes|summary": "The missing cat."},
        marker="Case 771",
    )


def api_1(a: Api) -> None:
    """API 1: a report."""
    a.adds(
        "report",
        {"title|subject|text|content|report|description|body|details|findings": "Report 772"},
        marker="Report 772",
        fields="case",
    )


def api_2(a: Api) -> None:
    """API 2: hours."""
    a.adds(
        HOUR,
        {"hours|duration|time|minutes": 7, "description|task|notes|note|activity": "Watch 773"},
        fields="case,hours|duration|time|minutes|start",
    )


def api_3(a: Api) -> None:
    """API 3: the expenses of a case."""
    case = a.lists("case")[0]
    rows = a.tries(
        lambda: need_rows(a.related("expense|expense sheet|estimate|cost", "case", case)),
        lambda: [a.acts("case|expense", "expense|estimate|generate", item=case).data],
    )
    need(
        words.means(str(rows)[:1500], "amount|cost|total|estimated|price|rate"),
        "the expenses have no amounts",
    )


def need_rows(rows: list) -> list:
    need(rows, "nothing belongs to the case")
    return rows


def api_4(a: Api) -> None:
    """API 4: the assignments of a case."""
    case = a.lists("case")[0]
    a.tries(
        lambda: need_rows(a.related("assignment|service|service assignment", "case", case)),
        lambda: a.acts("case|assignment", "assignment|generate", item=case),
    )


def api_5(a: Api) -> None:
    """API 5: cases, and one of them."""
    a.lists("case", "title|name|case", "status|state|description|client|date")
    a.gets("case", "title|name|case")


def api_6(a: Api) -> None:
    """API 6: what is stored is there in another session."""
    report = a.adds(
        "report",
        {"title|subject|text|content|report|description|body|details|findings": "Kept 774"},
        marker="Kept 774",
    )
    case = a.adds("case", {"title|name|case": "Kept case 775"}, marker="Kept case 775")
    again = a.again()
    again.stored("report", report, "Kept 774")
    again.stored("case", case, "Kept case 775")


def db_0(d: Database) -> None:
    """DB 0: cases."""
    d.holds("case", "title|name|case|number", "status|state|description|client|date|details")


def db_1(d: Database) -> None:
    """DB 1: hours."""
    d.holds(
        HOUR,
        "case",
        "hours|duration|minutes|time|start",
        "user|person|detective|by|employee|staff|investigator|agent",
    )


def db_2(d: Database) -> None:
    """DB 2: reports."""
    d.holds("report", "case", "text|content|report|description|body|details|title|findings")


def db_3(d: Database) -> None:
    """DB 3: expense sheets."""
    d.holds("expense|estimate|cost", "case", "amount|cost|total|price|estimated|rate")


def db_4(d: Database) -> None:
    """DB 4: assignments."""
    d.holds(
        "assignment|service",
        "case",
        "service|detective|assignee|person|assigned|task|staff|user|agent|investigator",
    )
